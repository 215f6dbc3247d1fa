"""Articles for the tests of the store, small and made up."""

from datetime import UTC, datetime
from hashlib import blake2b

from reader.core.article import Article, Block, Body, Kind, Label, Precision, Section
from reader.core.state import ReadingState
from reader.store import StoredArticle

ADDED = datetime(2026, 2, 24, 12, 0, 1, tzinfo=UTC)


def id_of(number: int) -> str:
    return blake2b(str(number).encode(), digest_size=8).hexdigest()


def body(text: str = "春眠不觉晓。") -> Body:
    blocks = (Block(text="一篇短文", end="\n\n", kind=Kind.HEADING, level=1), Block(text=text))
    sections = (Section(label=Label.TITLE, start=0, stop=1, score=0.5, why="It comes first."),)
    return Body(blocks=blocks, sections=(*sections, Section(label=Label.CONTENT, start=1, stop=2)))


def stored(number: int, *, title: str | None = None, state: ReadingState | None = None) -> StoredArticle:
    article = Article(
        id=id_of(number),
        title=title or f"第{number}篇",
        added=ADDED,
        source="小城日报",
        published=datetime(2026, 2, 24, 12, 0),
        precision=Precision.MINUTE,
        language="zh-Hans",
        length=6,
    )
    return StoredArticle(
        article=article, state=state or ReadingState(), body=body(f"正文 {number}"), original=f"原文 {number}".encode()
    )
