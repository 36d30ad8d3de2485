"""Pages: templates of the folder that both servers share, with the modules and functions they use."""

from tornado.web import RequestHandler, UIModule


class EntryModule(UIModule):
    """Brings styles and scripts of every kind."""

    def render(self, text: str) -> str:
        return "<p>" + self.handler.ui["shout"](text) + "</p>"

    def embedded_javascript(self) -> str:
        return "js_embed()"

    def javascript_files(self) -> list:
        return ["common.js", "/absolute.js", "https://example.com/far.js"]

    def embedded_css(self) -> str:
        return ".entry { margin: 1em; }"

    def css_files(self) -> str:
        return "entry.css"

    def html_head(self) -> str:
        return '<meta name="entry"/>'

    def html_body(self) -> str:
        return "<!-- entry -->"


class OtherModule(UIModule):
    """Brings some that the other brings as well."""

    def render(self) -> str:
        return self.render_string("part.html", text="<other>").decode()

    def javascript_files(self) -> list:
        return ["common.js", "other.js"]

    def css_files(self) -> list:
        return ["entry.css", "/other.css"]


def shout(handler: RequestHandler, text: str) -> str:
    return text.upper() + "!"


class PageHandler(RequestHandler):
    """Renders the template of the path, with the argument `x`, a number and a list."""

    def get_current_user(self) -> str | None:
        return self.get_argument("user", None)

    def get_template_namespace(self) -> dict:
        return {**super().get_template_namespace(), "extra": "from the namespace"}

    def get(self, name: str) -> None:
        self.render(name, x=self.get_argument("x", "x", strip=False), n=int(self.get_argument("n", "3")),
                    item={"name": "<item>"})


class StaticUrlHandler(RequestHandler):
    """Answers with URLs of static files."""

    def get(self) -> None:
        path = self.get_argument("path")
        self.write({
            "usual": self.static_url(path),
            "host": self.static_url(path, include_host=True),
            "plain": self.static_url(path, include_version=False),
        })


class LocaleHandler(RequestHandler):
    """Answers with the locale of the browser, and a text in it."""

    def get(self) -> None:
        locale = self.locale
        text = self.get_argument("text", "")
        plural = self.get_argument("plural", None)
        context = self.get_argument("context", None)
        count = int(self.get_argument("count", "0"))
        if context is not None:
            said = locale.pgettext(context, text, plural, count) if plural else locale.pgettext(context, text)
        else:
            said = locale.translate(text, plural, count) if plural else locale.translate(text)
        self.write({
            "code": locale.code,
            "name": locale.name,
            "text": said,
            "list": locale.list(self.get_arguments("part")),
            "number": locale.friendly_number(count),
        })
