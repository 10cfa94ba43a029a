"""No link leads nowhere: every page that a visitor or a role can reach by links answers, and no page fails."""
import html.parser
import re
import sys
import urllib.parse

from city import City, Client, Report

report = Report("links")
ROLES = ["", "founder", "org1", "clerk", "decider", "buyer", "approver", "finance", "opener1", "expert1", "leader", "volunteer",
         "community", "grid", "auditor", "supervisor", "admin"]
MOST = 250


class Links(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.found, self.ids = [], set()

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.ids.add(attrs.get("id"))
        for name in ("href", "src", "action"):
            if attrs.get(name) and not (tag == "form" and attrs.get("method", "").lower() == "post"):
                self.found.append((tag, attrs[name]))


def kind(path):
    """Pages of one kind look alike; a few of each are enough."""
    return re.sub(r"[^/]*\d[^/]*", "#", path.split("?")[0]) + ("?" if "?" in path else "")


def crawl(city, who):
    client = Client(city.url)
    if who:
        client.sign_in(f"{who}@demo.shanzhi")
    waiting, seen, kinds, dead = [("/", "the start")], {"/"}, {}, []
    if who:
        waiting.append(("/workbench", "the start"))
    asked = 0
    while waiting and asked < MOST:
        path, came_from = waiting.pop(0)
        answer = client.get(urllib.parse.quote(path, safe="/?&=%:;,+@!$'()*~#[]"))
        asked += 1
        if answer.status >= 400:
            dead.append(f"{answer.status} {path} (from {came_from})")
            continue
        if "text/html" not in (answer.headers.get("Content-Type") or ""):
            continue
        links = Links()
        links.feed(answer.text)
        for tag, link in links.found:
            where = urllib.parse.urlsplit(urllib.parse.urljoin(city.url + path, link))
            if f"{where.scheme}://{where.netloc}" != city.url:
                continue
            target = where.path + (f"?{where.query}" if where.query else "")
            if where.fragment and where.path == urllib.parse.urlsplit(path).path and where.query == urllib.parse.urlsplit(path).query and where.fragment not in links.ids:
                dead.append(f"#{where.fragment} is not on {path}")
            # A letter of the demonstration's post office is somebody else's, and so is where it leads.
            if target in seen or where.path == "/sign-out" or path.startswith("/demo/mail/"):
                continue
            if kinds.get(kind(target), 0) >= 2:
                continue
            kinds[kind(target)] = kinds.get(kind(target), 0) + 1
            seen.add(target)
            waiting.append((target, path))
    name = who or "visitor"
    report.check(f"{name}: every link leads somewhere ({asked} pages)", not dead, "\n  ".join([""] + dead[:30]))
    report.check(f"{name}: there is something to see", asked > 20, asked)


def check():
    with City() as city:
        for who in ROLES:
            report.run(f"links of {who or 'a visitor'}", lambda: crawl(city, who))


report.run("links", check)
sys.exit(report.end() > 0)
