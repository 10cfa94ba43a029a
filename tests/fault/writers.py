"""Writes that people are promised, and how each is found again. A write is acknowledged when its answer was read whole."""
import sqlite3

from city import PASSWORD, Client


class SignUp:
    """An account: one row, one letter on its way, both from one commit."""
    name = "sign-up"

    def __init__(self, city, worker):
        self.client, self.worker = Client(city.url, timeout=10), worker
        self.csrf = self.client.csrf()  # the first page warms what a start leaves cold

    def write(self, n):
        email = f"w{self.worker}-{n}@example.org"
        answer = self.client.form("/sign-up", {"name": "江晓荷", "email": email, "password": "lotus-river-2026", "consent": "1"})
        return email if answer.status in (200, 303) else None

    @staticmethod
    def lost(database, written):
        ask = "SELECT a.email, (SELECT count(*) FROM account_links l WHERE l.account_id = a.id) FROM accounts a"
        found = dict(database.execute(ask).fetchall())
        return [w for w in written if found.get(w) != 1]


class PlanLine:
    """A line of the plan, with its ledger entry in the same commit."""
    name = "plan line"

    def __init__(self, city, worker):
        self.client = Client(city.url, timeout=10).api("buyer@demo.shanzhi")

    def write(self, n):
        answer = self.client.post("/plan-lines", {
            "year": 2026, "catalogue_code": "A0401", "title": f"断电之前 {n}", "budget": "50000.00", "intention_on": "2026-10-12",
            "need_asked": "在社区公示栏征求意见十日，收到意见三条并已采纳。", "not_excluded": True})
        return answer.json()["no"] if answer.status == 201 else None

    @staticmethod
    def lost(database, written):
        ask = "SELECT no, (SELECT count(*) FROM ledger_entries e WHERE e.id = l.entry_id) FROM plan_lines l"
        found = dict(database.execute(ask).fetchall())
        return [w for w in written if found.get(w) != 1]


class Session:
    """A session: its access token goes on working after the fall."""
    name = "session"

    def __init__(self, city, worker):
        self.client = Client(city.url, timeout=10)
        self.email = f"volunteer{'' if worker % 2 else '2'}@demo.shanzhi"

    def write(self, n):
        answer = self.client.post("/session", {"email": self.email, "password": PASSWORD})
        return answer.json()["refresh_token"] if answer.status == 200 else None

    @staticmethod
    def lost(database, written):
        import hashlib
        found = {row[0] for row in database.execute("SELECT token_hash FROM sessions")}
        return [w for w in written if hashlib.sha256(w.encode()).hexdigest() not in found]


WRITERS = [SignUp, PlanLine, Session]


def open_database(city):
    database = sqlite3.connect(city.directory / "data/shanzhi.db")
    database.execute("PRAGMA query_only=ON")
    return database
