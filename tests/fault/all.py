"""Runs the fault tests in turn: all.py [NAME…]; each ends with its own summary line."""
import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
TESTS = ["kill", "twice", "canary"]


def main():
    failed = 0
    path = f"{HERE}:{HERE.parent / 'peers'}"
    for name in sys.argv[1:] or TESTS:
        done = subprocess.run([sys.executable, str(HERE / f"{name}.py")], env={**os.environ, "PYTHONPATH": path})
        failed += done.returncode != 0
    return 1 if failed else 0


sys.exit(main())
