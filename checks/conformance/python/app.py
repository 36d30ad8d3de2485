"""The application as Python's Tornado serves it: `app.py FILES` prints a line `name port` for each server, then `ready`.

The classes in ../src/main/java say the same in Java. A second argument is a folder of gettext translations: then there is one server,
`gettext`, since Python's has one kind of translations a process.
"""

import asyncio
import logging
import mimetypes
import os
import sys

import tornado.locale
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, ErrorHandler, FallbackHandler, RedirectHandler, StaticFileHandler, url

import answers
import cookies
import pages
import places
import requests

SECRET = "conformance secret"


def routes(files: str) -> list:
    static = os.path.join(files, "static")
    return [
        url(r"/", places.PlaceHandler, {"name": "home"}, name="home"),
        (r"/probe", places.PlaceHandler, {"name": "probe"}),
        (r"/echo.*", requests.EchoHandler),
        (r"/fields", requests.FieldsHandler),
        (r"/arguments", requests.ArgumentsHandler),
        (r"/required", requests.RequiredHandler),
        (r"/latin/(.*)", requests.LatinHandler),
        (r"/upload", requests.UploadHandler),
        (r"/status", answers.StatusHandler),
        (r"/errors/(.*)", answers.ErrorsHandler),
        (r"/own-error", answers.OwnErrorHandler),
        (r"/field", answers.FieldHandler),
        (r"/typed-field", answers.TypedFieldHandler),
        (r"/default-fields", answers.DefaultFieldsHandler),
        (r"/write/(.*)", answers.WriteHandler),
        (r"/stream", answers.StreamHandler),
        (r"/tag", answers.TagHandler),
        (r"/get-only", answers.GetOnlyHandler),
        (r"/some-verbs", answers.SomeVerbsHandler),
        (r"/prepare", answers.PrepareHandler),
        (r"/redirects", answers.RedirectsHandler),
        (r"/large", answers.LargeHandler),
        url(r"/groups/([^/]*)/([^/]*)", places.GroupsHandler, name="groups"),
        (r"/optional(/x)?(/y)?", places.GroupsHandler),
        url(r"/named/(?P<first>[^/]+)/(?P<second>.*)", places.GroupsHandler, name="named"),
        url(r"/number/(\d+)", places.GroupsHandler, name="number"),
        url(r"/literal\.html", places.GroupsHandler, name="literal"),
        url(r"/complex/(?:a|b)/(\d+)", places.GroupsHandler, name="complex"),
        (r"/add-slash/?.*", places.AddSlashHandler),
        (r"/remove-slash/?.*", places.RemoveSlashHandler),
        (r"/user", places.UserHandler),
        (r"/user-far", places.UserHandler, {"login": "https://login.example/in"}),
        (r"/user-query", places.UserHandler, {"login": "/login?from=here"}),
        (r"/reverse/(.*)", places.ReverseHandler),
        (r"/fallback.*", FallbackHandler, {"fallback": answers.fallback}),
        (r"/gone", ErrorHandler, {"status_code": 410}),
        (r"/moved/plain", RedirectHandler, {"url": "/to"}),
        (r"/moved/query", RedirectHandler, {"url": "/to?a=1"}),
        (r"/moved/while", RedirectHandler, {"url": "/to", "permanent": False}),
        (r"/moved/first/(.*)", RedirectHandler, {"url": "/to/{0}"}),
        (r"/moved/two/(.*)/(.*)", RedirectHandler, {"url": "/{1}/{0}"}),
        (r"/moved/named/(?P<a>.*)", RedirectHandler, {"url": "/to/{a}"}),
        (r"/moved/far", RedirectHandler, {"url": "https://example.com/to"}),
        (r"/set-cookie", cookies.SetCookieHandler),
        (r"/clear-cookie", cookies.ClearCookieHandler),
        (r"/several-cookies", cookies.SeveralCookiesHandler),
        (r"/get-cookie", cookies.GetCookieHandler),
        (r"/sign", cookies.SignHandler),
        (r"/unsign", cookies.UnsignHandler),
        (r"/token", cookies.TokenHandler),
        (r"/page/(.*)", pages.PageHandler),
        (r"/static-url", pages.StaticUrlHandler),
        (r"/locale", pages.LocaleHandler),
        (r"/files/(.*)", StaticFileHandler, {"path": static}),
        (r"/folders/(.*)", StaticFileHandler, {"path": static, "default_filename": "index.html"}),
    ]


