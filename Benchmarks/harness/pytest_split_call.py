"""Times one call of pytest-split's allocator: durations as JSON and a number of nodes in."""

import json
import sys
import time
from dataclasses import dataclass

from pytest_split import algorithms


@dataclass(frozen=True)
class Item:
    """What the allocator asks of a pytest item."""

    nodeid: str


def main() -> None:
    with open(sys.argv[1]) as file:
        durations = json.load(file)
    items = [Item(name) for name in durations]
    nodes = int(sys.argv[2])
    start = time.perf_counter()
    groups = algorithms.Algorithms.least_duration.value(nodes, items, durations)
    seconds = time.perf_counter() - start
    if sum(len(group.selected) for group in groups) != len(items):
        sys.exit("pytest-split lost items")
    print(json.dumps({"seconds": seconds}))


main()
