"""Entry: checks/conformance/run [options]. Sends every request to both, and fails unless all that differs is wanted."""

import argparse
import collections
import os
import sys

import cases
import difference
import fetches
import files
import servers
import wire
from departures import Departures, like


def main() -> int:
    parser = argparse.ArgumentParser(prog="checks/conformance/run")
    parser.add_argument("--only", default="*", metavar="CASES", help="names of cases, in which * stands for anything")
    parser.add_argument("--show", action="store_true", help="print what is sent and what comes back")
    parser.add_argument("--jdk-scheduler", action="store_true", help="our coroutines on the JDK's scheduler")
    parser.add_argument("--no-build", action="store_true", help="compare what was built before")
    options = parser.parse_args()
    if not options.no_build:
        servers.build()
    servers.install()
    folder = os.path.join(servers.TARGET, "files")
    files.make(os.path.join(servers.MODULE, "files"), folder)
    gettext = servers.gettext_folder()
    chosen = [case for case in cases.read_all(os.path.join(servers.MODULE, "cases")) if like(options.only, case.name)]
    report = Report()
    with servers.python(folder, gettext) as theirs, servers.ours(folder, gettext, options.jdk_scheduler) as ours:
        comparison = Servers(folder, theirs, ours)
        for case in chosen:
            report.add(case.name, *comparison.compare(case), options.show)
    compare_clients(options, report, folder)
    return report.print(options.only == "*")


def compare_clients(options: argparse.Namespace, report: "Report", folder: str) -> None:
    fill = cases.Filling(folder, None)
    chosen = [one for one in fetches.read(os.path.join(servers.MODULE, "cases", "client", "fetches.txt")) if like(options.only, one.name)]
    if not chosen:
        return
    python = [servers.PYTHON, os.path.join(servers.MODULE, "python", "fetch.py")]
    with fetches.Client(python) as theirs, fetches.Client(servers.program("Client", options.jdk_scheduler)) as ours:
        for one in chosen:
            left, right = theirs.fetch(one, fill), ours.fetch(one, fill)
            report.add(one.name, fetches.between(left, right), one.text, left, right, options.show)


class Servers:
    """Sends requests to both servers."""

    def __init__(self, folder: str, theirs: servers.Side, ours: servers.Side):
        self.folder = folder
        self.theirs = theirs
        self.ours = ours

    def compare(self, case: cases.Case) -> tuple:
        """Returns what differs, what was sent, and what both answered."""
        request = case.request(cases.Filling(self.folder, self._ask))
        theirs = wire.exchange(self.theirs.ports[case.server], request, case.answers, case.ends)
        ours = wire.exchange(self.ours.ports[case.server], request, case.answers, case.ends)
        return difference.between(theirs, ours), request, theirs, ours

    def _ask(self, side: str, server: str, target: str, cookie: str) -> str:
        port = (self.theirs if side == "python" else self.ours).ports[server]
        fields = f"Host: localhost\r\nCookie: {cookie}\r\n" if cookie else "Host: localhost\r\n"
        outcome = wire.exchange(port, f"GET {target} HTTP/1.1\r\n{fields}\r\n".encode())
        return outcome.answers[0].body.decode("latin1")


class Report:
    """What was found so far."""

    def __init__(self):
        self.departures = Departures(os.path.join(servers.MODULE, "departures.txt"))
        self.counts = collections.defaultdict(collections.Counter)
        self.unwanted = []

    def add(self, name: str, lines: list, sent: object, theirs: object, ours: object, show: bool) -> None:
        if show:
            print(f"{name}\n  sent    {sent!r}\n  Python  {theirs}\n  ours    {ours}")
        unwanted = [line for line in lines if self.departures.name_of(name, line) is None]
        self.unwanted += [(name, line) for line in unwanted]
        verdict = "differ" if unwanted else "departures" if lines else "same"
        self.counts[name.partition("/")[0]][verdict] += 1

    def print(self, all_of_them: bool) -> int:
        """Prints all of it, and returns whether that is a failure."""
        self._print_table()
        for case, line in self.unwanted:
            print(f"differs: {case}  {line}")
        gone = self.departures.gone() if all_of_them else []
        for line in gone:
            print(f"differs no longer, delete it from departures.txt: {line}")
        return 1 if self.unwanted or gone else 0

    def _print_table(self) -> None:
        verdicts = ("same", "departures", "differ")
        print(f"{'cases':12} {'requests':>10}" + "".join(f"{verdict:>12}" for verdict in verdicts))
        total = collections.Counter()
        for topic, counts in self.counts.items():
            total += counts
            self._print_row(topic, counts, verdicts)
        self._print_row("all", total, verdicts)

    @staticmethod
    def _print_row(name: str, counts: collections.Counter, verdicts: tuple) -> None:
        print(f"{name:12} {counts.total():10}" + "".join(f"{counts[verdict]:12}" for verdict in verdicts))


if __name__ == "__main__":
    sys.exit(main())