def settings(files: str) -> dict:
    return {
        "cookie_secret": SECRET,
        "login_url": "/login",
        "static_path": os.path.join(files, "static"),
        "template_path": os.path.join(files, "templates"),
        "ui_modules": {"Entry": pages.EntryModule, "Other": pages.OtherModule},
        "ui_methods": {"shout": pages.shout},
    }


def listen(name: str, app: Application, **options) -> None:
    sockets = bind_sockets(0, "127.0.0.1")
    HTTPServer(app, **options).add_sockets(sockets)
    print(name, sockets[0].getsockname()[1], flush=True)


def listen_all(files: str) -> None:
    main = Application(routes(files), default_host="default.example", **settings(files))
    main.add_handlers(r"(www\.)?example\.com", [(r"/where", places.PlaceHandler, {"name": "example"})])
    main.add_handlers(r".*\.example\.com", [(r"/where", places.PlaceHandler, {"name": "below example"}),
                                            (r"/only-there", places.PlaceHandler, {"name": "there"})])
    main.add_handlers(r"default\.example", [(r"/where", places.PlaceHandler, {"name": "default"})])
    listen("main", main)
    listen("proxied", main, xheaders=True, trusted_downstream=["5.5.5.5"])
    listen("small", main, max_header_size=1024, max_body_size=64)
    listen("unpacking", main, decompress_request=True, max_body_size=4096)
    listen("once", main, no_keep_alive=True)
    listen("packing", Application(routes(files), compress_response=True, **settings(files)))
    listen("tokens", Application(routes(files), xsrf_cookies=True, **settings(files)))
    listen("tokens-1", Application(routes(files), xsrf_cookies=True, xsrf_cookie_version=1,
                                   xsrf_cookie_kwargs={"httponly": True, "samesite": "Strict"}, **settings(files)))
    listen("renamed", Application(routes(files), xsrf_cookies=True, xsrf_cookie_name="__Host-xsrf",
                                  xsrf_cookie_kwargs={"secure": True}, **settings(files)))
    several = settings(files) | {"cookie_secret": {0: "old secret", 1: SECRET}, "key_version": 1}
    listen("keys", Application(routes(files), **several))
    unescaped = settings(files) | {"autoescape": None, "template_whitespace": "oneline", "static_url_prefix": "/assets/"}
    # The name of the folder is the key of what Tornado keeps of it for all applications of a process.
    unescaped["template_path"] += os.sep
    listen("unescaped", Application(routes(files), **unescaped))
    own = {"default_handler_class": places.PlaceHandler, "default_handler_args": {"name": "nowhere"}}
    listen("own-404", Application(routes(files), **settings(files), **own))


def know_types() -> None:
    """Media types are what Python and the machine know: here what newer Pythons do, and nothing of the machine's."""
    mimetypes.knownfiles.clear()
    mimetypes.init()
    for extension, kind in {".js": "text/javascript", ".mjs": "text/javascript", ".webp": "image/webp", ".woff2": "font/woff2",
                            ".md": "text/markdown"}.items():
        mimetypes.add_type(kind, extension)


async def main() -> None:
    logging.getLogger("tornado").setLevel(logging.CRITICAL)
    know_types()
    files = sys.argv[1]
    if len(sys.argv) > 2:
        tornado.locale.load_gettext_translations(sys.argv[2], "tornado_test")
        listen("gettext", Application(routes(files), **settings(files)))
    else:
        tornado.locale.load_translations(os.path.join(files, "locale"))
        listen_all(files)
    print("ready", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
