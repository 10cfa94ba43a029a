"""libcoveocds, the standard's own checker, on our releases and records (`--standard-zip`: the schema of OCDS 1.1.5)."""
import json
import pathlib
import subprocess
import sys
import tempfile
import time

from city import ROOT, City, Client, Report

report = Report("ocds")
HERE = pathlib.Path(__file__).resolve().parent


def standard():
    """shared/data/ocds-standard-1.1.5.zip, beside the project or in one of the folders above it."""
    for place in [ROOT, *ROOT.parents]:
        found = place / "shared/data/ocds-standard-1.1.5.zip"
        if found.exists():
            return found
    found = ROOT / "tests/peers/ocds-standard-1.1.5.zip"
    if found.exists():
        return found
    raise SystemExit("ocds.py needs shared/data/ocds-standard-1.1.5.zip beside the project")


def judge(report, name, package):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "package.json"
        path.write_text(json.dumps(package, ensure_ascii=False), "utf-8")
        done = subprocess.run([sys.executable, str(HERE / "standard.py"), str(standard()), str(path)], capture_output=True, text=True, cwd=folder)
    if not report.check(f"{name}: the checker works", done.stdout.strip().startswith("{"), done.stderr[-800:]):
        return
    # The exit code is 0 even with findings: the JSON says it.
    verdict = json.loads(done.stdout)
    report.check(f"{name}: version 1.1", verdict.get("version_used") == "1.1", verdict.get("version_used"))
    report.check(f"{name}: no error of the schema", not verdict.get("validation_errors"), json.dumps(verdict.get("validation_errors"), ensure_ascii=False))
    report.check(f"{name}: no field besides the standard's", not verdict.get("additional_fields_count"), verdict.get("additional_fields"))
    report.check(f"{name}: no code besides the code lists'", not verdict.get("additional_closed_codelist_values"), verdict.get("additional_closed_codelist_values"))
    conformance = {k: v for k, v in (verdict.get("conformance_errors") or {}).items() if v}
    report.check(f"{name}: conforms", not conformance, json.dumps(conformance, ensure_ascii=False))


def references(name, package):
    """Every organization that is referred to is a party, and every ocid is one process."""
    for release in package["releases"]:
        parties = {p["id"] for p in release.get("parties", [])}
        used = set()

        def walk(x, key=""):
            if isinstance(x, dict):
                if key in ("buyer", "procuringEntity") or key == "suppliers" or key == "tenderers":
                    used.add(x.get("id"))
                for k, v in x.items():
                    walk(v, k)
            elif isinstance(x, list):
                for v in x:
                    walk(v, key)

        walk({k: v for k, v in release.items() if k != "parties"})
        if not used <= parties:
            report.check(f"{name}: {release['ocid']} names only its parties", False, used - parties)
            return
    report.check(f"{name}: every organization is a party", True)


def wait_for_releases(client):
    """Acts get their places in the ledger some seconds after the start."""
    end, before = time.monotonic() + 30, 0
    while time.monotonic() < end:
        size = len(client.get("/ocds/releases.json").body)
        if size == before and size > 2000:
            return
        before = size
        time.sleep(1)


def check():
    with City() as city:
        client = Client(city.url)
        wait_for_releases(client)
        path, packages, ocids = "/ocds/releases.json", 0, []
        while path and packages < 3:
            answer = client.get(path)
            if not report.check(f"{path} answers", answer.status == 200, answer.status):
                return
            package = answer.json()
            name = f"releases {packages + 1}"
            report.check(f"{name}: there are some", len(package["releases"]) > 0)
            judge(report, name, package)
            references(name, package)
            ocids += [r["ocid"] for r in package["releases"]]
            packages += 1
            path = (package.get("links") or {}).get("next", "").replace(city.url, "")
        for ocid in list(dict.fromkeys(ocids))[:3]:
            answer = client.get(f"/ocds/records/{ocid}.json")
            if report.check(f"record {ocid} answers", answer.status == 200, answer.status):
                judge(report, f"record {ocid}", answer.json())


if __name__ == "__main__":
    report.run("ocds", check)
    sys.exit(report.end() > 0)
