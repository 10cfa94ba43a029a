"""Before the opening nothing of a bid is anywhere: not in the database, its log, the files, the letters, the search index, the
program's own log, a backup, a page, a count. Neither words, nor price, nor what a file holds, in any common encoding."""
import base64
import gzip
import io
import os
import pathlib
import sqlite3
import subprocess
import sys
import tempfile
import urllib.parse
import zipfile
import zlib

import deeds
from city import City, Client, Report, binary

report = Report("canary")
# Words of the plan, of an answer, of the contact, the price, a name of a file and what lies in it.
WORDS = ["kanarienvogel7391", "翡翠鹦鹉暗号", "琉璃画眉密语", "孔雀蓝先生", "goldammer5527", "zaunkoenig8846"]
PRICE, FEN = "417731.93", 41773193
NAMES = ["", "buyer", "approver", "opener1", "expert1", "auditor", "supervisor", "admin", "org2"]


def encodings(word):
    """A word as it may lie in bytes."""
    raw = word.encode()
    yield from (raw, word.encode("utf-16-le"), word.encode("utf-16-be"), raw.hex().encode(), raw.hex().upper().encode())
    yield from (raw[::-1], urllib.parse.quote(word).encode(), urllib.parse.quote(word).lower().encode())
    yield word.encode("ascii", "backslashreplace")
    if not word.isascii():
        yield word.encode("gb18030")
    # Base64 shifts with the position; the inner part of each shift is the same wherever it stands.
    for shift in range(3):
        inner = base64.b64encode(b"\0" * shift + raw + b"\0" * (-(shift + len(raw)) % 3))
        inner = inner[4 if shift else 0:len(inner) - (4 if (shift + len(raw)) % 3 else 0)]
        yield from (inner, inner.replace(b"+", b"-").replace(b"/", b"_"))


NEEDLES = {n: word for word in [*WORDS, PRICE, PRICE.replace(".", "")] for n in encodings(word) if len(n) >= 8}


def unpacked(data):
    """The bytes themselves and everything packed inside them: zip members, gzip and zlib streams."""
    yield data
    at = data.find(b"PK\x03\x04")
    if at >= 0:
        try:
            with zipfile.ZipFile(io.BytesIO(data[at:])) as z:
                for name in z.namelist():
                    yield z.read(name)
        except (zipfile.BadZipFile, OSError, zlib.error, NotImplementedError, RuntimeError):
            pass
    for magic, bits in ((b"\x1f\x8b\x08", 31), (b"\x78\x9c", 15), (b"\x78\xda", 15), (b"\x78\x01", 15)):
        at = data.find(magic)
        while at >= 0:
            try:
                yield zlib.decompressobj(bits).decompress(data[at:], 1 << 24)
            except zlib.error:
                pass
            at = data.find(magic, at + 1)


def traces(folder):
    """Files that hold something of the bid, and what."""
    found = []
    for path in sorted(pathlib.Path(folder).rglob("*")):
        if path.is_file():
            for data in unpacked(path.read_bytes()):
                found += [f"{path.relative_to(folder)}: {NEEDLES[n]} as {n[:24]}" for n in NEEDLES if n in data]
    return found


def rows(database):
    """Cells of any table that are the price, also as a number, or hold a word."""
    found, lines = [], sqlite3.connect(database)
    for (table,) in lines.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        for row in lines.execute(f'SELECT * FROM "{table}"'):
            for cell in row:
                data = cell if isinstance(cell, bytes) else str(cell).encode()
                if cell == FEN or any(n in data for n in NEEDLES):
                    found.append(f"{table}: {str(row)[:200]}")
    return found


def seen_by(city, no, name):
    client = Client(city.url)
    if name:
        client.sign_in(f"{name}@demo.shanzhi")
    pages = [f"/tenders/{no}", "/tenders", "/workbench", f"/tenders/{no}/opening", f"/tenders/{no}/desk", f"/api/v1/tenders/{no}/opening",
             "/metrics", "/readyz", "/ledger", "/ocds/releases.json", "/", *(f"/search?q={urllib.parse.quote(w)}" for w in WORDS[:2])]
    return {path: client.get(path).text for path in pages}


