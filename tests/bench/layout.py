"""Milliseconds to lay a page out, whole and around a place, for articles of three sizes in many blocks and in one."""

import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from random import Random

from reader.core.article import Article, Block, Body, Label, Section
from reader.core.state import Position
from reader.layout.page import page
from tests.bench.pages import HANZI, WORDS

SIZES = {"2 KB": 2_000, "100 KB": 100_000, "2 MB": 2_000_000}
WIDTHS = range(60, 87)
"""One run in each: nothing is laid out twice, for line breaks are remembered."""

MOST = 10.0
"""Milliseconds that a part of any article may cost: some of the 16 of a frame."""


def _chinese(chance: Random, size: int) -> str:
    return "".join(chance.choices(HANZI + "，。、", k=size // 3))


def _english(chance: Random, size: int) -> str:
    return " ".join(chance.choices((*WORDS, "of", "a,", "the."), k=size // 6))


TEXTS: dict[str, Callable[[Random, int], str]] = {"Chinese": _chinese, "English": _english}


def body(text: Callable[[Random, int], str], size: int, *, blocks: bool) -> Body:
    """Return an article of `size` bytes, in paragraphs of some hundred bytes or in a single one."""
    chance = Random(size)
    sizes = [chance.randint(180, 540) for _ in range(size // 360)] if blocks else [size]
    texts = [text(chance, length) for length in sizes]
    return Body(
        blocks=(Block(text="A title"), *(Block(text=text) for text in texts)),
        sections=(
            Section(label=Label.TITLE, start=0, stop=1),
            Section(label=Label.CONTENT, start=1, stop=len(texts) + 1),
        ),
    )


def milliseconds(body: Body, around: Position | None, widths: range) -> float:
    """Return the median time to lay a page out and to tell the progress at its place."""
    article = Article(id="0" * 16, title="A title", added=datetime(2026, 1, 1, tzinfo=UTC))
    times = []
    for width in widths:
        started = time.perf_counter()
        shown = page(article, body, width=width, around=around)
        shown.progress_of(shown.row_of(around or Position(block=0)))
        times.append(1000 * (time.perf_counter() - started))
    return statistics.median(times)


def main(_: list[str]) -> None:
    """Print the table; exit with 1 if a part of the largest article costs more than it may."""
    too_slow = False
    print(f"{'':30}{'at the top':>12}{'in the middle':>15}{'whole':>12}")
    for language, text in TEXTS.items():
        for shape in ("many blocks", "one block"):
            for name, size in SIZES.items():
                source = body(text, size, blocks=shape == "many blocks")
                last = len(source.blocks) // 2
                middle = Position(block=last, offset=len(source.blocks[last].text) // 2)
                places = (Position(block=0), middle, None)
                costs = [milliseconds(source, place, WIDTHS[run::3]) for run, place in enumerate(places)]
                too_slow |= max(costs[:2]) > MOST
                figures = "".join(f"{cost:>12.2f}" for cost in costs)
                print(f"{f'{language}, {shape}, {name}':30}{figures}")
    sys.exit(1 if too_slow else 0)
