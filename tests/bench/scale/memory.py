"""Resident memory of the app at rest, above that of an empty Textual app at the same moment."""

import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

from tests.bench.scale.figures import Figure
from tests.bench.scale.libraries import Libraries
from tests.bench.start import EMPTY_APP
from tests.bench.terminal import Terminal

IDLE = 10.0
BAR = 150.0
KINDS = ("VmRSS", "VmHWM", "RssAnon", "RssFile")
"""Lines of proc(5) status: resident, the most it ever was, of that anonymous, of that of files."""


def measure(libraries: Libraries) -> Iterator[Figure]:
    """Measure a library that the app was the last to use, and one to which was just added, all three apps at once."""
    with ExitStack() as stack:
        empty = stack.enter_context(Terminal.start(sys.executable, "-c", EMPTY_APP, home=libraries.home))
        apps = {
            "after the app": stack.enter_context(libraries.open_app(libraries.used)),
            "after add": stack.enter_context(libraries.open_app(libraries.added)),
        }
        empty.wait_for("first paint")
        for terminal in apps.values():
            terminal.wait_for(libraries.first)
        time.sleep(IDLE)
        for terminal in apps.values():
            terminal.wait_for_rest()
        base = _memory(empty)
        for name, terminal in apps.items():
            yield _figure(name, libraries.count, base, _memory(terminal))
            terminal.quit()


def _figure(name: str, count: int, base: Mapping[str, float], ours: Mapping[str, float]) -> Figure:
    above = {kind: ours[kind] - base[kind] for kind in KINDS}
    return Figure(
        measure=f"resident memory above the empty app, {name}",
        count=count,
        value=above["VmRSS"],
        unit="MB",
        bar=BAR,
        detail="; ".join(f"{kind} +{above[kind]:.1f} ({ours[kind]:.1f} - {base[kind]:.1f})" for kind in KINDS),
    )


def _memory(terminal: Terminal) -> dict[str, float]:
    """Return megabytes (10^6 bytes) by kind."""
    lines = Path(f"/proc/{terminal.process.pid}/status").read_text().splitlines()
    values = dict(line.split(":", 1) for line in lines)
    return {kind: int(values[kind].split()[0]) * 1024 / 1e6 for kind in KINDS}
