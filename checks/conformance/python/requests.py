"""What requests say: every part of them as JSON, arguments, bodies."""

from tornado.web import RequestHandler, stream_request_body


def texts(arguments: dict) -> dict:
    """Arguments as bytes that are written as text, one character each."""
    return {name: [value.decode("latin1") for value in values] for name, values in arguments.items()}


class EchoHandler(RequestHandler):
    """Answers any verb with all that it was asked."""

    def get(self) -> None:
        request = self.request
        self.write({
            "method": request.method,
            "uri": request.uri,
            "path": request.path,
            "query": request.query,
            "version": request.version,
            "host": request.host,
            "hostName": request.host_name,
            "protocol": request.protocol,
            "remoteIp": request.remote_ip,
            "fullUrl": request.full_url(),
            "queryArguments": texts(request.query_arguments),
            "bodyArguments": texts(request.body_arguments),
            "arguments": texts(request.arguments),
            "cookies": {name: morsel.value for name, morsel in request.cookies.items()},
            "files": {
                name: [{"filename": file.filename, "contentType": file.content_type, "body": file.body.decode("latin1")}
                       for file in files]
                for name, files in request.files.items()},
            "body": request.body.decode("latin1"),
        })

    head = post = put = patch = delete = options = get


class FieldsHandler(RequestHandler):
    """Answers with the fields of the request but Host, as they were read."""

    def get(self) -> None:
        self.write({"fields": [[name, value] for name, value in self.request.headers.get_all() if name != "Host"]})

    post = get


class ArgumentsHandler(RequestHandler):
    """Answers with what the argument `a` is by every method that reads it."""

    def get(self) -> None:
        self.write({
            "last": self.get_argument("a", None),
            "lastUnstripped": self.get_argument("a", None, strip=False),
            "all": self.get_arguments("a"),
            "allUnstripped": self.get_arguments("a", strip=False),
            "query": self.get_query_argument("a", None),
            "queries": self.get_query_arguments("a"),
            "body": self.get_body_argument("a", None),
            "bodies": self.get_body_arguments("a", strip=False),
        })

    post = put = get


class RequiredHandler(RequestHandler):
    """Answers with the argument `a`, which has to be there."""

    def get(self) -> None:
        self.write(self.get_argument("a"))

    def post(self) -> None:
        self.write(self.get_body_argument("a"))


class LatinHandler(RequestHandler):
    """Takes arguments and groups of the path for latin-1."""

    def decode_argument(self, value: bytes, name: str | None = None) -> str:
        return value.decode("latin1")

    def get(self, group: str) -> None:
        self.write({"group": group, "a": self.get_argument("a", None)})


@stream_request_body
class UploadHandler(RequestHandler):
    """Takes a body as it comes, and answers with what it was."""

    def prepare(self) -> None:
        self.body = b""
        if self.get_argument("refuse", ""):
            self.send_error(401)

    def data_received(self, chunk: bytes) -> None:
        self.body += chunk

    def put(self) -> None:
        self.write({"body": self.body.decode("latin1"), "a": self.get_argument("a", None)})

    post = put
