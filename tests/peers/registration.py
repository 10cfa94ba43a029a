"""An organization registers itself 直接登记, over the API, by a program that knows only the OpenAPI document; then what others
make of it: python-stdnum of the code, poppler and zbar of the certificate, PyJWT-like libraries of its token."""
import datetime
import json
import pathlib
import re
import subprocess
import sys
import time
import urllib.parse

from stdnum.cn import ric, uscc

from city import City, Client, Report
from papers import pdf, photograph, scan, verifies
from program import Program

report = Report("registration")
HERE = pathlib.Path(__file__).resolve().parent
NAME = "遂宁市莲里居家养老服务中心"
FOUNDER, SECRET = "jiang.xiaohe@example.org", "quiet harbour lantern heron"
# Names as people really have them: a rare character, a long name of a minority, a double surname.
PEOPLE = [("江㛃荷", "19750312"), ("欧阳兰", "19810509"), ("阿卜杜热合曼·买买提", "19900101"), ("唐若水", "19881123")]


def identity(born, n):
    """A resident identity number that cannot be anybody's: the sequence is made up, the check digit right."""
    number = f"510903{born}{n:03d}"
    return number + ric.calc_check_digit(number + "0")


class Registration(Program):
    def __init__(self, city):
        super().__init__(city)
        self.no = None

    def on(self, who, operation, body=None, **params):
        return self.call(who, operation, body, no=self.no, **params)

    def refuse(self, who, operation, body=None, **params):
        return self.refused(who, operation, body, no=self.no, **params)

    def begin(self):
        known = self.call(None, "application_kinds")
        self.kind = next(k for k in known["kinds"] if k["key"] == "service" and k["is_open"])
        self.office = next(a for a in known["authorities"] if a["division"] == "510900")
        self.no = self.call(FOUNDER, "application_begin", {"kind": self.kind["key"], "authority": self.office["code"]})["no"]

    def fill(self):
        """The task list, over several visits."""
        self.on(FOUNDER, "application_organization", {
            "name": NAME, "category": "community", "form": "legal_person", "division": "510903", "is_community": True,
            "purpose": "为社区高龄、失能和独居长者提供上门照料，减轻家庭负担。", "scope": "居家照料、助餐、助浴、健康随访、志愿者培训。"})
        self.on(FOUNDER, "application_people", {"people": [
            {"name": name, "parts": [["founder", "representative", "director"], ["director"], ["director"], ["supervisor"]][n],
             "number": identity(born, 11 + n), "phone": f"1390000000{n}", "is_eligible": True} for n, (name, born) in enumerate(PEOPLE)]})
        self.on(FOUNDER, "application_premises", {
            "address": "遂宁市船山区河东新区演示路 1 号", "area": 120, "right": "leased",
            "until": (datetime.date.today() + datetime.timedelta(days=900)).isoformat()})
        self.on(FOUNDER, "application_capital", {"amount": "3000.00", "nonstate": 100, "source": "举办者自有资金"})
        self.on(FOUNDER, "application_charter", {"items": [c["key"] for c in self.kind["charter"]]})

    def upload(self, key, name, data, media):
        answer = self.send(FOUNDER, "application_attach", no=self.no, form={f"file.{key}": (name, data, media)})
        assert answer.status == 201, f"{name}: {answer.status} {answer.text[:600]}"
        return answer.json()["documents"][0]

    def documents(self):
        """Documents of the kinds that people really upload."""
        needed = [d for d in self.kind["documents"] if d["needed"] == "always"]
        kept = {}
        for d in needed:
            if d["key"] == "premises_proof":
                kept[d["key"]] = self.upload(d["key"], "房屋租赁合同扫描件.pdf", scan(8 << 20), "application/pdf")
            elif d["key"] == "officers_identity":
                kept[d["key"]] = self.upload(d["key"], "IMG_20261120_103355.jpg", photograph(), "image/jpeg")
            else:
                kept[d["key"]] = self.upload(d["key"], f"{d['name']}.pdf", pdf(d["name"]), "application/pdf")
        return kept


def sign_up(r, city):
    """An account over the API, proved by the letter."""
    body = {"name": "江㛃荷", "email": FOUNDER, "password": SECRET, "consent": True}
    report.check("without consent there is no account", r.refused(None, "account_create", {**body, "consent": False})["status"] == 422)
    r.call(None, "account_create", body)
    r.passwords[FOUNDER] = SECRET
    report.check("the address must be proved first", r.refused(None, "session_create", {"email": FOUNDER, "password": SECRET})["status"] in (401, 403))
    token, begun = None, time.monotonic()
    while token is None and time.monotonic() - begun < 20:
        for path in (city.directory / "data/mail").glob("*.json"):
            letter = json.loads(path.read_text("utf-8"))
            found = re.search(r"/verify-mail/([A-Za-z0-9_-]+)", letter["text"]) if letter["to"] == FOUNDER else None
            token = found.group(1) if found else token
        time.sleep(0.05)
    spent = time.monotonic() - begun
    report.check("the letter comes at once", token and spent < 5, f"{spent:.1f} s")
    r.call(None, "account_verify", {"token": token})
    report.check("a link works once", r.refused(None, "account_verify", {"token": token})["status"] == 410)


