"""Pages and libraries made up by a seeded chance: the shape of a portal page, words that mean nothing."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from pathlib import Path
from random import Random

from reader.core.article import Article, Block, Body, Label, Precision, Section
from reader.core.state import ReadingState
from reader.store import Store, StoredArticle

HANZI = "山水风云日月星辰春夏秋冬花鸟虫鱼江河湖海城市乡村道路桥梁车船灯火书画琴棋茶酒米面东西南北人家老少"
WORDS = ("lantern", "harbour", "winter", "letters", "station", "garden", "signal", "river")
FIRST = datetime(2020, 1, 1, tzinfo=UTC)


def title(number: int) -> str:
    """Return the title of article `number`, of 12 to 40 characters and told apart by its last word."""
    chance = Random(number)
    hanzi = "".join(chance.choices(HANZI, k=chance.randint(8, 28)))
    return f"{hanzi} {chance.choice(WORDS)} {number}"


def page_text(number: int) -> str:
    """Return the text of a page: title, byline, 12 paragraphs, 21 recommendations, footer."""
    chance = Random(-number)
    when = FIRST + timedelta(hours=number)
    lines = [title(number), f"{when:%Y-%m-%d %H:%M:%S}　来源：山水日报　阅读 {chance.randint(10, 9999)}"]
    lines += ["".join(chance.choices(HANZI, k=chance.randint(60, 180))) + "。" for _ in range(12)]
    lines.append("相关推荐")
    for other in range(number + 1, number + 22):
        lines += [title(other), f"山水日报　{chance.randint(1, 500)} 阅读　{when:%m-%d}"]
    lines.append("版权所有 山水日报 京ICP备00000000号")
    return "\n".join(lines) + "\n"


def stored(number: int) -> StoredArticle:
    """Return article `number` as a library keeps it, with a short text."""
    text = page_text(number).split("\n", 3)
    blocks = tuple(Block(text=line) for line in text[:3])
    sections = tuple(
        Section(label=label, start=at, stop=at + 1)
        for at, label in enumerate((Label.TITLE, Label.BYLINE, Label.CONTENT))
    )
    article = Article(
        id=blake2b(str(number).encode(), digest_size=8).hexdigest(),
        title=title(number),
        added=FIRST + timedelta(hours=number, days=1),
        source="山水日报",
        published=FIRST + timedelta(hours=number),
        precision=Precision.SECOND,
        language="zh-Hans",
        length=len(text[2]),
    )
    body = Body(blocks=blocks, sections=sections)
    return StoredArticle(article=article, state=ReadingState(), body=body, original="\n".join(text[:3]).encode())


def make_library(folder: Path, count: int) -> None:
    """Fill a new library in `folder` with `count` articles."""
    store = Store.open(folder)
    for batch in batched(count, 1000):
        store.put(map(stored, batch))
    store.close()


def batched(count: int, size: int) -> Iterator[range]:
    """Yield 0..count in ranges of at most `size`."""
    for begin in range(0, count, size):
        yield range(begin, min(begin + size, count))
