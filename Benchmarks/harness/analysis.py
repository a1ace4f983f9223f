"""How fast a large history is read and analyzed, and how that grows with it."""

import json
import statistics
from dataclasses import dataclass, field
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
    updates: List[float] = field(default_factory=list)


def analysis(benchmark: Benchmark) -> List[Claim]:
    """The analysis of 10 million results, and of 100 million with --huge."""
    small = analyze(benchmark, 200, with_updates=True)
    all_of_it = [small]
    claims = [
        at_most("analysis: 10,000,000 results, reading", small.figures["read-history"].wall, 1, " s"),
        at_most("analysis: 10,000,000 results", small.figures["evenkeel flaky"].wall, 3, " s"),
        at_most(
            "analysis: 10,000,000 results, peak", small.figures["evenkeel flaky"].peak_mb, 300, " MB"
        ),
        at_most(
            "analysis: 10,000,000 results, one job run more",
            statistics.median(small.updates) * 1000, 100, " ms",
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


def analyze(benchmark: Benchmark, job_runs: int, with_updates: bool = False) -> Analysis:
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
        updates = measure_updates(benchmark, database) if with_updates else []
        return Analysis(tests * job_runs, megabytes, truth, told, figures, updates)
    finally:
        delete(database)


def measure_updates(benchmark: Benchmark, database: Path) -> List[float]:
    """The seconds of each update with one job run more, reading included, over several processes."""
    seconds: List[float] = []
    for _ in range(benchmark.runs):
        command = [str(benchmark.tools.programs / "update-analysis"), str(database)]
        told = json.loads(run(command).output)
        listed = (told["listed"], told["listed_by_a_complete_analysis"], told["listed_by_both"])
        if len(set(listed)) > 1 or told["is_stale"]:
            raise WrongAnswer(f"{database.name} was updated to another list: {told}")
        seconds += told["updates"]
    return seconds


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
        + "".join(updates_line(each) for each in analyses if each.updates)
    )


def updates_line(each: Analysis) -> str:
    return (
        f"\nAn update with one job run more, {each.results:,} results, reading included: "
        f"{statistics.median(each.updates):.3f} s, {min(each.updates):.3f} to "
        f"{max(each.updates):.3f} s (median and range of {len(each.updates)}).\n"
    )
