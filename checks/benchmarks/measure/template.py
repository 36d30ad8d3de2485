"""run template: pages a second that template engines render, each to a string, measured by JMH."""

import json
import os
import subprocess
import tempfile

from processes import chosen, class_path, in_rounds, java_command, medians, ratios

ENGINES = ("tornado", "pebble", "freemarker", "thymeleaf", "mustache", "jte")
CASES = ("stocks", "fortunes")
RATIOS = ("ops_s", "alloc_bytes")
# JMH reads fields by their addresses.
UNSAFE = "--sun-misc-unsafe-memory-access=allow"


def run_class(folder: str, *command: str, output=None) -> None:
    """Runs a main class, and those that JMH starts from it, with a folder for what they leave behind."""
    subprocess.run(
        java_command() + [UNSAFE, f"-Djava.io.tmpdir={folder}"] + class_path() + list(command), stdout=output, check=True)


def check() -> None:
    """Makes sure, in a process of its own, that all engines render the same."""
    with tempfile.TemporaryDirectory() as folder:
        run_class(folder, "tornado.benchmarks.template.SamePages")


def count(seconds: float) -> str:
    """How many iterations, of a second each."""
    return str(max(1, round(seconds)))


def measure_case(case: str):
    def measure(name: str, options) -> dict:
        with tempfile.TemporaryDirectory() as folder:
            file = os.path.join(folder, "result.json")
            run_class(
                folder, "org.openjdk.jmh.Main", "TemplateBenchmark", "-p", f"engine={name.upper()}", "-p", f"page={case.upper()}",
                "-f", "1", "-wi", count(options.warmup), "-w", "1", "-i", count(options.duration), "-r", "1",
                "-prof", "gc", "-foe", "true", "-rf", "json", "-rff", file, output=subprocess.DEVNULL)
            with open(file, encoding="utf-8") as results:
                result = json.load(results)[0]
        return {
            "ops_s": result["primaryMetric"]["score"],
            "alloc_bytes": result["secondaryMetrics"]["gc.alloc.rate.norm"]["score"],
        }

    return measure


def run(options) -> list:
    check()
    records = []
    for case in chosen(CASES, options.cases):
        print(f"\n{case}")
        records += medians(case, in_rounds(chosen(ENGINES, options.servers), options, measure_case(case)))
    print("\n| case | engine | pages/s | allocated B/page | our pages/s | our allocation |")
    print("|---|---|---|---|---|---|")
    for record in records:
        row = "| {case} | {server} | {ops_s:,.0f} | {alloc_bytes:,.0f} |"
        print(row.format(**record), ratios(record, records, RATIOS), "|")
    return records
