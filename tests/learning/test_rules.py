"""What the reader decides once holds on all pages of the source, at once, and is taken back as a whole."""

from collections.abc import Iterator

import pytest

from reader.core.article import Body, Label
from reader.core.changes import Change, RuleChange
from reader.core.steps import describe
from reader.library import Library
from tests.learning.pages import ARTICLES, FOOT, PROMO, SITE, added, opened, page, shows


@pytest.fixture
def library() -> Iterator[Library]:
    with opened() as library:
        yield library


def block_of(body: Body, text: str) -> int:
    return next(index for index, block in enumerate(body.blocks) if block.text.strip() == text)


def flipped(library: Library, id: str, text: str) -> Change | RuleChange:
    """Mark the paragraph, or the whole section when it is hidden, the other way, as x does."""
    body = library.body(id)
    block = block_of(body, text)
    section = body.sections[body.section_of(block)]
    hidden = section.label.is_clutter
    start, stop = (section.start, section.stop) if hidden else (block, block + 1)
    label = Label.CONTENT if hidden else Label.OTHER
    change = library.sources.flip(library.catalog.find(id), body, start, stop, label)
    assert library.apply(change)
    return change


def test_one_flip_repairs_a_mistake_on_all_pages_and_on_those_added_later(library: Library) -> None:
    ids = added(library, page(0), page(1))
    change = flipped(library, ids[0], PROMO)
    assert describe(change) == f"Hidden on 2 pages of {SITE}"
    assert [shows(library.body(id), PROMO) for id in ids] == [False, False]
    body = library.body(ids[1])
    assert body.sections[body.section_of(block_of(body, PROMO))].why == f"your rule of 2026-11-01 for {SITE}"
    (later,) = added(library, page(2))
    with opened() as again:
        assert not shows(again.body(later), PROMO)


def test_undo_and_redo_take_it_back_and_do_it_again_everywhere(library: Library) -> None:
    ids = added(library, page(0), page(1))
    flipped(library, ids[0], PROMO)
    undone = library.history.undo()
    assert [change.at for change, _ in undone.pairs] == [ids[0]]
    assert undone.what == f"hidden on 2 pages of {SITE}"
    assert [shows(library.body(id), PROMO) for id in ids] == [True, True]
    assert library.history.redo()
    assert [shows(library.body(id), PROMO) for id in ids] == [False, False]


def test_marking_a_hidden_paragraph_again_takes_the_rule_back(library: Library) -> None:
    ids = added(library, page(0), page(1))
    flipped(library, ids[0], PROMO)
    change = flipped(library, ids[1], PROMO)
    assert isinstance(change, RuleChange)
    assert not change.added
    assert [shows(library.body(id), PROMO) for id in ids] == [True, True]
    (learned,) = library.sources.all()
    assert learned.rules == ()


def test_a_paragraph_of_one_page_hides_nothing_else(library: Library) -> None:
    ids = added(library, *(page(number) for number in range(3)))
    before = [library.body(id) for id in ids]
    change = flipped(library, ids[0], ARTICLES[0][1])
    assert describe(change) == f"Hidden on this page of {SITE}"
    assert not shows(library.body(ids[0]), ARTICLES[0][1])
    assert [library.body(id) for id in ids[1:]] == before[1:]


def test_showing_a_section_shows_it_on_every_page(library: Library) -> None:
    links = FOOT.splitlines()[0]
    ids = added(library, page(0), page(1))
    assert [shows(library.body(id), links) for id in ids] == [False, False]
    change = flipped(library, ids[0], links)
    assert describe(change) == f"Shown on 2 pages of {SITE}"
    assert [shows(library.body(id), links) for id in ids] == [True, True]


def test_a_page_without_a_source_is_corrected_alone(library: Library) -> None:
    title, text = ARTICLES[0]
    ids = added(library, f"{title}\n\n{text}\n\n{PROMO}\n", f"{ARTICLES[1][0]}\n\n{text}\n\n{PROMO}\n")
    change = flipped(library, ids[0], PROMO)
    assert isinstance(change, Change)
    assert [shows(library.body(id), PROMO) for id in ids] == [False, True]
    assert library.history.undo()
    assert shows(library.body(ids[0]), PROMO)


def test_recurrence_is_told(library: Library) -> None:
    ids = added(library, *(page(number) for number in range(4)))
    row, body = library.catalog.find(ids[0]), library.body(ids[0])
    block, own = block_of(body, PROMO), block_of(body, ARTICLES[0][1])
    assert library.sources.why(row.article, body, block, block + 1) == f"seen on 3 other pages of {SITE}"
    assert library.sources.why(row.article, body, own, own + 1) == ""
