"""moto, an S3 written by others, keeps our files: what is uploaded lies in the bucket and comes back the same."""
import datetime
import hashlib
import os
import socket
import subprocess
import sys
import time
import urllib.request

import boto3

from city import City, Client, Report
from papers import sheet
from purchase import UTC, Purchase

report = Report("s3")


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def start():
    port = free_port()
    process = subprocess.Popen([os.path.join(os.path.dirname(sys.executable), "moto_server"), "-H", "127.0.0.1", "-p", str(port)],
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(300):
        try:
            urllib.request.build_opener(urllib.request.ProxyHandler({})).open(f"http://127.0.0.1:{port}/", timeout=5).read()
            return process, f"http://127.0.0.1:{port}"
        except OSError:
            time.sleep(0.1)
    process.kill()
    raise SystemExit("moto_server did not start")


def check():
    process, url = start()
    try:
        bucket = boto3.resource("s3", endpoint_url=url, region_name="us-east-1", aws_access_key_id="test", aws_secret_access_key="test").create_bucket(Bucket="shanzhi")
        settings = {"SHANZHI__FILES__STORE": "s3", "SHANZHI__FILES__ENDPOINT": url, "SHANZHI__FILES__BUCKET": "shanzhi",
                    "SHANZHI__FILES__ACCESS_KEY": "test", "SHANZHI__FILES__SECRET_KEY": "test", "SHANZHI__FILES__ALLOW_HTTP": "true"}
        with City(("demo",), settings) as city:
            ready = Client(city.url).get("/readyz").json()
            report.check("the program finds the bucket", ready["files"] is True, ready)
            p = Purchase(city, closes_at=datetime.datetime.now(UTC) + datetime.timedelta(hours=1))
            p.plan()
            p.draft()
            data = sheet()
            upload = lambda: p.send("buyer", "tender_add_document", no=p.no, form={"title": "报价表样式", "file": ("报价表.xlsx", data, "application/octet-stream")})
            added = upload()
            report.check("a document is taken", added.status == 201, added.text)
            sha = hashlib.sha256(data).hexdigest()
            report.check("under the hash of its bytes", added.json()["sha256"] == sha, added.text)
            kept = [k for k in bucket.objects.all() if not k.key.startswith("health/")]
            report.check("it lies in the bucket", any(sha in k.key.replace("/", "") for k in kept), [k.key for k in kept])
            for item in kept:
                content = item.get()["Body"].read()
                report.check(f"{item.key} is named by its content", hashlib.sha256(content).hexdigest() in item.key.replace("/", ""), item.key)
            p.publish()
            href = p.on(None, "tender_show")["more"]["documents"][0]["href"]
            back = Client(city.url).get(href)
            report.check("and comes back the same", back.status == 200 and back.body == data, (back.status, len(back.body)))
            before = len(kept)
            p.bid("org1", "放在桶里的方案", "450000.00")
            sealed = [k for k in bucket.objects.all() if not k.key.startswith("health/")]
            report.check("a bid's envelopes lie there too", len(sealed) >= before + 2, [k.key for k in sealed])
            report.check("sealed", not any("放在桶里的方案".encode() in k.get()["Body"].read() for k in sealed))
            process.kill()
            process.wait()
            ready = Client(city.url).get("/readyz")
            report.check("without the bucket the pages go on", ready.status == 200 and ready.json()["files"] is False, ready.text[:300])
            report.check("and home answers", Client(city.url).get("/").status == 200)
            refused = Client(city.url, timeout=120).get(href)
            report.check("a download says that it cannot be had now", refused.status in (500, 502, 503), refused.status)
    finally:
        process.kill()


report.run("s3", check)
sys.exit(report.end() > 0)
