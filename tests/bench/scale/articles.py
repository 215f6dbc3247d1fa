"""The articles of a large library: 3 KB each, Chinese and English, with the fields and states that pages give them."""

from datetime import timedelta
from functools import cache
from hashlib import blake2b
from random import Random

from reader.core.article import Article, Block, Body, Kind, Label, Precision, Section
from reader.core.state import ReadingState
from reader.store import StoredArticle
from tests.bench.pages import FIRST
from tests.bench.texts import BYTES, text_of
from tests.bench.typing import SOURCES, title

SPACING = timedelta(minutes=3)
"""Between two articles, so that a million of them lie between 2020 and 2026."""

AUTHORS = ("张伟", "王芳", "李娜", "刘洋", "陈静", "Ada Byron", "Grace Hopper", "Jean Bartik")
TAGS = ("later", "ai", "经济", "read again")
LINE = 300
"""Bytes of a paragraph."""

FEW = 1_000
"""Articles below which each fifth is bookmarked and each fifth archived: a screenful, as in a larger library."""


@cache
def paragraphs() -> tuple[str, ...]:
    """Return paragraphs to make texts of: to draw each word of each text by itself would take an hour for a million."""
    texts = (text_of(number) for number in range(200))
    return tuple(text[at : at + LINE // 3] for text in texts for at in range(0, len(text), LINE // 3))


def article(number: int, count: int) -> StoredArticle:
    """Return article `number` of `count`, as `reader add` and a reader leave it. The last one is the newest."""
    chance = Random(number)
    when = FIRST + SPACING * number
    source = SOURCES[0] if number % 5 == 4 else chance.choice(SOURCES)
    lines = [title(number), f"{source}　{when:%Y-%m-%d %H:%M}　{chance.randint(10, 99_999)}人阅读"]
    size = sum(len(line.encode()) for line in lines)
    while size < BYTES:
        lines.append(chance.choice(paragraphs()))
        size += len(lines[-1].encode())
    id = blake2b(b"%d" % number, digest_size=8).hexdigest()
    known = Article(
        id=id,
        title=lines[0],
        added=when + timedelta(days=chance.randint(0, 9)),
        url=f"https://example.com/{when:%Y/%m}/{id}.html",
        source=source,
        authors=(chance.choice(AUTHORS),) if chance.random() < 0.6 else (),
        published=when,
        precision=Precision.MINUTE,
        captured=when + timedelta(hours=5) if chance.random() < 0.3 else None,
        language="zh-Hans",
        views=chance.randint(10, 99_999) if chance.random() < 0.7 else None,
        length=sum(map(len, lines[2:])),
    )
    original = "\n".join(lines).encode()
    return StoredArticle(article=known, state=_state(number, count), body=_body(lines), original=original)


def _body(lines: list[str]) -> Body:
    blocks = (Block(text=lines[0], kind=Kind.HEADING), *(Block(text=line) for line in lines[1:]))
    bounds = ((Label.TITLE, 0, 1), (Label.BYLINE, 1, 2), (Label.CONTENT, 2, len(lines)))
    return Body(blocks=blocks, sections=tuple(Section(label=label, start=a, stop=b) for label, a, b in bounds))


def _state(number: int, count: int) -> ReadingState:
    """Return what a reader did: a third is read, some of a hundred are bookmarked, archived, tagged, in the trash."""
    when = FIRST + SPACING * number
    every = 5 if count < FEW else 33
    return ReadingState(
        read=when if number % 3 == 0 else None,
        bookmarked=when if number % every == 0 else None,
        archived=when if number % every == 1 else None,
        trashed=when if number % 97 == 2 else None,
        tags=(TAGS[number % len(TAGS)],) if number % 50 == 3 else (),
    )
