"""Twenty identical bids, sign-ups and approvals at once, a hundred times each: one effect, and one answer to all."""
import concurrent.futures
import os
import sys
import time
import uuid

import deeds
from city import City, Client, Report
from writers import open_database

ROUNDS, AT_ONCE = int(os.environ.get("ROUNDS", "100")), 20
report = Report("twice")


class Crowd:
    """Twenty browsers of one person that press the same button at the same moment."""

    def __init__(self, city, who):
        self.city, self.who, self.since, self.token = city, who, -1000.0, None
        self.pool = concurrent.futures.ThreadPoolExecutor(AT_ONCE)

    def client(self):
        if time.monotonic() - self.since > 400:
            self.token, self.since = Client(self.city.url).api(f"{self.who}@demo.shanzhi").token, time.monotonic()
        client = Client(self.city.url)
        client.token = self.token
        return client

    def press(self, path, body, key):
        """Everybody's answer. With a key it is one form sent twenty times; without, twenty forms that say the same."""
        self.client()
        send = lambda _: self.client().post(path, body, key)
        return list(self.pool.map(send, range(AT_ONCE)))


def judge(what, rounds, answers_of):
    """Runs the rounds. With a key everybody hears the same success; without one, who comes later may also hear that it is done."""
    wrong = []
    for n in range(rounds):
        key = uuid.uuid4().hex if n % 2 == 0 else None
        answers = answers_of(n, key)
        good = {a.text for a in answers if a.status in (200, 201)}
        refused = [a for a in answers if a.status not in (200, 201)]
        is_right = len(good) == 1 and (not refused if key else all(a.status == 409 for a in refused))
        if not is_right:
            wrong.append((n, bool(key), len(good), [(a.status, a.text[:300]) for a in refused[:1]]))
    report.check(f"{rounds} rounds of {AT_ONCE} {what}: one answer", not wrong, wrong[:3])


def bids(city, database):
    (tender, criteria), crowd = deeds.tender(city, 60), Crowd(city, "org1")
    entries = lambda kind: database.execute(f"SELECT count(*) FROM ledger_entries WHERE kind = '{kind}'").fetchone()[0]
    before, newest = entries("market.bid.sealed"), database.execute("SELECT coalesce(max(id), 0) FROM bids").fetchone()[0]
    judge("identical bids", ROUNDS, lambda n, key: crowd.press(
        f"/tenders/{tender}/bid", deeds.bid(f"第{n}轮同一份方案", "400000.00", criteria), key))
    rows = database.execute("SELECT count(*), count(live), count(DISTINCT content) FROM bids WHERE id > ?", (newest,)).fetchone()
    report.check("every round left one bid, and the last is the live one", rows == (ROUNDS, 1, ROUNDS), rows)
    sealed = entries("market.bid.sealed") - before
    report.check("every round left one entry in the ledger", (sealed, entries("market.bid.replaced")) == (ROUNDS, ROUNDS - 1), sealed)


def sign_ups(city, database):
    officer, crowd = Client(city.url).api("org1@demo.shanzhi"), Crowd(city, "volunteer")
    deeds.join_roll(crowd.client(), 1)
    ask = "SELECT m.body_id FROM memberships m JOIN accounts a ON a.id = m.account_id WHERE a.email = 'org1@demo.shanzhi'"
    host = database.execute(ask).fetchone()[0]
    numbers = []

    def one(n, key):
        numbers.append(deeds.activity(officer, host, f"第{n}轮陪伴日", 3600, capacity=5))
        return crowd.press(f"/activities/{numbers[-1]}/signups", {}, key)
    judge("identical sign-ups", ROUNDS, one)
    wanted = ", ".join(f"'{no}'" for no in numbers)
    rows = database.execute(f"SELECT a.no, count(*), max(s.place) FROM signups s JOIN activities a ON a.id = s.activity_id WHERE a.no IN ({wanted}) GROUP BY a.no").fetchall()
    report.check("every round took one place", len(rows) == ROUNDS and all(r[1:] == (1, 1) for r in rows), [r for r in rows if r[1:] != (1, 1)][:3])


def approvals(city, database):
    """The decision over a registration: one organization, one code, one certificate, one announcement, one entry."""
    founder, crowd = Client(city.url).api("founder@demo.shanzhi"), Crowd(city, "decider")
    clerk, reviewer = Client(city.url).api("clerk@demo.shanzhi"), Client(city.url).api("reviewer@demo.shanzhi")
    since, numbers = time.monotonic(), []
    organizations = lambda: database.execute("SELECT count(*) FROM organizations").fetchone()[0]
    before = organizations()

    def one(n, key):
        nonlocal since
        if time.monotonic() - since > 400:
            for client, who in ((founder, "founder"), (clerk, "clerk"), (reviewer, "reviewer")):
                client.token = None
                client.api(f"{who}@demo.shanzhi")
            since = time.monotonic()
        no = deeds.begin(founder)
        numbers.append(no)
        deeds.fill(founder, no, f"遂宁市船山区{deeds.han(n)}长者助餐服务中心")
        deeds.call(founder, "POST", f"/applications/{no}/submission", {"declared": True})
        deeds.call(clerk, "POST", f"/applications/{no}/acceptance")
        deeds.call(reviewer, "POST", f"/applications/{no}/opinion", {"is_in_favour": True, "text": "材料齐全，符合条件。"})
        return crowd.press(f"/applications/{no}/decision", {"is_granted": True}, key)
    judge("identical approvals", ROUNDS, one)
    report.check("every round made one organization", organizations() - before == ROUNDS, organizations() - before)
    wanted = ", ".join(f"'{no}'" for no in numbers)
    rows = database.execute(
        "SELECT a.no, a.state, (SELECT count(*) FROM ledger_entries e WHERE e.kind = 'registry.organization.registered' AND e.subject_ref = o.credit_code),"
        f" (SELECT count(*) FROM certificates c WHERE c.subject_ref = o.credit_code) FROM applications a JOIN organizations o ON o.id = a.organization_id WHERE a.no IN ({wanted})").fetchall()
    wrong = [r for r in rows if r[1:] != ("issued", 1, 1)]
    report.check("every round left one entry and one certificate", len(rows) == ROUNDS and not wrong, wrong[:3])


def mismatch(city):
    """One key for two different requests is a mistake of the sender, and is said to be."""
    buyer, key = Client(city.url).api("buyer@demo.shanzhi"), uuid.uuid4().hex
    first = buyer.post("/plan-lines", deeds.plan_line("同一键，不同内容"), key)
    other = buyer.post("/plan-lines", deeds.plan_line("同一键，另一内容"), key)
    report.check("one key for two different requests is refused", first.status == 201 and other.status in (409, 422), (first.status, other.status, other.text[:300]))


def main():
    with City() as city:
        database = open_database(city)
        for part in (bids, sign_ups, approvals):
            begun = time.monotonic()
            part(city, database)
            print(f"twice: {part.__name__.replace('_', '-')}: {ROUNDS} rounds of {AT_ONCE} in {time.monotonic() - begun:.0f} s", flush=True)
        mismatch(city)
        dead = database.execute("SELECT kind, last_error FROM jobs WHERE state = 'dead'").fetchall()
        report.check("no job died", not dead, dead[:3])
        logged = city.logged()
        report.check("nothing panicked", "panicked" not in logged, logged[-1500:])
        database.close()


report.run("twice", main)
sys.exit(report.end() > 0)
