"""Runs every peer in turn: all.py [NAME…]; each ends with its own summary line."""
import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
PEERS = ["codes", "links", "ocds", "api", "mail", "s3", "practice", "paper", "bundle"]


def main():
    failed = 0
    for name in sys.argv[1:] or PEERS:
        done = subprocess.run([sys.executable, str(HERE / f"{name}.py")], env={**os.environ, "PYTHONPATH": str(HERE)})
        failed += done.returncode != 0
    return 1 if failed else 0


sys.exit(main())
