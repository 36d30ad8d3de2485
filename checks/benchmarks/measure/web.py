"""run web: requests a second of a record as JSON, and of a page made of arguments."""

from processes import Load, OPEN, Server, in_rounds, medians, warm_up

CONNECTIONS = 64
SERVERS = {
    "tornado": OPEN + ["tornado.benchmarks.TornadoWeb"],
    "tornado-jdk-scheduler": ["tornado.benchmarks.TornadoWeb"],
    "vertx": ["tornado.benchmarks.VertxWeb"],
}
# What is asked for, and what every server's answer has to have.
CASES = {
    "json": ("/json", b"42"),
    "params": ("/users/ada/stories/7?sort=new&page=3&tag=wind", b"ada 7 new 3 wind"),
}


def measure_case(path: str, expected: bytes):
    question = b"GET " + path.encode() + b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"

    def measure(name: str, options) -> dict:
        connections = options.connections or CONNECTIONS
        with Server(name, SERVERS[name]) as server:
            server.check(question, ends=expected)
            warm_up(options.warmup, connections, path=path)
            allocated = int(server.ask("alloc"))
            cpu = server.cpu_seconds()
            load = Load(options.duration, connections, path=path)
            cpu = server.cpu_seconds() - cpu
            allocated = int(server.ask("alloc")) - allocated
            return {
                "requests_s": load.requests_s,
                "cpu_us": cpu * 1e6 / load.requests,
                "p99_us": load.p99_us,
                "alloc_bytes": allocated / load.requests,
            }

    return measure


def run(options) -> list:
    names = options.servers.split(",") if options.servers else list(SERVERS)
    records = []
    for case, (path, expected) in CASES.items():
        print(f"\n{case}")
        records += medians(case, in_rounds(names, options, measure_case(path, expected)))
    print("\n| case | server | requests/s | CPU us/request | p99 us | allocated B/request |")
    print("|---|---|---|---|---|---|")
    for record in records:
        print("| {case} | {server} | {requests_s:,.0f} | {cpu_us:.2f} | {p99_us:.0f} | {alloc_bytes:,.0f} |".format(**record))
    return records
