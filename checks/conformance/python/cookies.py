"""Cookies: set, cleared, signed; the tokens against forms of other sites."""

from tornado.web import RequestHandler


class SetCookieHandler(RequestHandler):
    """Sets a cookie, its attributes as arguments."""

    def get(self) -> None:
        options = {}
        for name in ("domain", "path", "samesite"):
            if name in self.request.arguments:
                options[name] = self.get_argument(name, strip=False) or None
        for name in ("expires", "expires_days", "max_age"):
            if name in self.request.arguments:
                options[name] = int(self.get_argument(name))
        for name in ("httponly", "secure"):
            if name in self.request.arguments:
                options[name] = True
        self.set_cookie(self.get_argument("name", strip=False), self.get_argument("value", strip=False), **options)
        if "again" in self.request.arguments:
            self.set_cookie(self.get_argument("name"), self.get_argument("again"))


class ClearCookieHandler(RequestHandler):
    """Clears a cookie, or all."""

    def get(self) -> None:
        options = {}
        for name in ("domain", "path"):
            if name in self.request.arguments:
                options[name] = self.get_argument(name)
        if "secure" in self.request.arguments:
            options["secure"] = True
        if "name" in self.request.arguments:
            self.clear_cookie(self.get_argument("name"), **options)
        else:
            self.clear_all_cookies(**options)


class SeveralCookiesHandler(RequestHandler):
    """Sets several cookies, one of them twice."""

    def get(self) -> None:
        self.set_cookie("b", "1")
        self.set_cookie("a", "2")
        self.set_cookie("b", "3")
        self.add_header("Set-Cookie", "own=4")


class GetCookieHandler(RequestHandler):
    """Answers with a cookie."""

    def get(self) -> None:
        self.write({"value": self.get_cookie(self.get_argument("name"), self.get_argument("default", None))})


class SignHandler(RequestHandler):
    """Sets a signed cookie and answers with its value, too."""

    def get(self) -> None:
        name, value = self.get_argument("name"), self.get_argument("value", strip=False)
        signed = self.create_signed_value(name, value, version=int(self.get_argument("version", "2")))
        if "set" in self.request.arguments:
            self.set_signed_cookie(name, value)
        self.write(signed)


class UnsignHandler(RequestHandler):
    """Answers with what a signed cookie, or a signed argument, says."""

    def get(self) -> None:
        name = self.get_argument("name")
        value = self.get_signed_cookie(
            name, self.get_argument("value", None), max_age_days=float(self.get_argument("days", "31")),
            min_version=int(self.get_argument("min_version", "1")))
        self.write({"value": None if value is None else value.decode("latin1"),
                    "keyVersion": self.get_signed_cookie_key_version(name, self.get_argument("value", None))})


class TokenHandler(RequestHandler):
    """Has a form with a token, and takes it."""

    def get_current_user(self) -> str | None:
        return self.get_query_argument("user", None)

    def get(self) -> None:
        self.write(self.xsrf_token)

    def post(self) -> None:
        self.write("passed")

    put = delete = options = post
