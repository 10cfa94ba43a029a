"""Writes that people are promised, and how each is found again. A write is acknowledged when its answer was read whole."""
import hashlib
import json
import sqlite3
import time
import urllib.parse
import uuid

import deeds
from city import PASSWORD, Client


class Writer:
    """Somebody who writes again and again, through every fall of the program. `write` answers what was acknowledged; `lost`
    answers which of that is not there exactly once, whole, with its ledger entry."""
    name, workers = "", 2

    def __init__(self, stage, worker):
        self.stage, self.worker, self.clients = stage, worker, {}

    def client(self, who):
        """A signed-in client at today's address; the session outlives the program, the access token lasts ten minutes."""
        client, since = self.clients.get(who, (None, 0))
        if client is None or time.monotonic() - since > 400:
            client, since = Client(self.stage.city.url, timeout=10).api(f"{who}@demo.shanzhi"), time.monotonic()
            self.clients[who] = (client, since)
        client.url = self.stage.city.url
        return client


class SignUp(Writer):
    """An account: one row, one link, one letter on its way, all from one commit."""
    name, workers = "sign-up", 1

    def write(self, n):
        email = f"w{self.worker}-{n}@example.org"
        fields = {"name": "江晓荷", "email": email, "password": "lotus-river-2026", "consent": "1", "once": uuid.uuid4().hex}
        answer = Client(self.stage.city.url, timeout=10).ask("POST", "/sign-up", urllib.parse.urlencode(fields).encode(),
                                                             {"Content-Type": "application/x-www-form-urlencoded"})
        return [email] if answer.status in (200, 303) else []

    @staticmethod
    def lost(database, written):
        ask = "SELECT a.email, count(l.account_id) FROM accounts a LEFT JOIN account_links l ON l.account_id = a.id GROUP BY a.id"
        found = dict(database.execute(ask).fetchall())
        return [w for w in written if found.get(w) != 1]

    @staticmethod
    def forget(copy, mark):
        copy.execute("DELETE FROM account_links WHERE account_id = (SELECT id FROM accounts WHERE email = ?)", (mark,))


class PlanLine(Writer):
    """A line of the plan, with its ledger entry in the same commit."""
    name = "plan line"

    def write(self, n):
        return [deeds.call(self.client("buyer"), "POST", "/plan-lines", deeds.plan_line(f"断电之前 {self.worker}-{n}"))["no"]]

    @staticmethod
    def lost(database, written):
        ask = "SELECT no, (SELECT count(*) FROM ledger_entries e WHERE e.id = l.entry_id) FROM plan_lines l"
        found = dict(database.execute(ask).fetchall())
        return [w for w in written if found.get(w) != 1]

    @staticmethod
    def forget(copy, mark):
        copy.execute("DELETE FROM ledger_entries WHERE id = (SELECT entry_id FROM plan_lines WHERE no = ?)", (mark,))


class Application(Writer):
    """A registration: begun, a task saved, a document uploaded. The document's bytes lie under their hash."""
    name = "application"

    def write(self, n):
        founder = self.client("founder")
        no = deeds.begin(founder)
        yield no, "", ""
        name = f"遂宁市船山区听荷{deeds.han(1000 * self.worker + n)}助餐服务中心"
        deeds.call(founder, "PUT", f"/applications/{no}/tasks/organization", deeds.organization(name))
        yield no, name, ""
        file = deeds.upload(founder, no, {"application": deeds.pdf(f"{no} {uuid.uuid4()}")})[0]
        yield no, name, file["sha256"]

    @staticmethod
    def lost(database, written):
        ask = ("SELECT a.no, a.name, coalesce((SELECT f.sha256 FROM application_documents d JOIN files f ON f.id = d.file_id"
               " WHERE d.application_id = a.id AND d.is_current), '') FROM applications a")
        found = {no: (name, sha256) for no, name, sha256 in database.execute(ask).fetchall()}
        is_there = lambda no, name, sha256: no in found and name in ("", found[no][0]) and sha256 in ("", found[no][1])
        return [w for w in written if not is_there(*w) or (w[2] and not database.has_file(w[2]))]

    @staticmethod
    def forget(copy, mark):
        copy.execute("DELETE FROM applications WHERE no = ?", (mark[0],))


class Bid(Writer):
    """A sealed bid: its row under the receipt, its private ledger entry, its envelopes with the hashes of the receipt."""
    name = "bid"

    def write(self, n):
        who = ("org1", "org2")[self.worker % 2]
        client = self.client(who)
        got = deeds.call(client, "POST", f"/tenders/{self.stage.tender}/bid", deeds.bid(f"方案 {self.worker}-{n}", "400000.00", self.stage.criteria))
        return [(got["receipt_no"], got["technical_sha256"], got["price_sha256"], got["ledger"]["entry"])]

    @staticmethod
    def lost(database, written):
        ask = ("SELECT b.receipt_no, b.technical_sha256, b.price_sha256, b.entry_id FROM bids b JOIN ledger_entries e ON e.id = b.entry_id"
               " WHERE e.kind = 'market.bid.sealed' AND e.subject_ref = b.receipt_no")
        found = set(database.execute(ask).fetchall())
        return [w for w in written if w not in found or not database.has_file(w[1]) or not database.has_file(w[2])]

    @staticmethod
    def forget(copy, mark):
        copy.execute("DELETE FROM ledger_entries WHERE id = ?", (mark[3],))


