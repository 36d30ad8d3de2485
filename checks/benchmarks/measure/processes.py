"""Server processes: how each is started, watched and ended."""

import glob
import os
import re
import resource
import shutil
import socket
import ssl
import statistics
import subprocess
import sys
import threading
import time

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", "..", ".."))
MODULE = os.path.join(ROOT, "checks", "benchmarks")
PORT = 18080
OPEN = ["--add-opens", "java.base/java.lang=ALL-UNNAMED"]
# The same for all: one size of heap, one collector that works in the thread that allocates, so that its time is the server's.
JVM = ["-Xms256m", "-Xmx256m", "-XX:+UseSerialGC"]

SERVERS = {
    "tornado": OPEN + ["tornado.benchmarks.TornadoHello"],
    "tornado-jdk-scheduler": ["tornado.benchmarks.TornadoHello"],
    "vertx": ["tornado.benchmarks.VertxHello"],
    "undertow": ["tornado.benchmarks.UndertowHello"],
    "helidon": ["tornado.benchmarks.HelidonHello"],
    "jetty": ["tornado.benchmarks.JettyHello"],
    "floor": ["tornado.benchmarks.FloorHello"],
}

GET = b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"


def java() -> str:
    """The java of an installed JDK 25: JAVA_HOME's, or the first found in the usual places."""
    homes = [os.environ.get("JAVA_HOME", "")]
    for pattern in ("/usr/lib/jvm/*", "~/.sdkman/candidates/java/*", "~/.jdks/*", "/opt/java/*"):
        homes += sorted(glob.glob(os.path.expanduser(pattern)))
    for home in homes:
        release = os.path.join(home, "release")
        if home and os.path.isfile(release):
            with open(release, encoding="utf-8") as file:
                version = re.search(r'^JAVA_VERSION="(\d+)', file.read(), re.M)
            if version and int(version.group(1)) >= 25:
                return os.path.join(home, "bin", "java")
    sys.exit("A JDK 25 or later is missing: install one, or set JAVA_HOME to it.")


def require_wrk() -> None:
    if not shutil.which("wrk"):
        sys.exit("wrk is missing. On Debian and Ubuntu: apt-get install -y wrk; on macOS: brew install wrk")


def raise_file_limit() -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def java_command(jvm: list = None) -> list:
    """How every process of the JVM is started, up to its options and class."""
    return [java()] + (jvm or JVM)


def class_path() -> list:
    return ["-cp", os.path.join(MODULE, "target", "classes") + ":" + os.path.join(MODULE, "target", "lib", "*")]


def build() -> None:
    subprocess.run(
        ["mvn", "-q", "-B", "-ntp", "-Pbenchmarks", "-pl", "checks/benchmarks", "-am", "package", "-DskipTests"],
        cwd=ROOT, check=True)


class Server:
    """One server process. Its standard input takes commands (see Control.java)."""

    def __init__(self, name: str, command: list = None, port: int = PORT, tls: bool = False, arguments: tuple = (),
                 jvm: list = None):
        """command: options of the JVM and a class; if there is none, those of SERVERS. arguments: the class's, behind the port.
        jvm: in place of those options that are the same for all."""
        self.name = name
        self.port = port
        self.tls = tls
        command = command or SERVERS[name]
        command = java_command(jvm) + command[:-1] + class_path() + [command[-1], str(port), *arguments]
        self._start(command)

    def _start(self, command: list) -> None:
        """Starts the process, once more if it does not get its port: the system may not have it back yet."""
        for attempt in range(3):
            self.process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
            self.pid = self.process.pid
            patience = threading.Timer(30, self.process.kill)
            patience.start()
            try:
                self._read_until("ready")
                return
            except RuntimeError as error:
                print(f"{error}; tried again", flush=True)
            finally:
                patience.cancel()
                patience.join()
        raise RuntimeError(f"{self.name} does not start")

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, *_) -> None:
        self.process.kill()
        self.process.wait()

    def _read_until(self, word: str) -> None:
        for line in self.process.stdout:
            if line.strip() == word:
                return
        raise RuntimeError(f"{self.name} ended before it said {word!r}")

    def ask(self, command: str) -> str:
        self.process.stdin.write(command + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip()

    def _connect(self) -> socket.socket:
        connection = socket.create_connection(("127.0.0.1", self.port), 5)
        if self.tls:
            context = ssl.create_default_context()
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
            connection = context.wrap_socket(connection, server_hostname="localhost")
            if connection.version() != "TLSv1.3":
                raise RuntimeError(f"{self.name} speaks {connection.version()}")
        return connection

    def answer(self, question: bytes, ends: bytes = None) -> bytes:
        """Asks, and returns what is answered: up to `ends`, or to the end of the connection. At first it may not listen yet."""
        deadline = time.monotonic() + 10
        while True:
            try:
                with self._connect() as connection:
                    connection.sendall(question)
                    answer = b""
                    while part := connection.recv(65536):
                        answer += part
                        if ends and ends in answer:
                            break
                    return answer
            except OSError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.1)

    def check(self, question: bytes = GET, begins: bytes = b"HTTP/1.1 200 ", ends: bytes = b"Hello, world") -> None:
        """Makes sure that it is this server, and that it answers as all do."""
        answer = self.answer(question, ends)
        if not answer.startswith(begins) or ends not in answer:
            raise RuntimeError(f"{self.name} answered {answer!r}")

    def page(self, path: str, fields: tuple = ()) -> bytes:
        """Gets a page."""
        lines = [f"GET {path} HTTP/1.1", "Host: localhost", "Connection: close", *fields, "", ""]
        answer = self.answer("\r\n".join(lines).encode("ascii"))
        if not answer.startswith(b"HTTP/1.1 200 "):
            raise RuntimeError(f"{self.name} answered {answer[:1000]!r}")
        return answer.partition(b"\r\n\r\n")[2]

    def allocated_bytes(self) -> int:
        return int(self.ask("alloc"))

    def cpu_seconds(self) -> float:
        with open(f"/proc/{self.pid}/stat", encoding="ascii") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def rss_kib(self) -> int:
        return self._status("VmRSS")

    def peak_rss_kib(self) -> int:
        return self._status("VmHWM")

    def _status(self, field: str) -> int:
        with open(f"/proc/{self.pid}/status", encoding="ascii") as file:
            return int(re.search(field + r":\s+(\d+)", file.read()).group(1))


