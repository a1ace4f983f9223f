"""How a history does that has many job runs: the time of one more, and its size."""

import os
import statistics
from pathlib import Path
from typing import List

from .benchmark import Benchmark
from .history import History, copy, delete, largest_parts, settle
from .markdown import Claim, at_most, table
from .measure import Sample, interleaved
from .reports import remove
from .tools import say


def growth_and_size(benchmark: Benchmark, sections: List[str]) -> List[Claim]:
    """The hundredth ingest beside the first, and the bytes of a result; they share a history."""
    claims: List[Claim] = []
    wide = History(
        benchmark.maker, benchmark.tools, benchmark.folder / "wide.sqlite",
        tests=benchmark.maker.scaled(100_000), decimals=3,
    )
    if "growth" in sections:
        claims += growth(benchmark, wide)
    if "size" in sections:
        say(f"size: {wide.tests} tests, 100 job runs")
        wide.grow(100)
        narrow = History(
            benchmark.maker, benchmark.tools, benchmark.folder / "narrow.sqlite",
            tests=benchmark.maker.scaled(20_000), decimals=6,
        )
        say(f"size: {narrow.tests} tests, 500 job runs")
        narrow.grow(500)
        claims += size(benchmark, [wide, narrow])
        delete(narrow.database)
    delete(wide.database)
    return claims


def growth(benchmark: Benchmark, history: History) -> List[Claim]:
    tools, database = benchmark.tools, benchmark.database
    short = benchmark.folder / "short.sqlite"
    say(f"growth: {history.tests} tests, 99 job runs")
    history.grow(1)
    settle(history.database)
    copy(history.database, short)
    history.grow(99)
    settle(history.database)
    report = benchmark.maker.pytest("run-100.xml", history.tests, 100)

    def ingest_after(template: Path) -> Sample:
        copy(template, database)
        os.sync()
        return tools.ingest(report, database, 100)

    figures = interleaved(
        benchmark.runs,
        {
            "ingest after 1 job run": lambda: ingest_after(short),
            "ingest after 99 job runs": lambda: ingest_after(history.database),
        },
    )
    walls = [sample.wall for sample in history.samples]
    series = ", ".join(
        f"{low}–{high}: {statistics.median(walls[low - 1:high]):.3f} s"
        for low, high in ((1, 1), (2, 6), (23, 27), (48, 52), (73, 77), (95, 99))
    )
    benchmark.show_speeds("Growth: the same report into two histories", report, figures)
    benchmark.show(f"Job runs while the history grew, medians: {series}.\n")
    remove([report])
    delete(short)
    delete(database)
    slowdown = figures["ingest after 99 job runs"].wall / figures["ingest after 1 job run"].wall
    return [at_most("growth: time of the hundredth ingest against the first's", slowdown, 1.2, " ×")]


def size(benchmark: Benchmark, histories: List[History]) -> List[Claim]:
    rows, claims, parts = [], [], []
    for history in histories:
        results = history.tests * len(history.samples)
        total = settle(history.database)
        shape = f"{history.tests:,} tests × {len(history.samples)} job runs"
        rows.append(
            [shape, f"{results:,}", f"{total / 1e6:.1f}", f"{total / results:.2f}"]
        )
        named = ", ".join(
            f"{name} {part / results:.2f}" for name, part in largest_parts(history.database)
        )
        if named:
            parts.append(f"{shape}: {named}.")
        claims.append(at_most(f"size: {shape}, a result", total / results, 20, " bytes"))
    benchmark.show(
        "### Size: pages × page size after a checkpoint\n\n"
        + table(("", "results", "MB", "bytes a result"), rows)
        + ("\nBytes a result by table and index: " + " ".join(parts) + "\n" if parts else "")
    )
    return claims
