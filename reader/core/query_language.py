"""The query language: `source:it之家 after:2026-01 before:7d tag:ai is:unread in:text "exact" -word -source:x`.

Full-width twins mean the same. A query is never wrong: what is not understood is searched as text or left out, and
a hint says so.
"""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from reader.core.query import Shelf

FIELDS = ("source", "tag", "after", "before", "is", "in")
PLACES = ("text", "title")
"""What `in:` knows."""

_SHELVES = {shelf.value: shelf for shelf in Shelf}
# What people write for a field in other programs, or in Chinese.
_MEANT = dict.fromkeys(("from", "by", "site", "publisher", "来源"), "source")
_MEANT |= dict.fromkeys(("label", "tags", "标签"), "tag")
_MEANT |= {"since": "after", "until": "before", "shelf": "is", "state": "is"} | {name: name for name in FIELDS}

QUOTES = '"“”„‟＂「」『』'
TOKEN = re.compile(
    rf"""
    (?P<minus>[-－](?=[^\s\-－]))?
    (?:(?P<field>[^\W\d_]+)[:：](?!//))?
    (?:[{QUOTES}](?P<quoted>[^{QUOTES}]*)(?:[{QUOTES}]|$)|(?P<word>[^\s{QUOTES}]*))
    """,
    re.VERBOSE,
)
"""One word, phrase or field of a query: minus, field (without its colon), and what is quoted or else the word."""

_DAY = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?|年)?")
_MONTH = re.compile(r"(\d{1,2})月")
_AGO = re.compile(r"(\d{1,4})(d|w|m|y|天|日|周|个月|年)")
_DAYS = {"today": 0, "yesterday": 1, "今天": 0, "昨天": 1}


