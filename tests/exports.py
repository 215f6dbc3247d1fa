"""Libraries with every kind of content, for the tests of the export."""

from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path

from hypothesis import strategies as st
from msgspec.structs import replace

from reader.adding import article_id
from reader.core.article import STUB, Article, Block, Body, Kind, Label, Precision, Section
from reader.core.query import Shelf, Sort
from reader.core.rules import Learned, Rule
from reader.core.searches import SavedSearch, UsedQuery
from reader.core.sources import SeenPage, Source, Template
from reader.core.state import Correction, Position, ReadingState
from reader.core.text import visible
from reader.library import Library
from reader.store import Store, StoredArticle

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
BEIJING = timezone(timedelta(hours=8))
SITE = Source("© 江风网", "江风网")
TEMPLATE = Template(
    tuple(SeenPage.of(f"{n:016x}", f"第{n}页", ["导航", "备案"]) for n in range(3)), total=7, improved=3
)
RULE = Rule(source=SITE, label=Label.OTHER, lines=("订阅我们",), made=NOON)
RIVER = SavedSearch(name="渡口", text="渡口 source:长河", shelf=Shelf.UNREAD, sort=Sort.TITLE)
ORIGINALS = (
    "﻿带标记的 UTF-8\r\n第二行\r\n".encode(),
    "国标码的一页。\n".encode("gb18030"),
    "双字节的一页。\n".encode("utf-16"),
    b"\xff\xfe\x00 no text at all \x80\x81",
    b"",
    "control \x00\x1b]0;x\x07 \u202e and a line\u2028end\n".encode(),
)


def article(original: bytes, **known: object) -> StoredArticle:
    """Return an article of two blocks that came as `original`."""
    made = Article(**{"id": article_id(original), "title": "一页", "added": NOON, **known})  # type: ignore[arg-type]
    blocks = (Block(text="标题"), Block(text="正文", end=""))
    sections = (Section(label=Label.TITLE, start=0, stop=1), Section(label=Label.CONTENT, start=1, stop=2))
    return StoredArticle(
        article=made, state=ReadingState(), body=Body(blocks=blocks, sections=sections), original=original
    )


def every_kind() -> list[StoredArticle]:
    """Return articles that have, between them, everything an article may have."""
    items = [article(original, added=NOON - timedelta(days=n)) for n, original in enumerate(ORIGINALS)]
    items[0] = replace(items[0], state=ReadingState(read=NOON, bookmarked=NOON, position=Position(block=1, offset=2)))
    corrections = (
        Correction(label=Label.ADVERTISEMENT, start=1, stop=2),
        Correction(label=Label.CONTENT, start=0, stop=1),
    )
    done = ReadingState(
        archived=NOON.astimezone(BEIJING),
        trashed=NOON,
        progress=0.25,
        revealed=frozenset({0, 1}),
        corrections=corrections,
        tags=("人工智能", "待读"),
    )
    items[1] = replace(items[1], state=done)
    full = article(
        "样样都有\n".encode(),
        title="",
        url="https://example.org/a?b=c#d",
        source="小城日报",
        authors=("张三", "Ada"),
        published=datetime(2026, 2, 24),
        precision=Precision.DAY,
        captured=NOON,
        language="zh-Hans",
        views=0,
        length=12,
    )
    blocks = tuple(
        Block(
            text=f"{kind} 行", end="\r\n\u2028", kind=kind, level=level, href="https://example.org/" if level else None
        )
        for level, kind in enumerate(Kind)
    )
    labels = tuple(Label)[: len(blocks)]
    sections = tuple(
        Section(label=label, start=at, stop=at + 1, score=0.5, why="它重复出现", items=at)
        for at, label in enumerate(labels)
    )
    items.append(replace(full, body=Body(blocks=blocks, sections=sections)))
    items.append(article(b"Recommended", media_type=STUB, seen_in=full.article.id, title="样样都有"))
    rest = tuple(Label)[len(blocks) :]
    body = Body(
        blocks=tuple(Block(text=label) for label in rest),
        sections=tuple(Section(label=label, start=at, stop=at + 1) for at, label in enumerate(rest)),
    )
    published = datetime(2026, 2, 24, 12, tzinfo=BEIJING)
    return [*items, replace(article(b"other labels", published=published, precision=Precision.SECOND), body=body)]


