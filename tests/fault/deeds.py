"""What people of the demonstration do over the API, in as few requests as it takes: a registration, an activity, a place on the roll."""
import base64
import datetime
import json
import uuid

from city import Client

TITLE = "模拟：社区长者助餐服务"
CHARTER = ["name_domicile", "purpose_scope", "governance", "officers", "assets", "amendment", "termination", "other"]
DOCUMENTS = ["application", "capital_verification", "premises_proof", "officers_identity", "charter"]


class Refused(AssertionError):
    pass


def call(client, method, path, body=None, key=None):
    """One request; anything but success is refused, with the program's words."""
    answer = client.ask(method, "/api/v1" + path, json.dumps(body if body is not None else {}).encode(),
                        {"Content-Type": "application/json", "Idempotency-Key": key or uuid.uuid4().hex})
    if not 200 <= answer.status < 300:
        raise Refused(f"{method} {path}: {answer.status} {answer.text[:800]}")
    return answer.json() if answer.body else None


def resident_id(n, birth="19880214"):
    """A resident number of the right form; nobody has it (its region was never in use)."""
    body = f"519999{birth}{n % 1000:03d}"
    weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, weights)) % 11]


def pdf(text):
    """A one-page PDF with a page that says so."""
    parts = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
             b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>"]
    stream = f"BT /F 24 Tf 72 760 Td ({text}) Tj ET".encode()
    parts += [b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream), b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    out, places = b"%PDF-1.4\n", []
    for n, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (n, part)
    table = b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % p for p in places)
    return out + table + b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(out)


def upload(client, no, files, key=None):
    """Documents of an application, by their keys."""
    edge, body = uuid.uuid4().hex, b""
    for name, content in files.items():
        body += f'--{edge}\r\nContent-Disposition: form-data; name="file.{name}"; filename="{name}.pdf"\r\nContent-Type: application/pdf\r\n\r\n'.encode()
        body += content + b"\r\n"
    body += f"--{edge}--\r\n".encode()
    answer = client.ask("POST", f"/api/v1/applications/{no}/documents", body,
                        {"Content-Type": f"multipart/form-data; boundary={edge}", "Idempotency-Key": key or uuid.uuid4().hex})
    if answer.status != 201:
        raise Refused(f"documents of {no}: {answer.status} {answer.text[:800]}")
    return answer.json()["documents"]


def han(n):
    """A number in Chinese digits: names of organizations hold no others."""
    return "".join("零一二三四五六七八九"[int(d)] for d in f"{n:03d}")


def organization(name):
    return {"name": name, "category": "community", "form": "legal_person", "division": "510903", "is_community": True,
            "purpose": "为社区居民提供助餐、探访和照护支持。", "scope": "社区助餐；上门探访；照护者喘息服务。"}


def plan_line(title):
    return {"year": 2026, "catalogue_code": "A0401", "title": title, "budget": "50000.00", "intention_on": "2026-10-12",
            "need_asked": "在社区公示栏征求意见十日，收到意见三条并已采纳。", "not_excluded": True}


def tender(city, minutes):
    """A practice tender that is open; answers its number and the keys of its criteria."""
    closes_at = (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M:%SZ")
    buyer, approver = (Client(city.url).api(f"{who}@demo.shanzhi") for who in ("buyer", "approver"))
    no = call(buyer, "POST", "/tenders", {
        "procedure": "practice", "title": TITLE, "summary": "为社区长者提供工作日午餐配送与探访。",
        "need": "每个工作日为不少于六十位长者配送午餐并作简短探访，记录需要并转介；服务期十二个月，按季度验收。",
        "division": "510903", "budget": "480000.00", "closes_at": closes_at, "contract_months": 12, "contact": "林晓兰 0825-0000000",
        "price_points": "20", "criteria": [
            {"title": "服务方案", "description": "人员、流程与应急安排完整，每缺一项扣十分", "points": "50"},
            {"title": "本地经验", "description": "近三年同类服务每项得十分，最多三十分", "points": "30"}]})["no"]
    call(buyer, "POST", f"/tenders/{no}/committee", {"openers": [
        {"email": f"opener{n}@demo.shanzhi", "passphrase": f"quiet harbour lantern {n}"} for n in (1, 2, 3)]})
    call(buyer, "POST", f"/tenders/{no}/submission")
    call(approver, "POST", f"/tenders/{no}/publication")
    criteria = Client(city.url).get(f"/api/v1/tenders/{no}").json()["more"]["criteria"]
    return no, [c["key"] for c in criteria if not c["is_price"]]


def bid(plan, price, criteria, files=()):
    return {"plan": plan, "answers": {key: f"{plan} / {key}" for key in criteria}, "contact_name": "周明", "contact_phone": "13900000000",
            "price": price, "states_no_breach": True,
            "files": [{"name": name, "content": base64.b64encode(content).decode()} for name, content in files]}


def begin(founder):
    return call(founder, "POST", "/applications", {"kind": "service", "authority": "mz-510900"})["no"]


def fill(founder, no, name):
    """Every task and every document of a complete application."""
    task = f"/applications/{no}/tasks"
    call(founder, "PUT", f"{task}/organization", organization(name))
    people = [("徐静", ["founder", "representative", "director"]), ("江晓荷", ["director"]), ("田一禾", ["director"]), ("沈知秋", ["supervisor"])]
    call(founder, "PUT", f"{task}/people", {"people": [
        {"name": who, "parts": parts, "number": resident_id(n), "phone": "13900000000", "is_eligible": True} for n, (who, parts) in enumerate(people, 101)]})
    call(founder, "PUT", f"{task}/premises", {"address": "遂宁市船山区演示路 1 号", "area": 120, "right": "owned"})
    call(founder, "PUT", f"{task}/capital", {"amount": "100000.00", "nonstate": 100, "source": "举办者自有资金"})
    call(founder, "PUT", f"{task}/charter", {"items": CHARTER})
    upload(founder, no, {key: pdf(f"{key} {no}") for key in DOCUMENTS})


def activity(officer, organization_id, title, starts_in, capacity=20):
    """An activity that is open for people to sign up; answers its number."""
    start = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=starts_in)
    at = lambda t: t.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    no = call(officer, "POST", "/activities", {
        "host": f"o{organization_id}", "title": title, "summary": "陪伴社区长者散步与聊天。", "field": "elder", "division": "510903",
        "place": "遂宁市船山区演示路 1 号", "starts_at": at(start), "ends_at": at(start + datetime.timedelta(hours=3)), "sign_up_until": at(start),
        "capacity": capacity, "min_age": 18, "plan": "集合\n陪伴\n总结", "risk": "注意路面湿滑", "contact": "周明 13900000000"})["no"]
    call(officer, "POST", f"/activities/{no}/publication")
    return no


def join_roll(volunteer, n):
    """A place on the roll of volunteers, where the person has none yet."""
    if volunteer.get("/api/v1/volunteers/me").status == 200:
        return
    call(volunteer, "POST", "/volunteers", {"name": "江晓荷", "nickname": f"荷花{n}", "identity_number": resident_id(n, "19900101"),
                                            "phone": "13900000000", "division": "510903", "consent": True})
