"""run tcp: echoes of a line of 64 bytes a second."""

import subprocess

from processes import OPEN, PORT, Server, class_path, in_rounds, java_command, medians

CONNECTIONS = 64
SERVERS = {
    "tornado": OPEN + ["tornado.benchmarks.TornadoEcho"],
    "tornado-jdk-scheduler": ["tornado.benchmarks.TornadoEcho"],
    "vertx": ["tornado.benchmarks.VertxEcho"],
    "floor": ["tornado.benchmarks.FloorEcho"],
}


def load(seconds: float, connections: int) -> list:
    """Returns the number of echoes, and the 50th and 99th percentile of their times in microseconds."""
    command = java_command() + class_path() + ["tornado.benchmarks.EchoLoad", str(PORT), str(connections), str(seconds)]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    echoes, p50, p99 = map(int, output.split())
    return [echoes, p50 / 1000, p99 / 1000]


def measure(name: str, options) -> dict:
    connections = options.connections or CONNECTIONS
    with Server(name, SERVERS[name]) as server:
        server.check(b"hello\n", b"hello\n", b"\n")
        load(options.warmup, connections)
        allocated = server.allocated_bytes()
        cpu = server.cpu_seconds()
        echoes, p50, p99 = load(options.duration, connections)
        cpu = server.cpu_seconds() - cpu
        allocated = server.allocated_bytes() - allocated
        return {
            "requests_s": echoes / options.duration,
            "cpu_us": cpu * 1e6 / echoes,
            "p50_us": p50,
            "p99_us": p99,
            "alloc_bytes": allocated / echoes,
        }


def run(options) -> list:
    names = options.servers.split(",") if options.servers else list(SERVERS)
    records = medians("tcp", in_rounds(names, options, measure))
    by_name = {record["server"]: record for record in records}
    print("\n| server | echoes/s | CPU us/echo | p50 us | p99 us | allocated B/echo | of Vert.x's echoes/s |")
    print("|---|---|---|---|---|---|---|")
    for record in records:
        ratio = f"{record['requests_s'] / by_name['vertx']['requests_s']:.2f}x" if "vertx" in by_name else ""
        print("| {server} | {requests_s:,.0f} | {cpu_us:.2f} | {p50_us:.0f} | {p99_us:.0f} | {alloc_bytes:,.0f} |".format(**record), ratio, "|")
    return records