class Hours(Writer):
    """An activity of one volunteer: published, signed up for, signed in, signed out."""
    name = "hours"

    def write(self, n):
        officer, me = self.client("org1"), self.client(("volunteer", "volunteer2")[self.worker % 2])
        deeds.join_roll(me, self.worker)
        begins = time.monotonic() + 1.5
        no = deeds.activity(officer, self.stage.organization, f"陪伴日 {self.worker}-{n}", 1.5)
        yield no, "open"
        deeds.call(me, "POST", f"/activities/{no}/signups")
        yield no, "confirmed"
        signup = deeds.call(officer, "GET", f"/activities/{no}/signups")[0]["signup"]
        deeds.call(officer, "POST", f"/activities/{no}/attendance", {"signup": signup, "act": "in"})
        yield no, "signed_in"
        # Somebody who is still signed in cannot sign in elsewhere: this one is finished through every fall.
        while not self.stage.over.is_set():
            time.sleep(max(0.02, begins - time.monotonic()))
            try:
                officer = self.client("org1")
                deeds.call(officer, "POST", f"/activities/{no}/attendance", {"signup": signup, "act": "out"})
            except deeds.Refused as e:
                if "409" in str(e) and "signed-out" in str(e) or "wrong-state" in str(e):
                    return  # the answer was cut off, the mark was made
                continue
            except OSError:
                continue
            yield no, "entered"
            return

    @staticmethod
    def lost(database, written):
        ask = ("SELECT a.no, a.state, s.state, r.state, (SELECT count(*) FROM ledger_entries e WHERE e.subject_kind = 'service_record' AND e.subject_ref = r.no) FROM activities a"
               " LEFT JOIN signups s ON s.activity_id = a.id LEFT JOIN service_records r ON r.signup_id = s.id")
        found = {}
        for no, *row in database.execute(ask).fetchall():
            found.setdefault(no, []).append(row)

        def is_there(no, what):
            rows = found.get(no, [])
            if len(rows) != 1 or rows[0][0] == "draft":
                return False
            _, signup, record, entries = rows[0]
            return {"open": True, "confirmed": signup == "confirmed", "signed_in": record in ("signed_in", "entered") and entries >= 1,
                    "entered": record == "entered" and entries == 2}[what]
        return [w for w in written if not is_there(*w)]

    @staticmethod
    def forget(copy, mark):
        copy.execute("UPDATE activities SET state = 'draft' WHERE no = ?", (mark[0],))


class Session(Writer):
    """A session: its refresh token goes on working after the fall."""
    name, workers = "session", 1

    def write(self, n):
        # Each may sign in so many times a minute: the whole city takes turns.
        who = ["auditor", "grid", "community", "leader", "org3", "org4", "org5", *(f"expert{i}" for i in range(1, 8))]
        email = f"{who[n % len(who)]}@demo.shanzhi"
        got = deeds.call(Client(self.stage.city.url, timeout=10), "POST", "/session", {"email": email, "password": PASSWORD})
        return [got["refresh_token"]]

    @staticmethod
    def lost(database, written):
        found = {row[0] for row in database.execute("SELECT token_hash FROM sessions").fetchall()}
        return [w for w in written if hashlib.sha256(w.encode()).hexdigest() not in found]

    @staticmethod
    def forget(copy, mark):
        copy.execute("DELETE FROM sessions WHERE token_hash = ?", (hashlib.sha256(mark.encode()).hexdigest(),))


WRITERS = [SignUp, PlanLine, Application, Bid, Hours, Session]


class Database:
    """The city's database and its files, read beside the program."""

    def __init__(self, city):
        self.data = city.directory / "data"
        self.lines = sqlite3.connect(self.data / "shanzhi.db", timeout=30)
        self.lines.execute("PRAGMA query_only=ON")
        self.whole = set()

    def execute(self, sql, values=()):
        return self.lines.execute(sql, values)

    def has_file(self, sha256):
        """Whether the bytes of that hash are there and are those bytes; looked at once."""
        if sha256 not in self.whole:
            path = self.data / "files" / sha256[:2] / sha256[2:4] / sha256
            if path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256:
                self.whole.add(sha256)
        return sha256 in self.whole

    def close(self):
        self.lines.close()


def open_database(city):
    return Database(city)


def letters(city):
    """How many letters lie in the mail folder for each address."""
    count = {}
    for path in (city.directory / "data/mail").glob("*.json"):
        to = json.loads(path.read_text("utf-8"))["to"]
        count[to] = count.get(to, 0) + 1
    return count

