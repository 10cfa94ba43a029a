"""Twenty identical requests at once, a hundred times: one effect, and the same answer to all."""
import concurrent.futures
import os
import sys
import uuid

from city import City, Client, Report
from writers import open_database

ROUNDS, AT_ONCE = int(os.environ.get("ROUNDS", "100")), 20
report = Report("twice")


def check():
    with City() as city, concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        token = Client(city.url).api("buyer@demo.shanzhi").token
        line = {"year": 2026, "catalogue_code": "A0401", "budget": "50000.00", "intention_on": "2026-10-12",
                "need_asked": "在社区公示栏征求意见十日，收到意见三条并已采纳。", "not_excluded": True}

        def send(key, body):
            client = Client(city.url)
            client.token = token
            answer = client.post("/plan-lines", body, key)
            return answer.status, answer.text

        wrong = []
        for n in range(ROUNDS):
            if n and n % 40 == 0:
                token = Client(city.url).api("buyer@demo.shanzhi").token
            key, body = uuid.uuid4().hex, {**line, "title": f"同时提交第{n}轮"}
            answers = list(pool.map(lambda _: send(key, body), range(AT_ONCE)))
            good = {a for a in answers if a[0] == 201}
            # Who comes while the first is still at work may be asked to come again; nobody may get another answer.
            others = [a for a in answers if a[0] not in (201, 409)]
            if len(good) != 1 or others:
                wrong.append((n, len(good), others[:1] or [a for a in answers if a[0] != 201][:1]))
        report.check(f"{ROUNDS} rounds of {AT_ONCE}: one answer each", not wrong, wrong[:3])
        database = open_database(city)
        counts = database.execute("SELECT title, count(*) FROM plan_lines WHERE title LIKE '同时提交第%' GROUP BY title").fetchall()
        report.check("every round left one line", len(counts) == ROUNDS and all(c == 1 for _, c in counts), (len(counts), [c for c in counts if c[1] != 1][:3]))
        key = uuid.uuid4().hex
        first = send(key, {**line, "title": "同一键，不同内容"})
        other = send(key, {**line, "title": "同一键，另一内容"})
        report.check("one key for two different requests is refused", first[0] == 201 and other[0] in (409, 422), (first, other))


report.run("twice", check)
sys.exit(report.end() > 0)
