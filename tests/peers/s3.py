"""moto, an S3 written by others, keeps our files: what is uploaded lies in the bucket and comes back the same."""
import hashlib
import os
import socket
import subprocess
import sys
import time
import urllib.request

import boto3

from city import City, Client, Report

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
            kept = list(bucket.objects.all())
            for item in [k for k in kept if not k.key.startswith("health/")][:20]:
                data = item.get()["Body"].read()
                report.check(f"{item.key} is named by its content", hashlib.sha256(data).hexdigest() in item.key.replace("/", ""), item.key)
            process.kill()
            process.wait()
            ready = Client(city.url).get("/readyz")
            report.check("without the bucket the pages go on", ready.status == 200 and ready.json()["files"] is False, ready.text[:300])
            report.check("and home answers", Client(city.url).get("/").status == 200)
    finally:
        process.kill()


report.run("s3", check)
sys.exit(report.end() > 0)
