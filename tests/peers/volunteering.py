"""A volunteer serves, over the API, by a program that knows only the OpenAPI document: roll, team, activity, list, hours that a
second person confirms, a certificate; then what others make of it: poppler, zbar, and a JOSE library of another house."""
import datetime
import pathlib
import subprocess
import sys
import time

from city import City, Client, Report
from papers import verifies
from program import Program
from registration import identity

report = Report("volunteering")
HERE = pathlib.Path(__file__).resolve().parent
NAME, BORN, TEAM = "徐静", "19960318", "莲里邻里志愿服务队"


def stamp(at):
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def join(p, who, name, born, n):
    return p.call(who, "person_join", {"name": name, "nickname": f"{name[-1]}{name[-1]}", "identity_number": identity(born, n),
                                       "phone": f"1380000{n:04d}", "division": "510903", "consent": True})["no"]


def check():
    with City(clock=True) as city:
        p = Program(city)
        # The leader is on the roll already; the founder of an organization joins it here.
        leader = p.call("leader", "person_me")["no"]
        volunteer = join(p, "founder", NAME, BORN, 33)
        report.check("nobody joins twice", p.refused("founder", "person_join", {
            "name": NAME, "nickname": "静", "identity_number": identity(BORN, 33), "phone": "13800000033", "division": "510903",
            "consent": True})["status"] == 409)
        seat = next(s for s in p.call("org1", "session_show")["seats"] if s["body_kind"] == "organization")
        team = p.call("org1", "team_found", {
            "name": TEAM, "organization": seat["body_id"], "division": "510903", "community": "河东新区演示社区",
            "fields": ["elder"], "intro": "每周陪伴独居长者。", "leader_no": leader})["no"]
        p.call("founder", "team_ask", no=team)
        # Who asked is told to the leader; the request's number comes with the answer of asking.
        begins, ends = city.now() + datetime.timedelta(hours=20), city.now() + datetime.timedelta(hours=23)
        team_id = next(s for s in p.call("leader", "session_show")["seats"] if s["body_name"] == TEAM)["body_id"]
        no = p.call("leader", "activity_create", {
            "host": f"t{team_id}", "title": "周末陪伴日", "summary": "陪长者散步、读报。", "field": "elder", "division": "510903",
            "place": "河东新区社区日间照料中心", "starts_at": stamp(begins), "ends_at": stamp(ends), "sign_up_until": stamp(begins),
            "capacity": 12, "min_age": 14, "plan": "签到\n分组陪伴\n小结", "risk": "步行外出，注意防滑", "contact": "杨海燕 0825-0000000"})["no"]
        p.call("leader", "activity_publish", no=no)
        found = lambda: any(a["no"] == no for a in p.call(None, "activity_list", q="陪伴")["items"])
        begun = time.monotonic()
        while not found() and time.monotonic() - begun < 5:
            time.sleep(0.1)
        report.check("a free search finds the activity within five seconds", found(), p.call(None, "activity_list", q="陪伴"))
        p.call("founder", "activity_sign_up", no=no)
        listed = p.call("leader", "activity_signups", no=no)
        listed = listed["items"] if isinstance(listed, dict) else listed
        signup = next(s["signup"] for s in listed if s["volunteer"] == volunteer)
        serve(p, city, no, signup, begins)


def serve(p, city, no, signup, begins):
    """Signed in and out by the leader on the day, confirmed by a second person; only then it counts."""
    in_advance = p.refused("leader", "hours_mark", {"signup": signup, "act": "in"}, no=no)
    report.check("nobody is signed in the day before", in_advance["status"] == 409, in_advance)
    city.wait_until(begins)
    p.forget_tokens()
    p.call("leader", "hours_mark", {"signup": signup, "act": "in"}, no=no)
    report.check("nobody signs oneself out", p.send("founder", "hours_mark", {"signup": signup, "act": "out"}, no=no).status == 403)
    city.wait_until(begins + datetime.timedelta(minutes=151))
    p.forget_tokens()
    p.call("leader", "hours_mark", {"signup": signup, "act": "out"}, no=no)
    report.check("nothing counts yet", p.call("founder", "person_me")["minutes"] == 0)
    record = p.call("founder", "person_records")["items"]
    report.check("the record waits", len(record) == 1, record)
    number = record[0]["no"]
    for who in ["leader", "founder"]:
        report.check(f"{who} cannot confirm it", p.refused(who, "hours_confirm", no=number)["status"] in (403, 409))
    p.call("org1", "hours_confirm", no=number)
    report.check("two and a half hours count", p.call("founder", "person_me")["minutes"] == 150)
    shown = p.call("founder", "hours_show", no=number)
    report.check("with its entry in the ledger", shown["state"] == "effective" and shown["entry"], shown)
    certificate(p, city)


def certificate(p, city):
    """Drawn by the volunteer, read by poppler and zbar, verified without us by the published key."""
    drawn = p.call("founder", "hours_draw", {"whole_name": True})
    paper = Client(city.url).sign_in("founder@demo.shanzhi").get(f"/volunteer/certificates/{drawn['no']}.pdf")
    if not report.check("there is a certificate", paper.status == 200 and paper.body.startswith(b"%PDF"), paper.status):
        return
    place = city.directory / "hours.pdf"
    place.write_bytes(paper.body)
    done = subprocess.run(["bash", str(HERE / "paper.sh"), str(place), "?", NAME, "2.5"], capture_output=True, text=True)
    report.check("poppler reads name and hours, zbar its code", done.returncode == 0, done.stderr)
    link = done.stdout.strip().split("\n")[0]
    answer = Client(city.url).get(link.replace(city.url, ""))
    report.check("the code leads to the verify page", answer.status == 200, f"{link} {answer.status}")
    report.check("its token verifies by the published key alone", verifies(city, link.rsplit("#", 1)[-1]), link)


report.run("volunteering", check)
sys.exit(report.end() > 0)
