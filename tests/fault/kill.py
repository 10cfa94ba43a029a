"""kill -9 under load, 50 times (KILLS=1000 for a release): every acknowledged write is found again, none twice, nothing corrupt."""
import os
import random
import subprocess
import sys
import threading
import time

from city import City, Report, binary
from writers import WRITERS, open_database

KILLS = int(os.environ.get("KILLS", "50"))
report = Report("kill")


def load(city, round_no, acknowledged, stop):
    """Two of each writer, as fast as they get answers; returns when all are at work."""
    ready = threading.Semaphore(0)

    def work(kind, worker):
        try:
            writer = kind(city, worker)
        except (OSError, ValueError, AssertionError) as e:
            print(f"kill: a {kind.name} could not begin: {e}", flush=True)
            return
        finally:
            ready.release()
        n = 0
        while not stop.is_set():
            n += 1
            try:
                mark = writer.write(f"{round_no}-{n}")
            except Exception:  # the answer was cut off: not acknowledged
                if stop.is_set() or city.process.poll() is not None:
                    return
                continue
            if mark:
                acknowledged[kind].append(mark)
    threads = [threading.Thread(target=work, args=(kind, f"{round_no}-{i}" if kind.name == "sign-up" else i), daemon=True)
               for kind in WRITERS for i in range(2)]
    for t in threads:
        t.start()
    for _ in threads:
        ready.acquire(timeout=60)
    return threads


def main():
    dice = random.Random(20261123)
    city = City(("demo",)).start()
    acknowledged = {kind: [] for kind in WRITERS}
    slow = []
    try:
        for n in range(KILLS):
            stop = threading.Event()
            threads = load(city, n, acknowledged, stop)
            time.sleep(dice.uniform(0.05, 1.5))
            city.kill()
            stop.set()
            for t in threads:
                t.join(15)
            begun = time.monotonic()
            city.start()
            slow.append(time.monotonic() - begun)
            database = open_database(city)
            for kind, written in acknowledged.items():
                lost = kind.lost(database, written)
                report.check(f"kill {n + 1}: every acknowledged {kind.name} is there once", not lost, lost[:5])
            database.close()
        database = open_database(city)
        report.check("the database is whole", database.execute("PRAGMA integrity_check").fetchall() == [("ok",)])
        report.check("nothing points nowhere", database.execute("PRAGMA foreign_key_check").fetchall() == [])
        dead = database.execute("SELECT count(*) FROM jobs WHERE state = 'dead'").fetchone()[0]
        report.check("no job died", dead == 0, dead)
        database.close()
        for kind, written in acknowledged.items():
            report.check(f"there was load: {kind.name}", len(written) >= KILLS, len(written))
        check_tool(city)
        print("kill: " + ", ".join(f"{len(w)} {k.name}s" for k, w in acknowledged.items()) +
              f" acknowledged over {KILLS} kills; back after {sorted(slow)[len(slow) // 2]:.2f} s (median), {max(slow):.2f} s at most")
    finally:
        city.stop()


def check_tool(city):
    """The program's own look at database, ledger and files, where this build has it."""
    city.process.terminate()
    city.process.wait(30)
    env = {**os.environ, "SHANZHI__DATA__DIR": str(city.directory / "data")}
    done = subprocess.run([binary(), "check"], env=env, capture_output=True, text=True)
    report.check("shanzhi check finds nothing", done.returncode == 0, done.stdout[-800:] + done.stderr[-800:])


report.run("kill", main)
sys.exit(report.end() > 0)
