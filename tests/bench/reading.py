"""Long articles beside short ones in a real terminal: until one is painted, a key's frame, and how long keys wait."""

import json
import statistics
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from random import Random

from reader.core.article import Article, Block, Body, Label, Precision, Section
from reader.core.state import Position, ReadingState
from reader.store import Store, StoredArticle
from tests.bench.pages import FIRST, HANZI
from tests.bench.terminal import Terminal
from tests.bench.typing import watched

RUNS = 9
"""Times that each article is opened."""

SIZES: Mapping[str, tuple[int, int]] = {
    "2 KB": (700, 60),
    "10 KB": (3_500, 60),
    "100 KB": (35_000, 60),
    "2 MB": (700_000, 60),
    "2 MB, one paragraph": (700_000, 700_000),
}
"""Characters of each article, of which a Chinese one takes three bytes, and of its paragraphs."""

SETTLED = 1.2
"""Seconds after which the longest article is laid out whole."""

MOVED = ("j" * 12 + "k" * 12) * 2
SCROLLED = "\x04\x15" * 12
"""Keys that are pressed in each article: one line, and half a page."""

Spans = dict[tuple[str, str], list[tuple[float, float]]]
"""When each phase began and ended, by phase and article."""


def main(arguments: list[str]) -> None:
    """Print what reading takes. arguments: how often each article is opened (9)."""
    runs = int(arguments[0]) if arguments else RUNS
    spans: Spans = {}
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        library, report = home / "library", home / "report.json"
        store = Store.open(library)
        store.put(stored(number, *size) for number, size in enumerate(SIZES.values()))
        store.close()
        with watched(home, library, report) as terminal:
            terminal.wait_for(place_in(len(SIZES) - 1))
            terminal.wait_for_rest()
            opened = _open(terminal, runs, spans)
            frames = _move(terminal, spans)
            terminal.quit()
        _tell(opened, frames, spans, json.loads(report.read_text())["late"])


def place_in(number: int) -> str:
    """Return the words at which an article was left, in its middle."""
    return f"middle of {number}"


def stored(number: int, size: int, paragraph: int) -> StoredArticle:
    """Return an article of so many characters, left in its middle."""
    chance = Random(number)
    half = "".join(chance.choices(HANZI + "，。", k=size // 2))
    text = f"{half}{place_in(number)} {half}"
    texts = [text] if paragraph >= size else _parted(half, paragraph) + _parted(text[len(half) :], paragraph)
    blocks = tuple(Block(text=text) for text in (f"Article {number}", *texts))
    labels = ((Label.TITLE, 0, 1), (Label.CONTENT, 1, len(blocks)))
    article = Article(
        id=f"{number:016x}",
        title=f"Article {number}",
        added=FIRST + timedelta(hours=number),
        published=FIRST + timedelta(hours=number),
        precision=Precision.SECOND,
        language="zh-Hans",
        length=size,
    )
    block = next(index for index, block in enumerate(blocks) if place_in(number) in block.text)
    middle = Position(block=block, offset=blocks[block].text.index(place_in(number)))
    return StoredArticle(
        article=article,
        state=ReadingState(read=FIRST, position=middle, progress=0.5),
        body=Body(
            blocks=blocks, sections=tuple(Section(label=label, start=start, stop=stop) for label, start, stop in labels)
        ),
        original=b"",
    )


def _parted(text: str, paragraph: int) -> list[str]:
    return [text[at : at + paragraph] for at in range(0, len(text), paragraph)]


def _open(terminal: Terminal, runs: int, spans: Spans) -> dict[str, list[float]]:
    """Go down and up the list; return the seconds from each key until the article was painted where it was left."""
    numbers = [*range(len(SIZES) - 2, -1, -1), *range(1, len(SIZES))]
    opened: dict[str, list[float]] = {name: [] for name in SIZES}
    for _ in range(runs):
        for step, number in enumerate(numbers):
            name = list(SIZES)[number]
            with _span(spans, "opening", name):
                behind = len(terminal.seen)
                terminal.press("j" if step < len(SIZES) - 1 else "k", 0)
                opened[name].append(terminal.wait_for(place_in(number), after=behind) - terminal.pressed)
                time.sleep(SETTLED)
    return opened


def _move(terminal: Terminal, spans: Spans) -> dict[str, list[float]]:
    """Move and find in each article, from the last in the library on; return seconds from key to frame."""
    frames: dict[str, list[float]] = {}
    for name in reversed(list(SIZES)):
        terminal.press("\r")
        time.sleep(SETTLED)
        before = len(terminal.painted)
        with _span(spans, "moving", name):
            terminal.press(MOVED + SCROLLED, 0.06)
        frames[name] = [seconds for _, seconds in terminal.painted[before:]]
        with _span(spans, "finding", name):
            terminal.press("/shanshui", 0.15)
            time.sleep(SETTLED)
        terminal.press("\x1b", 0.4)
        terminal.press("h")
        time.sleep(SETTLED)
        terminal.press("j")
        time.sleep(SETTLED)
    return frames


@contextmanager
def _span(spans: Spans, phase: str, name: str) -> Iterator[None]:
    """Note when a phase began and ended."""
    begin = time.monotonic()
    yield
    spans.setdefault((phase, name), []).append((begin, time.monotonic()))


def _tell(
    opened: Mapping[str, list[float]], frames: Mapping[str, list[float]], spans: Spans, late: list[list[float]]
) -> None:
    print(f"{'':>20}  first paint, ms (ratio)   key to frame, ms (ratio)   longest stall, ms: opening moving finding")
    for name in SIZES:
        paint, frame = (1000 * statistics.median(each[name]) for each in (opened, frames))
        ratios = [
            paint / (1000 * statistics.median(opened["2 KB"])),
            frame / (1000 * statistics.median(frames["10 KB"])),
        ]
        stalls = [1000 * _longest(spans[phase, name], late) for phase in ("opening", "moving", "finding")]
        print(
            f"{name:>20}  {paint:10.1f} ({ratios[0]:.2f})        {frame:10.1f} ({ratios[1]:.2f})       "
            + "".join(f"{stall:8.1f}" for stall in stalls)
        )


def _longest(spans: list[tuple[float, float]], late: list[list[float]]) -> float:
    """Return the longest stall of the event loop in some spans, in seconds of computing."""
    return max(
        (min(clock, used) for at, clock, used in late if any(begin <= at < end for begin, end in spans)), default=0.0
    )
