"""An article as words alone: what a sighted reader takes from the looks of a page is said, and nothing is drawn."""

import re
from datetime import datetime

import pytest
from hypothesis import given, settings

from reader.core.article import Block, Body, Kind, Label
from reader.core.catalog import Row
from reader.core.highlights import located
from reader.core.state import Highlight, Position, ReadingState
from reader.formats.elements import Document
from reader.formats.spoken import spoken, spoken_row
from reader.wording import speak
from tests.layout.bodies import BODIES, NOW, PAGE, article, body

GLYPHS = re.compile("[\u2500-\u25ff▸▾▌▎★●◌✓]")
"""Lines, blocks and the marks of our own list and page."""


def said(*blocks: Block | str, marks: tuple[Highlight, ...] = ()) -> list[str]:
    """Return the lines below title and byline."""
    page = body((Label.CONTENT, list(blocks)))
    document = Document(article=article(), body=page, highlights=located(marks, page))
    return spoken(document, clutter=False).splitlines()[2:]


def block(kind: Kind, text: str, level: int = 1) -> Block:
    return Block(text=text, kind=kind, level=level)


def test_title_and_byline_come_first_then_a_line_a_paragraph() -> None:
    assert spoken(Document(article=article(), body=PAGE), clutter=False).splitlines() == [
        "Title: 一个标题",
        "晨报; 2026-02-24 12:00; 9 minutes to read",
        "第一段说了一些话，并不太长。",
        "第二段也说了一些话，比第一段要长一些，所以要折行。",
    ]


def test_what_is_hidden_is_said_to_be_when_it_is_asked_for() -> None:
    lines = spoken(Document(article=article(), body=PAGE), clutter=True).splitlines()
    start = lines.index("Hidden on the page, advertisement:")
    assert lines[start : start + 3] == ["Hidden on the page, advertisement:", "关闭广告", "End of what is hidden."]


def test_headings_quotes_lists_and_images_are_said_in_words() -> None:
    lines = said(
        block(Kind.HEADING, "## Harbour", 2),
        block(Kind.QUOTE, "> We wait."),
        block(Kind.QUOTE, "> We always do."),
        block(Kind.LIST_ITEM, "• lamp"),
        block(Kind.LIST_ITEM, "  • oil", 2),
        block(Kind.LIST_ITEM, "7. wick"),
        block(Kind.CAPTION, "The tower at noon"),
    )
    assert lines == [
        "Heading level 2: Harbour",
        *("Quote: We wait.", "We always do.", "End of quote."),
        *("List, 3 items:", "1: lamp", "2, level 2: oil", "7: wick", "End of list."),
        "Image: The tower at noon",
    ]


def test_tables_are_said_row_by_row_with_the_names_of_their_columns() -> None:
    rows = ("| name | boats |", "|---|---|", "| east | 12 |", "| west | 3 |")
    assert said(*(block(Kind.TABLE_ROW, row) for row in rows)) == [
        "Table, 2 columns, 2 rows:",
        "Row 1: name: east; boats: 12",
        "Row 2: name: west; boats: 3",
        "End of table.",
    ]
    assert said(block(Kind.TABLE_ROW, "| east | 12 |"))[1] == "Row 1: east; 12"


def test_code_is_said_as_it_is() -> None:
    code = [block(Kind.CODE, text) for text in ("def f():", "    return 1")]
    assert said(*code) == ["Code, 2 lines:", "def f():", "    return 1", "End of code."]


def test_links_are_said_after_what_they_are_called() -> None:
    assert said("See [the report](https://example.org/a) now.") == ["See the report (link https://example.org/a) now."]


def test_highlights_and_notes_are_said_where_they_stand() -> None:
    text = "He waits here."
    mark = Highlight(start=Position(block=0, offset=3), stop=Position(block=0, offset=8), quote="waits", made=NOW)
    noted = Highlight(
        start=mark.start, stop=mark.stop, quote="waits", made=datetime(2026, 3, 2, tzinfo=NOW.tzinfo), note="Why?\nHow?"
    )
    assert said(text, marks=(mark,)) == ["He (highlight: waits) here."]
    assert said(text, marks=(noted,)) == ["He (highlight: waits; your note: Why? How?) here."]


def test_in_chinese() -> None:
    speak("zh")
    assert said(block(Kind.HEADING, "港口", 2), block(Kind.QUOTE, "> 等着。")) == [
        "2 级标题：港口",
        "引用：等着。",
        "引用结束。",
    ]


@settings(max_examples=60, deadline=None)
@given(BODIES)
def test_no_text_is_lost_and_nothing_is_drawn(page: Body) -> None:
    text = spoken(Document(article=article(), body=page), clutter=True)
    assert text.endswith("\n")
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", text)
    own = "".join(each.text for each in page.blocks) + "晨报"
    assert not set(GLYPHS.findall(text)) - set(own)


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (ReadingState(), "unread"),
        (ReadingState(read=NOW, bookmarked=NOW, progress=0.5), "bookmarked, 50 % read"),
        (ReadingState(read=NOW, archived=NOW, trashed=NOW, progress=1.0), "archived, in the trash"),
    ],
)
def test_a_row_of_the_list_is_one_line_of_words(state: ReadingState, told: str) -> None:
    row = Row(article=article("海边\n小镇"), state=state)
    assert spoken_row(row) == f"海边 小镇; {told}; 2026-02-24 12:00; 晨报; {'0' * 16}"
