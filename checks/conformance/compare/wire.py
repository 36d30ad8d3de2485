"""One connection: sends a request as it is, reads what comes back, and finds out whether the connection stays open."""

import socket
from dataclasses import dataclass, field

PATIENCE = 3.0
PROBE = b"GET /probe HTTP/1.1\r\nHost: probe\r\n\r\n"


@dataclass
class Answer:
    status: str
    fields: list = field(default_factory=list)
    body: bytes = b""

    def get(self, name: str) -> str | None:
        values = [value for other, value in self.fields if other.lower() == name.lower()]
        return ",".join(values) if values else None

    def code(self) -> int:
        return int((self.status.split() + ["0", "0"])[1])


@dataclass
class Outcome:
    answers: list
    connection: str
    """open; closed; silent, if nothing came for a while."""


class Silence(Exception):
    """Nothing came for a while."""


class Connection:
    def __init__(self, port: int):
        self.socket = socket.create_connection(("127.0.0.1", port), PATIENCE)
        self.socket.settimeout(PATIENCE)
        self.unread = b""

    def __enter__(self) -> "Connection":
        return self

    def __exit__(self, *_) -> None:
        self.socket.close()

    def send(self, data: bytes) -> None:
        try:
            self.socket.sendall(data)
        except OSError:
            pass  # It was closed meanwhile, which shows when it is read.

    def more(self) -> bool:
        """Reads what there is. Returns whether there was any."""
        try:
            data = self.socket.recv(65536)
        except TimeoutError as error:
            raise Silence() from error
        except OSError:
            return False
        self.unread += data
        return bool(data)

    def take(self, count: int) -> bytes:
        while len(self.unread) < count and self.more():
            pass
        taken, self.unread = self.unread[:count], self.unread[count:]
        return taken

    def rest(self) -> bytes:
        while self.more():
            pass
        return self.take(len(self.unread))

    def line(self) -> bytes:
        while b"\n" not in self.unread and self.more():
            pass
        end = self.unread.find(b"\n")
        return self.take(len(self.unread) if end < 0 else end + 1)

    def answer(self, method: str) -> Answer | None:
        """Reads an answer; None if the connection was closed before any of it came."""
        first = self.line()
        if not first:
            return None
        answer = Answer(first.decode("latin1").rstrip("\r\n"))
        while (line := self.line().decode("latin1").rstrip("\r\n")):
            name, _, value = line.partition(":")
            answer.fields.append((name, value.strip(" ")))
        answer.body = self.body(answer, method)
        return answer

    def body(self, answer: Answer, method: str) -> bytes:
        code = answer.code()
        if method == "HEAD" or code < 200 or code in (204, 304):
            return b""
        if (answer.get("Transfer-Encoding") or "").lower() == "chunked":
            return self.chunks(answer)
        length = answer.get("Content-Length")
        return self.rest() if length is None else self.take(int(length))

    def chunks(self, answer: Answer) -> bytes:
        """Reads the chunks, and notes their sizes as if they were a field."""
        body, sizes = b"", []
        while True:
            line = self.line()
            if not line:
                sizes.append("broken off")
                break
            try:
                size = int(line, 16)
            except ValueError:
                sizes.append("malformed")
                self.unread = line + self.unread
                body += self.rest()
                break
            sizes.append(str(size))
            chunk = self.take(size + 2)
            body += chunk[:-2]
            if size == 0:
                break
        answer.fields.append(("(chunks)", " ".join(sizes)))
        return body


def exchange(port: int, request: bytes, answers: int = 1, ends: bool = False) -> Outcome:
    method = request.lstrip(b"\r\n").split(b" ", 1)[0].decode("latin1")
    outcome = Outcome([], "closed")
    with Connection(port) as connection:
        connection.send(request)
        if ends:
            connection.socket.shutdown(socket.SHUT_WR)
        try:
            expected = answers
            while expected or ends:
                answer = connection.answer(method)
                if answer is None:
                    return outcome
                outcome.answers.append(answer)
                if answer.code() >= 200:
                    expected -= 1
            connection.send(PROBE)
            probed = connection.answer("GET")
            if probed is None:
                return outcome
            if probed.body == b"probe":
                outcome.connection = "open"
            else:
                outcome.answers.append(probed)
                outcome.connection = "open, and the next request is misread"
        except Silence:
            outcome.connection = "silent"
    return outcome
