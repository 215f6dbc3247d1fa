"""The query language: `source:it之家 after:2026-01 before:7d on:2026-03 tag:ai is:unread in:text "exact" -word`.

A minus leaves out a field too (`-source:x`), and `source:=x` is the source whose whole name is x.

Full-width twins mean the same. A query is never wrong: what is not understood is searched as text or left out, and
a hint says so.
"""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from reader.core.query import Shelf
from reader.wording import tr

FIELDS = ("source", "tag", "after", "before", "on", "is", "in")
PLACES = ("text", "title")
"""What `in:` knows."""

CHINESE_FIELDS: Mapping[str, str] = dict(
    zip(("来源", "标签", "之后", "之前", "日期", "状态", "范围"), FIELDS, strict=True)
)
"""The fields as they can be written in Chinese, whatever language is spoken."""

CHINESE_SHELVES: Mapping[str, Shelf] = {
    "全部": Shelf.ALL,
    "未读": Shelf.UNREAD,
    "书签": Shelf.BOOKMARKED,
    "归档": Shelf.ARCHIVED,
    "划线": Shelf.HIGHLIGHTED,
    "批注": Shelf.NOTED,
    "回收站": Shelf.TRASHED,
}
"""What `状态：` knows, also as states: 已归档, 有划线, 在回收站."""

CHINESE_PLACES: Mapping[str, str] = {"正文": "text", "标题": "title"}
"""What `范围：` knows."""

WHOLE = "="
"""What stands before the name of a source that is given whole; alone, for articles that name no source."""

Days = tuple[date, date]
"""From the first day until the day before the second."""

_SHELVES = {shelf.value: shelf for shelf in Shelf} | dict(CHINESE_SHELVES)
# What people write for a field in other programs.
_MEANT = dict.fromkeys(("from", "by", "site", "publisher"), "source") | dict.fromkeys(("label", "tags"), "tag")
_MEANT |= {"since": "after", "until": "before", "shelf": "is", "state": "is"} | {name: name for name in FIELDS}
_MEANT |= CHINESE_FIELDS

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
_IN_STATE = re.compile("^(?:已加?|有|在)")
_DAYS = {"today": 0, "yesterday": 1, "今天": 0, "昨天": 1}


class Parsed(Struct, frozen=True, kw_only=True):
    """What a query was understood as.

    words: looked for in titles, forgivingly. exact, without: phrases that a title (or text) must, must not hold.
    sources: parts of a publisher's name, or WHOLE and all of it; any of them. tags: all of them. after: from this day
    on; before: until the day before. days: any of them. shelf: None when the query names none. in_text: whether words
    and phrases are looked for in the texts instead. without_sources, without_tags, without_days, without_shelves: what
    is left out, each of them. hints: sentences about what was not understood.
    """

    words: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    after: date | None = None
    before: date | None = None
    days: tuple[Days, ...] = ()
    shelf: Shelf | None = None
    in_text: bool = False
    without_sources: tuple[str, ...] = ()
    without_tags: tuple[str, ...] = ()
    without_days: tuple[Days, ...] = ()
    without_shelves: tuple[Shelf, ...] = ()
    hints: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """What the title index is asked for: the words and the exact phrases."""
        return " ".join(self.words + self.exact)

    @property
    def understood(self) -> str:
        """The query in words, such as: “claude”, from IT之家, since 2026-01. Empty for an empty query."""
        either, both = tr(" or "), tr(" and ")
        parts = [f"“{' '.join(self.words)}”"] if self.words else []
        parts += [tr("exactly “{phrase}”", phrase=phrase) for phrase in self.exact]
        parts += [tr("without “{phrase}”", phrase=phrase) for phrase in self.without]
        parts += [tr("from {sources}", sources=_any_source(self.sources))] if self.sources else []
        left_out = self.without_sources
        parts += [tr("not from {sources}", sources=_any_source(left_out))] if left_out else []
        parts += [tr("tagged {tags}", tags=both.join(self.tags))] if self.tags else []
        parts += [tr("not tagged {tags}", tags=either.join(self.without_tags))] if self.without_tags else []
        parts += [tr("since {day}", day=_named(self.after))] if self.after else []
        parts += [tr("before {day}", day=_named(self.before))] if self.before else []
        parts += [either.join(map(_period, self.days))] if self.days else []
        parts += [tr("not {period}", period=_period(days)) for days in self.without_days]
        parts += [tr(self.shelf.value)] if self.shelf else []
        parts += [tr("not {shelf}", shelf=tr(shelf.value)) for shelf in self.without_shelves]
        parts += [tr("in the text")] if self.in_text else []
        return tr(", ").join(parts)


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
    field = _folded(token["field"] or "")
    return CHINESE_FIELDS.get(field, field)


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


