"""run testing: what tests of users take, run by JUnit in a JVM of their own."""

import statistics
import subprocess

from processes import OPEN, class_path, java_command

# The runs of each that only warm the JVM up.
WARM_UP = {"round-trip": 500, "sleeps": 10}


def measure(case: str) -> dict:
    command = java_command() + OPEN + class_path() + ["tornado.benchmarks.TestingRun", case]
    output = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
    millis = [int(line) / 1e6 for line in output.split()][WARM_UP[case]:]
    return {"case": case, "median_ms": statistics.median(millis), "p99_ms": sorted(millis)[len(millis) * 99 // 100]}


def run(options) -> list:
    cases = [case for case in WARM_UP if not options.cases or case in options.cases.split(",")]
    records = []
    print("| case | median ms | p99 ms |")
    print("|---|---|---|")
    for case in cases:
        rounds = [measure(case) for _ in range(options.rounds)]
        record = {"case": case, "server": "tornado"}
        for key in ("median_ms", "p99_ms"):
            record[key] = statistics.median(each[key] for each in rounds)
        records.append(record)
        print("| {case} | {median_ms:.2f} | {p99_ms:.2f} |".format(**record))
    return records
