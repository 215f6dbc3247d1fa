"""Articles whose texts are given, for the tests of full text search."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from pathlib import Path

from reader.core.article import Article, Block, Body, Label, Section
from reader.core.catalog import Row
from reader.core.state import ReadingState
from reader.store import Store, StoredArticle

FIRST = datetime(2026, 1, 1, tzinfo=UTC)


def id_of(title: str) -> str:
    """Return the id of the article with this title."""
    return blake2b(title.encode(), digest_size=8).hexdigest()


def body_of(text: str, clutter: str = "") -> Body:
    """Return a body of a content section, a block a line, and a navigation section."""
    lines = text.split("\n")
    sections = [Section(label=Label.CONTENT, start=0, stop=len(lines))]
    if clutter:
        sections.append(Section(label=Label.NAVIGATION, start=len(lines), stop=len(lines) + 1))
    blocks = (Block(text=line) for line in (*lines, *([clutter] if clutter else ())))
    return Body(blocks=tuple(blocks), sections=tuple(sections))


def row(title: str, text: str, day: int = 0, state: ReadingState | None = None) -> Row:
    """Return the row of an article published so many days after the first."""
    article = Article(
        id=id_of(title), title=title, added=FIRST, published=FIRST + timedelta(days=day), length=len(text)
    )
    return Row(article=article, state=state or ReadingState())


def put(folder: Path, texts: Mapping[str, str], day: int = 0) -> None:
    """Add articles to the library in `folder`, by title, each a day newer than the one before."""
    with Store.open(folder) as store:
        store.put(
            StoredArticle(article=made.article, state=made.state, body=body_of(text), original=title.encode())
            for number, (title, text) in enumerate(texts.items())
            for made in [row(title, text, day + number)]
        )
