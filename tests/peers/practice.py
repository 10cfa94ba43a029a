"""A whole practice purchase, live, with the program's own clock: draft, locks, bids, opening, review, award, result."""
import sys

from city import City, Client, Report
from purchase import ORGS, Purchase, Refused

report = Report("practice")


def refused(what, f):
    """A step that the rules forbid must be refused, not merely hidden."""
    try:
        f()
    except Refused:
        report.check(what, True)
    else:
        report.check(what, False, "it was allowed")


def check():
    with City() as city:
        p = Purchase(city)
        p.publish()
        report.check("it is open", p.wait_for(["open"]) == "open")
        receipts = {name: p.bid(name, f"{name}的服务方案：固定队伍、双人配送、异常当日回访。", f"{460000 + 5000 * n}.00") for n, name in enumerate(ORGS)}
        report.check("each bid has a receipt with its hash", all(len(r["technical_sha256"]) == 64 for r in receipts.values()))
        refused("nobody opens before the deadline", p.opening)
        again = p.bid("org1", "换一份更好的方案：增加节假日配送与营养记录。", "455000.00")
        report.check("a bid can be replaced", again["technical_sha256"] != receipts["org1"]["technical_sha256"])
        receipts["org1"] = again
        public = Client(city.url).get(f"/tenders/{p.no}").text + Client(city.url).get(f"/api/v1/tenders/{p.no}/opening").text
        report.check("before the deadline nothing tells who bid", not any(r["receipt_no"] in public for r in receipts.values()))
        p.wait_until_closed()
        p.wait_for(["closed", "opened"])
        refused("a bid after the deadline is refused", lambda: p.bid("org2", "来晚了的方案", "400000.00"))
        p.opening()
        record = p.call(None, "GET", "/tenders/{no}/opening")
        report.check("the record lists every bid", len(record["bids"]) == len(ORGS), record)
        seated = p.review()
        report.check("three or more experts have scored", len(seated) >= 3, seated)
        p.opening(price=True)
        p.wait_for(["priced"])
        p.call("buyer", "POST", "/tenders/{no}/award", {"position": 1})
        p.call("buyer", "POST", "/tenders/{no}/result")
        result = p.call(None, "GET", "/tenders/{no}/result")
        report.check("the result is public", bool(result), result)
        report.check("the tender has its result", p.wait_for(["result", "contracted"]) in ("result", "contracted"))
        report.check("the page shows it", Client(city.url).get(f"/tenders/{p.no}").status == 200)


report.run("practice", check)
sys.exit(report.end() > 0)
