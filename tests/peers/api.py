"""schemathesis reads /api/openapi.json and sends what the description allows and what it does not: nothing may break."""
import pathlib
import re
import subprocess
import sys

from city import City, Client, Report

report = Report("api")
# Examples for each operation; every seed the same, so that a failure comes back.
EXAMPLES, SEED = 3, 20261123
CHECKS = ("not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,"
          "response_schema_conformance")


def attack(city, name, email, phases):
    headers = []
    if email:
        headers = ["--header", f"Authorization: Bearer {Client(city.url).api(email).token}"]
    done = subprocess.run([str(pathlib.Path(sys.executable).parent / "schemathesis"), "run", f"{city.url}/api/openapi.json",
                           "--checks", CHECKS,
                           "--mode", "all", "--max-examples", str(EXAMPLES), "--seed", str(SEED), "--phases", phases,
                           "--request-timeout", "20", "--suppress-health-check", "all", "--no-color", "--workers", "2",
                           # Ending one's own session would make the rest a visitor's.
                           "--exclude-method", "DELETE", *headers], capture_output=True, text=True, cwd=city.directory)
    out = done.stdout + done.stderr
    cases = re.search(r"(\d+) generated", out) or re.search(r"(\d+) passed", out)
    report.check(f"{name}: nothing breaks ({cases.group(1) if cases else '?'} requests)", done.returncode == 0, told(out))
    report.check(f"{name}: the server lives", Client(city.url).get("/readyz").status == 200)


def told(out):
    """The part that says what went wrong."""
    start = max(out.find("FAILURES"), out.find("ERRORS"))
    return out[start:start + 4000] if start >= 0 else out[:4000]


def check():
    with City() as city:
        document = Client(city.url).get("/api/openapi.json").json()
        report.check("the description is OpenAPI 3.1", document["openapi"].startswith("3.1"))
        # Every edge of every field once; then what each role is let through to.
        attack(city, "a visitor", None, "coverage")
        for name in ["buyer", "org1", "expert1", "clerk", "volunteer", "payer"]:
            attack(city, name, f"{name}@demo.shanzhi", "examples,fuzzing")
        logged = city.logged()
        report.check("nothing panicked", "panicked" not in logged, logged[-2000:])


if __name__ == "__main__":
    report.run("api", check)
    sys.exit(report.end() > 0)
