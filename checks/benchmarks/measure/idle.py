"""run idle: what idle keep-alive connections cost."""

import socket
import time

from processes import Load, SERVERS, Server, in_rounds, medians, warm_up

CONNECTIONS = 10_000
LOAD_CONNECTIONS = 64
REQUEST = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
# How many connections one source address opens: there are about 28,000 ports for each.
PER_ADDRESS = 5_000


def hold(port: int, count: int) -> list:
    """Opens connections, each of which sends one request and reads its answer."""
    held = []
    for index in range(count):
        source = f"127.0.0.{2 + index // PER_ADDRESS}"
        connection = socket.socket()
        connection.bind((source, 0))
        connection.settimeout(10)
        connection.connect(("127.0.0.1", port))
        connection.sendall(REQUEST)
        answer = b""
        while b"Hello, world" not in answer:
            part = connection.recv(4096)
            if not part:
                raise RuntimeError(f"connection {index} was closed")
            answer += part
        held.append(connection)
    return held


def measure(name: str, options) -> dict:
    count = options.connections or CONNECTIONS
    with Server(name) as server:
        server.check()
        warm_up(options.warmup, LOAD_CONNECTIONS)
        alone = Load(options.duration, LOAD_CONNECTIONS)
        server.ask("gc")
        time.sleep(0.5)
        before = server.rss_kib()
        held = hold(server.port, count)
        server.ask("gc")
        time.sleep(0.5)
        after = server.rss_kib()
        beside = Load(options.duration, LOAD_CONNECTIONS)
        for connection in held:
            connection.close()
        time.sleep(1)
        # The machine's own speed drifts by more than what is to be shown: so the rate without them is taken before and after.
        again = Load(options.duration, LOAD_CONNECTIONS)
        return {
            "kib_per_connection": (after - before) / count,
            "rate_kept": 2 * beside.requests_s / (alone.requests_s + again.requests_s),
            "requests_s": beside.requests_s,
            "rss_kib": after,
        }


def run(options) -> list:
    names = options.servers.split(",") if options.servers else list(SERVERS)
    records = medians("idle", in_rounds(names, options, measure))
    print("\n| server | KiB a connection | rate kept |\n|---|---|---|")
    for record in records:
        print("| {server} | {kib_per_connection:.2f} | {rate_kept:.2f} |".format(**record))
    return records
