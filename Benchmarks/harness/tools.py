"""The programs that are compared, and the check of what each one answers."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import List, Optional, Sequence

from .measure import Sample, WrongAnswer, run
from .reports import Report

BENCHMARKS = Path(__file__).resolve().parent.parent


def say(text: str) -> None:
    """Tells whoever waits what goes on."""
    print(text, file=sys.stderr, flush=True)


def build() -> Path:
    """Builds everything with optimization, and returns the folder of the programs."""
    swift = ["swift", "build", "-c", "release", "--package-path", str(BENCHMARKS)]
    if sys.platform != "darwin":
        # As scripts/demo builds it: one file, which starts sooner.
        swift.append("--static-swift-stdlib")
    products = (
        "make-reports", "parse-reports", "make-history", "read-history", "update-analysis", "evenkeel"
    )
    for product in products:
        say(f"building {product} with optimization ...")
        subprocess.run(swift + ["--product", product], check=True, stdout=sys.stderr)
    found = subprocess.run(swift + ["--show-bin-path"], check=True, stdout=subprocess.PIPE)
    return Path(found.stdout.decode().strip())


def find_xmllint() -> Optional[str]:
    """Finds libxml2's xmllint."""
    found = shutil.which("xmllint")
    if not found:
        say("NO xmllint: nothing is compared with it. Get it with: apt-get install libxml2-utils")
    return found


def install_codecov(folder: Path) -> Optional[str]:
    """Installs Codecov's parser from PyPI, and returns the Python that has it."""
    python = folder / "codecov" / "bin" / "python"
    try:
        subprocess.run(
            [sys.executable, "-m", "venv", folder / "codecov"], check=True, stdout=sys.stderr
        )
        subprocess.run(
            [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
             "--only-binary=:all:", "test-results-parser"],
            check=True,
            stdout=sys.stderr,
        )
    except (OSError, subprocess.CalledProcessError) as error:
        say(
            "NO test-results-parser: nothing is compared with Codecov's parser. It comes from "
            f"PyPI, which needs a network and Python's venv (apt: python3-venv). ({error})"
        )
        return None
    return str(python)


@dataclass
class Tools:
    """The programs, each as a function that runs it and checks its answer."""

    programs: Path
    xmllint_path: Optional[str]
    codecov_python: Optional[str]

    def versions(self) -> List[str]:
        """A line for each program that is there: which one it is."""
        commit = subprocess.run(
            ["git", "-C", str(BENCHMARKS), "describe", "--always", "--dirty"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False,
        ).stdout.decode().strip()
        swift = run(["swift", "--version"]).output.splitlines()[0]
        lines = [f"evenkeel at commit {commit or 'unknown'}, {swift}"]
        if self.xmllint_path:
            told = run([self.xmllint_path, "--version"])
            lines.append((told.errors + told.output).splitlines()[0])
        if self.codecov_python:
            code = "from importlib.metadata import version; print(version('test-results-parser'))"
            lines.append(f"test-results-parser {run([self.codecov_python, '-c', code]).output.strip()}")
        return lines

    def xmllint(self, report: Report, *options: str) -> Sample:
        """Reads a report with libxml2's pull reader; xmllint tells nothing but whether it could."""
        assert self.xmllint_path
        return run([self.xmllint_path, "--stream", "--noout", *options, str(report.path)])

    def codecov(self, report: Report, timed: str) -> Sample:
        """Parses a report with Codecov's parser.

        Python's start, and the check of the answer, are not in the time: it is that of `call`, or
        of `read_and_call`.
        """
        assert self.codecov_python
        script = BENCHMARKS / "harness" / "codecov_parser.py"
        sample = run([self.codecov_python, str(script), str(report.path)])
        answer = json.loads(sample.output)
        check(answer, report, sample)
        sample.wall, sample.cpu = answer[timed]
        return sample

    def parse(self, report: Report) -> Sample:
        """Parses a report with evenkeel's parser and looks at every value."""
        sample = self.try_parse(report, accepted=(0,))
        check(json.loads(sample.output), report, sample)
        return sample

    def try_parse(self, report: Report, accepted: Sequence[int]) -> Sample:
        """Parses a report, and leaves it to the caller to judge what came out."""
        return run([str(self.programs / "parse-reports"), *files(report)], accepted)

    def ingest(self, report: Report, database: Path, run_number: int) -> Sample:
        """Records a report in a history as a job run of its own."""
        sample = self.try_ingest(report, database, run_number, accepted=(0,))
        check(json.loads(sample.output), report, sample)
        return sample

    def try_ingest(
        self, report: Report, database: Path, run_number: int, accepted: Sequence[int]
    ) -> Sample:
        """Records a report, and leaves it to the caller to judge what became of it."""
        day, hour = divmod(run_number, 24)
        month, day = divmod(day, 28)
        return run(
            [
                str(self.programs / "evenkeel"), "ingest", str(report.path), "--json",
                "--db", str(database), "--repo", "acme/shop", "--branch", "main",
                "--default-branch", "main", "--commit", f"{run_number:040x}", "--job", "unit",
                "--pipeline", str(run_number),
                "--started-at", f"2026-{month + 1:02}-{day + 1:02}T{hour:02}:00:00Z",
            ],
            accepted,
        )


def files(report: Report) -> Sequence[str]:
    """The files of a report, in order."""
    if report.path.is_dir():
        return sorted(str(file) for file in report.path.iterdir())
    return [str(report.path)]


def check(answer: dict, report: Report, sample: Sample) -> None:
    """Raises `WrongAnswer` when an answer differs from what is in the report."""
    for name in ("cases", "failed", "skipped"):
        if answer[name] != getattr(report, name):
            raise WrongAnswer(
                f"{report.path.name} has {getattr(report, name)} {name}, not {answer[name]}: "
                f"{sample.output[:300]} {sample.errors[:300]}"
            )


def machine() -> str:
    """One line on where and with what the figures were measured."""
    model = "unknown CPU"
    try:
        for line in Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                model = line.split(":", 1)[1].strip()
                break
    except OSError:
        pass
    system = os.uname()
    return f"{os.cpu_count()} × {model}, {system.sysname} {system.release}"
