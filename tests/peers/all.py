"""Runs every peer, two at a time as most of them wait: all.py [NAME…]; each ends with its own summary line."""
import concurrent.futures
import os
import pathlib
import subprocess
import sys
import time

from city import made

HERE = pathlib.Path(__file__).resolve().parent
# The longest first.
PEERS = ["practice", "api", "links", "golden", "consultation", "registration", "mail", "volunteering", "ocds", "s3", "paper", "codes"]


def run(name):
    begun = time.monotonic()
    done = subprocess.run([sys.executable, str(HERE / f"{name}.py")], env={**os.environ, "PYTHONPATH": str(HERE)},
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    print(f"{done.stdout.rstrip()}\n({name}: {time.monotonic() - begun:.0f} s)", flush=True)
    return done.returncode != 0


def main():
    made()
    with concurrent.futures.ThreadPoolExecutor(3) as pool:
        failed = sum(pool.map(run, sys.argv[1:] or PEERS))
    return 1 if failed else 0


sys.exit(main())
