"""run web: requests a second of a record as JSON, of a page made of arguments and a signed cookie, and of a file of 10 KiB."""

import base64
import hashlib
import hmac
import json
import os
import tempfile
import time
from typing import Callable, NamedTuple

import nginx
from processes import Load, OPEN, Server, chosen, in_rounds, medians, ratios, warm_up

CONNECTIONS = 64
FILE_SIZE = 10 * 1024
SECRET = "the secret that both sides of this benchmark know"
RATIOS = ("requests_s", "cpu_us", "p99_us")


class Case(NamedTuple):
    """What is asked for, what the body of every answer has to be once it is read, and how each server is started, by its name."""
    path: str
    expected: object
    servers: dict
    fields: tuple = ()
    read: Callable = bytes


def jvm(command: list, *arguments: str):
    return lambda name: Server(name, command, arguments=arguments)


def signed(name: str, value: bytes) -> str:
    """A signed value of version 2, made as Python's Tornado does."""
    def field(text: str) -> str:
        return f"{len(text)}:{text}|"

    fields = ("0", str(int(time.time())), name, base64.b64encode(value).decode())
    text = "2|" + "".join(map(field, fields))
    return text + hmac.new(SECRET.encode(), text.encode(), hashlib.sha256).hexdigest()


def pages() -> dict:
    servers = {
        "tornado": jvm(OPEN + ["tornado.benchmarks.TornadoWeb"], SECRET),
        "tornado-jdk-scheduler": jvm(["tornado.benchmarks.TornadoWeb"], SECRET),
        "vertx": jvm(["tornado.benchmarks.VertxWeb"], SECRET),
    }
    return {
        "json": Case(
            "/json", {"id": 7, "title": "Wind", "author": "Ada", "votes": 42, "open": True}, servers, read=json.loads),
        "params": Case(
            "/users/ada/stories/7?sort=new&page=3&tag=wind", b"ada 7 new 3 wind grace", servers,
            ("Cookie: session=" + signed("session", b"grace"),)),
    }


def static(root: str) -> Case:
    """A file, made now."""
    folder = os.path.join(root, "static")
    os.mkdir(folder)
    body = os.urandom(FILE_SIZE)
    with open(os.path.join(folder, "file.bin"), "wb") as file:
        file.write(body)
    # nginx serves it as somebody else.
    os.chmod(root, 0o755)
    servers = {
        "tornado": jvm(OPEN + ["tornado.benchmarks.TornadoStatic"], folder),
        "tornado-jdk-scheduler": jvm(["tornado.benchmarks.TornadoStatic"], folder),
        "vertx": jvm(["tornado.benchmarks.VertxStatic"], folder),
        "vertx-tuned": jvm(["tornado.benchmarks.VertxStatic"], folder, "tuned"),
        "jetty": jvm(["tornado.benchmarks.JettyStatic"], folder),
    }
    if nginx.is_installed():
        servers["nginx"] = lambda _: nginx.Nginx(root)
    else:
        print("nginx is left out, since it is not installed: apt-get install -y nginx", flush=True)
    return Case("/static/file.bin", body, servers)


def measure_case(case: Case):
    def measure(name: str, options) -> dict:
        connections = options.connections or CONNECTIONS
        load = {"path": case.path, "fields": case.fields}
        with case.servers[name](name) as server:
            page = case.read(server.page(case.path, case.fields))
            if page != case.expected:
                raise RuntimeError(f"{name} answered {page!r}")
            warm_up(options.warmup, connections, **load)
            allocated = server.allocated_bytes()
            cpu = server.cpu_seconds()
            measured = Load(options.duration, connections, **load)
            cpu = server.cpu_seconds() - cpu
            record = {
                "requests_s": measured.requests_s,
                "cpu_us": cpu * 1e6 / measured.requests,
                "p50_us": measured.p50_us,
                "p99_us": measured.p99_us,
            }
            if allocated is not None:
                record["alloc_bytes"] = (server.allocated_bytes() - allocated) / measured.requests
            return record

    return measure


def run(options) -> list:
    records = []
    with tempfile.TemporaryDirectory() as root:
        cases = pages() | {"static": static(root)}
        for name in chosen(cases, options.cases):
            print(f"\n{name}")
            servers = chosen(cases[name].servers, options.servers)
            records += medians(name, in_rounds(servers, options, measure_case(cases[name])))
    if records:
        print_table(records)
    return records


def print_table(records: list) -> None:
    print("\n| case | server | requests/s | CPU us/request | p50 us | p99 us | allocated B/request",
          "| our requests/s | our CPU | our p99 |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for record in records:
        allocated = f"{record['alloc_bytes']:,.0f}" if "alloc_bytes" in record else ""
        print("| {case} | {server} | {requests_s:,.0f} | {cpu_us:.2f} | {p50_us:.0f} | {p99_us:.0f} |".format(**record),
              allocated, "|", ratios(record, records, RATIOS), "|")
