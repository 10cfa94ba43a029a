"""Before the opening nothing of a bid is anywhere: not in the data folder, the log, the search index, a backup, a page, a count."""
import os
import pathlib
import subprocess
import sys

from city import City, Client, Report, binary
from purchase import Purchase

report = Report("canary")
CANARY = "kanarienvogel7391"
HAN = "翡翠鹦鹉暗号"
PRICE = "417731.93"


def traces(folder):
    """Files that hold the canary, in UTF-8, UTF-16, hex or base64."""
    import base64
    needles = []
    for word in (CANARY, HAN, PRICE, PRICE.replace(".", "")):
        raw = word.encode()
        needles += [raw, word.encode("utf-16-le"), raw.hex().encode()]
        # Base64 shifts with the position; the inner part of each shift is the same wherever it stands.
        for shift in range(3):
            needles.append(base64.b64encode(b"\0" * shift + raw)[4 if shift else 0:-4])
    # Six digits alone may stand anywhere by chance in a file of this size; words may not.
    needles = [n for n in needles if len(n) >= 8]
    found = []
    for path in pathlib.Path(folder).rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            found += [f"{path.relative_to(folder)}: {n[:20]}" for n in needles if n in data]
    return found


def seen_by(city, no, name):
    client = Client(city.url)
    if name:
        client.sign_in(f"{name}@demo.shanzhi")
    pages = [f"/tenders/{no}", "/tenders", "/workbench", f"/api/v1/tenders/{no}", f"/api/v1/tenders/{no}/opening", f"/tenders/{no}/opening",
             f"/search?q={CANARY}", "/metrics", "/readyz", "/ledger", "/ocds/releases.json", "/"]
    return {path: client.get(path).text for path in pages}


def check():
    with City() as city:
        p = Purchase(city, minutes=20)
        p.publish()
        names = ["", "buyer", "approver", "opener1", "expert1", "auditor", "supervisor", "admin", "org2"]
        before = {name: seen_by(city, p.no, name) for name in names}
        receipt = p.bid("org1", f"{CANARY} {HAN} 服务方案", PRICE)
        p.bid("org3", f"{HAN} 第二份方案 {CANARY}", PRICE)
        for name in names:
            told = [path for path, body in seen_by(city, p.no, name).items()
                    if CANARY in body.replace(f"q={CANARY}", "").replace(f'value="{CANARY}"', "").replace(f"“{CANARY}”", "") and path != f"/search?q={CANARY}"
                    or receipt["receipt_no"] in body or HAN in body]
            report.check(f"{name or 'a visitor'} sees nothing of a bid", not told, told)
        # What everybody may read is the same with two bids as with none, but for times and the ledger's size.
        report.check("the tender's data are the same as before", before[""][f"/api/v1/tenders/{p.no}"] == seen_by(city, p.no, "")[f"/api/v1/tenders/{p.no}"])
        env = {**os.environ, "SHANZHI__DATA__DIR": str(city.directory / "data")}
        backup = city.directory / "backup"
        done = subprocess.run([binary(), "backup", str(backup)], env=env, capture_output=True, text=True)
        report.check("a backup can be made while it runs", done.returncode == 0, done.stderr[-500:])
        found = traces(city.directory)
        report.check("no file holds a word of it", not found, found[:10])
        # The search must be able to find something: the tender's own title is there.
        title = "模拟：社区长者助餐服务".encode()
        seen = any(title in f.read_bytes() for f in (city.directory / "data").rglob("*") if f.is_file())
        report.check("the same search finds what is public", seen)
        report.check("own bid is visible to its bidder", p.call("org1", "GET", "/tenders/{no}/bid")["receipt_no"] == receipt["receipt_no"])


report.run("canary", check)
sys.exit(report.end() > 0)
