"""run tls: requests a second over kept TLS 1.3 connections, and full handshakes a second."""

import os
import subprocess
import tempfile

from processes import Load, OPEN, Server, in_rounds, java, medians, warm_up

CONNECTIONS = 64
PASSWORD = "benchmark"
SERVERS = {
    "tornado": OPEN + ["tornado.benchmarks.TornadoTls"],
    "tornado-jdk-scheduler": ["tornado.benchmarks.TornadoTls"],
    "vertx": ["tornado.benchmarks.VertxTls"],
    "jetty": ["tornado.benchmarks.JettyTls"],
}

# wrk opens a new connection after each answer that says so, and resumes no session: one full handshake a request.
ONE_EACH = ("Connection: close",)


def make_key(folder: str) -> str:
    """Makes a P-256 key and a certificate for localhost."""
    file = os.path.join(folder, "key.p12")
    keytool = os.path.join(os.path.dirname(java()), "keytool")
    subprocess.run(
        [keytool, "-genkeypair", "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=localhost", "-validity", "2",
         "-storetype", "PKCS12", "-keystore", file, "-storepass", PASSWORD],
        check=True, capture_output=True)
    return file


def measure(name: str, options) -> dict:
    connections = options.connections or CONNECTIONS
    with tempfile.TemporaryDirectory() as folder:
        arguments = (make_key(folder), PASSWORD)
        with Server(name, SERVERS[name], tls=True, arguments=arguments) as server:
            server.check()
            warm_up(options.warmup, connections, scheme="https")
            cpu = server.cpu_seconds()
            kept = Load(options.duration, connections, scheme="https")
            cpu = server.cpu_seconds() - cpu
            warm_up(options.warmup, connections, scheme="https", fields=ONE_EACH)
            handshake_cpu = server.cpu_seconds()
            each = Load(options.duration, connections, scheme="https", fields=ONE_EACH)
            handshake_cpu = server.cpu_seconds() - handshake_cpu
            return {
                "requests_s": kept.requests_s,
                "cpu_us": cpu * 1e6 / kept.requests,
                "p50_us": kept.p50_us,
                "p99_us": kept.p99_us,
                "handshakes_s": each.requests_s,
                "handshake_cpu_us": handshake_cpu * 1e6 / each.requests,
                "rss_kib": server.rss_kib(),
            }


def run(options) -> list:
    names = options.servers.split(",") if options.servers else list(SERVERS)
    records = medians("tls", in_rounds(names, options, measure))
    by_name = {record["server"]: record for record in records}
    print("\n| server | requests/s | CPU us/request | p99 us | handshakes/s | CPU us/handshake | RSS KiB | of Vert.x's requests/s | handshakes/s |")
    print("|---|---|---|---|---|---|---|---|---|")
    for record in records:
        ratios = ["", ""]
        if "vertx" in by_name:
            ratios = [f"{record[field] / by_name['vertx'][field]:.2f}x" for field in ("requests_s", "handshakes_s")]
        print("| {server} | {requests_s:,.0f} | {cpu_us:.2f} | {p99_us:.0f} | {handshakes_s:,.0f} | {handshake_cpu_us:.0f} | {rss_kib:,.0f} |".format(
            **record), " | ".join(ratios), "|")
    return records
