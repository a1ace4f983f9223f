"""What is printed: tables of figures, and which bars hold."""

from dataclasses import dataclass
from typing import List, Optional, Sequence

from .measure import Figures


@dataclass
class Claim:
    """A bar, what was measured against it, and whether it holds; None when it was not measured."""

    text: str
    bar: str
    measured: str
    holds: Optional[bool]
    is_wrong: bool = False


def at_most(text: str, value: float, bar: float, unit: str = "") -> Claim:
    return Claim(text, f"≤ {bar:g}{unit}", f"{value:.2f}{unit}", value <= bar)


def below(text: str, value: float, bar: float, unit: str = "") -> Claim:
    return Claim(text, f"< {bar:g}{unit}", f"{value:.2f}{unit}", value < bar)


def at_least(text: str, value: float, bar: float, unit: str = "") -> Claim:
    return Claim(text, f"≥ {bar:g}{unit}", f"{value:.2f}{unit}", value >= bar)


def missing(text: str, reason: str) -> Claim:
    return Claim(text, "", f"not measured: {reason}", None)


def wrong(text: str, reason: str) -> Claim:
    return Claim(text, "right answers", reason.replace("\n", " ").replace("|", "/")[:200], False, True)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table whose first column is text and whose other columns are numbers."""
    lines = ["| " + " | ".join(head) + " |"]
    lines.append("|---" + "|---:" * (len(head) - 1) + "|")
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


SPEED_HEAD = (
    "", "median s", "min–max s", "CPU s", "CPU/wall", "MB/s", "cases/s", "peak MB", "× xmllint"
)


def speed_row(
    name: str, figures: Figures, size: int, cases: int, xmllint: Optional[Figures]
) -> List[str]:
    return [
        name,
        f"{figures.wall:.3f}",
        f"{figures.fastest:.3f}–{figures.slowest:.3f}",
        f"{figures.cpu:.3f}",
        f"{figures.cores:.2f}",
        f"{size / 1e6 / figures.wall:.0f}",
        f"{cases / figures.wall:,.0f}",
        f"{figures.peak_mb:.0f}",
        f"{figures.wall / xmllint.wall:.2f}" if xmllint else "–",
    ]


def claims_table(claims: Sequence[Claim]) -> str:
    words = {True: "yes", False: "**NO**", None: "–"}
    return table(
        ("bar", "wanted", "measured", "holds"),
        [(claim.text, claim.bar, claim.measured, words[claim.holds]) for claim in claims],
    )
