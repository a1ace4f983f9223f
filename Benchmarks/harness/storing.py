"""How fast a report gets into a history."""

import os
from typing import Callable, Dict, List

from .benchmark import XMLLINT, Benchmark
from .history import copy, delete, settle
from .markdown import Claim, at_most, missing
from .measure import Sample, interleaved
from .reports import remove
from .tools import say


def store(benchmark: Benchmark) -> List[Claim]:
    """Parsing and storing one report, all of whose tests are new or known."""
    tools, database = benchmark.tools, benchmark.database
    known = benchmark.folder / "known.sqlite"
    cases = benchmark.maker.scaled(500_000)
    first = benchmark.maker.pytest("run-1.xml", cases, 1)
    report = benchmark.maker.pytest("run-2.xml", cases, 2)
    say(f"store: {report.size / 1e6:.0f} MB, {report.cases} cases")
    tools.ingest(first, known, 1)
    settle(known)

    def ingest_new() -> Sample:
        return tools.ingest(report, database, 2)

    def ingest_known() -> Sample:
        copy(known, database)
        os.sync()
        return tools.ingest(report, database, 2)

    programs: Dict[str, Callable[[], Sample]] = {}
    if tools.xmllint_path:
        programs[XMLLINT] = lambda: tools.xmllint(report)
    programs["evenkeel, parse only"] = lambda: tools.parse(report)
    programs["evenkeel ingest, all tests known"] = ingest_known
    programs["evenkeel ingest, all tests new"] = ingest_new
    figures = interleaved(benchmark.runs, programs, lambda: delete(database))
    xmllint = figures.get(XMLLINT)
    benchmark.show_speeds("Parse and store: run-2.xml", report, figures)
    remove([first, report])
    delete(known)
    delete(database)
    claims = []
    for news, bar in (("known", 4), ("new", 8)):
        text = f"ingest {cases:,} {news} cases: time against xmllint's"
        ours = figures[f"evenkeel ingest, all tests {news}"].wall
        claims.append(
            at_most(text, ours / xmllint.wall, bar, " ×") if xmllint
            else missing(text, "no xmllint")
        )
    return claims
