"""run files: a file of 1 GiB downloaded, and uploaded to the disk, by a server that has little memory; and by a client that has."""

import filecmp
import os
import subprocess
import tempfile

from processes import OPEN, PORT, Server, chosen, class_path, in_rounds, java_command, medians, ratios

FILE_MIB = 1024
# A heap that one file would fill many times over.
JVM = ["-Xmx64m", "-XX:+UseSerialGC"]
SERVERS = {
    "tornado": OPEN + ["tornado.benchmarks.TornadoFiles"],
    "tornado-jdk-scheduler": ["tornado.benchmarks.TornadoFiles"],
    "bare": ["tornado.benchmarks.BareFiles"],
}
# Our client, which stores what the bare server sends. Processes of their own, as the servers are.
CLIENTS = {
    "tornado": OPEN + ["tornado.benchmarks.TornadoDownload"],
    "tornado-jdk-scheduler": ["tornado.benchmarks.TornadoDownload"],
}
CASES = {"download": ("GET", "/static/download.bin"), "upload": ("PUT", "/upload"), "client-download": None}
RATIOS = ("mib_s", "cpu_s_gib")


def make_file(folder: str) -> str:
    """Makes the file that is sent: in memory since it is new, and on the disk already, so that nobody writes it meanwhile."""
    name = os.path.join(folder, "download.bin")
    with open(name, "wb") as file:
        for _ in range(FILE_MIB):
            file.write(os.urandom(1 << 20))
        file.flush()
        os.fsync(file.fileno())
    return name


def load(case: str, file: str, seconds: float, *check: str) -> tuple:
    """Transfers the file for so long, once at least. Returns how often, and how many seconds it took."""
    command = java_command() + class_path() + ["tornado.benchmarks.FilesLoad", str(PORT), *CASES[case]]
    command += [file, str(seconds), *check]
    output = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
    times, nanos = map(int, output.split())
    return times, nanos / 1e9


def check(case: str, folder: str, file: str) -> None:
    """Makes sure that what comes out at the other end is the file."""
    load(case, file, 0, "check")
    if case == "upload" and not filecmp.cmp(file, os.path.join(folder, "upload.bin"), shallow=False):
        raise RuntimeError("what was stored is not what was sent")


def measure_case(case: str, folder: str, file: str):
    def measure(name: str, options) -> dict:
        with Server(name, SERVERS[name], arguments=(folder,), jvm=JVM) as server:
            check(case, folder, file)
            load(case, file, options.warmup)
            cpu = server.cpu_seconds()
            times, seconds = load(case, file, options.duration)
            cpu = server.cpu_seconds() - cpu
            return {
                "mib_s": times * FILE_MIB / seconds,
                "cpu_s_gib": cpu * 1024 / (times * FILE_MIB),
                "peak_heap_mib": int(server.ask("heap")) / (1 << 20),
                "peak_rss_mib": server.peak_rss_kib() / 1024,
            }

    return measure


def measure_client(folder: str, file: str):
    def measure(name: str, options) -> dict:
        """A client is ready when it has stored the file once: its start counts as its work."""
        got = os.path.join(folder, "got.bin")
        with Server("bare", SERVERS["bare"], arguments=(folder,), jvm=JVM):
            with Server(name, CLIENTS[name], arguments=(folder,), jvm=JVM) as client:
                if not filecmp.cmp(file, got, shallow=False):
                    raise RuntimeError("what was stored is not what was sent")
                os.remove(got)
                return {
                    "mib_s": FILE_MIB / (int(client.ask("count")) / 1e9),
                    "cpu_s_gib": client.cpu_seconds() * 1024 / FILE_MIB,
                    "peak_heap_mib": int(client.ask("heap")) / (1 << 20),
                    "peak_rss_mib": client.peak_rss_kib() / 1024,
                }

    return measure


def run(options) -> list:
    records = []
    with tempfile.TemporaryDirectory() as folder:
        file = make_file(folder)
        for case in chosen(CASES, options.cases):
            print(f"\n{case}")
            client = CASES[case] is None
            names = chosen(CLIENTS if client else SERVERS, options.servers)
            measure = measure_client(folder, file) if client else measure_case(case, folder, file)
            records += medians(case, in_rounds(names, options, measure))
    print_table(records)
    return records


def print_table(records: list) -> None:
    print("\n| case | server | MiB/s | CPU s/GiB | peak heap MiB | peak RSS MiB | our MiB/s | our CPU |")
    print("|---|---|---|---|---|---|---|---|")
    for record in records:
        row = "| {case} | {server} | {mib_s:,.0f} | {cpu_s_gib:.2f} | {peak_heap_mib:.0f} | {peak_rss_mib:.0f} |"
        print(row.format(**record), ratios(record, records, RATIOS), "|")
