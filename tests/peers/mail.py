"""aiosmtpd, a mail server written by others, receives our letters; one that is away for a while loses none."""
import datetime
import email
import email.policy
import logging
import pathlib
import socket
import ssl
import sys
import tempfile
import time

from aiosmtpd.controller import Controller
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from city import City, Client, Report

report = Report("mail")


class Box:
    def __init__(self):
        self.letters, self.refuse = [], 0

    async def handle_DATA(self, server, session, envelope):
        if self.refuse:
            self.refuse -= 1
            return "451 come back later"
        self.letters.append((envelope.rcpt_tos, email.message_from_bytes(envelope.content, policy=email.policy.default)))
        return "250 OK"


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def wait_for(f, seconds=45):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if f():
            return True
        time.sleep(0.1)
    return False


def sign_up(city, address, lang):
    client = Client(city.url)
    client.get(f"/sign-up?lang={lang}")
    answer = client.form("/sign-up", {"name": "江晓荷", "email": address, "password": "lotus-river-2026", "consent": "1"})
    report.check(f"{address} signs up", answer.status in (200, 303), f"{answer.status} {answer.text[:300]}")


def check():
    box = Box()
    post = Controller(box, hostname="127.0.0.1", port=free_port())
    post.start()
    try:
        settings = {"SHANZHI__MAIL__TRANSPORT": "smtp", "SHANZHI__MAIL__SMTP_HOST": "127.0.0.1", "SHANZHI__MAIL__PORT": str(post.port),
                    "SHANZHI__MAIL__TLS": "none"}
        with City(("serve",), settings) as city:
            sign_up(city, "first@example.org", "zh-CN")
            if report.check("a letter arrives", wait_for(lambda: len(box.letters) == 1), city.logged()[-800:]):
                to, letter = box.letters[0]
                plain, rich = letter.get_body(("plain",)), letter.get_body(("html",))
                report.check("for the one it is meant for", to == ["first@example.org"], to)
                report.check("from the installation", "noreply@shanzhi.example" in str(letter["From"]), letter["From"])
                report.check("with an id and a date", letter["Message-ID"] and letter["Date"])
                report.check("as text and as HTML", plain is not None and rich is not None)
                report.check("in the reader's language", any("一" <= c <= "鿿" for c in str(letter["Subject"])), letter["Subject"])
                report.check("with a link that opens", city.url in plain.get_content(), plain.get_content())
            box.refuse = 1
            sign_up(city, "second@example.org", "en")
            report.check("a letter put off comes later", wait_for(lambda: any("second@example.org" in to for to, _ in box.letters), 90))
            time.sleep(1)
            ids = [letter["Message-ID"] for _, letter in box.letters]
            report.check("none comes twice", len(ids) == len(set(ids)) == 2, ids)
    finally:
        post.stop()


def authority(folder):
    """A certificate authority of the city's own and a server certificate for localhost, as PEM files."""
    now = datetime.datetime.now(datetime.timezone.utc)

    def certificate(subject, key, issuer, issuer_key, *extensions):
        name = lambda text: x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, text)])
        made = x509.CertificateBuilder(name(issuer), name(subject), key.public_key(), x509.random_serial_number(),
                                       now - datetime.timedelta(days=1), now + datetime.timedelta(days=2))
        for extension, critical in extensions:
            made = made.add_extension(extension, critical)
        return made.sign(issuer_key, hashes.SHA256())

    root, own = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    pem = lambda c: c.public_bytes(serialization.Encoding.PEM)
    (folder / "ca.pem").write_bytes(pem(certificate("Shanzhi test", root, "Shanzhi test", root, (x509.BasicConstraints(True, None), True))))
    server = certificate("localhost", own, "Shanzhi test", root, (x509.SubjectAlternativeName([x509.DNSName("localhost")]), False),
                         (x509.ExtendedKeyUsage([x509.ExtendedKeyUsageOID.SERVER_AUTH]), False))
    (folder / "server.pem").write_bytes(pem(server) + own.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))


def knock(port, with_tls):
    with socket.create_connection(("127.0.0.1", port), 5) as plain:
        if not with_tls:
            return plain.recv(100)
        with ssl._create_unverified_context().wrap_socket(plain) as secured:
            return secured.recv(100)


def protected():
    """STARTTLS and TLS with a certificate of the city's own authority; without it nothing leaves."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        authority(folder)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(folder / "server.pem")
        for how, own in [("starttls", True), ("tls", True), ("starttls", False)]:
            box = Box()
            secured = {"tls_context": context, "require_starttls": True} if how == "starttls" else {"ssl_context": context}
            post = Controller(box, hostname="127.0.0.1", port=free_port(), server_hostname="localhost", **secured)
            # The controller's own trial connection knows nothing of an authority.
            post._trigger_server = lambda: knock(post.port, how == "tls")
            post.start()
            try:
                settings = {"SHANZHI__MAIL__TRANSPORT": "smtp", "SHANZHI__MAIL__SMTP_HOST": "localhost", "SHANZHI__MAIL__PORT": str(post.port),
                            "SHANZHI__MAIL__TLS": how, "SHANZHI__MAIL__CA_FILE": str(folder / "ca.pem") if own else ""}
                with City(("serve",), settings) as city:
                    sign_up(city, "third@example.org", "zh-CN")
                    if own:
                        report.check(f"a letter arrives by {how}", wait_for(lambda: len(box.letters) == 1), city.logged()[-800:])
                    else:
                        wait_for(lambda: "ertificate" in city.logged() or box.letters, 20)
                        report.check("a server nobody vouches for gets nothing", not box.letters, city.logged()[-800:])
            finally:
                post.stop()


# What the server thinks of a handshake that we broke off is not our report.
logging.disable(logging.CRITICAL)
report.run("mail", check)
report.run("protected mail", protected)
sys.exit(report.end() > 0)
