"""run server: requests a second, CPU, latency, memory of one small answer."""

import web
from processes import Load, SERVERS, Server, chosen, in_rounds, medians, warm_up

CONNECTIONS = 64


def measure(name: str, options) -> dict:
    """Starts a server, warms it up, measures it, ends it."""
    connections = options.connections or CONNECTIONS
    with Server(name) as server:
        server.check()
        warm_up(options.warmup, connections)
        allocated = server.allocated_bytes()
        cpu = server.cpu_seconds()
        load = Load(options.duration, connections)
        cpu = server.cpu_seconds() - cpu
        allocated = server.allocated_bytes() - allocated
        return {
            "requests_s": load.requests_s,
            "cpu_us": cpu * 1e6 / load.requests,
            "p50_us": load.p50_us,
            "p99_us": load.p99_us,
            "rss_kib": server.rss_kib(),
            "alloc_bytes": allocated / load.requests,
        }


def run(options) -> list:
    """The hello, and then the cases of `run web`: all, or those that --cases names."""
    records = []
    if chosen(["hello"], options.cases):
        records = medians("hello", in_rounds(chosen(SERVERS, options.servers), options, measure))
        print_table(records)
    return records + web.run(options)


def print_table(records: list) -> None:
    print()
    print("| server | requests/s | CPU us/request | p50 us | p99 us | RSS KiB | allocated B/request |")
    print("|---|---|---|---|---|---|---|")
    for record in records:
        print("| {server} | {requests_s:,.0f} | {cpu_us:.2f} | {p50_us:.0f} | {p99_us:.0f} | {rss_kib:,} | {alloc_bytes:,.0f} |".format(**record))
    by_name = {record["server"]: record for record in records}
    for own in ("tornado", "tornado-jdk-scheduler"):
        if own in by_name:
            print_ratios(own, by_name)


def print_ratios(own: str, by_name: dict) -> None:
    ours = by_name[own]
    print(f"\n{own} compared with | requests/s | CPU | p99\n---|---|---|---")
    for name, record in by_name.items():
        if not name.startswith("tornado"):
            print("{} | {:.2f}x | {:.2f}x | {:.2f}x".format(
                name, ours["requests_s"] / record["requests_s"], ours["cpu_us"] / record["cpu_us"], ours["p99_us"] / record["p99_us"]))
