"""The differences that are wanted: reads ../departures.txt, whose form README.md tells."""

import re
from dataclasses import dataclass, field


@dataclass
class Pattern:
    cases: str
    difference: str
    found: int = 0

    def matches(self, case: str, difference: str) -> bool:
        return like(self.cases, case) and like(self.difference, difference)


@dataclass
class Departure:
    name: str
    why: str = ""
    where: str = ""
    patterns: list = field(default_factory=list)


def like(pattern: str, text: str) -> bool:
    """Whether a text is like a pattern, in which * stands for anything."""
    return re.fullmatch(".*".join(map(re.escape, pattern.split("*"))), text, re.S) is not None


class Departures:
    def __init__(self, path: str):
        self.all = []
        with open(path, encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                if line.strip() and not line.startswith("#"):
                    self._read(f"{path}:{number}", line.rstrip("\n"))
        for departure in self.all:
            if not departure.why or not departure.where or not departure.patterns:
                raise ValueError(f"{path}: {departure.name} needs why, where and a case")

    def _read(self, place: str, line: str) -> None:
        word, _, rest = line.strip().partition(" ")
        rest = rest.strip()
        if word == "==":
            self.all.append(Departure(rest))
        elif word in ("why", "where"):
            setattr(self.all[-1], word, rest)
        elif word == "case":
            cases, difference = rest.split(None, 1)
            self.all[-1].patterns.append(Pattern(cases, difference))
        else:
            raise ValueError(f"{place}: {line}")

    def name_of(self, case: str, difference: str) -> str | None:
        """The departure that wants a difference, which is noted; None if none does."""
        name = None
        for departure in self.all:
            for pattern in departure.patterns:
                if pattern.matches(case, difference):
                    pattern.found += 1
                    name = departure.name
        return name

    def gone(self) -> list:
        """Those that were not found, a line each."""
        return [f"{departure.name}: {pattern.cases}  {pattern.difference}"
                for departure in self.all for pattern in departure.patterns if not pattern.found]
