"""What every section of the benchmark is given."""

from dataclasses import dataclass
from pathlib import Path
from typing import Callable, Dict, Optional

from .markdown import SPEED_HEAD, speed_row, table
from .measure import Figures
from .reports import Report, ReportMaker
from .tools import Tools

XMLLINT = "xmllint --stream --noout"


@dataclass
class Benchmark:
    """Where, with what and how often to measure."""

    tools: Tools
    maker: ReportMaker
    folder: Path
    runs: int
    with_huge: bool
    show: Callable[[str], None]

    @property
    def database(self) -> Path:
        return self.folder / "history.sqlite"

    def show_speeds(self, title: str, report: Report, figures: Dict[str, Figures]) -> None:
        """Prints a row a program; all read the same bytes."""
        xmllint: Optional[Figures] = figures.get(XMLLINT)
        rows = [
            speed_row(name, each, report.size, report.cases, xmllint)
            for name, each in figures.items()
        ]
        self.show(
            f"### {title} ({report.size / 1e6:,.1f} MB, {report.cases:,} cases)\n\n"
            + table(SPEED_HEAD, rows)
        )
