"""How fast a large history is read and analyzed, and how that grows with it."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, List

from .benchmark import Benchmark
from .history import delete, settle
from .markdown import Claim, at_most, missing, table
from .measure import Figures, WrongAnswer, interleaved, run
from .tools import say

# When the histories of make-history end.
AS_OF = "2026-11-01"
TESTS = 50_000


@dataclass
class Analysis:
    """A history, what is in it, and what looking at it took."""

    results: int
    megabytes: float
    truth: dict
    reading: dict
    figures: Dict[str, Figures]


def analysis(benchmark: Benchmark) -> List[Claim]:
    """The analysis of 10 million results, and of 100 million with --huge."""
    small = analyze(benchmark, 200)
    all_of_it = [small]
    claims = [
        at_most("analysis: 10,000,000 results, reading", small.figures["read-history"].wall, 1, " s"),
        at_most("analysis: 10,000,000 results", small.figures["evenkeel flaky"].wall, 3, " s"),
        at_most(
            "analysis: 10,000,000 results, peak", small.figures["evenkeel flaky"].peak_mb, 300, " MB"
        ),
    ]
    text = "analysis: 100,000,000 results, × the time per × the failures"
    if benchmark.with_huge:
        large = analyze(benchmark, 2000)
        all_of_it.append(large)
        slower = large.figures["evenkeel flaky"].wall / small.figures["evenkeel flaky"].wall
        claims.append(at_most(text, slower * small.truth["failed"] / large.truth["failed"], 1))
    else:
        claims.append(missing(text, "--huge was not given"))
    show(benchmark, all_of_it)
    return claims


def analyze(benchmark: Benchmark, job_runs: int) -> Analysis:
    """Makes a history, looks at it several times, and deletes it."""
    programs = benchmark.tools.programs
    database = benchmark.folder / "analysis.sqlite"
    tests = benchmark.maker.scaled(TESTS)
    say(f"analysis: {tests} tests, {job_runs} job runs")
    try:
        truth = json.loads(
            run(
                [
                    str(programs / "make-history"), str(database),
                    "--tests", str(tests), "--job-runs", str(job_runs),
                ]
            ).output
        )
        megabytes = settle(database) / 1e6
        reading = [str(programs / "read-history"), str(database)]
        flaky = [
            str(programs / "evenkeel"), "flaky", "--format", "json",
            "--db", str(database), "--as-of", AS_OF,
        ]
        check(database, truth, json.loads(run(flaky).output), json.loads(run(reading).output))
        figures = interleaved(
            benchmark.runs, {"read-history": lambda: run(reading), "evenkeel flaky": lambda: run(flaky)}
        )
        told = json.loads(figures["read-history"].samples[-1].output)
        return Analysis(tests * job_runs, megabytes, truth, told, figures)
    finally:
        delete(database)


def check(database: Path, truth: dict, answer: dict, reading: dict) -> None:
    """Raises `WrongAnswer` when the analysis or the reading missed something."""
    # The analysis has what the history has, and the run in which everything failed reaches all.
    told = (answer["job_runs"], reading["job_runs"], reading["tests"], reading["failing_tests"])
    there = (truth["job_runs"], truth["job_runs"], truth["tests"], truth["tests"])
    if told != there or reading["failing_runs"] != truth["failed"] or not answer["tests"]:
        raise WrongAnswer(f"{database.name} has {truth}, and was read as {told}: {reading}")


def show(benchmark: Benchmark, analyses: List[Analysis]) -> None:
    rows = []
    for each in analyses:
        for name, figures in each.figures.items():
            rows.append(
                [
                    f"{name}, {each.results:,} results",
                    f"{each.megabytes:,.0f}",
                    f"{each.truth['failed']:,}",
                    f"{figures.wall:.3f}",
                    f"{figures.fastest:.3f}–{figures.slowest:.3f}",
                    f"{figures.cpu:.3f}",
                    f"{figures.peak_mb:.0f}",
                ]
            )
    steps = [
        f"{each.results:,} results: failures {each.reading['seconds']['failures']:.3f} s, "
        f"passes of {each.reading['asked']:,} tests ({each.reading['runs_of_asked']:,} runs) "
        f"{each.reading['seconds']['passes']:.3f} s."
        for each in analyses
    ]
    head = ("", "MB", "failures", "median s", "min–max s", "CPU s", "peak MB")
    benchmark.show(
        f"### Analysis of {analyses[0].truth['tests']:,} tests from the database\n\n"
        + table(head, rows)
        + "\nReading alone, the last run: " + " ".join(steps) + "\n"
    )
