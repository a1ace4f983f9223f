"""Makes a history of 5,000 tests of which 500 flake: the largest page that a browser has to open."""

import json
import os
import sys
from datetime import datetime, timedelta, timezone

TESTS, FLAKY, PIPELINES = 5000, 500, 80
START = datetime(2026, 10, 19, tzinfo=timezone.utc)


def flakes(test, pipeline):
    # Multiplied by a prime, so that the tests of a file do not flake together.
    return test < FLAKY and (test * 7919 + pipeline * 104729) % 97 < 8


def case(test, failed):
    failure = "<failure message='expected 200, got 503 after 30 s'/>" if failed else ""
    return (
        f"<testcase classname='shop.area_{test % 40}.test_number_{test % 400}'"
        f" name='test_number_{test}_of_a_large_suite_of_tests'"
        f" file='shop/area_{test % 40}/test_number_{test % 400}.py' time='0.2'>{failure}</testcase>"
    )


def write(folder):
    """Writes runs.jsonl and its reports into a folder."""
    with open(os.path.join(folder, "runs.jsonl"), "w", encoding="utf-8") as manifest:
        for pipeline in range(PIPELINES):
            failing = [test for test in range(FLAKY) if flakes(test, pipeline)]
            for attempt, tests in ((1, range(TESTS)), (2, failing)):
                name = f"{pipeline}-{attempt}.xml"
                cases = "".join(case(test, attempt == 1 and flakes(test, pipeline)) for test in tests)
                with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                    file.write(f"<testsuite name='shop'>{cases}</testsuite>")
                begun = START + timedelta(hours=8 * pipeline, minutes=30 * attempt)
                run = {
                    "files": [name],
                    "repo": "acme/shop",
                    "branch": "main",
                    "default_branch": "main",
                    "commit": f"{pipeline:040x}",
                    "pipeline": str(pipeline),
                    "job": "unit",
                    "attempt": attempt,
                    "started_at": begun.isoformat().replace("+00:00", "Z"),
                    "duration": 1000 if attempt == 1 else 30,
                    "status": "failed" if attempt == 1 else "success",
                    "url": f"https://ci.example/acme/shop/{pipeline}/{attempt}",
                }
                manifest.write(json.dumps(run) + "\n")


if __name__ == "__main__":
    write(sys.argv[1])
