"""How fast reports are parsed, with every value looked at and nothing stored."""

from typing import Callable, Dict, List

from .benchmark import XMLLINT, Benchmark
from .markdown import Claim, at_most, below, missing
from .measure import Sample, interleaved
from .reports import Report, remove
from .tools import say

OURS = "evenkeel, parse only"
CODECOV = "Codecov's parser (the call alone)"


def parse(benchmark: Benchmark) -> List[Claim]:
    """Parsing alone, beside xmllint and Codecov's parser."""
    claims = []
    for report in (benchmark.maker.traces(), benchmark.maker.bare()):
        claims += parse_one(benchmark, report)
        remove([report])
    return claims


def parse_one(benchmark: Benchmark, report: Report) -> List[Claim]:
    tools = benchmark.tools
    programs: Dict[str, Callable[[], Sample]] = {}
    if tools.xmllint_path:
        programs[XMLLINT] = lambda: tools.xmllint(report)
    programs[OURS] = lambda: tools.parse(report)
    if tools.codecov_python:
        programs[CODECOV] = lambda: tools.codecov(report)
    say(f"parse: {report.path.name}, {report.size / 1e6:.0f} MB, {report.cases} cases")
    for program in programs.values():
        program()
    figures = interleaved(benchmark.runs, programs)
    xmllint = figures.get(XMLLINT)
    codecov = figures.get(CODECOV)
    ours = figures[OURS].wall
    benchmark.show_speeds(f"Parse only: {report.path.name}", report, figures)
    against = f"parse {report.path.name}: time against"
    return [
        at_most(f"{against} xmllint's", ours / xmllint.wall, 1, " ×")
        if xmllint else missing(f"{against} xmllint's", "no xmllint"),
        below(f"{against} Codecov's", ours / codecov.wall, 1, " ×")
        if codecov else missing(f"{against} Codecov's", "no test-results-parser"),
    ]
