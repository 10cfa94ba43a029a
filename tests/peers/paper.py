"""poppler and zbar read our paper: words as text, fonts embedded, and the code leads to the verify page."""
import pathlib
import re
import subprocess
import sys
import tempfile

from city import City, Client, Report

report = Report("paper")
HERE = pathlib.Path(__file__).resolve().parent


def look(name, data, code, *words):
    with tempfile.NamedTemporaryFile(suffix=".pdf") as f:
        f.write(data)
        f.flush()
        done = subprocess.run(["bash", str(HERE / "paper.sh"), f.name, code, *words], capture_output=True, text=True)
    report.check(f"{name}: text, fonts and code", done.returncode == 0, done.stderr)


def check():
    with City() as city:
        links = set()
        for who in ["org1", "volunteer", "founder"]:
            person = Client(city.url).sign_in(f"{who}@demo.shanzhi")
            for page in ["/workbench", "/account", "/volunteer/hours", "/volunteer/certificates", "/volunteers/me", "/orgs"]:
                for link in re.findall(r'href="([^"]+\.pdf[^"]*)"', person.get(page).text):
                    links.add((who, link))
        report.check("there is paper to look at", bool(links))
        for who, link in sorted(links)[:6]:
            answer = Client(city.url).sign_in(f"{who}@demo.shanzhi").get(link)
            if report.check(f"{link} answers", answer.status == 200 and answer.body.startswith(b"%PDF"), answer.status):
                look(link, answer.body, "-")


report.run("paper", check)
sys.exit(report.end() > 0)