class Parsed(Struct, frozen=True, kw_only=True):
    """What a query was understood as.

    words: looked for in titles, forgivingly. exact, without: phrases that a title (or text) must, must not hold.
    sources: parts of a publisher's name, any of them. tags: all of them. after: from this day on; before: until the
    day before. shelf: None when the query names none. in_text: whether words and phrases are looked for in the texts
    instead. without_sources, without_tags, without_shelves: what is left out, each of them. hints: sentences about
    what was not understood.
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
    without_sources: tuple[str, ...] = ()
    without_tags: tuple[str, ...] = ()
    without_shelves: tuple[Shelf, ...] = ()
    hints: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """What the title index is asked for: the words and the exact phrases."""
        return " ".join(self.words + self.exact)

    @property
    def understood(self) -> str:
        """The query in words, such as: “claude”, from IT之家, since 2026-01. Empty for an empty query."""
        parts = [f"“{' '.join(self.words)}”"] if self.words else []
        parts += [f"exactly “{phrase}”" for phrase in self.exact]
        parts += [f"without “{phrase}”" for phrase in self.without]
        parts += [f"from {' or '.join(self.sources)}"] if self.sources else []
        parts += [f"not from {' or '.join(self.without_sources)}"] if self.without_sources else []
        parts += [f"tagged {' and '.join(self.tags)}"] if self.tags else []
        parts += [f"not tagged {' or '.join(self.without_tags)}"] if self.without_tags else []
        parts += [f"since {_named(self.after)}"] if self.after else []
        parts += [f"before {_named(self.before)}"] if self.before else []
        parts += [self.shelf.value] if self.shelf else []
        parts += [f"not {shelf.value}" for shelf in self.without_shelves]
        parts += ["in the text"] if self.in_text else []
        return ", ".join(parts)


def parse(text: str, today: date) -> Parsed:
    """Return what `text` means on the day `today`; the last of several dates or shelves counts."""
    parsed = Parsed()
    for token in TOKEN.finditer(text):
        quoted, word, leave_out = token["quoted"], token["word"], bool(token["minus"])
        value = quoted if quoted is not None else word or ""
        field = field_of(token)
        if field in _READERS:
            parsed = _READERS[field](parsed, value, today, leave_out)
            continue
        if field:
            parsed = _with_hint(parsed, _field_hint(field))
            value = token[0].removeprefix(token["minus"] or "")
            quoted = None
        if value:
            parsed = _with_text(parsed, value, leave_out=leave_out, exact=quoted is not None)
    return parsed


def field_of(token: re.Match[str]) -> str:
    """Return the field that a token names, as FIELDS spells it; what else stands before its colon; "" for neither."""
    return _folded(token["field"] or "")


def without_field(text: str, field: str, *, negated: bool) -> str:
    """Return a query without its tokens of a field. negated: whether those with a minus go as well."""
    kept = (token[0] for token in TOKEN.finditer(text) if field_of(token) != field or (token["minus"] and not negated))
    return " ".join(filter(None, kept))


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


def _field_hint(field: str) -> str:
    from difflib import get_close_matches  # only a mistake pays for it

    if meant := get_close_matches(field, _MEANT, 1, 0.7):
        return f"Did you mean {_MEANT[meant[0]]}:? “{field}:” is searched as text."
    if not field.isascii():
        return ""
    return f"“{field}:” is searched as text; fields are {', '.join(f'{name}:' for name in FIELDS)}."


def _read_source(parsed: Parsed, value: str, today: date, leave_out: bool) -> Parsed:
    if not value:
        return _with_hint(parsed, "source: wants part of a publisher's name.")
    if leave_out:
        return replace(parsed, without_sources=(*parsed.without_sources, value))
    return replace(parsed, sources=(*parsed.sources, value))


def _read_tag(parsed: Parsed, value: str, today: date, leave_out: bool) -> Parsed:
    if not value:
        return _with_hint(parsed, "tag: wants a tag's name.")
    if leave_out:
        return replace(parsed, without_tags=(*parsed.without_tags, value))
    return replace(parsed, tags=(*parsed.tags, value))


def _read_after(parsed: Parsed, value: str, today: date, leave_out: bool) -> Parsed:
    day = read_day(value, today)
    if day is None:
        return _with_hint(parsed, _day_hint("after", value))
    return replace(parsed, before=day) if leave_out else replace(parsed, after=day)


def _read_before(parsed: Parsed, value: str, today: date, leave_out: bool) -> Parsed:
    day = read_day(value, today)
    if day is None:
        return _with_hint(parsed, _day_hint("before", value))
    return replace(parsed, after=day) if leave_out else replace(parsed, before=day)


def _read_is(parsed: Parsed, value: str, today: date, leave_out: bool) -> Parsed:
    shelf = _SHELVES.get(_folded(value))
    if shelf is None or (leave_out and shelf is Shelf.ALL):
        return _with_hint(parsed, f"is: knows {', '.join(_SHELVES)}.")
    if leave_out:
        return replace(parsed, without_shelves=(*parsed.without_shelves, shelf))
    return replace(parsed, shelf=shelf)


def _read_in(parsed: Parsed, value: str, today: date, leave_out: bool) -> Parsed:
    place = _folded(value)
    if place not in PLACES:
        return _with_hint(parsed, f"in: knows {' and '.join(PLACES)}.")
    return replace(parsed, in_text=(place == "text") is not leave_out)


_READERS: dict[str, Callable[[Parsed, str, date, bool], Parsed]] = {
    "source": _read_source,
    "tag": _read_tag,
    "after": _read_after,
    "before": _read_before,
    "is": _read_is,
    "in": _read_in,
}


def _day_hint(field: str, value: str) -> str:
    found = f"“{value}” is no date; write" if value else f"{field}: wants a date, such as"
    return f"{found} 2026-01, 7d, today (also 2026, 2026-01-15, 2w, 3m, 1y, yesterday)."


def read_day(text: str, today: date) -> date | None:
    """Return the first day that `text` names, None if it names none.

    A year, month or day (2026, 2026-01, 2026-01-15, also with / or . or 年月日), the latest month of a number (3月),
    or so long before `today`: 7d, 2w, 3m, 1y (also 天 周 个月 年), today, yesterday (今天 昨天).
    """
    text = _folded(text)
    try:
        if text in _DAYS:
            return today - timedelta(days=_DAYS[text])
        # 2025年 is a year, 2年 two years ago.
        if (ago := _AGO.fullmatch(text)) and (len(ago[1]) < 4 or ago[2] != "年"):
            return _before_today(today, int(ago[1]), ago[2])
        if month := _MONTH.fullmatch(text):
            return date(today.year - (int(month[1]) > today.month), int(month[1]), 1)
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
