"""Entry: checks/benchmarks/run VERB [options]. One module a verb; each has run(options) -> list of records."""

import argparse
import json
import sys

import client
import files
import idle
import loops
import server
import tcp
import template
import testing
import tls
import web
from processes import build, raise_file_limit, require_wrk

VERBS = {"server": server, "idle": idle, "tls": tls, "tcp": tcp, "loops": loops, "web": web, "files": files,
         "client": client, "testing": testing, "template": template}
# Those that bring their own load, or need none.
WITHOUT_WRK = {"client", "files", "tcp", "template", "testing"}


def main() -> int:
    parser = argparse.ArgumentParser(prog="checks/benchmarks/run")
    parser.add_argument("verb", choices=sorted(VERBS))
    parser.add_argument("--rounds", type=int, default=5, help="interleaved rounds (default 5)")
    parser.add_argument("--json", metavar="FILE", help="write the records as JSON")
    parser.add_argument("--servers", help="comma-separated names (default: all)")
    parser.add_argument("--cases", help="server, web, files, testing and template: comma-separated cases (default: all)")
    parser.add_argument("--warmup", type=float, default=5, help="seconds of load before the first measurement (default 5)")
    parser.add_argument("--duration", type=float, default=5, help="seconds measured a round (default 5)")
    parser.add_argument("--connections", type=int, help="idle: 10000; else 64")
    parser.add_argument("--no-build", action="store_true", help="measure what was built before")
    options = parser.parse_args()
    if options.verb not in WITHOUT_WRK:
        require_wrk()
    raise_file_limit()
    if not options.no_build:
        build()
    records = VERBS[options.verb].run(options)
    if options.json:
        with open(options.json, "w", encoding="utf-8") as file:
            json.dump(records, file, indent=1)
            file.write("\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
