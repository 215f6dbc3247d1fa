"""Highlights as Markdown: each quote with its note; nothing in them is markup."""

from datetime import UTC, datetime

from msgspec.structs import replace

from reader.core.article import Article, Precision
from reader.core.highlights import located
from reader.core.state import Highlight, Position
from reader.formats.elements import Document
from reader.formats.notes import notes_markdown
from tests.articles import body_of

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
BODY = body_of("潮水是准时的客人。\n# not *a* heading")
ARTICLE = Article(
    id="0" * 16,
    title="小岛的_潮水_",
    added=NOON,
    source="潮间科技",
    authors=("林未央",),
    published=datetime(2026, 3, 1),
    precision=Precision.DAY,
    url="https://example.org/tide?a=1",
)
ONE = Highlight(start=Position(block=0), stop=Position(block=0, offset=2), quote="潮水", made=NOON, note="准时\n# 的")


def document(*highlights: Highlight, article: Article = ARTICLE) -> Document:
    return Document(article=article, body=BODY, tags=("energy",), highlights=located(highlights, BODY))


def test_quotes_stand_with_note_colour_and_source() -> None:
    lost = replace(ONE, quote="没有的话\n第二行", note="", colour="blue", start=Position(block=9))
    assert "".join(notes_markdown([document(ONE, lost)])) == (
        "# 小岛的_潮水\\_\n\n"
        "潮间科技 · 林未央 · 2026-03-01 · <https://example.org/tide?a=1> · \\#energy\n\n"
        "> 潮水\n>\n> — yellow, 2026-11-01\n\n"
        "准时\n\n\\# 的\n\n"
        "> 没有的话\n>\n> 第二行\n>\n> — blue, 2026-11-01, no longer found in the text\n"
    )


def test_title_and_source_begin_no_list_and_lose_no_sign() -> None:
    odd = replace(ARTICLE, title="C#", source="1. FC", authors=())
    text = "".join(notes_markdown([document(ONE, article=odd)]))
    assert text.startswith("# C\\#\n\n1\\. FC · 2026-03-01")


def test_articles_without_highlights_are_left_out() -> None:
    two = "".join(notes_markdown([document(), document(ONE), document(ONE)]))
    assert two.count("# 小岛") == 2
    assert not two.startswith("\n")
    assert list(notes_markdown([document()])) == []


def test_what_is_quoted_is_no_markup_and_no_control() -> None:
    hostile = replace(ONE, quote="# <b>\x1b[2J* _x_\n> - y", note="<script>", colour="`red`")
    text = "".join(notes_markdown([document(hostile)]))
    assert "> \\# \\<b>␛\\[2J\\* \\_x\\_\n>\n> \\> - y\n" in text
    assert "\\<script>" in text
    assert "\x1b" not in text
