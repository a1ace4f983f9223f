"""How much memory everything takes that might take much."""

import json
from typing import Callable, Dict, List, Tuple

from .benchmark import Benchmark
from .history import delete
from .markdown import Claim, at_most, missing, table
from .measure import Sample, interleaved
from .reports import Report, ReportMaker, remove
from .tools import check, say

# What is in these need not come out whole, if memory holds: cases that nothing tells apart, and a
# tag beyond any limit.
UNCLEAR = {"one name for all cases", "one 100 MB attribute"}


def inputs(maker: ReportMaker, with_huge: bool) -> Dict[str, Callable[[str], Report]]:
    """What is read, by what it is; made when it is needed, because it fills the disk."""
    million = maker.scaled(1_000_000)
    text = maker.scaled(100_000_000)
    files = maker.scaled(2000)
    found: Dict[str, Callable[[str], Report]] = {
        "traces": maker.traces,
        "one suite of 1,000,000 cases": lambda name: maker.make(name, million),
        "one pytest suite of 1,000,000 cases": lambda name: maker.pytest(name, million, 1),
        "2,000 files": lambda name: maker.make(name, files * 500, files, files=files),
        "200,000 different failures": lambda name: maker.make(
            name, maker.scaled(200_000), maker.scaled(200), failing=1000, skipped=0
        ),
        "one 100 MB text": lambda name: maker.make(
            name, 1, failing=1000, skipped=0, shortest=text, longest=text
        ),
        "one name for all cases": lambda name: maker.make(name, million, shape="alike"),
        "one 100 MB attribute": lambda name: maker.make(
            name, 1, shape="messages", failing=1000, skipped=0, shortest=text, longest=text
        ),
    }
    if with_huge:
        found["a 2 GB file"] = lambda name: maker.traces(name, times=20)
    return found


def memory(benchmark: Benchmark) -> List[Claim]:
    """Peak memory of a first ingest and of parsing alone."""
    rows: List[List[str]] = []
    claims: List[Claim] = []
    for name, make in inputs(benchmark.maker, benchmark.with_huge).items():
        report = make(f"memory-{len(rows)}.xml")
        say(f"memory: {name}, {report.size / 1e6:.0f} MB")
        row, claim = memory_of(benchmark, name, report)
        rows.append(row)
        claims.append(claim)
        remove([report])
    if not benchmark.with_huge:
        claims.append(missing("memory: a 2 GB file", "--huge was not given"))
    benchmark.show(
        f"### Peak memory, the highest of {min(3, benchmark.runs)} runs\n\n"
        + table(("", "MB in", "cases", "kept", "ingest MB", "parse only MB", "ingest s"), rows)
    )
    return claims


def memory_of(benchmark: Benchmark, name: str, report: Report) -> Tuple[List[str], Claim]:
    tools, database = benchmark.tools, benchmark.database
    is_clear = name not in UNCLEAR
    kept = 0

    def ingest() -> Sample:
        nonlocal kept
        delete(database)
        sample = tools.try_ingest(report, database, 1, (0,) if is_clear else (0, 1, 65))
        answer = json.loads(sample.output)
        if is_clear:
            check(answer, report, sample)
        kept = answer["cases"]
        return sample

    def parse() -> Sample:
        return tools.parse(report) if is_clear else tools.try_parse(report, (0, 1))

    figures = interleaved(min(3, benchmark.runs), {"ingest": ingest, "parse": parse})
    delete(database)
    row = [
        name,
        f"{report.size / 1e6:,.0f}",
        f"{report.cases:,}",
        f"{kept:,}",
        f"{figures['ingest'].peak_mb:.0f}",
        f"{figures['parse'].peak_mb:.0f}",
        f"{figures['ingest'].wall:.2f}",
    ]
    highest = max(each.peak_mb for each in figures.values())
    return row, at_most(f"memory: {name}", highest, 150, " MB")
