"""How fast a suite is split by a history, as a whole process, beside pytest-split's allocator."""

import json
import subprocess
import sys
from pathlib import Path
from typing import List, Optional

from .benchmark import Benchmark
from .history import delete, settle
from .markdown import Claim, at_most, missing, table
from .measure import Figures, WrongAnswer, interleaved, run
from .tools import BENCHMARKS, say

# When the histories of make-history end.
AS_OF = "2026-11-01"


def split(benchmark: Benchmark) -> List[Claim]:
    """10,000 files over 32 nodes from 200 runs, and 1,000,000 over 1,000 from 10."""
    peer = install_pytest_split(benchmark.folder)
    small = measure(benchmark, tests=50_000, per_file=5, runs=200, nodes=32, peer=peer)
    # pytest-split's own loop is over nodes and items: a million over a thousand takes it minutes.
    large = measure(benchmark, tests=1_000_000, per_file=1, runs=10, nodes=1000, peer=None)
    rows = [row for each in (small, large) for row in rows_of(each)]
    head = ("", "median ms", "min–max ms", "CPU ms", "peak MB")
    benchmark.show("### Splitting, the whole process\n\n" + table(head, rows))
    claims = [
        at_most("split: 10,000 files over 32 nodes", small[0][1].wall * 1000, 25, " ms"),
        at_most("split: 1,000,000 files over 1,000 nodes", large[0][1].wall, 2, " s"),
    ]
    if peer:
        ratio = small[0][1].wall / small[1][1].wall
        claims.append(at_most("split: 10,000 files, × pytest-split's call alone", ratio, 1))
    else:
        claims.append(missing("split: 10,000 files, × pytest-split's call alone", "no pytest-split"))
    return claims


def measure(benchmark, tests: int, per_file: int, runs: int, nodes: int, peer: Optional[str]):
    """Makes a history, splits its files several times, and deletes it."""
    programs = benchmark.tools.programs
    database = benchmark.folder / "split.sqlite"
    tests = max(per_file, benchmark.maker.scaled(tests))
    say(f"split: {tests} tests, {per_file} a file, {runs} runs, {nodes} nodes")
    try:
        run(
            [
                str(programs / "make-history"), str(database), "--tests", str(tests),
                "--tests-per-file", str(per_file), "--job-runs", str(runs),
            ]
        )
        settle(database)
        names = benchmark.folder / "names.txt"
        files = write_names(names, tests, per_file)
        command = [
            str(programs / "evenkeel"), "tests", "split", str(names), "--split-by", "timings",
            "--db", str(database), "--as-of", AS_OF, "--total", str(nodes), "--index",
        ]
        check(command, files, nodes)
        title = f"{len(files):,} files over {nodes:,} nodes"
        programs_in_turn = {f"evenkeel, {title}": lambda: run(command + ["0"])}
        if peer:
            durations = benchmark.folder / ".test_durations"
            durations.write_text(json.dumps({name: 1 + number % 97 / 10 for number, name in enumerate(files)}))
            programs_in_turn[f"pytest-split least_duration, the call alone, {title}"] = (
                lambda: least_duration(peer, durations, nodes)
            )
        return list(interleaved(benchmark.runs, programs_in_turn).items())
    finally:
        delete(database)


def write_names(path: Path, tests: int, per_file: int) -> List[str]:
    """The files that make-history writes, each once."""
    folder = max(1, tests // 200)
    files = [
        f"tests/area{number * per_file // folder}/test_{number}.py"
        for number in range((tests + per_file - 1) // per_file)
    ]
    path.write_text("\n".join(files) + "\n")
    return files


def check(command: List[str], files: List[str], nodes: int) -> None:
    """Raises `WrongAnswer` when the nodes together do not have each file once, by its timings."""
    parts = [run(command + [str(node)]) for node in range(min(nodes, 32))]
    if "timings cover" not in parts[0].errors:
        raise WrongAnswer(f"the timings were not found: {parts[0].errors}")
    names = [name for part in parts for name in part.output.splitlines()]
    if len(set(names)) != len(names) or not set(names) <= set(files):
        raise WrongAnswer("a file is on two nodes, or nobody asked for it")
    if nodes <= 32 and len(names) != len(files):
        raise WrongAnswer(f"{len(files) - len(names)} files are on no node")


def install_pytest_split(folder: Path) -> Optional[str]:
    """Installs pytest-split from PyPI, and returns the Python that has it."""
    python = folder / "pytest-split" / "bin" / "python"
    try:
        subprocess.run(
            [sys.executable, "-m", "venv", folder / "pytest-split"], check=True, stdout=sys.stderr
        )
        subprocess.run(
            [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
             "pytest-split"],
            check=True,
            stdout=sys.stderr,
        )
    except (OSError, subprocess.CalledProcessError) as error:
        say(f"NO pytest-split: nothing is compared with it; it comes from PyPI. ({error})")
        return None
    return str(python)


def least_duration(python: str, durations: Path, nodes: int):
    """Splits by pytest-split's allocator; neither Python's start nor pytest's collection counts."""
    script = BENCHMARKS / "harness" / "pytest_split_call.py"
    sample = run([python, str(script), str(durations), str(nodes)])
    sample.wall = sample.cpu = json.loads(sample.output)["seconds"]
    return sample


def rows_of(figures) -> List[List[str]]:
    return [
        [
            name,
            f"{each.wall * 1000:,.1f}",
            f"{each.fastest * 1000:,.1f}–{each.slowest * 1000:,.1f}",
            f"{each.cpu * 1000:,.1f}",
            f"{each.peak_mb:.0f}",
        ]
        for name, each in figures
    ]
