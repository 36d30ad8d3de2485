"""The two clients: each fetches from a server that answers by script and keeps what it was sent."""

import json
import re
import socket
import subprocess
import threading
from dataclasses import dataclass, field

import cases

PATIENCE = 10.0
USUAL = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


@dataclass
class Fetch:
    """What is fetched, and the answers that it gets, each with whether the connection is closed behind it."""

    name: str
    text: str
    answers: list = field(default_factory=list)


def read(path: str) -> list:
    """Reads cases/client/fetches.txt, whose form README.md tells."""
    fetches = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.rstrip("\n")
            if not line.strip() or line.startswith("#"):
                continue
            if not line.startswith(" "):
                name, text = line.split(None, 1)
                fetches.append(Fetch("client/" + name, text.strip()))
                continue
            word, text = line.strip().split(None, 1)
            if word not in ("answer", "close"):
                raise ValueError(f"{path}: {line}")
            fetches[-1].answers.append((text[1:-1], word == "close"))
    return fetches


def command(text: str, base: str, fill) -> dict:
    """What the clients are told: `METHOD target | Field: value | option=value || body`."""
    text = fill(text)
    head, body = cases.parts(text)
    line, *more = head.split(" | ")
    method, target = line.split()
    fields = [part.split(":", 1) for part in more if re.match(r"[^=]*:", part)]
    options = [part.split("=", 1) for part in more if not re.match(r"[^=]*:", part)]
    return {
        "method": method,
        "url": target if "://" in target else base + target,
        "fields": [[name.strip(), cases.unescape(value.strip()).decode("latin1")] for name, value in fields],
        "options": {name.strip(): value.strip() for name, value in options},
        "body": cases.unescape(body).decode("latin1") if body is not None else None,
    }


class Script:
    """A server on a port of its own."""

    def __init__(self):
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = self.listening.getsockname()[1]
        self.answers = []
        self.requests = []
        self.thread = threading.Thread(target=self._accept, daemon=True)

    def start(self, answers: list) -> None:
        self.answers = list(answers)
        self.thread.start()

    def stop(self) -> None:
        self.listening.shutdown(socket.SHUT_RDWR)
        self.listening.close()
        self.thread.join(PATIENCE)

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self.listening.accept()
            except OSError:
                return
            threading.Thread(target=self._serve_all, args=(connection,), daemon=True).start()

    def _serve_all(self, connection: socket.socket) -> None:
        connection.settimeout(PATIENCE)
        with connection, connection.makefile("rb") as reader:
            try:
                while self._serve(connection, reader):
                    pass
            except OSError:
                pass  # The client is gone.

    def _serve(self, connection: socket.socket, reader) -> bool:
        head = []
        while (line := reader.readline()) not in (b"\r\n", b""):
            head.append(line.decode("latin1").rstrip("\r\n"))
        if not head:
            return False
        request = {"line": head[0], "fields": [line.split(": ", 1) for line in head[1:]], "body": ""}
        self.requests.append(request)
        fields = {name.lower(): value for name, value in request["fields"]}
        answer, closes = self._next()
        if "expect" in fields and answer.startswith(b"HTTP/1.1 100"):
            connection.sendall(answer)
            answer, closes = self._next()
        elif "expect" in fields:
            fields = {}
        request["body"] = self._body(reader, fields).decode("latin1")
        connection.sendall(answer)
        return not closes

    def _next(self) -> tuple:
        return self.answers.pop(0) if self.answers else (USUAL, False)

    @staticmethod
    def _body(reader, fields: dict) -> bytes:
        if fields.get("transfer-encoding") == "chunked":
            body = b""
            while True:
                line = reader.readline()
                body += line
                size = int(line or b"0", 16)
                body += reader.read(size + 2)
                if size == 0:
                    return body
        return reader.read(int(fields.get("content-length", 0)))


class Client:
    """The process that fetches."""

    def __init__(self, command_line: list):
        self.process = subprocess.Popen(command_line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        if self.process.stdout.readline().strip() != "ready":
            raise RuntimeError(f"ended before it was ready: {' '.join(command_line)}")

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *_) -> None:
        self.process.kill()
        self.process.wait()

    def fetch(self, asked: Fetch, fill) -> dict:
        """Returns what the client sent and what it got, the port left out."""
        script = Script()
        places = {"base": f"http://127.0.0.1:{script.port}", "host": f"127.0.0.1:{script.port}", "port": str(script.port)}

        def filled(text: str) -> str:
            for name, value in places.items():
                text = text.replace("${" + name + "}", value)
            return fill(text)

        script.start([(cases.unescape(filled(answer)), closes) for answer, closes in asked.answers])
        self.process.stdin.write(json.dumps(command(asked.text, places["base"], filled)) + "\n")
        self.process.stdin.flush()
        got = json.loads(self.process.stdout.readline())
        script.stop()
        return json.loads(json.dumps({"sent": script.requests, "got": got}).replace(str(script.port), "PORT"))


def between(theirs: dict, ours: dict) -> list:
    """What two fetches differ in, as lines."""
    lines = []
    for index in range(max(len(theirs["sent"]), len(ours["sent"]))):
        mark = f"{index + 1}. request" if index else "request"
        left, right = (side["sent"][index] if index < len(side["sent"]) else None for side in (theirs, ours))
        if left is None or right is None:
            lines.append(f"{mark}: {left and left['line']} -> {right and right['line']}")
            continue
        lines += [f"{mark} {key}: {left[key]!r} -> {right[key]!r}" for key in ("line", "body") if left[key] != right[key]]
        lines += of_fields(mark, left["fields"], right["fields"])
    return lines + of_results(theirs["got"], ours["got"])


def of_results(theirs: dict, ours: dict) -> list:
    if theirs["outcome"] != ours["outcome"]:
        return [f"outcome: {shown(theirs)} -> {shown(ours)}"]
    if theirs["outcome"] != "response":
        return []
    lines = [f"{key}: {theirs[key]!r} -> {ours[key]!r}" for key in ("code", "reason", "body", "url") if theirs[key] != ours[key]]
    return lines + of_fields("response", theirs["fields"], ours["fields"])


def shown(result: dict) -> str:
    return f"{result['code']}" if result["outcome"] == "response" else result["outcome"]


def of_fields(mark: str, theirs: list, ours: list) -> list:
    lines = []
    for name in dict.fromkeys(name for name, _ in theirs + ours):
        left, right = (" & ".join(value for other, value in side if other == name) if any(other == name for other, _ in side) else "none"
                       for side in (theirs, ours))
        if name == "User-Agent" and left.startswith("Tornado/") and right.startswith("Tornado/"):
            continue
        if left != right:
            lines.append(f"{mark} field {name}: {left or '(empty)'} -> {right or '(empty)'}")
    return lines
