"""What handlers answer with: status, fields, errors, bodies."""

import datetime

from tornado.httputil import HTTPServerRequest, HTTPHeaders, ResponseStartLine
from tornado.web import Finish, HTTPError, RequestHandler


class StatusHandler(RequestHandler):
    """Sets a status, maybe with a reason and a body."""

    def get(self) -> None:
        self.set_status(int(self.get_argument("code")), self.get_argument("reason", None, strip=False))
        body = self.get_argument("body", "")
        if body:
            self.write(body)

    post = head = get


class ErrorsHandler(RequestHandler):
    """Fails as it is told."""

    def get(self, how: str) -> None:
        status = int(self.get_argument("status", "500"))
        reason = self.get_argument("reason", None, strip=False)
        if self.get_argument("before", ""):
            self.set_header("X-Before", "1")
            self.set_cookie("before", "1")
            self.write("before")
        if how == "raise":
            raise HTTPError(status, self.get_argument("message", None), reason=reason)
        if how == "send":
            self.send_error(status, reason=reason)
        elif how == "finish":
            self.set_status(status)
            raise Finish(self.get_argument("body")) if self.get_argument("body", "") else Finish()
        elif how == "twice":
            self.finish("once")
            self.finish("twice")
        elif how == "late":
            self.finish("once")
            self.write("late")
        else:
            raise ValueError("a failure")

    post = get


class OwnErrorHandler(RequestHandler):
    """Has an error page of its own, which may fail itself."""

    def get(self) -> None:
        raise HTTPError(int(self.get_argument("status")), reason=self.get_argument("reason", None))

    def write_error(self, status_code: int, **kwargs) -> None:
        if self.get_argument("fail", ""):
            self.write("half")
            raise ValueError("a failure of the error page")
        self.write(f"own {status_code} {self._reason}")


class FieldHandler(RequestHandler):
    """Sets fields as the arguments `op` say: set:Name:value, add:Name:value, clear:Name."""

    def get(self) -> None:
        for op in self.get_arguments("op", strip=False):
            verb, name, value = (op + "::").split(":", 2)
            value = value[:-2] if verb != "clear" else value
            {"set": self.set_header, "add": self.add_header}[verb](name, value) if verb != "clear" \
                else self.clear_header(name)
        self.write("fields")


class TypedFieldHandler(RequestHandler):
    """Sets fields that are no text."""

    def get(self) -> None:
        self.set_header("X-Number", 17)
        self.set_header("X-Bytes", b"caf\xe9")
        self.set_header("X-Date", datetime.datetime(2013, 1, 27, 18, 43, 20, tzinfo=datetime.timezone.utc))
        self.finish()


class DefaultFieldsHandler(RequestHandler):
    """Has fields that every answer of it has, errors too."""

    def set_default_headers(self) -> None:
        self.set_header("X-Default", "1")
        self.set_header("Content-Type", "text/plain; charset=UTF-8")
        self.clear_header("Server")

    def get(self) -> None:
        if self.get_argument("clear", ""):
            self.set_header("X-Lost", "1")
            self.write("lost")
            self.clear()
        if self.get_argument("fail", ""):
            raise HTTPError(503)
        self.write("default")


class WriteHandler(RequestHandler):
    """Writes what the path names."""

    def get(self, kind: str) -> None:
        chunks = {
            "text": ["caf\u00e9 \u20ac \U0001f600"],
            "bytes": [b"\x00\xff\x80"],
            "pieces": ["a", b"b", "c"],
            "empty": [""],
            "nothing": [],
            "map": [{"a": "</script>\u00e9", "b": [1, 2.5, True, None], "c": {"d": "\u2028\U0001f600\"\\/"}, "e": "\x00\x7f\t"}],
            "empty-map": [{}],
            "numbers": [{"big": 12345678901234567890, "small": 1e-7, "large": 1e22, "whole": 3.0, "negative": -0.0}],
            "list": [[1]],
        }[kind]
        for chunk in chunks:
            self.write(chunk)

    head = post = get


class StreamHandler(RequestHandler):
    """Sends each `piece` by itself."""

    async def get(self) -> None:
        status = self.get_argument("status", "")
        if status:
            self.set_status(int(status))
        length = self.get_argument("length", "")
        if length:
            self.set_header("Content-Length", length)
        for piece in self.get_arguments("piece", strip=False):
            self.write(piece)
            await self.flush()
        if self.get_argument("fail", ""):
            raise HTTPError(500)
        self.write(self.get_argument("last", ""))

    head = post = get


class TagHandler(RequestHandler):
    """Has an entity tag: of its body, as it is told, or none."""

    def compute_etag(self) -> str | None:
        return self.get_argument("tag") or None if "tag" in self.request.arguments else super().compute_etag()

    def get(self) -> None:
        self.set_header("Content-Language", "en")
        self.set_header("X-Kept", "1")
        self.set_status(int(self.get_argument("status", "200")))
        if self.get_argument("set", ""):
            self.set_header("Etag", self.get_argument("set"))
        self.write(self.get_argument("body", "body"))

    head = post = get


class GetOnlyHandler(RequestHandler):
    """Knows GET only."""

    def get(self) -> None:
        self.write("got")


class SomeVerbsHandler(RequestHandler):
    """Knows verbs that change something, and no GET."""

    def post(self) -> None:
        self.write("posted")

    def delete(self) -> None:
        self.set_status(204)

    def options(self) -> None:
        self.set_header("Allow", "POST, DELETE, OPTIONS")
        self.set_status(204)


class PrepareHandler(RequestHandler):
    """Answers before its verb does."""

    def prepare(self) -> None:
        if self.get_argument("finish", ""):
            self.finish("prepared")
        elif self.get_argument("fail", ""):
            raise HTTPError(403)

    def get(self) -> None:
        self.write("got")


class RedirectsHandler(RequestHandler):
    """Redirects as it is told."""

    def get(self) -> None:
        url = self.get_argument("url", strip=False)
        if self.get_argument("status", ""):
            self.redirect(url, status=int(self.get_argument("status")))
        elif self.get_argument("late", ""):
            self.flush()
            self.redirect(url)
        else:
            self.redirect(url, permanent=bool(self.get_argument("permanent", "")))

    post = head = get


class LargeHandler(RequestHandler):
    """Answers with as many bytes, of a type, as it is told, in one piece or several."""

    async def get(self) -> None:
        if self.get_argument("type", ""):
            self.set_header("Content-Type", self.get_argument("type"))
        if self.get_argument("vary", ""):
            self.set_header("Vary", self.get_argument("vary"))
        if self.get_argument("coding", ""):
            self.set_header("Content-Encoding", self.get_argument("coding"))
        for _ in range(int(self.get_argument("pieces", "1"))):
            self.write("0123456789abcdef" * (int(self.get_argument("bytes")) // 16))
            if self.get_argument("flush", ""):
                await self.flush()

    head = get


def fallback(request: HTTPServerRequest) -> None:
    """Answers below the framework."""
    body = f"fallback {request.method} {request.path}".encode()
    request.connection.write_headers(
        ResponseStartLine("HTTP/1.1", 200, "OK"), HTTPHeaders({"Content-Length": str(len(body))}), body)
    request.connection.finish()