def check():
    with City() as city:
        r = Registration(city)
        sign_up(r, city)
        r.begin()
        early = r.refuse(FOUNDER, "application_submit", {"declared": True})
        report.check("an empty application is refused with every reason", early["status"] == 409 and len(early["errors"]) > 4, early)
        r.fill()
        kept = r.documents()
        report.check("the scan of eight megabytes is taken", kept["premises_proof"]["size"] > 7 << 20, kept)
        shown = r.on(FOUNDER, "application_show")
        report.check("nothing is missing", not shown["missing"], shown["missing"])
        report.check("no identity number comes back", not re.search(r"\d{17}[\dX]", str(shown["content"])), shown["content"])
        report.check("others do not see it", r.refuse("org1", "application_show")["status"] == 404)
        r.on(FOUNDER, "application_submit", {"declared": True})
        waiting = r.call("clerk", "application_list", list="office", limit=100)["items"]
        report.check("the clerk has it in the queue", any(i["no"] == r.no for i in waiting), waiting[:3])
        noticed = r.on("clerk", "application_notify", {"checks": [
            {"item": "premises", "is_fine": False, "text": "租赁合同缺出租人签字页"}, {"item": "charter", "is_fine": True}]})
        report.check("one notice", noticed["state"] == "correction", noticed)
        r.upload("premises_proof", "补正后的租赁合同.pdf", pdf("租赁合同（含签字页）"), "application/pdf")
        r.on(FOUNDER, "application_submit", {"declared": True, "answers": [{"text": "已补出租人签字页"}]})
        report.check("no second notice", r.refuse("clerk", "application_notify", {"checks": [
            {"item": "charter", "is_fine": False, "text": "再改"}]})["status"] == 409)
        accepted = r.on("clerk", "application_accept")
        report.check("the clock runs", accepted["statutory_due"] and accepted["promised_due"] <= accepted["statutory_due"], accepted)
        report.check("the clerk gives no opinion", r.refuse("clerk", "application_review", {"is_in_favour": True, "text": "可"})["status"] == 403)
        r.on("reviewer", "application_review", {"is_in_favour": True, "text": "材料齐全，符合条件"})
        report.check("the reviewer does not decide", r.refuse("reviewer", "application_decide", {"is_granted": True})["status"] == 403)
        decided = r.on("decider", "application_decide", {"is_granted": True})
        granted(r, city, decided["credit_code"])


def finds(public, words, code):
    """Whether search lists the code, or leads there at once."""
    answer = public.get(f"/search?q={urllib.parse.quote(words)}")
    return code in answer.text or answer.headers.get("Location", "").endswith(f"/orgs/{code}")


def granted(r, city, code):
    """What follows from the decision within five seconds."""
    report.check("stdnum finds the new code valid", uscc.is_valid(code), code)
    public = Client(city.url)
    found = r.call(None, "organization_show", code=code)
    report.check("the directory has it", found["name"] == NAME and found["status"] == "active", found)
    begun = time.monotonic()
    words = ["莲里", code, "lianli"]
    missing = words
    while missing and time.monotonic() - begun < 20:
        missing = [w for w in words if not finds(public, w, code)]
        time.sleep(0.2)
    spent = time.monotonic() - begun
    report.check("two characters, the code and pinyin find it", not missing, missing)
    report.check("within five seconds", spent < 5, f"{spent:.1f} s")
    report.check("its page is there", NAME in public.get(f"/orgs/{code}").text)
    paper = Client(city.url).sign_in(FOUNDER, SECRET).get(f"/orgs/{code}/certificate.pdf")
    if report.check("there is a certificate", paper.status == 200 and paper.body.startswith(b"%PDF"), paper.status):
        place = city.directory / "certificate.pdf"
        place.write_bytes(paper.body)
        done = subprocess.run(["bash", str(HERE / "paper.sh"), str(place), "?", code, NAME], capture_output=True, text=True)
        report.check("poppler reads code and name, zbar its code", done.returncode == 0, done.stderr)
        link = done.stdout.strip().split("\n")[0]
        path = link.replace(city.url, "")
        answer = public.get(path)
        report.check("and the code leads to the verify page", path.startswith("/verify/") and answer.status == 200 and NAME in answer.text, link)
        report.check("its token verifies by the published key alone", verifies(city, re.split("[#/]", link)[-1]), link)


if __name__ == "__main__":
    report.run("registration", check)
    sys.exit(report.end() > 0)
