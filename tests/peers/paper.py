"""poppler and zbar read our paper: words as text, fonts embedded, and the code leads to the verify page."""
import pathlib
import subprocess
import sys

from city import City, Client, Report
from program import Program

report = Report("paper")
HERE = pathlib.Path(__file__).resolve().parent


def look(city, path, *words, code="?"):
    """The words as text, every font embedded, and a code that leads to a page of ours, where the paper has one."""
    answer = Client(city.url).get(path)
    if not report.check(f"{path} answers", answer.status == 200 and answer.body.startswith(b"%PDF"), answer.status):
        return
    place = city.directory / "paper.pdf"
    place.write_bytes(answer.body)
    done = subprocess.run(["bash", str(HERE / "paper.sh"), str(place), code, *words], capture_output=True, text=True)
    if report.check(f"{path}: text, fonts and code", done.returncode == 0, done.stderr) and code != "-":
        link = done.stdout.split("\n")[0]
        report.check(f"{path}: its code leads here", link.startswith(city.url) and Client(city.url).get(link.replace(city.url, "")).status == 200, link)
    again = Client(city.url).get(path)
    report.check(f"{path}: the same bytes every time", again.body == answer.body)


def check():
    with City() as city:
        p = Program(city)
        contract = p.call(None, "contract_list", limit=1)["items"][0]
        look(city, f"/contracts/{contract['no']}/document.pdf", contract["title"], contract["supplier"], contract["no"], code="-")
        contracts = p.call(None, "contract_list", limit=50)["items"]
        stages = (m for c in contracts for m in p.call(None, "contract_show", no=c["no"])["milestones"])
        accepted = next(m["acceptance"] for m in stages if m["acceptance"])
        look(city, f"/acceptances/{accepted}/document.pdf", accepted)


report.run("paper", check)
sys.exit(report.end() > 0)
