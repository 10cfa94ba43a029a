"""schemathesis reads /api/openapi.json and sends what the description allows and what it does not: nothing may break."""
import pathlib
import re
import subprocess
import sys

from city import City, Client, Report

report = Report("api")
# Examples for each operation; every seed the same, so that a failure comes back.
EXAMPLES, SEED = 8, 20261123


def attack(city, name, email):
    headers = []
    if email:
        headers = ["--header", f"Authorization: Bearer {Client(city.url).api(email).token}"]
    done = subprocess.run([str(pathlib.Path(sys.executable).parent / "schemathesis"), "run", f"{city.url}/api/openapi.json",
                           "--checks", "not_a_server_error,content_type_conformance,response_headers_conformance",
                           "--mode", "all", "--max-examples", str(EXAMPLES), "--seed", str(SEED), "--phases", "examples,coverage,fuzzing",
                           "--request-timeout", "20", "--suppress-health-check", "all", "--no-color", "--workers", "2",
                           # Ending one's own session would make the rest a visitor's.
                           "--exclude-method", "DELETE", *headers], capture_output=True, text=True)
    out = done.stdout + done.stderr
    cases = re.search(r"(\d+) generated", out) or re.search(r"(\d+) passed", out)
    report.check(f"{name}: nothing breaks ({cases.group(1) if cases else '?'} requests)", done.returncode == 0, out[-4000:])
    report.check(f"{name}: the server lives", Client(city.url).get("/readyz").status == 200)


def check():
    with City() as city:
        document = Client(city.url).get("/api/openapi.json").json()
        report.check("the description is OpenAPI 3.1", document["openapi"].startswith("3.1"))
        for name, email in [("a visitor", None), ("a buyer", "buyer@demo.shanzhi"), ("an officer", "org1@demo.shanzhi")]:
            attack(city, name, email)
        logged = city.logged()
        report.check("nothing panicked", "panicked" not in logged, logged[-2000:])


report.run("api", check)
sys.exit(report.end() > 0)
