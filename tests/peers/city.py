"""The program as a process of its own: started on a free port with a folder of its own, killed, started again."""
import datetime
import http.cookiejar
import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid

ROOT = pathlib.Path(__file__).resolve().parents[2]
PASSWORD = "shanzhi-demo"


def made():
    """A folder with the demonstration city, made once for each build of the program."""
    whole = binary()
    stamp = os.stat(whole)
    cache = ROOT / "tests/.cache"
    place = cache / f"city-{stamp.st_size}-{int(stamp.st_mtime)}"
    if not (place / "demo-city").exists():
        for old in cache.glob("city-*"):
            shutil.rmtree(old, ignore_errors=True)
        making = cache / f"making-{os.getpid()}"
        env = {**os.environ, "SHANZHI__DATA__DIR": str(making), "SHANZHI__LOG__FILTER": "warn"}
        done = subprocess.run([whole, "demo", "--only-make"], env=env, capture_output=True, text=True, cwd=cache)
        if done.returncode:
            raise SystemExit(f"the demonstration city was not made: {done.stderr[-2000:]}")
        making.rename(place)
    return place


def faked(clock):
    """What makes libfaketime read the clock from a file at every look; timers keep their own."""
    library = next(pathlib.Path("/usr/lib").glob("*/faketime/libfaketime.so.1"), None)
    if library is None:
        raise SystemExit("libfaketime is missing: install the Debian package faketime")
    return {"LD_PRELOAD": str(library), "FAKETIME_TIMESTAMP_FILE": str(clock), "FAKETIME_NO_CACHE": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}


def binary():
    path = os.environ.get("SHANZHI") or ROOT / "target/debug/shanzhi"
    if not os.access(path, os.X_OK):
        raise SystemExit(f"{path} is missing: build it with cargo build --tests --bins, or name it in SHANZHI")
    return str(path)


class City:
    """`shanzhi demo` (or `serve`) on loopback; a demonstration starts from a copy of one made before, unless `anew`."""

    def __init__(self, command=("demo",), settings=None, directory=None, anew=False, clock=False):
        self.own = directory is None
        self.directory = pathlib.Path(directory or tempfile.mkdtemp(prefix="shanzhi-city."))
        self.command = list(command)
        self.settings = settings or {}
        self.anew = anew
        # Seconds by which the program's clock is ahead of the machine's; None when it has the machine's own.
        self.ahead = 0 if clock else None
        self.process = None
        self.url = None

    def start(self, timeout=300):
        env = {k: v for k, v in os.environ.items() if not k.startswith("SHANZHI__")}
        if self.command == ["demo"] and not (self.directory / "data").exists() and not self.anew:
            shutil.copytree(made(), self.directory / "data")
        env.update({
            "SHANZHI__SERVER__BIND": "127.0.0.1:0",
            "SHANZHI__DATA__DIR": str(self.directory / "data"),
            "SHANZHI__ACCOUNT__TRIES_PER_MINUTE": "100000",
            "SHANZHI__LOG__FILTER": "warn",
            **self.settings,
        })
        if self.ahead is not None:
            env.update(faked(self.directory / "clock"))
            self.set_ahead(self.ahead)
        self.log = open(self.directory / "log.txt", "ab")
        self.process = subprocess.Popen([binary(), *self.command], env=env, stdout=subprocess.PIPE, stderr=self.log, cwd=self.directory)
        begun = time.monotonic()
        for line in self.process.stdout:
            found = re.search(rb"listening on (http://\S+)", line)
            if found:
                self.url = found.group(1).decode()
                # What it prints later must not fill the pipe.
                self.drain = subprocess.Popen(["cat"], stdin=self.process.stdout, stdout=subprocess.DEVNULL)
                return self
            if time.monotonic() - begun > timeout:
                break
        raise SystemExit(f"{' '.join(self.command)} did not say where it listens:\n{self.logged()[-2000:]}")

    def set_ahead(self, seconds):
        """Sets the program's clock, while it runs."""
        self.ahead = seconds
        fresh = self.directory / "clock.new"
        fresh.write_text(f"{seconds:+d}\n")
        fresh.rename(self.directory / "clock")

    def now(self):
        """What the program's clock shows."""
        return datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=self.ahead or 0)

    def wait_until(self, at):
        """Moves the program's clock to an instant."""
        self.set_ahead(max(self.ahead, round((at - datetime.datetime.now(datetime.timezone.utc)).total_seconds()) + 1))

    def logged(self):
        return (self.directory / "log.txt").read_text("utf-8", "replace")

    def kill(self):
        """As when the power goes: no farewell."""
        self.process.kill()
        self.process.wait()

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.kill()
        if self.own:
            shutil.rmtree(self.directory, ignore_errors=True)

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.stop()


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def text(self):
        return self.body.decode("utf-8", "replace")

    def json(self):
        return json.loads(self.body)


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


class Client:
    """Somebody at a browser without JavaScript, or a program with a token; follows no redirect by itself."""

    def __init__(self, url, timeout=30):
        self.url, self.timeout, self.token = url, timeout, None
        self.opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), _Stay, urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))

    def ask(self, method, path, body=None, headers=None):
        request = urllib.request.Request(self.url + path, data=body, method=method, headers=headers or {})
        if self.token:
            request.add_header("Authorization", f"Bearer {self.token}")
        try:
            with self.opener.open(request, timeout=self.timeout) as r:
                return Answer(r.status, r.headers, r.read())
        except urllib.error.HTTPError as e:
            with e:
                return Answer(e.code, e.headers, e.read())

    def get(self, path, **headers):
        return self.ask("GET", path, headers=headers)

    def csrf(self):
        found = re.search(r'name="csrf" value="([^"]*)"', self.get("/sign-in").text)
        return found.group(1) if found else ""

    def form(self, path, fields, once=None):
        all_fields = {"csrf": self.csrf(), "once": once or uuid.uuid4().hex, **fields}
        return self.ask("POST", path, urllib.parse.urlencode(all_fields, doseq=True).encode(),
                        {"Content-Type": "application/x-www-form-urlencoded"})

    def post(self, path, body, key=None):
        """JSON under /api/v1."""
        return self.ask("POST", "/api/v1" + path, json.dumps(body).encode(),
                        {"Content-Type": "application/json", "Idempotency-Key": key or uuid.uuid4().hex})

    def api(self, email, password=PASSWORD):
        """Signs in as a program does."""
        answer = self.post("/session", {"email": email, "password": password})
        assert answer.status == 200, f"{email} signs in: {answer.status} {answer.text[:300]}"
        self.token = answer.json()["access_token"]
        return self

    def sign_in(self, email, password=PASSWORD):
        """Signs in as a person does."""
        answer = self.form("/sign-in", {"email": email, "password": password, "next": "/"})
        assert answer.status == 303, f"{email} signs in: {answer.status}"
        return self


class Report:
    """Counts checks and ends with the line that tests/run reads."""

    def __init__(self, name):
        self.name, self.passed, self.failed = name, 0, 0

    def check(self, what, good, detail=""):
        if good:
            self.passed += 1
        else:
            self.failed += 1
            print(f"FAILED {self.name}: {what}{': ' + str(detail)[:4000] if detail else ''}", flush=True)
        return good

    def run(self, what, f):
        try:
            f()
        except (Exception, SystemExit) as e:  # a check that breaks is a failed check
            self.check(what, False, f"{type(e).__name__}: {e}")

    def end(self):
        print(f"{self.name}: {self.passed} passed, {self.failed} failed", flush=True)
        return self.failed
