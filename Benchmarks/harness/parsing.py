"""How fast reports are parsed, with every value looked at and nothing stored."""

from typing import Callable, Dict, List

from .benchmark import XMLLINT, Benchmark
from .markdown import Claim, at_most, below, missing
from .measure import Sample, interleaved
from .reports import Report, remove
from .tools import say

OURS = "evenkeel, parse only"
CODECOV = {
    "read_and_call": "Codecov's parser, file read first",
    "call": "Codecov's parser, the call alone",
}


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
        for timed, name in CODECOV.items():
            programs[name] = lambda timed=timed: tools.codecov(report, timed)
    say(f"parse: {report.path.name}, {report.size / 1e6:.0f} MB, {report.cases} cases")
    for program in programs.values():
        program()
    figures = interleaved(benchmark.runs, programs)
    benchmark.show_speeds(f"Parse only: {report.path.name}", report, figures)
    claims = []
    for name, claim in ((XMLLINT, at_most), *((name, below) for name in CODECOV.values())):
        text = f"parse {report.path.name}: time against {name}"
        claims.append(
            claim(text, figures[OURS].wall / figures[name].wall, 1, " ×")
            if name in figures else missing(text, "it is not there")
        )
    return claims
