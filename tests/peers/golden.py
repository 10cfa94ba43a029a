"""Golden queries: what people type, and the organization they mean, which must be among the first three; 95 of 100 at least,
with Tantivy, and with a Meilisearch server where MEILI_URL names one."""
import collections
import os
import pathlib
import time
import urllib.parse

from city import City, Client, Report

SHARE = 0.95
FIRST = 3
report = Report("golden")


def queries():
    """Kind of query, what is typed, and the name that is meant."""
    lines = (pathlib.Path(__file__).resolve().parent / "golden.tsv").read_text("utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]


def first(client, query):
    answer = client.get(f"/api/v1/organizations?limit={FIRST}&q={urllib.parse.quote(query)}")
    if answer.status != 200:
        raise AssertionError(f"{query}: {answer.status} {answer.text[:200]}")
    return [o["name"] for o in answer.json()["items"]]


def indexed(client, asked):
    """Waits until the engine has been given everything: what only an engine finds is found, for every such query, or for
    no more than a minute before."""
    spelled = [(query, wanted) for kind, query, wanted in asked if kind in ("initials", "pinyin")]
    until, most, since = time.monotonic() + 600, 0, time.monotonic()
    while time.monotonic() < until:
        now = sum(wanted in first(client, query) for query, wanted in spelled)
        if now > most:
            most, since = now, time.monotonic()
        if now == len(spelled) or (most and time.monotonic() - since > 60):
            return
        time.sleep(2)
    raise AssertionError("the search engine was not given the city")


def judge(engine, settings):
    asked = queries()
    with City(settings=settings) as city:
        client = Client(city.url)
        indexed(client, asked)
        met, of, missed = collections.Counter(), collections.Counter(), []
        for kind, query, wanted in asked:
            found = first(client, query)
            of[kind] += 1
            met[kind] += wanted in found
            if wanted not in found:
                missed.append(f"{kind}: {query} means {wanted}, found {found or 'nothing'}")
    share = sum(met.values()) / len(asked)
    print(f"{engine}: {sum(met.values())} of {len(asked)} met: " + ", ".join(f"{k} {met[k]}/{of[k]}" for k in of))
    for line in missed:
        print(f"  missed {line}")
    report.check(f"{engine}: at least {SHARE:.0%} of the golden queries are met", share >= SHARE, f"{share:.1%}")


report.check("there are at least 150 golden queries", len(queries()) >= 150, len(queries()))
judge("tantivy", {})
if os.environ.get("MEILI_URL"):
    judge("meilisearch", {
        "SHANZHI__SEARCH__ENGINE": "meilisearch",
        "SHANZHI__SEARCH__URL": os.environ["MEILI_URL"],
        "SHANZHI__SEARCH__KEY": os.environ.get("MEILI_MASTER_KEY", ""),
        "SHANZHI__SEARCH__INDEX": f"golden-{os.getpid()}",
    })
else:
    print("no Meilisearch server was asked: MEILI_URL is not set")
report.end()
