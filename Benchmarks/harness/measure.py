"""Runs programs one at a time, and measures what each took."""

import os
import signal
import statistics
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass
from typing import Callable, Dict, List, Optional, Sequence

# Beyond this a program is taken to hang.
LIMIT_SECONDS = 1800


class WrongAnswer(Exception):
    """A program failed, or did not find what is in its input; no figure of it counts."""


@dataclass
class Sample:
    """What one run of a program took, and what it printed."""

    wall: float
    cpu: float
    peak_mb: float
    status: int
    output: str
    errors: str


@dataclass
class Figures:
    """What several runs of one program took."""

    samples: List[Sample]

    @property
    def wall(self) -> float:
        return statistics.median(sample.wall for sample in self.samples)

    @property
    def fastest(self) -> float:
        return min(sample.wall for sample in self.samples)

    @property
    def slowest(self) -> float:
        return max(sample.wall for sample in self.samples)

    @property
    def cpu(self) -> float:
        return statistics.median(sample.cpu for sample in self.samples)

    @property
    def peak_mb(self) -> float:
        return max(sample.peak_mb for sample in self.samples)

    @property
    def cores(self) -> float:
        return statistics.median(sample.cpu / sample.wall for sample in self.samples)


def run(command: Sequence[str], accepted: Sequence[int] = (0,)) -> Sample:
    """Runs a program to its end; raises `WrongAnswer` when its status is not an accepted one."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        start = time.perf_counter()
        # No variable of the CI that runs this may describe the job runs that are ingested.
        child = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=errors,
            env={name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ},
        )
        watchdog = threading.Timer(LIMIT_SECONDS, os.kill, (child.pid, signal.SIGKILL))
        watchdog.start()
        try:
            _, status, usage = os.wait4(child.pid, 0)
        except BaseException:
            child.kill()
            raise
        finally:
            watchdog.cancel()
        wall = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        sample = Sample(
            wall=wall,
            cpu=usage.ru_utime + usage.ru_stime,
            peak_mb=usage.ru_maxrss * (1 if os.uname().sysname == "Darwin" else 1024) / 1e6,
            status=child.returncode,
            output=_text(output),
            errors=_text(errors),
        )
    if sample.status not in accepted:
        raise WrongAnswer(
            f"{' '.join(command)[:300]} ended with {sample.status}: {sample.errors[:500]}"
        )
    return sample


def _text(file) -> str:
    file.seek(0)
    return file.read(1 << 20).decode(errors="replace")


def interleaved(
    rounds: int,
    programs: Dict[str, Callable[[], Sample]],
    prepare: Optional[Callable[[], None]] = None,
) -> Dict[str, Figures]:
    """Runs every program once a round, so that a machine that gets slower does so for all."""
    figures: Dict[str, List[Sample]] = {name: [] for name in programs}
    for _ in range(rounds):
        for name, program in programs.items():
            if prepare:
                prepare()
            # What one run left to write to the disk is no cost of the next one.
            os.sync()
            figures[name].append(program())
    return {name: Figures(samples) for name, samples in figures.items()}
