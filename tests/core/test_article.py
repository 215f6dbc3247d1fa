"""A body is the whole page: its text in order, and sections that partition it."""

import pytest

from reader.core.article import Block, Body, Label, Section


def test_three_labels_are_shown_and_all_others_are_clutter() -> None:
    assert {label for label in Label if not label.is_clutter} == {Label.TITLE, Label.BYLINE, Label.CONTENT}


def test_a_body_gives_the_page_back() -> None:
    body = Body(blocks=(Block(text="", end="\n\n"), Block(text="一"), Block(text="two", end="")), sections=())
    assert body.text == "\n\n一\ntwo"


def test_the_section_of_a_block() -> None:
    sections = (Section(label=Label.TITLE, start=0, stop=1), Section(label=Label.CONTENT, start=1, stop=3))
    body = Body(blocks=(Block(text="x"),) * 3, sections=sections)
    assert [body.section_of(block) for block in range(3)] == [0, 1, 1]
    for outside in (-1, 3):
        with pytest.raises(IndexError):
            body.section_of(outside)
