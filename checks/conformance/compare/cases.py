"""The requests that both servers get: reads ../cases/*.txt, whose form README.md tells."""

import glob
import gzip
import hashlib
import os
import re
from dataclasses import dataclass

ESCAPES = {"r": "\r", "n": "\n", "t": "\t", "0": "\0", "\\": "\\", '"': '"'}


@dataclass
class Case:
    name: str
    server: str
    text: str
    """The request, its ${...} not yet filled in."""
    raw: bool
    """Whether the text is all of the request, as it is."""
    answers: int = 1
    """How many answers it has."""
    ends: bool = False
    """Whether the client ends its half of the connection behind it."""

    def request(self, fill: "Filling") -> bytes:
        text = fill(self.text)
        return unescape(text) if self.raw else assemble(text)


class Filling:
    """Replaces ${...}, the innermost first. The same within one case is the same."""

    def __init__(self, files: str, ask):
        """ask(side, server, target, cookie): the body of an answer to GET."""
        self.files = files
        self.ask = ask
        self.known = {}

    def __call__(self, text: str) -> str:
        while True:
            filled = re.sub(r"\$\{([^${}]*)\}", lambda found: self._value(found[1]), text)
            if filled == text:
                break
            text = filled
        if "${" in text:
            raise ValueError(f"can't be filled in: {text}")
        return text

    def _value(self, expression: str) -> str:
        if expression not in self.known:
            self.known[expression] = self._find(expression)
        return self.known[expression]

    def _find(self, expression: str) -> str:
        verb, _, rest = expression.partition(" ")
        if verb in ("python", "ours"):
            server, target, cookie = (rest.split(" ") + [""])[:3]
            return self.ask(verb, server, target, cookie)
        if verb == "sha1":
            return hashlib.sha1(rest.encode()).hexdigest()
        if verb == "sha512":
            with open(os.path.join(self.files, "static", rest), "rb") as file:
                return hashlib.sha512(file.read()).hexdigest()
        if verb == "repeat":
            count, what = rest.split(" ", 1)
            return what * int(count)
        if verb == "gzip":
            return escape(gzip.compress(unescape(rest), mtime=0))
        if verb == "half":
            return rest[: len(rest) // 2]
        raise ValueError(f"unknown: ${{{expression}}}")


def escape(data: bytes) -> str:
    return "".join(f"\\x{byte:02x}" for byte in data)


def unescape(text: str) -> bytes:
    """Escapes become what they stand for; all else is UTF-8."""
    data = b""
    for plain, hexadecimal, letter in re.findall(r'([^\\]+)|\\x([0-9a-f]{2})|\\(.)', text):
        if plain:
            data += plain.encode()
        else:
            data += bytes([int(hexadecimal, 16)]) if hexadecimal else ESCAPES[letter].encode()
    return data


def parts(text: str) -> tuple:
    """Splits what `||` is in between; the second part is None without it."""
    found = re.split(r" \|\|(?: |$)", text, maxsplit=1)
    return found[0], found[1] if len(found) > 1 else None


def assemble(text: str) -> bytes:
    """Makes a request of `METHOD target [version] | Field: value | ... || body`: Host and Content-Length are added."""
    head, body = parts(text)
    line, *fields = head.split(" | ")
    words = line.split()
    content = unescape(body or "")
    version = words[2] if len(words) > 2 else "HTTP/1.1"
    request = unescape(f"{words[0]} {words[1]} {version}") + b"\r\n"
    if not any(field.lower().startswith("host:") for field in fields):
        request += b"Host: localhost\r\n"
    for field in fields:
        request += unescape(field.strip()) + b"\r\n"
    if body is not None and not any(field.lower().startswith(("content-length:", "transfer-encoding:")) for field in fields):
        request += b"Content-Length: %d\r\n" % len(content)
    return request + b"\r\n" + content


def read_all(folder: str) -> list:
    cases = []
    for path in sorted(glob.glob(os.path.join(folder, "*.txt"))):
        cases += read(path)
    names = [case.name for case in cases]
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        raise ValueError(f"there are two cases of one name: {sorted(twice)}")
    return cases


def read(path: str) -> list:
    topic = os.path.splitext(os.path.basename(path))[0]
    server = "main"
    cases = []
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            line = line.rstrip("\n")
            if not line.strip() or line.startswith("#"):
                continue
            if line.startswith("["):
                server = line.strip("[] ")
            elif line.startswith((" ", "\t")):
                cases[-1].text += continued(line, cases[-1].raw)
            else:
                try:
                    cases.append(parse(topic, server, line))
                except (IndexError, ValueError) as error:
                    raise ValueError(f"{path}:{number}: {error}") from error
    return cases


def continued(line: str, raw: bool) -> str:
    return line.strip()[1:-1] if raw else " " + line.strip()


def parse(topic: str, server: str, line: str) -> Case:
    name, rest = line.split(None, 1)
    case = Case(f"{topic}/{name}", server, "", False)
    while True:
        option = re.match(r"(x\d+|ends)\s+", rest)
        if not option:
            break
        if option[1] == "ends":
            case.ends = True
        else:
            case.answers = int(option[1][1:])
        rest = rest[option.end():]
    case.raw = rest.startswith('"')
    case.text = rest.strip()[1:-1] if case.raw else rest
    return case
