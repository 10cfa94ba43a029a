"""A whole purchase over the API, step by step, by programs that know only the OpenAPI document."""
import base64
import datetime
import time

from city import PASSWORD
from papers import sheet
from program import Program, Refused

ORGS = ["org1", "org2", "org3"]
OPENERS = ["opener1", "opener2", "opener3"]
UTC = datetime.timezone.utc


def stamp(at):
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


class Purchase(Program):
    """One purchase from the plan line to the evaluation, and the people who carry it."""

    def __init__(self, city, procedure="practice", now=None, closes_at=None, minutes=60):
        """Closes at an instant or after so many minutes."""
        super().__init__(city)
        self.procedure = procedure
        self.now = now or (lambda: datetime.datetime.now(UTC))
        self.closes_at = closes_at or self.now() + datetime.timedelta(minutes=minutes)
        self.no = self.contract = None

    def on(self, who, operation, body=None, **params):
        """A step of this purchase."""
        return self.call(who, operation, body, no=self.no, **params)

    def refuse(self, who, operation, body=None, **params):
        return self.refused(who, operation, body, no=self.no, **params)

    @staticmethod
    def passphrase(name):
        return f"quiet harbour lantern {name}"

    def plan(self, budget="480000.00"):
        """The line of the plan, whose intention becomes public."""
        today = (self.now() + datetime.timedelta(hours=8)).date()
        line = self.call("buyer", "plan_create", {
            "year": today.year, "catalogue_code": "A0401", "title": "社区长者助餐服务", "budget": budget,
            "intention_on": today.isoformat(), "need_asked": "在社区公告栏公开征求意见七日，收到意见十二条", "not_excluded": True})
        self.line = line["no"]
        return line

    def body(self, **changes):
        """The tender as its buyer writes it."""
        return {
            "plan_line": self.line, "procedure": self.procedure, "title": "社区长者助餐服务", "summary": "为社区长者提供工作日午餐配送与探访。",
            "need": "每个工作日为不少于六十位长者配送午餐并作简短探访，记录需要并转介；服务期十二个月，按季度验收。",
            "division": "510903", "budget": "480000.00", "closes_at": stamp(self.closes_at),
            "contract_months": 12, "contact": "林晓兰 0825-0000000", "price_points": "20",
            "criteria": [
                {"title": "服务方案", "description": "人员、流程与应急安排完整，每缺一项扣十分", "points": "50"},
                {"title": "本地经验", "description": "近三年同类服务每项得十分，最多三十分", "points": "30"},
            ], **changes}

    def draft(self, **changes):
        made = self.call("buyer", "tender_create", self.body(**changes))
        self.no = made["no"]
        self.on("buyer", "tender_committee", {"openers": [
            {"email": f"{name}@demo.shanzhi", "passphrase": self.passphrase(name)} for name in OPENERS]})
        return made

    def publish(self):
        """Submitted by one and published by another, from the plan line on if nothing was drafted; answers the number."""
        if self.no is None:
            self.plan()
            self.draft()
        self.on("buyer", "tender_submit")
        self.refuse("buyer", "tender_publish")
        self.on("approver", "tender_publish")
        return self.no

    def talk(self):
        """A question, whose answer everybody reads."""
        asked = self.on("org1", "tender_ask", {"body": "周末是否需要配送？"})
        self.on("buyer", "tender_answer", {"answer": "只在工作日。", "changes_documents": False}, id=asked["id"])
        return self.on(None, "tender_questions")

    def criteria(self):
        return [c["key"] for c in self.on(None, "tender_show")["more"]["criteria"] if not c["is_price"]]

    def offer(self, plan, price, files=()):
        return {"plan": plan, "answers": {k: f"{plan} / {k}" for k in self.criteria()}, "contact_name": "周明",
                "contact_phone": "13900000000", "price": price, "states_no_breach": True,
                "files": [{"name": n, "content": base64.b64encode(b).decode()} for n, b in files]}

    def bid(self, name, plan, price, files=(), **more):
        return self.on(name, "bid_create", self.offer(plan, price, files), **more)

    def wait_until_closed(self):
        while self.now() < self.closes_at + datetime.timedelta(seconds=2):
            time.sleep(0.2)

    def wait_for(self, states, seconds=60):
        end = time.monotonic() + seconds
        state = None
        while time.monotonic() < end:
            state = self.on(None, "tender_show")["state"]
            if state in states:
                return state
            time.sleep(0.3)
        raise AssertionError(f"the tender is {state}, not {states}")

    def keys(self):
        return {"passphrase": self.passphrase("opener1"), "other": 2, "other_passphrase": self.passphrase("opener2")}

    def review(self):
        """Draw, qualification, declarations, sheets, signatures; answers who was drawn."""
        self.on("buyer", "review_draw")
        bids = self.on("buyer", "review_experts")["bids"]
        self.on("buyer", "review_check", {"checks": {b["receipt_no"]: {"passed": True} for b in bids}})
        seated = [f"expert{n}" for n in range(1, 8) if self.send(f"expert{n}", "review_show", no=self.no).status == 200]
        for name in seated:
            self.on(name, "review_declare", {"statement": "none"})
        keys = self.criteria()
        for name in seated:
            sheet = {b["receipt_no"]: {"complies": "yes", **{k: str(25 - i) for k in keys}} for i, b in enumerate(bids)}
            self.on(name, "review_save", {"bids": sheet})
            self.on(name, "review_lock", {"password": PASSWORD})
        return seated

    def award(self):
        self.on("buyer", "award_fix", {"position": 1})
        self.refuse("buyer", "award_publish")
        self.on("approver", "award_publish")
        return self.on(None, "award_result")

    def sign(self):
        """Contract: drafted from the award, reviewed by another, signed by both sides, published, filed."""
        winner = self.on("buyer", "award_show")["award"]
        amount = winner["amount"] if isinstance(winner["amount"], int) else round(float(winner["amount"]) * 100)
        half = amount // 2
        day = (self.now() + datetime.timedelta(hours=8)).date()
        last = day + datetime.timedelta(days=360)
        yuan = lambda fen: f"{fen // 100}.{fen % 100:02d}"
        made = self.on("buyer", "contract_create", {
            "starts_on": day.isoformat(), "ends_on": last.isoformat(), "content": "工作日午餐配送与探访，不少于六十位长者",
            "payment": "按阶段验收合格后支付", "duties": "按采购文件和响应文件履行", "breach": "未达到标准的按约定扣减",
            "milestones": [{"title": "上半年服务", "due_on": (day + datetime.timedelta(days=180)).isoformat(), "amount": yuan(half)},
                           {"title": "下半年服务", "due_on": last.isoformat(), "amount": yuan(amount - half)}]})
        self.contract, self.stages = made["no"], [half, amount - half]
        supplier = self.supplier()
        on = lambda who, operation, body=None, **p: self.call(who, operation, body, no=self.contract, **p)
        on("buyer", "contract_submit")
        self.refused("buyer", "contract_approve", no=self.contract)
        on("approver", "contract_approve")
        on(supplier, "contract_sign")
        on("buyer", "contract_sign")
        on("buyer", "contract_publish")
        on("buyer", "contract_file")
        return self.call(None, "contract_show", no=self.contract)

    def supplier(self):
        """Which of the bidders won: the officer of the organization that the contract names."""
        name = self.call("buyer", "contract_show", no=self.contract)["contract"]["supplier"]
        return next(who for who in ORGS if any(seat["body_name"] == name for seat in self.call(who, "session_show")["seats"]))

    def perform(self):
        """Every stage reported, accepted with what its users said, paid by two persons; then the evaluation."""
        supplier = self.supplier()
        yuan = lambda fen: f"{fen // 100}.{fen % 100:02d}"
        for n, fen in enumerate(self.stages, 1):
            self.call(supplier, "acceptance_report", {
                "summary": "已服务六十二位长者，配送七千余份，附签收记录",
                "evidence": [{"name": "签收记录.xlsx", "content": base64.b64encode(sheet()).decode()}]}, no=self.contract, n=n)
            self.refused("buyer", "acceptance_accept", {"value": yuan(fen), "findings": "符合", "users_asked": 60, "users_satisfied": 57}, no=self.contract, n=n)
            self.refused("acceptor", "acceptance_accept", {"value": yuan(fen), "findings": "符合"}, no=self.contract, n=n)
            accepted = self.call("acceptor", "acceptance_accept", {
                "value": yuan(fen), "findings": "数量、质量和时限均符合合同约定", "users_asked": 60, "users_satisfied": 57,
                "users_summary": "饭菜热，配送准时"}, no=self.contract, n=n)
            self.refused("finance", "payment_prepare", {"amount": yuan(fen + 1), "invoice_no": "25512000000000000001"}, no=accepted["no"])
            payment = self.call("finance", "payment_prepare", {"amount": yuan(fen), "invoice_no": f"2551200000000000000{n}"}, no=accepted["no"])
            self.refused("finance", "payment_confirm", {"voucher": f"GK-{self.no}-{n}"}, no=payment["no"])
            self.call("payer", "payment_confirm", {"voucher": f"GK-{self.no}-{n}"}, no=payment["no"])
        self.call("acceptor", "acceptance_evaluate", {"output": 95, "benefit": 92, "satisfaction": 95, "comment": "按时、规范、老人满意"}, no=self.contract)
        return self.call(None, "contract_show", no=self.contract)
