"""What differs between any two answers, by name, is replaced: dates of now, tokens, signatures."""

import email.utils
import gzip
import re
import time
import zlib

from wire import Answer

TOKEN_2 = re.compile(r"2\|[0-9a-f]{8}\|[0-9a-f]+\|\d{10}")
SIGNED_2 = re.compile(r"2\|1:\d\|10:\d{10}\|(\d+:[^|]*\|\d+:[^|]*)\|[0-9a-f]{64}")
SIGNED_1 = re.compile(r"\b([A-Za-z0-9+/]{0,200}={0,2})\|\d{10}\|[0-9a-f]{40}")
TOKEN_1 = re.compile(r"^[0-9a-f]{32}$")
TOKEN_1_COOKIE = re.compile(r"(xsrf=)[0-9a-f]{32}")
DATE = re.compile(r"[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT")
TOLERANCE = 30


def text(value: str) -> str:
    """Replaces what is random or made of the time."""
    value = TOKEN_2.sub("<token 2>", value)
    value = SIGNED_2.sub(r"<signed 2: \1>", value)
    value = SIGNED_1.sub(r"<signed 1: \1>", value)
    value = TOKEN_1_COOKIE.sub(r"\1<token 1>", value)
    value = TOKEN_1.sub("<token 1>", value)
    return DATE.sub(lambda date: relative(date[0]), value)


def relative(date: str) -> str:
    """Dates that are whole days from now, or now, are said so."""
    distance = email.utils.parsedate_to_datetime(date).timestamp() - time.time()
    days = round(distance / 86400)
    if abs(distance - days * 86400) < TOLERANCE:
        return f"<now {days:+} days>" if days else "<now>"
    return date


def answer(raw: Answer) -> Answer:
    body = raw.body
    coding = raw.get("Content-Encoding")
    unpacked = coding == "gzip" and body.startswith(b"\x1f\x8b")
    if unpacked:
        # What follows a flush may break off where there is no end yet.
        body = zlib.decompressobj(wbits=31).decompress(body)
    decoded = body.decode("latin1")
    plain = text(decoded)
    fields = []
    for name, value in raw.fields:
        if name == "Server":
            value = "<server>"
        elif name == "Etag" and plain != decoded:
            value = "<tag>"
        elif name in ("Content-Length", "(chunks)") and (unpacked or plain != decoded):
            value = "<length>"
        fields.append((name, text(value)))
    return Answer(raw.status, fields, plain.encode("latin1"))
