"""Server processes: how each is started, watched and ended."""

import glob
import os
import re
import resource
import shutil
import socket
import subprocess
import sys
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


def build() -> None:
    subprocess.run(
        ["mvn", "-q", "-B", "-ntp", "-Pbenchmarks", "-pl", "checks/benchmarks", "-am", "package", "-DskipTests"],
        cwd=ROOT, check=True)


class Server:
    """One server process. Its standard input takes commands (see Control.java)."""

    def __init__(self, name: str, port: int = PORT):
        self.name = name
        self.port = port
        path = os.path.join(MODULE, "target", "classes") + ":" + os.path.join(MODULE, "target", "lib", "*")
        arguments = SERVERS[name]
        command = [java()] + JVM + arguments[:-1] + ["-cp", path, arguments[-1], str(port)]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self._read_until("ready")
        self.check()

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

    def check(self) -> None:
        """Makes sure that it is this server, and that it answers as all do."""
        deadline = time.monotonic() + 10
        while True:
            try:
                with socket.create_connection(("127.0.0.1", self.port), 5) as connection:
                    connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                    answer = b""
                    while part := connection.recv(65536):
                        answer += part
                        if b"Hello, world" in answer:
                            break
                break
            except OSError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.1)
        if not answer.startswith(b"HTTP/1.1 200 ") or b"Hello, world" not in answer:
            raise RuntimeError(f"{self.name} answered {answer!r}")

    def cpu_seconds(self) -> float:
        with open(f"/proc/{self.process.pid}/stat", encoding="ascii") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def rss_kib(self) -> int:
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as file:
            return int(re.search(r"VmRSS:\s+(\d+)", file.read()).group(1))


class Load:
    """One run of wrk against a server."""

    def __init__(self, seconds: float, connections: int, port: int = PORT):
        output = subprocess.run(
            ["wrk", "-t1", f"-c{connections}", f"-d{max(1, round(seconds))}s", "--latency", f"http://127.0.0.1:{port}/"],
            capture_output=True, text=True, check=True).stdout
        if "Non-2xx" in output:
            raise RuntimeError(output)
        self.requests = int(re.search(r"(\d+) requests in", output).group(1))
        self.rps = float(re.search(r"Requests/sec:\s+([\d.]+)", output).group(1))
        self.p50_us = _micros(re.search(r"(?m)^\s+50%\s+(\S+)", output).group(1))
        self.p99_us = _micros(re.search(r"(?m)^\s+99%\s+(\S+)", output).group(1))


def warm_up(seconds: float, connections: int, port: int = PORT) -> None:
    """Loads a server in bursts of a second: connections that come and go are part of what has to be compiled. After one long
    burst the first close would throw compiled code away, and the measurement would begin with compiling it again."""
    for _ in range(max(1, round(seconds))):
        Load(1, connections, port)


def _micros(text: str) -> float:
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s|m)", text).groups()
    return float(number) * {"us": 1, "ms": 1e3, "s": 1e6, "m": 6e7}[unit]
