"""Where requests lead: groups of paths, slashes, users, hosts."""

from tornado.web import RequestHandler, addslash, authenticated, removeslash


class GroupsHandler(RequestHandler):
    """Answers with the groups of its path."""

    def get(self, *args: str | None, **kwargs: str | None) -> None:
        self.write({"args": list(args), "kwargs": kwargs})


class AddSlashHandler(RequestHandler):
    @addslash
    def get(self) -> None:
        self.write("slash")

    @addslash
    def post(self) -> None:
        self.write("slash")


class RemoveSlashHandler(RequestHandler):
    @removeslash
    def get(self) -> None:
        self.write("no slash")

    @removeslash
    def post(self) -> None:
        self.write("no slash")


class UserHandler(RequestHandler):
    """Is for users, whom the argument `user` names."""

    def initialize(self, login: str = "/login") -> None:
        self.login = login

    def get_login_url(self) -> str:
        return self.login

    def get_current_user(self) -> str | None:
        return self.get_query_argument("user", None)

    @authenticated
    def get(self) -> None:
        self.write("hello " + self.current_user)

    @authenticated
    def post(self) -> None:
        self.write("hello " + self.current_user)

    @authenticated
    def head(self) -> None:
        pass


class ReverseHandler(RequestHandler):
    """Answers with the path of a route."""

    def get(self, name: str) -> None:
        self.write(self.reverse_url(name, *self.get_arguments("arg", strip=False)))


class PlaceHandler(RequestHandler):
    """Answers with its name."""

    def initialize(self, name: str) -> None:
        self.name = name

    def get(self) -> None:
        self.write(self.name)