def sharp():
    """The search itself finds each encoding that it looks for, alone in a file, also packed."""
    with tempfile.TemporaryDirectory() as folder:
        place = pathlib.Path(folder) / "one"
        blind = []
        for needle in NEEDLES:
            for packed in (lambda b: b, gzip.compress, zlib.compress):
                place.write_bytes(b"before" + packed(b"some" + needle + b"more") + b"after")
                if not traces(folder):
                    blind.append(needle)
        report.check("the search finds every encoding", not blind, blind[:5])


def check():
    sharp()
    with City(settings={"SHANZHI__LOG__FILTER": "debug"}) as city:
        no, criteria = deeds.tender(city, 30)
        shown = lambda: Client(city.url).get(f"/api/v1/tenders/{no}").json()
        before, bidders = shown(), {who: Client(city.url).api(f"{who}@demo.shanzhi") for who in ("org1", "org2", "org3")}
        paper = deeds.pdf(f"{WORDS[5]} secret price list {PRICE}")
        content = deeds.bid(f"{WORDS[0]} {WORDS[1]} 服务方案", PRICE, criteria, [(f"{WORDS[4]}.pdf", paper)])
        content["answers"] = {key: f"{WORDS[2]} {key}" for key in content["answers"]}
        content["contact_name"] = WORDS[3]
        receipts = [deeds.call(bidders[who], "POST", f"/tenders/{no}/bid", content) for who in ("org1", "org3")]
        # A bid that is refused, and one whose form is wrong, leave as little as one that is taken.
        refused = bidders["org2"].post(f"/tenders/{no}/bid", {**content, "price": "0"})
        report.check("a wrong bid is refused", refused.status in (409, 422), refused.status)
        report.check("the receipt does not repeat the bid", not any(w in str(receipts) for w in [*WORDS, PRICE]))
        for name in NAMES:
            told = []
            for path, body in seen_by(city, no, name).items():
                # A search shows the words it was asked for, and nothing it found.
                body = body.replace(urllib.parse.quote(WORDS[0]), "").replace(urllib.parse.quote(WORDS[1]), "")
                words = [w for w in [*WORDS, PRICE, "417,731.93"] if w in body and not (path.startswith("/search") and w in WORDS[:2])]
                told += [f"{path}: {w}" for w in words] + [f"{path}: receipt" for r in receipts if r["receipt_no"] in body]
            report.check(f"{name or 'a visitor'} sees nothing of a bid", not told, told[:5])
        after = shown()
        report.check("the tender's data are the same with two bids as with none", before == after, after)
        env = {**os.environ, "SHANZHI__DATA__DIR": str(city.directory / "data")}
        done = subprocess.run([binary(), "backup", str(city.directory / "backup")], env=env, capture_output=True, text=True)
        report.check("a backup can be made while it runs", done.returncode == 0, done.stderr[-500:])
        found = traces(city.directory)
        report.check("no file holds a word of it", not found, f"{len(found)}: {found[:10]}")
        cells = rows(city.directory / "data/shanzhi.db")
        report.check("no row holds a word or the price of it", not cells, cells[:5])
        # The search must be able to find something: the tender's own title lies in the database, its log or the backup.
        title = deeds.TITLE.encode()
        where = {part for part in ("data/shanzhi.db", "backup") for f in city.directory.glob(f"{part}*") for g in ([f] if f.is_file() else f.rglob("*"))
                 if g.is_file() and title in g.read_bytes()}
        report.check("the same search finds what is public, also in the backup", where == {"data/shanzhi.db", "backup"}, where)
        own = deeds.call(bidders["org1"], "GET", f"/tenders/{no}/bid")
        report.check("one's own receipt is there", own["receipt_no"] == receipts[0]["receipt_no"])


report.run("canary", check)
sys.exit(report.end() > 0)
