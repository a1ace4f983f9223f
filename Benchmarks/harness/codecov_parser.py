"""Parses one report with Codecov's parser; runs in the environment that has it."""

import json
import sys
import time

import test_results_parser

with open(sys.argv[1], "rb") as file:
    report = file.read()
start = time.perf_counter()
cpu_start = time.process_time()
parsed = test_results_parser.parse_junit_xml(report)
seconds = time.perf_counter() - start
cpu_seconds = time.process_time() - cpu_start
outcomes = [str(testrun.outcome) for testrun in parsed.testruns]
print(
    json.dumps(
        {
            "cases": len(outcomes),
            "failed": outcomes.count("failure") + outcomes.count("error"),
            "skipped": outcomes.count("skip"),
            "seconds": seconds,
            "cpu_seconds": cpu_seconds,
        }
    )
)
