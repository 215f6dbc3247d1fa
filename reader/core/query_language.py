"""The query language: `source:it之家 after:2026-01 before:7d tag:ai is:unread "exact" -word`, with full-width twins.

A query is never wrong: what is not understood is searched as text or left out, and a hint says so.
"""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from reader.core.catalog import Row
from reader.core.order import dated
from reader.core.query import Shelf

FIELDS = ("source", "tag", "after", "before", "is", "in")
_SHELVES = {shelf.value: shelf for shelf in Shelf}

_QUOTES = '"“”„‟＂「」『』'
_TOKEN = re.compile(
    rf"""
    (?P<minus>[-－](?=[^\s\-－]))?
    (?:(?P<field>[^\W\d_]+)[:：](?!//))?
    (?:[{_QUOTES}](?P<quoted>[^{_QUOTES}]*)(?:[{_QUOTES}]|$)|(?P<word>[^\s{_QUOTES}]*))
    """,
    re.VERBOSE,
)
_DAY = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?|年)?")
_AGO = re.compile(r"(\d{1,4})(d|w|m|y|天|日|周|月|年)")
_DAYS = {"today": 0, "yesterday": 1, "今天": 0, "昨天": 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """What a query was understood as.

    words: looked for in titles, forgivingly. exact, without: phrases that a title must, must not hold.
    sources: parts of a publisher's name, any of them. tags: all of them. after: from this day on; before: until the
    day before. shelf: None when the query names none. in_text: whether words and phrases are looked for in the texts
    instead. hints: sentences about what was not understood.
    """

    words: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    after: date | None = None
    before: date | None = None
    shelf: Shelf | None = None
    in_text: bool = False
    hints: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """What the title index is asked for: the words and the exact phrases."""
        return " ".join(self.words + self.exact)

    @property
    def is_filtering(self) -> bool:
        """Whether anything but `words` narrows the list, so that `keeps` has to be asked."""
        return self != Parsed(words=self.words, hints=self.hints)

    @property
    def understood(self) -> str:
        """The query in words, such as: “claude”, from IT之家, since 2026-01. Empty for an empty query."""
        parts = [f"“{' '.join(self.words)}”"] if self.words else []
        parts += [f"exactly “{phrase}”" for phrase in self.exact]
        parts += [f"without “{phrase}”" for phrase in self.without]
        parts += [f"from {' or '.join(self.sources)}"] if self.sources else []
        parts += [f"tagged {' and '.join(self.tags)}"] if self.tags else []
        parts += [f"since {_named(self.after)}"] if self.after else []
        parts += [f"before {_named(self.before)}"] if self.before else []
        parts += [self.shelf.value] if self.shelf else []
        parts += ["in the text"] if self.in_text else []
        return ", ".join(parts)


def parse(text: str, today: date) -> Parsed:
    """Return what `text` means on the day `today`; the last of several dates or shelves counts."""
    parsed = Parsed()
    for token in _TOKEN.finditer(text):
        quoted, word = token["quoted"], token["word"]
        value = quoted if quoted is not None else word or ""
        field = (token["field"] or "").casefold()
        if field and not token["minus"] and field in _READERS:
            parsed = _READERS[field](parsed, value, today)
            continue
        if field:
            parsed = _with_hint(parsed, _field_hint(token, field))
            value = token[0].removeprefix(token["minus"] or "")
            quoted = None
        if value:
            parsed = _with_text(parsed, value, leave_out=bool(token["minus"]), exact=quoted is not None)
    return parsed


def keeps(parsed: Parsed, row: Row) -> bool:
    """Whether a row passes all that `parsed` asks for except its words, which the title index answers.

    Without a shelf, articles neither archived nor trashed pass. Days are those of the published time as written,
    else of the time added.
    """
    article, state = row.article, row.state
    if not on_shelf(parsed.shelf or Shelf.ALL, row):
        return False
    if parsed.after or parsed.before:
        day = dated(row).date()
        if (parsed.after and day < parsed.after) or (parsed.before and day >= parsed.before):
            return False
    if parsed.sources and not any(_folded(part) in _folded(article.source or "") for part in parsed.sources):
        return False
    if parsed.tags and not {_folded(tag) for tag in parsed.tags} <= {_folded(tag) for tag in state.tags}:
        return False
    if parsed.exact or parsed.without:
        title = _folded(article.title)
        return all(_folded(phrase) in title for phrase in parsed.exact) and not any(
            _folded(phrase) in title for phrase in parsed.without
        )
    return True


def on_shelf(shelf: Shelf, row: Row) -> bool:
    """Whether a row stands on `shelf`. The trash is out of sight everywhere else."""
    state = row.state
    if shelf is Shelf.TRASHED:
        return state.trashed is not None
    if state.trashed is not None:
        return False
    if shelf is Shelf.BOOKMARKED:
        return state.bookmarked is not None
    if shelf is Shelf.ARCHIVED:
        return state.archived is not None
    return state.archived is None and (shelf is Shelf.ALL or row.is_unread)


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _named(day: date) -> str:
    """A first of the month reads as the month: both mean the same, since it and before it."""
    return day.strftime("%Y-%m") if day.day == 1 else day.isoformat()


def _with_hint(parsed: Parsed, hint: str) -> Parsed:
    return replace(parsed, hints=(*parsed.hints, hint)) if hint else parsed


def _with_text(parsed: Parsed, value: str, *, leave_out: bool, exact: bool) -> Parsed:
    if leave_out:
        return replace(parsed, without=(*parsed.without, value))
    if exact:
        return replace(parsed, exact=(*parsed.exact, value))
    return replace(parsed, words=(*parsed.words, value))


def _field_hint(token: re.Match[str], field: str) -> str:
    if token["minus"] and field in _READERS:
        return f"Only words can be left out, so “{token[0]}” leaves out that text."
    if not field.isascii():
        return ""
    return f"“{field}:” is not a field, so it is searched as text. Fields: {', '.join(f'{name}:' for name in FIELDS)}."


def _read_source(parsed: Parsed, value: str, today: date) -> Parsed:
    if not value:
        return _with_hint(parsed, "source: wants part of a publisher's name.")
    return replace(parsed, sources=(*parsed.sources, value))


def _read_tag(parsed: Parsed, value: str, today: date) -> Parsed:
    return replace(parsed, tags=(*parsed.tags, value)) if value else _with_hint(parsed, "tag: wants a tag's name.")


def _read_after(parsed: Parsed, value: str, today: date) -> Parsed:
    day = read_day(value, today)
    return replace(parsed, after=day) if day else _with_hint(parsed, _day_hint("after", value))


def _read_before(parsed: Parsed, value: str, today: date) -> Parsed:
    day = read_day(value, today)
    return replace(parsed, before=day) if day else _with_hint(parsed, _day_hint("before", value))


def _read_is(parsed: Parsed, value: str, today: date) -> Parsed:
    shelf = _SHELVES.get(_folded(value))
    return replace(parsed, shelf=shelf) if shelf else _with_hint(parsed, f"is: knows {', '.join(_SHELVES)}.")


def _read_in(parsed: Parsed, value: str, today: date) -> Parsed:
    place = _folded(value)
    if place in ("text", "title"):
        return replace(parsed, in_text=place == "text")
    return _with_hint(parsed, "in: knows text and title.")


_READERS: dict[str, Callable[[Parsed, str, date], Parsed]] = {
    "source": _read_source,
    "tag": _read_tag,
    "after": _read_after,
    "before": _read_before,
    "is": _read_is,
    "in": _read_in,
}


def _day_hint(field: str, value: str) -> str:
    found = f"“{value}” is no date" if value else "no date yet"
    return f"{field}: {found}; write 2026, 2026-01, 2026-01-15, 7d, 2w, 3m, 1y, today or yesterday."


def read_day(text: str, today: date) -> date | None:
    """Return the first day that `text` names, None if it names none.

    A year, month or day (2026, 2026-01, 2026-01-15, also with / or . or 年月日), or so long before `today`: 7d, 2w,
    3m, 1y (also 天 周 月 年), today, yesterday (今天 昨天).
    """
    text = _folded(text)
    try:
        if text in _DAYS:
            return today - timedelta(days=_DAYS[text])
        # 2025年 is a year, 2年 two years ago.
        if (ago := _AGO.fullmatch(text)) and (len(ago[1]) < 4 or ago[2] != "年"):
            return _before_today(today, int(ago[1]), ago[2])
        if named := _DAY.fullmatch(text):
            return date(int(named[1]), int(named[2] or 1), int(named[3] or 1))
    except (ValueError, OverflowError):
        return None
    return None


def _before_today(today: date, count: int, unit: str) -> date:
    if unit in "d天日":
        return today - timedelta(days=count)
    if unit in "w周":
        return today - timedelta(weeks=count)
    months = today.year * 12 + today.month - 1 - count * (12 if unit in "y年" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))
