"""python-stdnum, which knows nothing of us, agrees with every unified social credit code of the directory."""
import sys

from stdnum.cn import uscc

from city import City, Client, Report

report = Report("codes")


def listed(client):
    """Codes page by page, as any program reads them."""
    cursor, pages = "", 0
    while pages < 30:
        answer = client.get(f"/api/v1/organizations?limit=100{cursor}")
        if answer.status != 200:
            raise AssertionError(f"the directory answers {answer.status}: {answer.text[:200]}")
        body = answer.json()
        yield from body["items"]
        pages += 1
        if not body.get("next"):
            return
        cursor = f"&cursor={body['next']}"


def check():
    with City() as city:
        everybody = list(listed(Client(city.url)))
        # Filed organizations have no code: they are known by the number of their filing.
        codes = [o["credit_code"] for o in everybody if o["kind"] != "filed"]
        report.check("the directory lists organizations", len(codes) > 1000 and len(everybody) > len(codes), (len(codes), len(everybody)))
        report.check("no code stands twice", len(codes) == len(set(codes)))
        wrong = [c for c in codes if not uscc.is_valid(c)]
        report.check("stdnum finds every code valid", not wrong, wrong[:5])
        # And the other way: what stdnum refuses, we do not know.
        changed = codes[0][:-1] + ("0" if codes[0][-1] != "0" else "1")
        report.check("a wrong check character is wrong to both", not uscc.is_valid(changed) and Client(city.url).get(f"/orgs/{changed}").status == 404)


report.run("codes", check)
sys.exit(report.end() > 0)