def fill(folder: Path) -> None:
    """Make a library with every kind of content."""
    with Store.open(folder) as store:
        store.put(every_kind())
        other = Source("example.org", "Example")
        learned = (Learned(source=SITE, template=TEMPLATE, rules=(RULE,)), Learned(source=other, template=TEMPLATE))
        with store.exclusive():
            for known in learned:
                store.sources.update({known.source.key: lambda _, known=known: known})  # type: ignore[misc]
            store.searches.save(5, RIVER)
            store.searches.save(9, SavedSearch(name="九"))
            for number, text in enumerate(("in:text 渡口", "chaoxi")):
                store.searches.remember(UsedQuery(text=text, used=NOON + timedelta(hours=number)))


def content(folder: Path) -> tuple[object, ...]:
    """Return all that a library holds: equal for libraries that hold the same."""
    with Library.open(folder) as library:
        with library.reading() as stored:
            articles = [stored(row) for row in library.catalog.rows]
        return articles, library.sources.all(), library.searches.saved(), library.searches.used()


_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12).map(visible)
_LINE = _TEXT.map(lambda text: text.replace("\n", " "))
_AWARE = st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=st.sampled_from([UTC, BEIJING]))
_FLAG = st.none() | _AWARE
_BLOCKS = st.lists(
    st.builds(
        Block,
        text=_LINE,
        end=st.sampled_from(["\n", "\n\n", "", "\r\n", "\u2029 \x1c"]),
        kind=st.sampled_from(Kind),
        level=st.integers(0, 6),
        href=st.none() | _LINE,
    ),
    max_size=5,
)


@st.composite
def articles(draw: st.DrawFn) -> StoredArticle:
    """Draw an article as a library may hold one."""
    blocks = tuple(draw(_BLOCKS))
    cuts = sorted(draw(st.sets(st.integers(1, len(blocks) - 1), max_size=3))) if len(blocks) > 1 else []
    ends = [0, *cuts, len(blocks)] if blocks else []
    sections = tuple(
        Section(
            label=draw(st.sampled_from(Label)), start=start, stop=stop, score=draw(st.floats(0, 1)), why=draw(_LINE)
        )
        for start, stop in pairwise(ends)
    )
    original = draw(st.binary(max_size=30) | st.text(max_size=20).map(lambda text: text.encode("utf-8", "replace")))
    published = draw(st.none() | _AWARE | st.datetimes())
    made = Article(
        id=article_id(original),
        title=draw(_LINE),
        added=draw(_AWARE),
        url=draw(st.none() | _LINE),
        source=draw(st.none() | _LINE),
        authors=tuple(draw(st.lists(_LINE, max_size=2))),
        published=published,
        precision=draw(st.sampled_from(Precision)) if published else None,
        captured=draw(_FLAG),
        views=draw(st.none() | st.integers(0, 2**40)),
        length=draw(st.integers(0, 2**40)),
    )
    state = draw(states(len(blocks)))
    return StoredArticle(article=made, state=state, body=Body(blocks=blocks, sections=sections), original=original)


def states(blocks: int = 5) -> st.SearchStrategy[ReadingState]:
    """Draw what a reader may have done with an article of so many blocks."""
    at = st.integers(0, blocks)
    return st.builds(
        ReadingState,
        read=_FLAG,
        bookmarked=_FLAG,
        archived=_FLAG,
        trashed=_FLAG,
        position=st.none() | st.builds(Position, block=at, offset=st.integers(0, 99)),
        progress=st.floats(0, 1),
        revealed=st.frozensets(at, max_size=3),
        corrections=st.lists(st.builds(Correction, label=st.sampled_from(Label), start=at, stop=at), max_size=2).map(
            tuple
        ),
        tags=st.sets(_LINE, max_size=3).map(lambda tags: tuple(sorted(tags))),
    )
