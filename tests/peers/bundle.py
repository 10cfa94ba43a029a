"""Stock age opens the bundle of an opened tender, with none of our code."""
import pathlib
import re
import subprocess
import sys
import tempfile

from city import City, Client, Report
from purchase import ORGS, Purchase

report = Report("bundle")
HERE = pathlib.Path(__file__).resolve().parent


def check():
    with City() as city:
        p = Purchase(city)
        p.publish()
        for n, name in enumerate(ORGS):
            p.bid(name, f"{name}的服务方案", f"{450000 + n}.00")
        p.wait_until_closed()
        p.wait_for(["closed", "opened"])
        p.opening()
        p.review()
        p.opening(price=True)
        auditor = Client(city.url).sign_in("auditor@demo.shanzhi")
        page = auditor.get(f"/tenders/{p.no}/opening").text
        link = re.search(rf'href="(/tenders/{p.no}/[^"]*(?:bundle|export)[^"]*)"', page)
        if not report.check("an auditor is offered the bundle", link, page[-300:]):
            return
        answer = auditor.get(link.group(1))
        report.check("and gets it", answer.status == 200 and answer.body[:2] == b"PK", answer.status)
        report.check("a visitor does not", Client(city.url).get(link.group(1)).status in (303, 401, 403, 404))
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "bundle.zip"
            path.write_bytes(answer.body)
            done = subprocess.run(["bash", str(HERE / "age.sh"), str(path), f"{folder}/out"], capture_output=True, text=True)
            report.check("stock age opens every envelope", done.returncode == 0, done.stdout + done.stderr)


report.run("bundle", check)
sys.exit(report.end() > 0)
