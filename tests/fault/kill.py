"""kill -9 under load, 50 times (KILLS=1000 for a release): every acknowledged write is found again, none twice, nothing corrupt."""
import collections
import os
import random
import subprocess
import sys
import threading
import time

import deeds
from city import City, Report, binary
from writers import WRITERS, letters, open_database

KILLS = int(os.environ.get("KILLS", "50"))
# The longest wait, in seconds, for one acknowledged write of every kind before a fall.
PATIENCE = 4
report = Report("kill")


class Stage:
    """What the writers need, and what they were promised."""

    def __init__(self, city):
        self.city, self.up, self.over = city, threading.Event(), threading.Event()
        self.promised = {kind: [] for kind in WRITERS}
        self.looked_at = dict.fromkeys(WRITERS, 0)
        self.unsaid = {}
        self.tender, self.criteria = deeds.tender(city, 60)
        database = open_database(city)
        ask = ("SELECT m.body_id FROM memberships m JOIN accounts a ON a.id = m.account_id"
               " WHERE a.email = 'org1@demo.shanzhi' AND m.body_kind = 'organization'")
        self.organization = database.execute(ask).fetchone()[0]
        database.close()
        self.up.set()

    def work(self, kind, worker):
        """Writes as fast as there are answers, until it is over; what falls in between was not promised."""
        writer, n = kind(self, worker), 0
        while not self.over.is_set():
            self.up.wait(1)
            n += 1
            try:
                for mark in writer.write(n):
                    self.promised[kind].append(mark)
            except (OSError, ValueError, AssertionError) as e:
                if isinstance(e, AssertionError) and self.up.is_set():
                    self.unsaid.setdefault(kind.name, str(e)[:300])
                time.sleep(0.02)
            except Exception as e:  # http.client's many ways to say that the connection ended
                if not type(e).__module__.startswith("http"):
                    self.unsaid.setdefault(kind.name, repr(e))
                time.sleep(0.02)

    def start(self):
        self.threads = [threading.Thread(target=self.work, args=(kind, worker), daemon=True) for kind in WRITERS for worker in range(kind.workers)]
        for thread in self.threads:
            thread.start()

    def wait_for_load(self):
        """Until something of every kind was acknowledged since the last fall."""
        before, end = {kind: len(marks) for kind, marks in self.promised.items()}, time.monotonic() + PATIENCE
        while time.monotonic() < end and any(len(self.promised[kind]) == n for kind, n in before.items()):
            time.sleep(0.01)

    def end(self):
        self.over.set()
        self.up.set()
        for thread in self.threads:
            thread.join(30)

    def look(self, when, whole=False):
        """Everything promised since the last look is there; at the end, everything ever promised."""
        promised = {kind: list(marks) for kind, marks in self.promised.items()}
        database = open_database(self.city)
        for kind, marks in promised.items():
            begin, self.looked_at[kind] = 0 if whole else self.looked_at[kind], len(marks)
            marks = marks[begin:]
            lost = kind.lost(database, marks) + [mark for mark, n in collections.Counter(marks).items() if n > 1]
            report.check(f"{when}: every acknowledged {kind.name} is there once", not lost, f"{len(lost)} of {len(marks)}: {lost[:5]}")
        database.close()


def main():
    dice = random.Random(20261123)
    city = City(("demo",)).start()
    slow = []
    try:
        stage = Stage(city)
        stage.start()
        for n in range(KILLS):
            stage.wait_for_load()
            time.sleep(dice.uniform(0.0, 0.5))
            stage.up.clear()
            city.kill()
            begun = time.monotonic()
            city.start()
            slow.append(time.monotonic() - begun)
            stage.up.set()
            stage.look(f"kill {n + 1}")
            if (n + 1) % 10 == 0:
                print(f"kill: {n + 1} of {KILLS}, {sum(map(len, stage.promised.values()))} writes acknowledged", flush=True)
        stage.end()
        settle(city, stage)
        stage.look("at the end", whole=True)
        whole(city)
        for kind, marks in stage.promised.items():
            report.check(f"there was load: {kind.name}", len(marks) >= KILLS // 2, f"{len(marks)}; {stage.unsaid.get(kind.name, '')}")
        blind(city, stage)
        check_tool(city)
        print("kill: " + ", ".join(f"{kind.name} {len(marks)}" for kind, marks in stage.promised.items()) +
              f" acknowledged over {KILLS} kills; listening again after {sorted(slow)[len(slow) // 2]:.2f} s (median), {max(slow):.2f} s at most")
    finally:
        city.stop()


def settle(city, stage):
    """Whatever was promised to happen after a commit happens, also what a fall interrupted: every letter goes out, once."""
    end = time.monotonic() + 60
    database = open_database(city)
    while time.monotonic() < end and database.execute("SELECT count(*) FROM jobs WHERE kind = 'account.send_link'").fetchone()[0]:
        time.sleep(0.2)
    states = database.execute("SELECT kind, state, count(*), min(last_error) FROM jobs WHERE kind = 'account.send_link' OR state = 'dead' GROUP BY kind, state").fetchall()
    report.check("no letter waits and no job died", not states, states)
    database.close()
    signed_up = next(marks for kind, marks in stage.promised.items() if kind.name == "sign-up")
    count = letters(city)
    wrong = [(email, count.get(email, 0)) for email in signed_up if count.get(email) != 1]
    report.check("every acknowledged sign-up has its letter, and one", not wrong, f"{len(wrong)} of {len(signed_up)}: {wrong[:5]}")


def whole(city):
    database = open_database(city)
    report.check("the database is whole", database.execute("PRAGMA integrity_check").fetchall() == [("ok",)])
    report.check("nothing points nowhere", database.execute("PRAGMA foreign_key_check").fetchall() == [])
    twice = database.execute("SELECT subject_ref, count(*) FROM ledger_entries WHERE kind = 'market.bid.sealed' GROUP BY subject_ref HAVING count(*) > 1").fetchall()
    report.check("no bid stands in the ledger twice", not twice, twice[:5])
    live = database.execute("SELECT owner, count(*) FROM bids WHERE live IS NOT NULL GROUP BY owner HAVING count(*) > 1").fetchall()
    report.check("no bidder has two bids in the box", not live, live[:5])
    database.close()


def blind(city, stage):
    """The look itself must be able to see: with its newest row taken away in a copy, each kind misses it."""
    import sqlite3
    copy = sqlite3.connect(":memory:")
    with sqlite3.connect(city.directory / "data/shanzhi.db") as source:
        source.backup(copy)
    database = open_database(city)
    database.lines = copy
    for kind, marks in stage.promised.items():
        kind.forget(copy, marks[-1])
        report.check(f"a lost {kind.name} would be seen", kind.lost(database, marks) != [], "not missed")


def check_tool(city):
    """The program's own look at database, ledger and files."""
    city.process.terminate()
    city.process.wait(30)
    env = {**os.environ, "SHANZHI__DATA__DIR": str(city.directory / "data")}
    done = subprocess.run([binary(), "check"], env=env, capture_output=True, text=True)
    report.check("shanzhi check finds nothing", done.returncode == 0, done.stdout[-800:] + done.stderr[-800:])


report.run("kill", main)
sys.exit(report.end() > 0)
