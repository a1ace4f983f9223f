"""Databases: made, copied, and weighed."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import List, Optional, Tuple

from .measure import Sample
from .reports import ReportMaker, remove
from .tools import Tools, say


@dataclass
class History:
    """A history that grows by job runs of the same tests."""

    maker: ReportMaker
    tools: Tools
    database: Path
    tests: int
    decimals: int
    samples: List[Sample] = field(default_factory=list)

    def grow(self, runs: int) -> None:
        """Ingests further job runs, each by a command of its own, until there are `runs`."""
        while len(self.samples) < runs:
            number = len(self.samples) + 1
            if number % 50 == 0:
                say(f"  job run {number} of {runs}")
            name = f"{self.database.stem}-{number}.xml"
            report = self.maker.pytest(name, self.tests, number, decimals=self.decimals)
            self.samples.append(self.tools.ingest(report, self.database, number))
            remove([report])


def settle(database: Path) -> int:
    """Folds the write-ahead log into a database, and returns the size of all its pages in bytes."""
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        return pages * connection.execute("PRAGMA page_size").fetchone()[0]


def largest_parts(database: Path) -> List[Tuple[str, int]]:
    """The tables and indexes with their bytes, where this Python's SQLite can tell them."""
    with closing(sqlite3.connect(database)) as connection:
        try:
            return connection.execute(
                "SELECT name, pgsize FROM dbstat WHERE aggregate = TRUE ORDER BY pgsize DESC LIMIT 6"
            ).fetchall()
        except sqlite3.Error:
            return []


def copy(database: Path, target: Path) -> None:
    """Makes `target` a copy of a database that is settled."""
    delete(target)
    shutil.copyfile(database, target)


def delete(database: Optional[Path]) -> None:
    """Deletes a database with what SQLite keeps beside it."""
    for ending in ("", "-wal", "-shm"):
        Path(f"{database}{ending}").unlink(missing_ok=True)
