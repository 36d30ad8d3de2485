"""Entry: checks/conformance/run [options]. Sends every request to both, and fails unless all that differs is wanted."""

import argparse
import collections
import os
import sys

import cases
import difference
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
    with servers.python(folder, gettext) as theirs, servers.ours(folder, gettext, options.jdk_scheduler) as ours:
        return Comparison(folder, theirs, ours, options.show).run(chosen, options.only == "*")


class Comparison:
    def __init__(self, folder: str, theirs: servers.Side, ours: servers.Side, show: bool):
        self.folder = folder
        self.theirs = theirs
        self.ours = ours
        self.show = show
        self.departures = Departures(os.path.join(servers.MODULE, "departures.txt"))
        self.counts = collections.defaultdict(collections.Counter)
        self.unwanted = []

    def run(self, chosen: list, all_of_them: bool) -> int:
        for case in chosen:
            self._compare(case)
        self._print_table()
        for case, line in self.unwanted:
            print(f"differs: {case}  {line}")
        gone = self.departures.gone() if all_of_them else []
        for line in gone:
            print(f"differs no longer, delete it from departures.txt: {line}")
        return 1 if self.unwanted or gone else 0

    def _compare(self, case: cases.Case) -> None:
        request = case.request(cases.Filling(self.folder, self._ask))
        theirs = wire.exchange(self.theirs.ports[case.server], request, case.answers, case.ends)
        ours = wire.exchange(self.ours.ports[case.server], request, case.answers, case.ends)
        if self.show:
            print(f"{case.name}\n  sent    {request!r}\n  Python  {theirs}\n  ours    {ours}")
        lines = difference.between(theirs, ours)
        unwanted = [line for line in lines if self.departures.name_of(case.name, line) is None]
        self.unwanted += [(case.name, line) for line in unwanted]
        verdict = "differ" if unwanted else "departures" if lines else "same"
        self.counts[case.name.partition("/")[0]][verdict] += 1

    def _ask(self, side: str, server: str, target: str, cookie: str) -> str:
        port = (self.theirs if side == "python" else self.ours).ports[server]
        fields = f"Host: localhost\r\nCookie: {cookie}\r\n" if cookie else "Host: localhost\r\n"
        outcome = wire.exchange(port, f"GET {target} HTTP/1.1\r\n{fields}\r\n".encode())
        return outcome.answers[0].body.decode("latin1")

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
