"""Articles with everything that a format has to show, and reading files back as other programs do."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from html.parser import HTMLParser

from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reader.core.article import Block, Body, Kind, Label
from reader.core.highlights import highlight_of, located
from reader.core.passages import Passage
from reader.core.state import Highlight, Position
from reader.core.text import one_line
from reader.formats.elements import Document, Group, groups, title_of
from reader.formats.facts import byline, facts
from reader.layout.facts import SEPARATOR
from tests.layout.bodies import BODIES, article, body

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)


def block(text: str, kind: Kind = Kind.PARAGRAPH, level: int = 0, end: str = "\n\n", href: str | None = None) -> Block:
    return Block(text=text, kind=kind, level=level, end=end, href=href)


def items(*texts: tuple[int, str]) -> list[Block | str]:
    return [block(text, Kind.LIST_ITEM, level, "\n") for level, text in texts]


def code(*lines: str) -> list[Block | str]:
    return [block(line, Kind.CODE, end="\n") for line in lines]


def rows(*lines: str) -> list[Block | str]:
    return [block(line, Kind.TABLE_ROW, end="\n") for line in lines]


def page(*content: Block | str) -> Body:
    """Return a page with a title, the content, and clutter."""
    return body((Label.TITLE, ["渡口"]), (Label.CONTENT, list(content)), (Label.RELATED, ["猜你喜欢", "另一篇"]))


def marked(text: Body, quote: str, note: str = "", colour: str = "green") -> Highlight:
    """Return a highlight of the first place of a quote in one block of a body."""
    at, start = next((at, each.text.index(quote)) for at, each in enumerate(text.blocks) if quote in each.text)
    passage = Passage(start=Position(block=at, offset=start), stop=Position(block=at, offset=start + len(quote)))
    return highlight_of(text, passage, colour=colour, note=note, made=NOW)


def document(text: Body, *highlights: Highlight, tags: tuple[str, ...] = (), **known: object) -> Document:
    made = article("渡口", **known)
    return Document(article=made, body=text, tags=tags, highlights=located(highlights, text))


class _Texts(HTMLParser):
    """Collects what a browser would show, and every element with its attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))


def shown(html: str) -> str:
    """Return the text of HTML without blanks."""
    return squeezed("".join(_parsed(html).texts))


def elements(html: str) -> list[tuple[str, dict[str, str | None]]]:
    return _parsed(html).elements


def _parsed(html: str) -> _Texts:
    parser = _Texts()
    parser.feed(html)
    parser.close()
    return parser


def rendered(markdown: str) -> str:
    """Return Markdown as HTML: CommonMark with the tables and the strikethrough of GitHub."""
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    parser.normalizeLinkText = lambda text: text  # type: ignore[method-assign]  # it would decode what it shows
    html: str = parser.render(markdown)
    return html


def squeezed(text: str) -> str:
    return "".join(text.split())


def said(document: Document) -> str:
    """Return all that is said of an article and in it, with its clutter, without blanks."""
    known = dict(facts(document))
    tags = [f"#{tag}" for tag in known.get("tags", ())]
    line = SEPARATOR.join([*byline(document.article), *([str(known["url"])] if "url" in known else []), *tags])
    return squeezed(title_of(document) + line + "".join(map(_said, groups(document, clutter=True))))


def _said(group: Group) -> str:
    label = str(group.label) if group.label else ""
    return label + "".join(span.text for item in group.items for line in item.lines for span in line)


_TRICKS = (
    *(
        "# 不是标题",
        "1. 不是列表",
        "- 不是列表",
        "+ x",
        "> 不是引文",
        "---",
        "===",
        "***",
        "___",
        "| a | b |",
        ":-- | --:",
    ),
    *("<script>alert(1)</script>", "<!-- x -->", "&amp;", "&#35;", "&copy;", "*强调*", "_强调_", "snake_case_name"),
    *("`code`", "```", "~~~", "~~划掉~~", "[名字](javascript:alert(1))", "![图](x.png)", "[^1]: 注", "[x]: y", "\\"),
    *(
        "https://example.org/a_b?x=1&copy=2",
        "<b>",
        "</p>",
        "]]>",
        "<![CDATA[",
        "    四个空格",
        "\t制表",
        "末尾 #",
        "##",
    ),
    *("12) 不是", "=", "\u202e\x1b]0;x\x07", "\uffff", "\ufdd0", "😀", "a  ", "x\\", "<https://example.org>"),
)

HOSTILE = st.lists(st.sampled_from(_TRICKS) | st.text(max_size=8), max_size=4).map(
    lambda parts: one_line("".join(parts))
)
"""Texts that try to be markup."""

HOSTILE_BLOCKS = st.lists(
    st.builds(
        block,
        HOSTILE,
        st.sampled_from(Kind),
        st.integers(0, 4),
        st.sampled_from(["\n", "\n\n"]),
        st.sampled_from(
            [None, "https://example.org/(a)?b=<c>&d", "javascript:alert(1)", "mailto:a@b.c", "http://x/ y"]
        ),
    ),
    max_size=6,
)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Draw an article that tries to be markup, or one of any text, with highlights somewhere in it."""
    text = draw(BODIES | HOSTILE_BLOCKS.map(lambda blocks: page(*blocks)))
    known = {name: draw(HOSTILE) for name in ("title", "source", "url")}
    places = draw(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(1, 9)), max_size=2))
    found = list(_highlights(text, places, draw(HOSTILE)))
    made = article(known.pop("title"), authors=(draw(HOSTILE),), **known)
    return Document(article=made, body=text, tags=(draw(HOSTILE),), highlights=located(found, text))


def _highlights(text: Body, places: Sequence[tuple[int, int, int]], note: str) -> Iterable[Highlight]:
    for at, start, length in places:
        if at < len(text.blocks) and text.blocks[at].text[start : start + length].strip():
            stop = Position(block=at, offset=min(start + length, len(text.blocks[at].text)))
            passage = Passage(start=Position(block=at, offset=start), stop=stop)
            yield highlight_of(text, passage, colour="blue", note=note, made=NOW)
