"""Documents of the kinds that people really upload, and how others verify the papers that we issue."""
import base64
import io
import json
import os
import zlib

import openpyxl
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from city import Client


def pdf(title, image=b""):
    """A PDF of one page; `image` is bytes of a scanned page, kept as they are."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
               b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /XObject << /Im 5 0 R >> >> /Contents 4 0 R >>"]
    draw = b"q 595 0 0 842 0 0 cm /Im Do Q"
    objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(draw), draw))
    data = image or zlib.compress(b"\xff" * 100)
    packed = b"" if image else b" /Filter /FlateDecode"
    side = len(image) // 1000 if image else 10
    width = 1000 if image else 10
    objects.append(b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8%s /Length %d >>\nstream\n%s\nendstream"
                   % (width, side, packed, len(data), data))
    objects.append(b"<< /Title <feff%s> >>" % title.encode("utf-16-be").hex().encode())
    out, places = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"), []
    for n, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (n, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % p for p in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def scan(size):
    """A scanned page that cannot be compressed, of about this many bytes."""
    return pdf("scan", os.urandom(size // 1000 * 1000))


def photograph():
    """A photographed page: a small JPEG with EXIF that tells where it was taken."""
    jpeg = bytes.fromhex(
        "ffd8ffe000104a46494600010100000100010000ffdb004300080606070605080707070909080a0c140d0c0b0b0c1912130f141d1a1f1e1d1a1c1c20242e2720222c231c1c28372"
        "92c30313434341f27393d38323c2e333432ffc0000b080001000101011100ffc4001f0000010501010101010100000000000000000102030405060708090a0bffc400b5100002010"
        "303020403050504040000017d01020300041105122131410613516107227114328191a1082342b1c11552d1f02433627282090a161718191a25262728292a3435363738393a43444"
        "5464748494a535455565758595a636465666768696a737475767778797a838485868788898a92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8"
        "c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8f9faffda0008010100003f00fbd3ffd9")
    tiff = b"II*\0\x08\0\0\0\x01\0\x25\x88\x04\0\x01\0\0\0\x1a\0\0\0\0\0\0\0" + b"\x01\0\x01\0\x02\0\x02\0\0\0N\0\0\0\0\0\0\0"
    exif = b"Exif\0\0" + tiff
    return jpeg[:2] + b"\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif + jpeg[2:]


def verifies(city, token):
    """RFC 7515 and RFC 8037 by another house's Ed25519."""
    decode = lambda part: base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
    if token.count(".") != 2:
        return False
    head, body, signature = token.split(".")
    keys = {k["kid"]: k for k in Client(city.url).get("/.well-known/jwks.json").json()["keys"]}
    key = keys.get(json.loads(decode(head)).get("kid"))
    Ed25519PublicKey.from_public_bytes(decode(key["x"])).verify(decode(signature), f"{head}.{body}".encode())
    return True


def sheet():
    """A price list as people really upload it, written by openpyxl."""
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["路线", "户数", "单价"])
    book.active.append(["河东新区", 32, 15.5])
    book.save(out)
    return out.getvalue()