def _period(days: Days) -> str:
    """Return days as people name them: in 2026, in 2026-03, on 2026-03-05."""
    start, stop = days
    if start.day == 1 and stop == _next_month(start):
        return tr("in {period}", period=f"{start:%Y-%m}")
    is_year = stop > start + timedelta(days=1)
    return tr("in {period}", period=f"{start:%Y}") if is_year else tr("on {day}", day=start.isoformat())


def _any_source(names: tuple[str, ...]) -> str:
    return tr(" or ").join(map(_source, names))


def _source(name: str) -> str:
    if not name.startswith(WHOLE):
        return name
    return tr("“{name}” itself", name=name[len(WHOLE) :]) if name != WHOLE else tr("no known source")


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
        name = _MEANT[meant[0]]
        return tr("Did you mean {meant}:? “{field}:” is searched as text.", meant=tr(name), field=field)
    if not field.isascii():
        return ""
    names = tr(", ").join(tr("{field}:", field=tr(name)) for name in FIELDS)
    return tr("“{field}:” is searched as text; fields are {names}.", field=field, names=names)


def _read_source(parsed: Parsed, value: str, today: date, leave_out: bool) -> Parsed:
    if not value:
        return _with_hint(parsed, tr("source: wants part of a publisher's name."))
    if _folded(value[0]) == WHOLE:
        value = WHOLE + value[1:]
    if leave_out:
        return replace(parsed, without_sources=(*parsed.without_sources, value))
    return replace(parsed, sources=(*parsed.sources, value))


def _read_tag(parsed: Parsed, value: str, today: date, leave_out: bool) -> Parsed:
    if not value:
        return _with_hint(parsed, tr("tag: wants a tag's name."))
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


def _read_on(parsed: Parsed, value: str, today: date, leave_out: bool) -> Parsed:
    days = read_days(value, today)
    if days is None:
        return _with_hint(parsed, _day_hint("on", value))
    if leave_out:
        return replace(parsed, without_days=(*parsed.without_days, days))
    return replace(parsed, days=(*parsed.days, days))


def _read_is(parsed: Parsed, value: str, today: date, leave_out: bool) -> Parsed:
    shelf = _SHELVES.get(_IN_STATE.sub("", _folded(value)))
    if shelf is None or (leave_out and shelf is Shelf.ALL):
        return _with_hint(parsed, tr("is: knows {names}.", names=tr(", ").join(tr(shelf.value) for shelf in Shelf)))
    if leave_out:
        return replace(parsed, without_shelves=(*parsed.without_shelves, shelf))
    return replace(parsed, shelf=shelf)


def _read_in(parsed: Parsed, value: str, today: date, leave_out: bool) -> Parsed:
    place = _folded(value)
    place = CHINESE_PLACES.get(place, place)
    if place not in PLACES:
        return _with_hint(parsed, tr("in: knows {names}.", names=tr(" and ").join(map(tr, PLACES))))
    return replace(parsed, in_text=(place == "text") is not leave_out)


_READERS: dict[str, Callable[[Parsed, str, date, bool], Parsed]] = {
    "source": _read_source,
    "tag": _read_tag,
    "after": _read_after,
    "before": _read_before,
    "on": _read_on,
    "is": _read_is,
    "in": _read_in,
}


def _day_hint(field: str, value: str) -> str:
    days = tr("2026-01, 7d, today (also 2026, 2026-01-15, 2w, 3m, 1y, yesterday)")
    if not value:
        return tr("{field}: wants a date, such as {days}.", field=tr(field), days=days)
    return tr("“{value}” is no date; write {days}.", value=value, days=days)


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


def read_days(text: str, today: date) -> Days | None:
    """Return the days of the year, month or day that `text` names, as `read_day` reads it; None if it names none."""
    start = read_day(text, today)
    if start is None:
        return None
    text = _folded(text)
    named = _DAY.fullmatch(text)
    try:
        if named and not named[2]:
            return start, start.replace(year=start.year + 1)
        is_month = _MONTH.fullmatch(text) or (named and not named[3])
        return start, _next_month(start) if is_month else start + timedelta(days=1)
    except (ValueError, OverflowError):
        return None


def _next_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


def _before_today(today: date, count: int, unit: str) -> date:
    if unit in "d天日":
        return today - timedelta(days=count)
    if unit in "w周":
        return today - timedelta(weeks=count)
    months = today.year * 12 + today.month - 1 - count * (12 if unit in "y年" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))
