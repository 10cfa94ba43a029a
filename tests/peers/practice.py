"""A whole practice purchase 模拟投标, live, with the program's own clock: from the plan line to the evaluation, all of it over
the API by a program that knows only the OpenAPI document; then what others make of it: stock age, libcoveocds' rules do not
see practice, the ledger's proof."""
import datetime
import pathlib
import subprocess
import sys
import tempfile
import time

from city import City, Client, Report
from papers import sheet
from purchase import ORGS, UTC, Purchase

report = Report("practice")
HERE = pathlib.Path(__file__).resolve().parent


def check():
    with City() as city:
        begun = time.monotonic()
        p = Purchase(city, closes_at=datetime.datetime.now(UTC) + datetime.timedelta(minutes=2, seconds=25))
        p.plan()
        p.draft()
        p.publish()
        report.check("it is open", p.wait_for(["open"]) == "open")
        report.check("the answer is public", p.talk()[0]["answer"] == "只在工作日。")
        receipts = bids(p, city)
        p.wait_until_closed()
        p.wait_for(["closed", "opened"])
        report.check("a bid after the deadline is refused", p.refuse("org2", "bid_create", p.offer("来晚了的方案", "400000.00"))["status"] == 409)
        wrong = {**p.keys(), "other_passphrase": "not the right one at all"}
        report.check("a wrong passphrase opens nothing", p.refuse("opener1", "opening_open_technical", wrong)["status"] == 422)
        record = p.on("opener1", "opening_open_technical", p.keys())
        report.check("the record lists every bid", len(record["bids"]) == len(ORGS), record)
        hashes = {r["technical_sha256"] for r in receipts.values()}
        report.check("with the hashes of the receipts", {b["technical_sha256"] for b in record["bids"]} == hashes, record)
        report.check("prices stay closed before the scores", p.refuse("opener1", "opening_open_prices", p.keys())["status"] == 409)
        seated = p.review()
        report.check("three or more experts have scored", len(seated) >= 3, seated)
        p.on("opener1", "opening_open_prices", p.keys())
        p.wait_for(["priced"])
        result = p.award()
        report.check("the result is public", bool(result), result)
        report.check("the page shows it", Client(city.url).get(f"/tenders/{p.no}").status == 200)
        shown = p.sign()
        report.check("the contract is public", shown["contract"]["state"] == "performing", shown)
        done = p.perform()
        report.check("all is accepted and paid", all(m["paid"] == m["amount"] for m in done["milestones"]), done)
        report.check("and evaluated", done["contract"]["state"] == "evaluated", done)
        report.check("the tender is archived", p.on(None, "tender_show")["state"] == "archived")
        spent = time.monotonic() - begun
        report.check("within ten minutes", spent < 600, spent)
        print(f"practice: from the plan line to the evaluation in {spent:.0f} s by {len(p.called)} operations", flush=True)
        bundle(p, city)
        hidden = Client(city.url).get(f"/ocds/records/ocds-szhi01-{p.no}.json").status
        report.check("open contracting data has no practice", hidden == 404, hidden)


def bids(p, city):
    """Three bids; what is refused, replaced and hidden before the deadline."""
    receipts = {name: p.bid(name, f"{name}的服务方案：固定队伍、双人配送、异常当日回访。", f"{460000 + 5000 * n}.00") for n, name in enumerate(ORGS)}
    report.check("each bid has a receipt with its hash", all(len(r["technical_sha256"]) == 64 for r in receipts.values()))
    report.check("nobody opens before the deadline", p.refuse("opener1", "opening_open_technical", p.keys())["status"] == 409)
    report.check("a bid above the budget is refused", p.refuse("org1", "bid_create", p.offer("太贵", "480000.01"))["status"] in (409, 422))
    again = p.bid("org1", "换一份更好的方案：增加节假日配送与营养记录。", "455000.00", files=[("routes.xlsx", sheet())])
    report.check("a bid can be replaced", again["technical_sha256"] != receipts["org1"]["technical_sha256"])
    receipts["org1"] = again
    public = Client(city.url).get(f"/tenders/{p.no}").text + Client(city.url).get(f"/api/v1/tenders/{p.no}/opening").text
    report.check("before the deadline nothing tells who bid", not any(r["receipt_no"] in public for r in receipts.values()))
    report.check("a receipt is its bidder's alone", p.on("org2", "bid_show")["receipt_no"] == receipts["org2"]["receipt_no"])
    return receipts


def bundle(p, city):
    """An auditor takes the bundle; stock age opens it with none of our code."""
    place = f"/tenders/{p.no}/bundle.zip"
    answer = Client(city.url).sign_in("auditor@demo.shanzhi").get(place)
    report.check("an auditor gets the bundle", answer.status == 200 and answer.body[:2] == b"PK", answer.status)
    report.check("a visitor does not", Client(city.url).get(place).status in (303, 401, 403, 404))
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "bundle.zip"
        path.write_bytes(answer.body)
        done = subprocess.run(["bash", str(HERE / "age.sh"), str(path), f"{folder}/out"], capture_output=True, text=True)
        report.check("stock age opens every envelope", done.returncode == 0, done.stdout + done.stderr)
        plans = "".join(f.read_text("utf-8", "replace") for f in pathlib.Path(folder).rglob("opened/*/*") if f.is_file())
        report.check("and finds what was bid", "节假日配送与营养记录" in plans, plans[:400])


report.run("practice", check)
sys.exit(report.end() > 0)
