"""run client: requests a second, and CPU, of clients with 32 requests under way."""

import time

from processes import OPEN, PORT, Server, chosen, in_rounds, medians, ratios

CLIENTS = {
    "tornado": OPEN + ["tornado.benchmarks.TornadoClient"],
    "tornado-jdk-scheduler": ["tornado.benchmarks.TornadoClient"],
    "ahc": ["tornado.benchmarks.AhcClient"],
    "vertx": ["tornado.benchmarks.VertxClient"],
    "hc5": ["tornado.benchmarks.Hc5Client"],
    "okhttp": ["tornado.benchmarks.OkHttpRun"],
    "jdk": ["tornado.benchmarks.JdkClient"],
}
RATIOS = ("requests_s", "cpu_us")


def measure(name: str, options) -> dict:
    """Runs a bare server and a client of it, each a process of its own. The client asks on and on; it is looked at twice."""
    with Server("floor") as server:
        server.check()
        with Server(name, CLIENTS[name], port=PORT) as client:
            time.sleep(options.warmup)
            before = look_at(client)
            time.sleep(options.duration)
            seconds, answers, cpu, allocated = (now - then for now, then in zip(look_at(client), before))
            return {
                "requests_s": answers / seconds,
                "cpu_us": cpu * 1e6 / answers,
                "alloc_bytes": allocated / answers,
            }


def look_at(client) -> tuple:
    answers = int(client.ask("count"))
    return time.monotonic(), answers, client.cpu_seconds(), int(client.ask("alloc"))


def run(options) -> list:
    records = medians("client", in_rounds(chosen(CLIENTS, options.servers), options, measure))
    print("\n| client | requests/s | CPU us/request | allocated B/request | our requests/s | our CPU |")
    print("|---|---|---|---|---|---|")
    for record in records:
        row = "| {server} | {requests_s:,.0f} | {cpu_us:.2f} | {alloc_bytes:,.0f} |"
        print(row.format(**record), ratios(record, records, RATIOS), "|")
    return records
