"""What is said of an article in a few words: reading time, date, byline."""

from collections.abc import Iterable
from datetime import datetime

from reader.core.article import Article, Byline, Item, Precision
from reader.core.text import one_line
from reader.layout.cells import width
from reader.wording import tr, trn

CHARACTERS_PER_MINUTE = {"zh": 400, "ja": 400, "ko": 400}
"""Silent reading of texts written in characters. Between the 300 (grades 5-6) and 500 (grades 7-9) a minute that the
Chinese compulsory education curriculum standard asks for; Medium counts 500 for all three languages, the IReST texts
read aloud (Trauzettel-Klosinski and Dietz 2012, doi:10.1167/iovs.11-8284) give 255 for Chinese, 357 for Japanese."""

OTHER_CHARACTERS_PER_MINUTE = 1_400
"""238 English words a minute (Brysbaert 2019, doi:10.1016/j.jml.2019.104047, silent reading of non-fiction by adults)
times 5.9 characters, a word of non-fiction with the space or mark after it."""

_FORMATS = {Precision.YEAR: "%Y", Precision.MONTH: "%Y-%m", Precision.DAY: "%Y-%m-%d"}
SEPARATOR = " · "
"""Between facts on a line."""


def reading_minutes(article: Article) -> int:
    """Return the minutes an adult takes to read the content, at least 1; 0 for an article without content."""
    if article.length <= 0:
        return 0
    language = article.language.partition("-")[0].lower()
    pace = CHARACTERS_PER_MINUTE.get(language, OTHER_CHARACTERS_PER_MINUTE)
    return max(1, round(article.length / pace))


def full_date(when: datetime, precision: Precision | None) -> str:
    """Return the date as the page states it, no more exactly than `precision`, at most to the minute."""
    return when.strftime(_FORMATS.get(precision, "%Y-%m-%d %H:%M") if precision else "%Y-%m-%d %H:%M")


def short_date(when: datetime, precision: Precision | None, now: datetime) -> str:
    """Return a date for a list: HH:MM today, MM-DD this year, else YYYY-MM-DD; as exact as `precision` allows.

    A time without a zone is taken as being in that of `now`.
    """
    if precision in (Precision.YEAR, Precision.MONTH):
        return full_date(when, precision)
    local = when.astimezone(now.tzinfo) if when.tzinfo and now.tzinfo else when
    if local.date() == now.date() and precision is not Precision.DAY:
        return local.strftime("%H:%M")
    return local.strftime("%m-%d" if local.year == now.year else "%Y-%m-%d")


def byline(article: Article) -> str:
    """Return what the page says of itself in one line: source, authors, time, views, minutes to read."""
    return SEPARATOR.join(_byline_facts(article))


def byline_lines(article: Article, cells: int) -> list[str]:
    """Return the byline in lines of at most `cells` cells where its facts allow, none of them split."""
    return _lines(_byline_facts(article), cells)


def item_lines(item: Item, cells: int) -> list[str]:
    """Return what a page says of a recommendation in lines of at most `cells` cells where its facts allow."""
    return _lines([*_facts(item.byline), *map(one_line, item.more)], cells)


def _lines(facts: Iterable[str], cells: int) -> list[str]:
    lines: list[str] = []
    for fact in facts:
        if lines and width(lines[-1] + SEPARATOR + fact) <= cells:
            lines[-1] += SEPARATOR + fact
        else:
            lines.append(fact)
    return lines


def _byline_facts(article: Article) -> list[str]:
    """Return the facts of a byline that are known, each safe to draw in one row."""
    minutes = reading_minutes(article)
    return _facts(article) + ([tr("{minutes} min", minutes=minutes)] if minutes else [])


def _facts(said: Article | Byline) -> list[str]:
    facts = [said.source or "", ", ".join(said.authors)]
    if said.published:
        facts.append(full_date(said.published, said.precision))
    if said.views is not None:
        facts.append(trn("{count} view", "{count} views", said.views))
    return [one_line(fact) for fact in facts if fact]
