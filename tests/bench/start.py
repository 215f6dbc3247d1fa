"""How long until the list is painted, as a ratio to an empty Textual app measured side by side in a real terminal."""

import statistics
import sys
import tempfile
from pathlib import Path

from tests.bench.pages import make_library, title
from tests.bench.terminal import SIZE, Terminal

RUNS = 9
COUNTS = (0, 1_000, 10_000)
EMPTY_APP = """
from textual.app import App
from textual.widgets import Static
class Empty(App):
    def compose(self):
        yield Static("first paint")
Empty().run()
"""


def main(arguments: list[str]) -> None:
    """Print median and minimum of each, and the ratios. arguments: how many runs of each (9)."""
    runs = int(arguments[0]) if arguments else RUNS
    with tempfile.TemporaryDirectory() as folder:
        apps = {"an empty Textual app": ([sys.executable, "-c", EMPTY_APP], "first paint")}
        for count in COUNTS:
            library = Path(folder, str(count))
            make_library(library, count)
            command = [sys.executable, "-m", "reader", "--library", str(library)]
            apps[f"{count:,} articles"] = (command, title(count - 1).split()[0][:6] if count else "library is empty")
        times = measure(apps, runs, Path(folder))
    base = times["an empty Textual app"]
    print(f"first paint in a {SIZE[1]}x{SIZE[0]} terminal, {runs} interleaved runs; ratios to an empty Textual app")
    for name, seconds in times.items():
        middle, least = statistics.median(seconds), min(seconds)
        ratios = f"{middle / statistics.median(base):.2f} by medians, {least / min(base):.2f} by minima"
        print(f"{name:>22}  median {1000 * middle:4.0f} ms, min {1000 * least:4.0f} ms   {ratios}")


def measure(apps: dict[str, tuple[list[str], str]], runs: int, home: Path) -> dict[str, list[float]]:
    """Return the seconds of every run of each app, the apps taking turns; the first turn warms up and is dropped."""
    times: dict[str, list[float]] = {name: [] for name in apps}
    for turn in range(runs + 1):
        for name, (command, text) in apps.items():
            seconds = first_paint(command, text, home)
            if turn:
                times[name].append(seconds)
    return times


def first_paint(command: list[str], text: str, home: Path) -> float:
    """Return the seconds from starting `command` in a terminal until it has written `text`."""
    with Terminal.start(*command, home=home) as terminal:
        return terminal.wait_for(text) - terminal.started
