"""The list of all highlights: which there are, in which order, found by which words."""

from datetime import timedelta
from time import perf_counter

import pytest
from msgspec.structs import replace

from reader.core.catalog import Catalog, Row
from reader.core.state import Highlight, Position, ReadingState
from reader.highlight_list import Wanted, entries
from tests.articles import FIRST, row


def highlight(day: int, quote: str, note: str = "", colour: str = "yellow") -> Highlight:
    start, stop = Position(block=day), Position(block=day, offset=1)
    return Highlight(start=start, stop=stop, quote=quote, made=FIRST + timedelta(days=day), note=note, colour=colour)


SEA = row("看海的人", "", state=ReadingState(highlights=(highlight(1, "潮水"), highlight(9, "Café", note="再读"))))
CLOCK = row("The clock", "", state=ReadingState(highlights=(highlight(5, "鐘樓", colour="blue"),)))
CATALOG = Catalog(rows=(SEA, row("none", ""), CLOCK))


def quotes(**wanted: object) -> list[str]:
    return [entry.highlight.quote for entry in entries(CATALOG, Wanted(**wanted))]  # type: ignore[arg-type]


def test_the_newest_come_first_or_article_by_article() -> None:
    assert quotes() == ["Café", "鐘樓", "潮水"]
    assert quotes(by_article=True) == ["潮水", "Café", "鐘樓"]


@pytest.mark.parametrize(
    ("text", "found"),
    [("cafe", ["Café"]), ("再读", ["Café"]), ("钟楼", ["鐘樓"]), ("看海 潮", ["潮水"]), ("CLOCK", ["鐘樓"]), ("x", [])],
)
def test_words_are_looked_for_in_quote_note_and_title_as_in_a_search(text: str, found: list[str]) -> None:
    assert quotes(text=text) == found


def test_one_colour_or_one_article() -> None:
    assert quotes(colour="blue") == ["鐘樓"]
    assert quotes(of=SEA.id) == ["Café", "潮水"]
    assert quotes(of="0" * 16) == []


def test_those_of_articles_in_the_trash_are_out_of_sight() -> None:
    gone = Row(article=SEA.article, state=replace(SEA.state, trashed=FIRST))
    assert len(entries(Catalog(rows=(gone, CLOCK)), Wanted())) == 1


def test_ten_thousand_are_listed_and_filtered_at_once() -> None:
    many = tuple(highlight(day, f"第{day}天的潮水" * 10) for day in range(100))
    catalog = Catalog(
        rows=tuple(row(f"article {number}", "", state=ReadingState(highlights=many)) for number in range(100))
    )
    assert len(entries(catalog, Wanted())) == 10_000
    entries(catalog, Wanted(text="潮"))
    begun = perf_counter()
    assert len(entries(catalog, Wanted(text="第42天 article"))) == 100
    assert perf_counter() - begun < 0.5
