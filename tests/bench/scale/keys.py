"""From a key in the list to the frame it makes, in a real terminal, beside the same in a library of 100 articles."""

import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack

from reader.core.query import Query, Shelf
from reader.library import Library
from tests.bench.scale.figures import Figure, ratio
from tests.bench.scale.libraries import SMALL, Libraries, shown
from tests.bench.terminal import Terminal

BAR = 1.2
APPS = 3
"""How often both apps are opened."""

ROUNDS = 3
"""How often the keys are pressed in each; what is different the first time is told apart."""

QUIET = 0.1
"""Seconds without output between a key's frames and the next key."""

SHELVES = {"2": Shelf.UNREAD, "3": Shelf.BOOKMARKED, "4": Shelf.ARCHIVED, "1": Shelf.ALL}
ORDERS = (
    *("oldest first ─", "last added first ─", "by title ─", "by source ─"),
    *("longest first ─", "furthest read first ─", "newest first ─"),
)
"""What the list says below itself, unlike the bottom line, after each press of the key that sorts."""

Press = tuple[str, str, str]
"""What is measured, the key, and the text that the frame holds which the key makes."""


class Board:
    """An open app, whose keys are pressed one at a time."""

    def __init__(self, libraries: Libraries, terminal: Terminal) -> None:
        self._rows = libraries.rows
        self._terminal = terminal
        terminal.wait_for(libraries.first)
        terminal.wait_for_rest()
        terminal.wait_for_quiet(QUIET)
        self._titles = _titles(libraries)
        self._page = self._learn_page()

    def presses(self) -> Iterator[Press]:
        """Yield the keys of one round, from the top of the list of all to there."""
        top = shown(self._rows[0])
        cursor = 0
        for _ in range(3):
            cursor += self._page
            yield "page down", " ", shown(self._rows[cursor])
        for _ in range(8):
            cursor += 1
            yield "down", "j", shown(self._rows[cursor])
        for _ in range(4):
            yield "end", "G", shown(self._rows[-1])
            yield "top", "g", top
        yield "filter by source", "f", self._titles["f"]
        yield "filter by source", "f", self._titles["1"]
        for order in ORDERS:
            yield "sort", "s", order
        for key in SHELVES:
            yield "shelf", key, self._titles[key]

    def seconds(self, key: str, text: str) -> float:
        """Return the seconds from a key to the frame with a text; nothing more comes after that."""
        written = self._press(key)
        came = self._terminal.wait_for(text, after=written)
        self._terminal.wait_for_quiet(QUIET)
        return came - self._terminal.pressed

    def go_to_top(self) -> None:
        """Stand at the top."""
        self._press("g")
        time.sleep(QUIET)
        self._terminal.wait_for_quiet(QUIET)

    def _press(self, key: str) -> int:
        """Press a key; return how much was written before."""
        written = len(self._terminal.seen)
        self._terminal.press(key, 0)
        return written

    def _learn_page(self) -> int:
        """Return by how many rows a page moves the cursor: one row is in sight below it."""
        written = self._press(" ")
        time.sleep(QUIET)
        self._terminal.wait_for_quiet(QUIET)
        screen = self._terminal.seen[written:]
        lowest = max(at for at in range(60) if shown(self._rows[at]).encode() in screen)
        self.go_to_top()
        return lowest - 1


def measure(libraries: Libraries) -> Iterator[Figure]:
    """Press the same keys in both apps, in turns, a few times over."""
    ours: dict[str, list[float]] = defaultdict(list)
    others: dict[str, list[float]] = defaultdict(list)
    for _ in range(APPS):
        with ExitStack() as stack:
            boards = [
                Board(each, stack.enter_context(each.open_app(each.used))) for each in (libraries, libraries.small)
            ]
            for turn in range(ROUNDS):
                _press(boards[0], boards[1], ours, others, is_first=not turn)
    for name in ours:
        yield ratio(f"key to frame: {name}", libraries.count, ours[name], others[name], BAR, f"{SMALL} rows")


def _press(
    large: Board, small: Board, ours: dict[str, list[float]], others: dict[str, list[float]], *, is_first: bool
) -> None:
    """Press the keys of one round. What has to be sorted or filtered for the first time is a measure of its own."""
    for (name, key, text), (_, _, other) in zip(large.presses(), small.presses(), strict=True):
        seconds = large.seconds(key, text), small.seconds(key, other)
        if is_first and name in ("filter by source", "sort", "shelf"):
            name += ", the first time"
        ours[name].append(seconds[0])
        others[name].append(seconds[1])
    large.go_to_top()
    small.go_to_top()


def _titles(libraries: Libraries) -> dict[str, str]:
    """Return what the list says above itself after each key that filters."""
    with Library.open(libraries.added) as library:
        views = {key: library.view(Query(shelf=shelf)) for key, shelf in SHELVES.items()}
    all_rows = libraries.rows
    found = sum(row.article.source == all_rows[0].article.source for row in all_rows)
    titles = {key: f"{shelf.value.capitalize()} · {len(views[key].rows):,}" for key, shelf in SHELVES.items()}
    return titles | {"1": f"Articles · {len(all_rows):,}", "f": f"Articles · {found:,} of {len(all_rows):,}"}
