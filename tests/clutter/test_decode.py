"""The decoder keeps the article together, and lets wording speak where few cases can teach."""

from collections.abc import Sequence

from reader.clutter.decode import decode, path, weigh
from reader.clutter.labelling import read_page
from reader.clutter.page import Page
from reader.clutter.prior import judge
from reader.core.article import Block
from tests.clutter.pages import NOW, draft, hidden, labelled

MENU = "Home\nNews\nSport\nLog in\nSubscribe now\n\n"
FOOT = "\nShare this\nRelated stories\nCopyright © 2026 The Harbour Sheet. All rights reserved.\nPrivacy policy\n"
PARAGRAPHS = [
    "The ferry left the harbour at six, with forty people aboard and a goat. Nobody had paid for the goat.",
    "By noon the ferry was back. The captain said that the sea had been too flat to be trusted.",
    "“We could see the island twice,” said a passenger, “and we did not know which one to steer for.”",
]
TITLE = "Ferry turns back with a goat aboard\nBy Jane Doe\nMarch 3, 2026\n\n"


def page_with(*lines: str) -> str:
    return MENU + TITLE + "\n\n".join([PARAGRAPHS[0], *lines, *PARAGRAPHS[1:]]) + FOOT


def article(leans: Sequence[float], lines: Sequence[str] = ()) -> list[bool]:
    blocks = [Block(text=text) for text in (lines or ["a line of words of some length, it is"] * len(leans))]
    page: Page = read_page(blocks, NOW, None)[0]
    return path(page, judge(page), leans)


def test_the_article_is_left_for_a_good_reason_only() -> None:
    assert article([-4, 3, 3, -0.5, 3, 3, -4]) == [False, True, True, True, True, True, False]
    assert article([-4, 3, 3, -5, -5, 3, 3, -4]) == [False, True, True, False, False, True, True, False]


def test_a_weak_line_far_from_the_article_does_not_open_it() -> None:
    assert article([-4, -4, 0.5, -4, -4, 3, 3]) == [False, False, False, False, False, True, True]


def test_a_link_to_another_article_between_paragraphs_is_hidden() -> None:
    teaser = "Related: Harbour master says the fog was nobody's fault"
    assert teaser in hidden(labelled(page_with(teaser)))
    assert not {*PARAGRAPHS} & {*hidden(labelled(page_with(teaser)))}


def test_a_caption_that_stands_twice_weighs_little() -> None:
    caption = "The goat, seen from the harbour wall on Tuesday morning, before it was brought back on land."
    text = page_with(caption, caption)
    page, _ = read_page(draft(text).blocks, NOW, None)
    leans = dict(zip((line.text for line in page.lines), decode(page, weigh(page)).leans, strict=True))
    once = page_with(caption)
    page, _ = read_page(draft(once).blocks, NOW, None)
    alone = dict(zip((line.text for line in page.lines), decode(page, weigh(page)).leans, strict=True))
    assert leans[caption] < alone[caption]


def test_a_notice_about_rights_is_hidden_wherever_it_stands() -> None:
    notice = "Copyright © 2026 The Harbour Sheet. All rights reserved."
    assert notice in hidden(labelled(page_with()))
    assert PARAGRAPHS[2] not in hidden(labelled(page_with()))


def test_a_page_without_lines_has_nothing_to_decide() -> None:
    page, _ = read_page([], NOW, None)
    assert decode(page, weigh(page)).article == []
