"""A practice purchase over the API, by programs that know only /api/openapi.json: each step is one documented request."""
import base64
import datetime
import time

from city import PASSWORD, Client

ORGS = ["org1", "org2", "org3"]
OPENERS = ["opener1", "opener2", "opener3"]


class Refused(AssertionError):
    pass


class Purchase:
    """One tender from draft to result, and the people who carry it."""

    def __init__(self, city, minutes=2.6):
        self.city = city
        self.document = Client(city.url).get("/api/openapi.json").json()
        self.people = {}
        self.closes_at = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(minutes=minutes)
        self.no = None

    def who(self, name):
        """A client with a fresh token: access tokens last ten minutes."""
        client, since = self.people.get(name, (None, 0))
        if client is None or time.monotonic() - since > 400:
            client, since = Client(self.city.url).api(f"{name}@demo.shanzhi"), time.monotonic()
            self.people[name] = (client, since)
        return client

    def call(self, name, method, path, body=None, good=(200, 201), key=None):
        """One request that the description knows; anything but a good answer stops the purchase and says why."""
        template = "/api/v1" + path
        assert template in self.document["paths"] and method.lower() in self.document["paths"][template], f"{method} {template} is not described"
        real = path.replace("{no}", self.no or "")
        client = self.who(name) if name else Client(self.city.url)
        if method == "GET":
            answer = client.get("/api/v1" + real)
        else:
            import json
            import uuid
            answer = client.ask(method, "/api/v1" + real, json.dumps(body or {}).encode(),
                                {"Content-Type": "application/json", "Idempotency-Key": key or uuid.uuid4().hex})
        if answer.status not in good:
            raise Refused(f"{name}: {method} {real}: {answer.status} {answer.text[:1200]}")
        declared = self.document["paths"][template][method.lower()]["responses"]
        assert str(answer.status) in declared, f"{method} {template} answers {answer.status}, which is not described"
        try:
            return answer.json()
        except ValueError:
            return answer.text

    def publish(self):
        made = self.call("buyer", "POST", "/tenders", {
            "procedure": "practice", "title": "模拟：社区长者助餐服务", "summary": "为社区长者提供工作日午餐配送与探访。",
            "need": "每个工作日为不少于六十位长者配送午餐并作简短探访，记录需要并转介；服务期十二个月，按季度验收。",
            "division": "510903", "budget": "480000.00", "closes_at": self.closes_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "contract_months": 12, "contact": "林晓兰 0825-0000000", "price_points": "20",
            "criteria": [
                {"title": "服务方案", "description": "人员、流程与应急安排完整，每缺一项扣十分", "points": "50"},
                {"title": "本地经验", "description": "近三年同类服务每项得十分，最多三十分", "points": "30"},
            ]})
        self.no = made["no"]
        self.call("buyer", "POST", "/tenders/{no}/committee", {"openers": [
            {"email": f"{name}@demo.shanzhi", "passphrase": self.passphrase(name)} for name in OPENERS]})
        self.call("buyer", "POST", "/tenders/{no}/submission")
        self.call("approver", "POST", "/tenders/{no}/publication")
        return self.no

    @staticmethod
    def passphrase(name):
        return f"quiet harbour lantern {name}"

    def criteria(self):
        return [c["key"] for c in self.call(None, "GET", "/tenders/{no}")["criteria"] if not c.get("is_price")]

    def bid(self, name, plan, price, files=(), key=None):
        return self.call(name, "POST", "/tenders/{no}/bid", {
            "plan": plan, "answers": {k: f"{plan} / {k}" for k in self.criteria()}, "contact_name": "周明", "contact_phone": "13900000000",
            "price": price, "states_no_breach": True,
            "files": [{"name": n, "content": base64.b64encode(b).decode()} for n, b in files]}, key=key)

    def wait_until_closed(self):
        while datetime.datetime.now(datetime.timezone.utc) < self.closes_at + datetime.timedelta(seconds=2):
            time.sleep(0.2)

    def wait_for(self, states, seconds=60):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            state = self.call(None, "GET", "/tenders/{no}")["state"]
            if state in states:
                return state
            time.sleep(0.3)
        raise Refused(f"the tender is {state}, not {states}")

    def opening(self, price=False):
        return self.call("opener1", "POST", "/tenders/{no}/price-opening" if price else "/tenders/{no}/opening",
                         {"passphrase": self.passphrase("opener1"), "other": 2, "other_passphrase": self.passphrase("opener2")})

    def review(self):
        """Draw, qualification, declarations, sheets, signatures."""
        self.call("buyer", "POST", "/tenders/{no}/experts")
        bids = self.call("buyer", "GET", "/tenders/{no}/experts")["bids"]
        self.call("buyer", "POST", "/tenders/{no}/checks", {"checks": {b["receipt_no"]: {"passed": True} for b in bids}})
        seated = []
        for n in range(1, 8):
            name = f"expert{n}"
            answer = self.who(name).get(f"/api/v1/tenders/{self.no}/scores")
            if answer.status == 200:
                seated.append(name)
        for name in seated:
            self.call(name, "POST", "/tenders/{no}/declarations", {"statement": "none"})
        keys = self.criteria()
        for name in seated:
            sheet = {b["receipt_no"]: {"complies": "yes", **{k: str(25 - i) for k in keys}} for i, b in enumerate(bids)}
            self.call(name, "PUT", "/tenders/{no}/scores", {"bids": sheet})
            self.call(name, "POST", "/tenders/{no}/scores/locks", {"password": PASSWORD})
        return seated
