"""Bodies written short, for the tests of pages."""

from datetime import UTC, datetime

from hypothesis import strategies as st

from reader.core.article import Article, Block, Body, Kind, Label, Precision, Section
from reader.core.text import visible
from tests.layout.texts import MIXED

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def body(*sections: tuple[Label, list[Block | str]], items: int = 0) -> Body:
    """A body of sections, each a label and its blocks; a string is a paragraph. `items` goes to related sections."""
    blocks: list[Block] = []
    made = []
    for label, texts in sections:
        start = len(blocks)
        blocks += [text if isinstance(text, Block) else Block(text=text, end="\n\n") for text in texts]
        made.append(Section(label=label, start=start, stop=len(blocks), items=items if label is Label.RELATED else 0))
    return Body(blocks=tuple(blocks), sections=tuple(made))


def article(title: str = "标题", **fields: object) -> Article:
    """An article whose fields do not matter, but those given."""
    known: dict[str, object] = {
        "source": "晨报",
        "published": datetime(2026, 2, 24, 12, 0, 1),
        "precision": Precision.SECOND,
        "views": 53,
        "language": "zh-Hans",
        "length": 3600,
    }
    return Article(id="0" * 16, title=title, added=NOW, **{**known, **fields})  # type: ignore[arg-type]


PAGE = body(
    (Label.ADVERTISEMENT, ["关闭广告"]),
    (Label.TITLE, ["一个标题"]),
    (Label.BYLINE, ["晨报2026-02-24 12:00:0153人阅读"]),
    (Label.CONTENT, ["第一段说了一些话，并不太长。", "第二段也说了一些话，比第一段要长一些，所以要折行。"]),
    (Label.DISCLAIMER, ["本文不代表本网立场。"]),
    (Label.RELATED, ["猜你喜欢", "另一个标题", "又一个标题"]),
    items=2,
)
"""A portal page in small: an advertisement above the title, a byline run together, clutter below."""

_BLOCKS = st.lists(
    st.builds(
        Block,
        text=MIXED.map(lambda text: visible(text.replace("\n", " "))),
        end=st.sampled_from(["\n", "\n\n", ""]),
        kind=st.sampled_from(Kind),
        level=st.integers(0, 3),
    ),
    max_size=4,
)
BODIES = st.lists(st.tuples(st.sampled_from(Label), _BLOCKS), max_size=6).map(
    lambda sections: body(*((label, list(blocks)) for label, blocks in sections if blocks))
)
"""Any sections of any blocks, also without title, content or text."""
