"""Parses one report with Codecov's parser; runs in the environment that has it."""

import json
import sys
import time

import test_results_parser


def now():
    return time.perf_counter(), time.process_time()


def since(start):
    return [end - begin for begin, end in zip(start, now())]


before_reading = now()
with open(sys.argv[1], "rb") as file:
    report = file.read()
before_call = now()
parsed = test_results_parser.parse_junit_xml(report)
call, read_and_call = since(before_call), since(before_reading)
outcomes = [str(testrun.outcome) for testrun in parsed.testruns]
print(
    json.dumps(
        {
            "cases": len(outcomes),
            "failed": outcomes.count("failure") + outcomes.count("error"),
            "skipped": outcomes.count("skip"),
            "call": call,
            "read_and_call": read_and_call,
        }
    )
)
