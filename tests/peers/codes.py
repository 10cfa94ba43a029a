"""python-stdnum, which knows nothing of us, agrees with every unified social credit code of the directory."""
import random
import subprocess
import sys

from stdnum.cn import uscc

from city import City, Client, Report, binary

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


# What the organization code inside is made of; its check character is the one that stdnum does not look at.
WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
MANY = 10_000


def made(dice):
    """A code as civil affairs would issue it."""
    body = dice.choice(["", "MJ"])
    body += "".join(dice.choice(uscc._alphabet) for _ in range(8 - len(body)))
    rest = 11 - sum(LETTERS.index(c) * w for c, w in zip(body, WEIGHTS)) % 11
    head = dice.choice(["51", "52", "53"]) + dice.choice(["510900", "510903", "510904", "510921", "510923", "510981"])
    code = head + body + ("X" if rest == 10 else "0" if rest == 11 else str(rest))
    return code + uscc.calc_check_digit(code)


def damaged(dice):
    """The same with one character changed, two neighbours swapped, one missing or one too many."""
    code = made(dice)
    at = dice.randrange(18)
    how = dice.randrange(4)
    if how == 0:
        return code[:at] + dice.choice([c for c in LETTERS if c != code[at]]) + code[at + 1:]
    if how == 1:
        at = next((n for n in range(17) if code[n] != code[n + 1]), 0)
        return code[:at] + code[at + 1] + code[at] + code[at + 2:]
    return code[:at] + code[at + 1:] if how == 2 else code[:at] + dice.choice(LETTERS) + code[at:]


def ours(codes):
    """What the program says of each."""
    done = subprocess.run([binary(), "codes"], input="\n".join(codes), capture_output=True, text=True)
    return [line.split(",", 1)[1] for line in done.stdout.splitlines()]


def agree():
    dice = random.Random(20261123)
    good, bad = [made(dice) for _ in range(MANY)], [damaged(dice) for _ in range(MANY)]
    report.check(f"{MANY} codes are right to both", all(uscc.is_valid(c) for c in good) and ours(good) == ["ok"] * MANY)
    verdicts = ours(bad)
    loose = [(c, v) for c, v in zip(bad, verdicts) if v == "ok" and not uscc.is_valid(c)]
    report.check(f"of {MANY} damaged ones none is right to us and wrong to stdnum", len(verdicts) == MANY and not loose, loose[:5])
    # stdnum looks neither at the first two characters nor at the check character of the organization code.
    more = {v for c, v in zip(bad, verdicts) if v != "ok" and uscc.is_valid(c)}
    report.check("what is wrong to us alone is what stdnum does not look at", all("organization code" in v or "known" in v for v in more), more)


report.run("codes", check)
report.run("twenty thousand", agree)
sys.exit(report.end() > 0)
