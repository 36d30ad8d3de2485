"""The two sides: how they are built, started and ended."""

import glob
import os
import re
import subprocess
import sys
import threading

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", "..", ".."))
MODULE = os.path.join(ROOT, "checks", "conformance")
TARGET = os.path.join(MODULE, "target")
VENV = os.path.join(TARGET, "venv")
PYTHON = os.path.join(VENV, "bin", "python")
OPEN = ["--add-opens", "java.base/java.lang=ALL-UNNAMED"]
PATIENCE = 30


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


def build() -> None:
    subprocess.run(
        ["mvn", "-q", "-B", "-ntp", "-Pconformance", "-pl", "checks/conformance", "-am", "package", "-DskipTests"],
        cwd=ROOT, check=True)


def install() -> None:
    """Makes Python's environment, with Tornado in it, unless there is one with what is asked for."""
    if not os.path.exists(PYTHON):
        subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
    requirements = os.path.join(MODULE, "python", "requirements.txt")
    stamp = os.path.join(VENV, "requirements.txt")
    with open(requirements, encoding="ascii") as file:
        wanted = file.read()
    if os.path.exists(stamp):
        with open(stamp, encoding="ascii") as file:
            if file.read() == wanted:
                return
    subprocess.run([PYTHON, "-m", "pip", "install", "-q", "-r", requirements], check=True)
    with open(stamp, "w", encoding="ascii") as file:
        file.write(wanted)


def gettext_folder() -> str:
    """The translations of Tornado's own tests, which come with it."""
    return subprocess.run(
        [PYTHON, "-c", "import os, tornado.test as t; print(os.path.join(os.path.dirname(t.__file__), 'gettext_translations'))"],
        check=True, capture_output=True, text=True).stdout.strip()


class Side:
    """The servers of one side, by name."""

    def __init__(self, commands: list):
        self.ports = {}
        self.processes = [self._start(command) for command in commands]

    def _start(self, command: list) -> subprocess.Popen:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
        patience = threading.Timer(PATIENCE, process.kill)
        patience.start()
        for line in process.stdout:
            if line.strip() == "ready":
                patience.cancel()
                return process
            name, port = line.split()
            self.ports[name] = int(port)
        raise RuntimeError(f"ended before it was ready: {' '.join(command)}")

    def __enter__(self) -> "Side":
        return self

    def __exit__(self, *_) -> None:
        for process in self.processes:
            process.kill()
            process.wait()


def python(files: str, gettext: str) -> Side:
    app = [PYTHON, os.path.join(MODULE, "python", "app.py"), files]
    return Side([app, app + [gettext]])


def ours(files: str, gettext: str, jdk_scheduler: bool) -> Side:
    return Side([program("App", jdk_scheduler) + [files, gettext]])


def program(name: str, jdk_scheduler: bool) -> list:
    """How a class of ours is run."""
    class_path = os.path.join(TARGET, "classes") + ":" + os.path.join(TARGET, "lib", "*")
    flags = [] if jdk_scheduler else OPEN
    return [java(), *flags, "-cp", class_path, "tornado.conformance." + name]