class Load:
    """One run of wrk against a server."""

    def __init__(self, seconds: float, connections: int, port: int = PORT, scheme: str = "http", fields: tuple = (),
                 path: str = "/"):
        command = ["wrk", "-t1", f"-c{connections}", f"-d{max(1, round(seconds))}s", "--latency"]
        for field in fields:
            command += ["-H", field]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        output = subprocess.run(
            command + [f"{scheme}://127.0.0.1:{port}{path}"], capture_output=True, text=True, check=True).stdout
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.cpu_seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        if "Non-2xx" in output:
            raise RuntimeError(output)
        self.requests = int(re.search(r"(\d+) requests in", output).group(1))
        self.requests_s = float(re.search(r"Requests/sec:\s+([\d.]+)", output).group(1))
        self.p50_us = _micros(re.search(r"(?m)^\s+50%\s+(\S+)", output).group(1))
        self.p99_us = _micros(re.search(r"(?m)^\s+99%\s+(\S+)", output).group(1))


def warm_up(seconds: float, connections: int, port: int = PORT, **load) -> None:
    """Loads a server in bursts of a second: connections that come and go are part of what has to be compiled. After one long
    burst the first close would throw compiled code away, and the measurement would begin with compiling it again."""
    for _ in range(max(1, round(seconds))):
        Load(1, connections, port, **load)


def chosen(names, choice: str) -> list:
    """Those of the names that an option chooses: all, if it is not there."""
    return [name for name in names if choice is None or name in choice.split(",")]


def in_rounds(names: list, options, measure) -> dict:
    """Measures each server once a round, and returns the samples of each."""
    samples = {name: [] for name in names}
    for index in range(options.rounds):
        for name in names:
            sample = measure(name, options)
            samples[name].append(sample)
            figures = "  ".join(f"{field} {figure:,.2f}" for field, figure in sample.items())
            print(f"round {index + 1}: {name:22} {figures}", flush=True)
    return samples


def medians(case: str, samples: dict) -> list:
    """One record a server."""
    records = []
    for name, rounds in samples.items():
        record = {"case": case, "server": name}
        for field in rounds[0]:
            record[field] = round(statistics.median(sample[field] for sample in rounds), 2)
        records.append(record)
    return records


def ratios(record: dict, records: list, fields: tuple) -> str:
    """Cells of a table: ours, in the fields given, relative to a record of the same case. Empty for ours."""
    ours = [other for other in records if other["case"] == record["case"] and other["server"] == "tornado"]
    if not ours or record is ours[0]:
        return " | ".join("" for _ in fields)
    return " | ".join(f"{ours[0][field] / record[field]:.2f}x" for field in fields)


def _micros(text: str) -> float:
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s|m)", text).groups()
    return float(number) * {"us": 1, "ms": 1e3, "s": 1e6, "m": 6e7}[unit]
