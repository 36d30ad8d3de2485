"""run loops: the rate of start(2) relative to start(1), with answers so costly that the client is not the limit."""

from processes import Load, OPEN, Server, in_rounds, medians, warm_up

CONNECTIONS = 64
SERVERS = {
    "start(1)": ("1", OPEN + ["tornado.benchmarks.TornadoLoops"]),
    "start(2)": ("2", OPEN + ["tornado.benchmarks.TornadoLoops"]),
}


def measure(name: str, options) -> dict:
    connections = options.connections or CONNECTIONS
    count, command = SERVERS[name]
    with Server(name, command, arguments=(count,)) as server:
        server.check()
        warm_up(options.warmup, connections)
        cpu = server.cpu_seconds()
        load = Load(options.duration, connections)
        cpu = server.cpu_seconds() - cpu
        return {
            "requests_s": load.requests_s,
            "cpu_us": cpu * 1e6 / load.requests,
            "p50_us": load.p50_us,
            "p99_us": load.p99_us,
            "client_share": load.cpu_seconds / (load.cpu_seconds + cpu),
        }


def run(options) -> list:
    names = options.servers.split(",") if options.servers else list(SERVERS)
    records = medians("loops", in_rounds(names, options, measure))
    print("\n| server | requests/s | CPU us/request | p99 us | wrk's share of all CPU | of start(1)'s requests/s |")
    print("|---|---|---|---|---|---|")
    for record in records:
        print("| {server} | {requests_s:,.0f} | {cpu_us:.1f} | {p99_us:.0f} | {client_share:.3f} |".format(**record),
              f"{record['requests_s'] / records[0]['requests_s']:.2f}x |")
    return records
