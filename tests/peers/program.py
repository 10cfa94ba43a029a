"""A program that knows only the OpenAPI document: it calls operations by their names and judges every answer by their schema."""
import json
import time
import urllib.parse
import uuid

import jsonschema

from city import PASSWORD, Client


class Refused(AssertionError):
    def __init__(self, who, operation, answer):
        super().__init__(f"{who}: {operation}: {answer.status} {answer.text[:1200]}")
        self.status, self.text = answer.status, answer.text


class Program:
    """Everybody's API client in one place; people are the parts before @demo.shanzhi, None is a visitor."""

    def __init__(self, city):
        self.url = city.url
        self.document = Client(city.url).get("/api/openapi.json").json()
        self.operations = {}
        for path, methods in self.document["paths"].items():
            for method, operation in methods.items():
                self.operations[operation["operationId"]] = (method.upper(), path, operation)
        self.clients, self.called, self.passwords = {}, set(), {}

    def who(self, name):
        """A client with a fresh token: access tokens last ten minutes."""
        if name is None:
            return Client(self.url)
        client, since = self.clients.get(name, (None, 0))
        if client is None or time.monotonic() - since > 400:
            client, since = Client(self.url).api(name if "@" in name else f"{name}@demo.shanzhi", self.passwords.get(name, PASSWORD)), time.monotonic()
            self.clients[name] = (client, since)
        return client

    def forget_tokens(self):
        self.clients.clear()

    def send(self, who, operation, body=None, key=None, form=None, **params):
        """One request; the answer as it comes, after its status and body were held against the description."""
        assert operation in self.operations, f"the description has no operation {operation}"
        method, path, described = self.operations[operation]
        for name in list(params):
            if "{" + name + "}" in path:
                path = path.replace("{" + name + "}", urllib.parse.quote(str(params.pop(name)), safe=""))
        assert "{" not in path, f"{operation} needs more than {sorted(params)}: {path}"
        known = {p["name"] for p in described.get("parameters", [])}
        assert params.keys() <= known, f"{operation} takes no {params.keys() - known}"
        if params:
            path += "?" + urllib.parse.urlencode(params)
        headers, data = {}, None
        if form is not None:
            data, headers["Content-Type"] = multipart(form)
        elif method in ("POST", "PUT"):
            body = {} if body is None else body
            self.conforms(body, described.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema"), f"what is sent to {operation}")
            data, headers["Content-Type"] = json.dumps(body).encode(), "application/json"
        if method == "POST":
            headers["Idempotency-Key"] = key or uuid.uuid4().hex
        answer = self.who(who).ask(method, path, data, headers)
        responses = described["responses"]
        declared = responses.get(str(answer.status)) or (responses.get("default") if answer.status >= 400 else None)
        assert declared, f"{operation} answers {answer.status}, which is not described: {answer.text[:500]}"
        media = (answer.headers.get("Content-Type") or "").split(";")[0]
        if media.endswith("json"):
            content = declared.get("content", {})
            assert not content or media in content, f"{operation} answers {answer.status} with {media}, not {list(content)}"
            self.conforms(answer.json(), content.get(media, {}).get("schema"), f"{answer.status} of {operation}")
        self.called.add(operation)
        return answer

    def conforms(self, value, schema, what):
        if schema is None:
            return
        whole = {"$ref": "#/whole", "whole": schema, "components": self.document["components"]}
        fault = jsonschema.exceptions.best_match(jsonschema.Draft202012Validator(whole).iter_errors(value))
        assert fault is None, f"{what} is not as described: {fault.message} at {fault.json_path}"

    def call(self, who, operation, body=None, **params):
        """A request that must go well; its JSON."""
        answer = self.send(who, operation, body, **params)
        if answer.status >= 300:
            raise Refused(who, operation, answer)
        return answer.json() if answer.body else None

    def refused(self, who, operation, body=None, **params):
        """A request that the rules must refuse; the problem."""
        answer = self.send(who, operation, body, **params)
        assert 400 <= answer.status < 500, f"{who}: {operation} was not refused: {answer.status} {answer.text[:500]}"
        return answer.json()


def multipart(parts):
    """Bytes and content type of a form: {field: text or (name, bytes, media type)}."""
    mark = uuid.uuid4().hex
    out = bytearray()
    for field, part in parts.items():
        out += f"--{mark}\r\nContent-Disposition: form-data; name=\"{field}\"".encode()
        if isinstance(part, str):
            out += b"\r\n\r\n" + part.encode()
        else:
            name, data, media = part
            out += f"; filename=\"{name}\"\r\nContent-Type: {media}\r\n\r\n".encode() + data
        out += b"\r\n"
    return bytes(out + f"--{mark}--\r\n".encode()), f"multipart/form-data; boundary={mark}"
