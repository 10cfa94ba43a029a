"""A purchase of many days by the statutory procedure 竞争性磋商, the program's clock set as the law's periods go by: intention,
documents, deadline, opening, review, award, challenge, contract, performance over a year; then libcoveocds judges its record."""
import datetime
import sys

from city import City, Client, Report
from ocds import judge
from purchase import ORGS, Purchase, stamp

report = Report("consultation")
DAY = datetime.timedelta(days=1)


def working_hour(at):
    """Ten o'clock in Beijing of that day or of the first weekday after it."""
    at = at.replace(hour=2, minute=0, second=0, microsecond=0)
    while at.weekday() > 4:
        at += DAY
    return at


def go(p, city, at):
    """The clock goes on, and everybody signs in anew."""
    city.wait_until(at)
    p.forget_tokens()


# The year has seen other purchases of this item, so that another method than open tendering needs an approval (PR-22).
TERMS = {"ground": "service_purchase", "ceiling": "478000.00", "approval_no": "遂财采〔2026〕18号"}


def check():
    with City(clock=True) as city:
        p = Purchase(city, "competitive_consultation", now=city.now)
        p.plan()
        p.closes_at = working_hour(city.now() + 36 * DAY)
        p.draft(**TERMS)
        early = p.refuse("buyer", "tender_submit")
        report.check("the intention must have been public for thirty days (PR-30)", "intention-too-recent" in str(early), early)
        go(p, city, working_hour(city.now() + 31 * DAY))
        late = p.refuse("buyer", "tender_submit")
        report.check("a deadline that has come too near is refused (PR-37)", "deadline-too-early" in str(late), late)
        first = next(x for x in p.call(None, "catalogue_show")["procedures"] if x["key"] == p.procedure)["earliest_deadline"]
        p.closes_at = working_hour(datetime.datetime.fromisoformat(first.replace("Z", "+00:00")) + 2 * DAY)
        shown = p.on("buyer", "tender_show")
        p.on("buyer", "tender_update", {**p.body(**TERMS)})
        report.check("a draft can be rewritten", p.on("buyer", "tender_show")["version"] > shown["version"])
        p.publish()
        p.talk()
        receipts = {name: p.bid(name, f"{name}的服务方案：固定队伍、双人配送。", f"{460000 + 5000 * n}.00") for n, name in enumerate(ORGS)}
        report.check("nobody opens before the deadline", p.refuse("opener1", "opening_open_technical", p.keys())["status"] == 409)
        go(p, city, p.closes_at)
        p.wait_for(["closed"])
        record = p.on("opener1", "opening_open_technical", p.keys())
        report.check("the record lists every bid", len(record["bids"]) == len(receipts), record)
        seated = p.review()
        report.check("three experts or more have scored", len(seated) >= 3, seated)
        go(p, city, working_hour(city.now() + DAY))
        p.on("opener1", "opening_open_prices", p.keys())
        p.wait_for(["priced"])
        go(p, city, working_hour(city.now() + DAY))
        report.check("the result is public", bool(p.award()))
        challenge(p, city)
        go(p, city, working_hour(city.now() + 3 * DAY))
        signed = p.sign()
        report.check("signed within thirty days", not signed["contract"]["signed_late"], signed)
        perform(p, city)
        data(p, city)


def challenge(p, city):
    """A bidder that did not win challenges in time and gets its reply; another comes too late."""
    go(p, city, working_hour(city.now() + 2 * DAY))
    loser = next(name for name in reversed(ORGS))
    day = (city.now() + datetime.timedelta(hours=8) - DAY).date().isoformat()
    body = {"against": "result", "known_on": day, "facts": "评分说明不清", "request": "请说明各项得分理由"}
    lodged = p.on(loser, "challenge_create", body)
    report.check("a challenge has its day for the reply", lodged["reply_by"] > day, lodged)
    go(p, city, working_hour(city.now() + 2 * DAY))
    p.call("buyer", "challenge_reply", {"outcome": "rejected", "reply": "各项得分与评审记录一致，记录见附页"}, no=lodged["no"])
    go(p, city, working_hour(city.now() + 14 * DAY))
    late = p.refuse("org2", "challenge_create", {**body, "known_on": day})
    report.check("after seven working days it is too late (PR-51)", late["status"] == 409, late)


def perform(p, city):
    go(p, city, working_hour(city.now() + 150 * DAY))
    done = p.perform()
    report.check("all is accepted and paid", all(m["paid"] == m["amount"] for m in done["milestones"]), done)
    report.check("the tender is archived", p.on(None, "tender_show")["state"] == "archived")


def data(p, city):
    """Open contracting data of the whole process."""
    ocid = f"ocds-szhi01-{p.no}"
    place = f"/ocds/records/{ocid}.json"
    record = {}
    for _ in range(100):
        answer = Client(city.url).get(place)
        record = answer.json() if answer.status == 200 else {}
        if "contracts" in str(record) and record["records"][0]["compiledRelease"]["contracts"][0]["status"] == "terminated":
            break
    if not report.check("there is a record", bool(record), record):
        return
    judge(report, "its record", record)
    compiled = record["records"][0]["compiledRelease"]
    contract = compiled["contracts"][0]
    report.check("with its contract, ended", contract["status"] == "terminated" and contract["awardID"] == compiled["awards"][0]["id"], contract)
    report.check("its stages met", [m["status"] for m in contract["milestones"]] == ["met", "met"], contract["milestones"])
    paid = sum(round(t["value"]["amount"] * 100) for t in contract["implementation"]["transactions"])
    report.check("its payments adding up", paid == round(contract["value"]["amount"] * 100), contract["implementation"])
    tags = [tag for release in record["records"][0]["releases"] for tag in release["tag"]]
    report.check("a release for every step", {"planning", "tender", "tenderUpdate", "award", "contract", "implementation"} <= set(tags), tags)
    first = next(r for r in record["records"][0]["releases"] if "contract" in r["tag"])
    report.check("none of which tells what came later", "implementation" not in first["contracts"][0], first["contracts"])


report.run("consultation", check)
sys.exit(report.end() > 0)
