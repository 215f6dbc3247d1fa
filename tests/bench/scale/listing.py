"""`reader list --json`: until it prints the first byte, beside Python importing what it imports."""

import os
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator

from tests.bench.scale.figures import Figure, ratio
from tests.bench.scale.libraries import Libraries, app

RUNS = 11
BAR = 1.5
BARE = [sys.executable, "-c", "import reader.cli, reader.verbs; print(flush=True)"]


def measure(libraries: Libraries) -> Iterator[Figure]:
    """Measure a library that the app was the last to use, and one to which was just added; and the whole list."""
    first: dict[str, list[float]] = defaultdict(list)
    whole: dict[str, list[float]] = defaultdict(list)
    for turn in range(RUNS + 1):
        bare = _seconds(BARE)
        runs = {"after the app": libraries.used, "after add": libraries.added}
        seconds = {name: _seconds([*app(library), "list", "--json"]) for name, library in runs.items()}
        if turn:  # the first turn warms up
            first[""].append(bare[0])
            for name, (byte, end) in seconds.items():
                first[name].append(byte)
                whole[name].append(end)
    for name in whole:
        yield ratio(f"list --json, first byte, {name}", libraries.count, first[name], first[""], BAR, "bare start")
        yield ratio(f"list --json, all of it, {name}", libraries.count, whole[name], first[""], None, "bare start")


def _seconds(command: list[str]) -> tuple[float, float]:
    """Return the seconds to the first byte of a program's output, and to its end."""
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        output = process.stdout.fileno()
        os.read(output, 1)
        first = time.perf_counter() - start
        while os.read(output, 1 << 20):
            pass
    if process.returncode:
        raise RuntimeError(f"{command} ended with {process.returncode}")
    return first, time.perf_counter() - start
