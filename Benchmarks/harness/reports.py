"""The reports that are read: made by `make-reports`, the same bytes every time."""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import List

from .measure import run


@dataclass
class Report:
    """A report or a folder of reports, and what is in it."""

    path: Path
    size: int
    cases: int
    failed: int
    skipped: int


@dataclass
class ReportMaker:
    """Makes reports in a folder, some share of the full size."""

    program: Path
    folder: Path
    scale: float

    def scaled(self, number: int) -> int:
        return max(10, round(number * self.scale))

    def make(
        self, name: str, cases: int, suites: int = 1, files: int = 1, **options: object
    ) -> Report:
        path = self.folder / name
        if files > 1:
            path.mkdir(exist_ok=True)
        command = [str(self.program), str(path), f"--cases={cases}", f"--suites={suites}"]
        command += [f"--files={files}"]
        command += [f"--{option}={value}" for option, value in options.items()]
        truth = json.loads(run(command).output)
        os.sync()
        return Report(path, truth["bytes"], truth["cases"], truth["failed"], truth["skipped"])

    def traces(self, name: str = "traces.xml", times: int = 1) -> Report:
        """100 suites' worth of cases a 5 MB, a seventh of which has a text of 2 to 5 kB."""
        suites = self.scaled(1910 * times)
        return self.make(
            name, suites * 100, suites, failing=50, printing=86, shortest=2000, longest=5000
        )

    def bare(self) -> Report:
        """Cases without a body, 134 bytes each."""
        suites = self.scaled(7482)
        return self.make("bare.xml", suites * 100, suites, failing=0, skipped=0)

    def pytest(self, name: str, cases: int, run_number: int, **options: object) -> Report:
        """One suite, as pytest writes it: the same tests in every run."""
        return self.make(name, cases, shape="pytest", run=run_number, **options)


def remove(reports: List[Report]) -> None:
    """Deletes reports that are not needed any more."""
    for report in reports:
        if report.path.is_dir():
            for file in report.path.iterdir():
                file.unlink()
            report.path.rmdir()
        else:
            report.path.unlink()
