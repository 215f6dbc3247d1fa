"""Times as pages write them, in Chinese, Japanese, Korean and the languages of `_MONTH_NAMES`, and relative to now.

Sources: ISO 8601 for the numeric forms, RFC 2822 4.3 for the named American zones, CLDR for month names,
the era table of the Japanese Cabinet Office for 令和, 平成 and 昭和; year 1 of 民國 is 1912.
"""

import re
from datetime import datetime, timedelta, timezone, tzinfo

from msgspec import Struct

from reader.core.article import Precision


class TimeFound(Struct, frozen=True, kw_only=True):
    """One time in a text.

    start, stop: half-open character range. when: aware only if the text names a zone or is relative to an
    aware now. precision: how exactly the text says it; below it `when` holds the smallest value.
    """

    start: int
    stop: int
    when: datetime
    precision: Precision


_MONTH_NAMES = (  # English, German, French, Spanish, Italian and Portuguese, whole and abbreviated (CLDR)
    "january januar jänner janvier enero gennaio janeiro jan janv ene gen",
    "february februar février febrero febbraio fevereiro feb febr févr fev",
    "march märz mars marzo março mar mär mrz",
    "april avril abril aprile apr avr abr",
    "may mai mayo maggio maio mag",
    "june juni juin junio giugno junho jun giu",
    "july juli juillet julio luglio julho jul juil lug",
    "august août aout agosto aug",
    "september septembre septiembre settembre setembro sept sep set",
    "october oktober octobre octubre ottobre outubro oct okt ott out",
    "november novembre noviembre novembro nov",
    "december dezember décembre diciembre dicembre dezembro dec dez déc dic",
)
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, start=1) for name in names.split()}
_MONTH = r"(?P<mon>" + "|".join(sorted(_MONTHS, key=lambda name: -len(name))) + r")\b\.?"
_MONTH_ALONE = _MONTH.replace("mars|", "")  # "Mars 2020" is no month
_HOURS = {  # CST is left out on purpose: China and Chicago both use it.
    **{"z": 0, "utc": 0, "gmt": 0, "est": -5, "edt": -4, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7},
    **{"bst": 1, "cet": 1, "cest": 2, "jst": 9, "kst": 9, "hkt": 8, "sgt": 8, "aest": 10, "aedt": 11},
    **{"北京时间": 8, "北京時間": 8, "日本時間": 9},
}
_ZONE = (
    r"(?:\s?(?P<zone>[zZ]\b|(?:UTC|GMT)?[+-]\d\d:?\d\d(?!\d)|\(?(?:"
    + "|".join(k.upper() for k in _HOURS)
    + r")\b\)?))?"
)
_CLOCK = (
    r"(?P<h>[0-2]?\d)\s?(?::|：|时|時|시\s?)\s?(?P<m>[0-5]\d)(?:\s?(?::|：|分|분\s?)(?P<s>[0-5]\d)秒?(?:\.\d{1,9})?|분|分)?"
    r"(?:\s?(?P<half>[ap])\.?m\b\.?)?" + _ZONE
)
_HALF_OF_DAY = r"(?:上午|凌晨|早上|午前|오전|(?P<late>下午|晚上|午後|오후)|中午)?\s?"
_WEEKDAY = r"(?:\s?[(（]?(?:星期|周|週|礼拜)[一二三四五六日天][)）]?|\s?[(（][月火水木金土日月화수목금토일][)）])?"
_THEN_CLOCK = r"(?:(?:T|[\s,，|·•　]{0,4}(?:(?:at|um|à|a las|alle|às|[-–—/])\s)?)" + _HALF_OF_DAY + _CLOCK + r")?"
_YEAR = r"(?P<y>(?:19|20)\d\d)"
_HAS_YEAR = re.compile(r"(?:19|20)\d\d")
_WORD_START = r"(?-i:(?<![^\W\d_])|(?=[A-Z]))"  # pages run lines together: "EditorialNovember 22, 2018"


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_MO, _D = r"(?P<mo>1[0-2]|0?[1-9])", r"(?P<d>3[01]|[12]\d|0?[1-9])"
_DAY_NAME = r"(?:mon|tue|wed|thu|fri|sat|sun)\w{0,6}"
_ERA_START = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}
_HAN_DIGITS = {digit: number for number, digits in enumerate(("〇零○", *"一二三四五六七八九")) for digit in digits}
_HAN_DAY = r"[二三]?十[一二三四五六七八九]?|[一二三四五六七八九]"
_FORMS = tuple(  # whether a text must hold a year, what else to be worth a look, and the forms of dates then looked for
    (yearly, _compiled(worth), tuple(map(_compiled, forms)))
    for yearly, worth, forms in (
        (
            True,
            "",
            (
                rf"(?<![\d.]){_YEAR}\s?(?:[-/.年]|년)\s?{_MO}\s?(?:[-/.月]|월)\s?{_D}(?:日|号|號|일)?{_WEEKDAY}{_THEN_CLOCK}",
                rf"(?<![\d/.])(?P<a>\d{{1,2}})(?P<sep>[/.])(?P<b>\d{{1,2}})(?P=sep){_YEAR}(?!\d){_THEN_CLOCK}",
                rf"{_YEAR}\s?(?:年|년)\s?{_MO}\s?(?:月|월)(?!\s?[\d(（])",
            ),
        ),
        (
            True,
            r"(?:jan|jän|ene|gen|f[eé]b|f[eé]v|m[aä]r|mrz|apr|avr|abr|ma[yigm]|ju[nil]|giu|lu[gl]|ao[uû]|a[ug][go]|"
            r"se[pt]|o[cktu][tu]|nov|d[eéi][cz])[^\d]{0,12}\d",
            (
                rf"{_WORD_START}{_MONTH}\s?{_D}(?:st|nd|rd|th)?\b[,.]?(?:\s{_DAY_NAME})?,?\s?{_YEAR}(?!\d{{3}}){_THEN_CLOCK}",
                rf"(?<!\d){_D}(?:st|nd|rd|th|er|º)?[\s\-.]{{1,2}}(?:(?:of|de)\s)?{_MONTH}[\s\-,]{{1,2}}(?:del?\s)?"
                rf"{_YEAR}(?!\d{{3}}){_THEN_CLOCK}",
                rf"\b{_MONTH_ALONE},?\s{_YEAR}(?!\d)",
            ),
        ),
        (
            False,
            r"令和|平成|昭和|民[國国]|[〇零○]",
            (
                rf"(?P<era>令和|平成|昭和|民國|民国)\s?(?P<ey>元|\d{{1,3}})年\s?{_MO}月\s?{_D}日{_WEEKDAY}{_THEN_CLOCK}",
                rf"(?P<hy>[一二][〇零○九][〇零○一二三四五六七八九]{{2}})年(?P<hmo>十[一二]?|[一二三四五六七八九])月"
                rf"(?P<hd>{_HAN_DAY})[日号號]{_WEEKDAY}{_THEN_CLOCK}",
            ),
        ),
        (
            False,
            r"\d月\d|\d[-/]\d",
            (
                rf"(?<![\d.年]){_MO}月{_D}[日号號]{_WEEKDAY}{_THEN_CLOCK}",
                rf"(?<![\d./:-])(?P<mo>1[0-2]|0[1-9])[-/](?P<d>3[01]|[12]\d|0[1-9])(?![\d/-]|\.\d){_THEN_CLOCK}",
            ),
        ),
    )
)
_CLOCK_BEFORE = _compiled(rf"(?<!\d){_CLOCK}[\s,，]{{0,3}}(?:on\s)?(?:{_DAY_NAME},?\s)?$")
_AGO = _compiled(
    r"(?<![\d.])(?P<n>\d{1,3}|an?|半)\s?(?:个|個|ヶ|か)?\s?"
    r"(?P<unit>秒钟?|分钟|分鐘|分|小时|小時|時間|天|日|周|週間?|月|年|초|분|시간|일|주|개월|"
    r"seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?)\s?(?:以?前|\s?전|\s?ago\b)"
)
_DAY_WORD = _compiled(
    r"(?P<word>昨天|昨日|前天|今天|今日|刚刚|剛剛|어제|오늘|\byesterday\b|\btoday\b|\bjust now\b)"
    r"(?:[\s,，]{0,2}(?:at\s)?" + _HALF_OF_DAY + _CLOCK + r")?"
)
_DAYS_BACK = {"昨天": 1, "昨日": 1, "어제": 1, "yesterday": 1, "前天": 2}
_UNITS: tuple[tuple[str, float, Precision], ...] = (  # first match wins; days
    ("秒|초|sec", 1 / 86400, Precision.MINUTE),
    ("分|분|min", 1 / 1440, Precision.MINUTE),
    ("小|時|시간|hour|hr", 1 / 24, Precision.DAY),
    ("天|日|일|day", 1, Precision.DAY),
    ("周|週|주|week", 7, Precision.DAY),
    ("月|개월|month", 30.44, Precision.MONTH),
    ("年|year", 365.25, Precision.YEAR),
)
# What it may begin with comes first: one class is looked at in less time than ten alternatives.
_BACK = _compiled(
    r"(?=[前전昨今刚剛어오aytj])(?:前|전|ago\b|昨|今天|今日|刚刚|剛剛|어제|오늘|yesterday|today|just now)"
)
_WORTH_A_LOOK = _compiled(r"(?=[\d〇零○半前전昨今刚剛어오aytj])(?:\d|[〇零○]|半|\ban? |" + _BACK.pattern + ")")


def find_times(text: str, now: datetime) -> list[TimeFound]:
    """Return the times named in `text`, in order, none overlapping.

    now: what "3小时前" and a date without a year are relative to; a date without a year is the latest one not
    after tomorrow. In 03/04/2026 the month comes first (as in the United States) unless that lies in the future
    or is no date; with dots (03.04.2026) the day comes first. Time taken is linear in the length of `text`.
    """
    if not _WORTH_A_LOOK.search(text):
        return []
    year = _HAS_YEAR.search(text)
    found = [
        time
        for yearly, worth, forms in _FORMS
        if (year or not yearly) and worth.search(text)
        for form in forms
        for match in form.finditer(text)
        if (time := _absolute(match, text, now))
    ]
    if _BACK.search(text):
        found += [time for match in _AGO.finditer(text) if (time := _ago(match, now))]
        found += [time for match in _DAY_WORD.finditer(text) if (time := _day_word(match, now))]
    found.sort(key=lambda time: (time.start, time.start - time.stop))
    kept: list[TimeFound] = []
    for time in found:
        if not kept or time.start >= kept[-1].stop:
            kept.append(time)
    return kept


def _absolute(match: re.Match[str], text: str, now: datetime) -> TimeFound | None:
    """Read one match of `_FORMS`; None when it is no date of the calendar."""
    parts = match.groupdict()
    naive_now = now.replace(tzinfo=None)
    for year, month, day in _readings(parts, naive_now):
        try:
            date = datetime(year, month, day or 1)
        except ValueError:
            continue
        start, stop, precision = match.start(), match.end(), Precision.DAY if day else Precision.MONTH
        if parts.get("h"):
            return _timed(start, match, date) or TimeFound(
                start=start, stop=match.start("h"), when=date, precision=precision
            )
        before = _CLOCK_BEFORE.search(text, max(0, start - 40), start) if day else None
        if before and before["m"]:
            timed = _timed(before.start(), before, date)
            if timed:
                return TimeFound(start=before.start(), stop=stop, when=timed.when, precision=timed.precision)
        return TimeFound(start=start, stop=stop, when=date, precision=precision)
    return None


def _readings(parts: dict[str, str | None], now: datetime) -> list[tuple[int, int, int]]:
    """Return the (year, month, day) readings to try in order; day 0 where none is named."""
    year = int(parts.get("y") or 0)
    if parts.get("a"):
        first, second = int(parts["a"] or 0), int(parts["b"] or 0)
        orders = [(year, first, second), (year, second, first)]
        if parts["sep"] == ".":
            orders.reverse()
        return sorted(orders, key=lambda ymd: ymd > (now.year, now.month, now.day + 1))
    if parts.get("era"):
        year = _ERA_START[parts["era"] or ""] + (1 if parts["ey"] == "元" else int(parts["ey"] or 0))
    if parts.get("hy"):
        year = int("".join(str(_HAN_DIGITS[digit]) for digit in parts["hy"] or ""))
        return [(year, _han_number(parts["hmo"] or ""), _han_number(parts["hd"] or ""))]
    month = _MONTHS[(parts["mon"] or "").lower()] if parts.get("mon") else int(parts["mo"] or 0)
    day = int(parts.get("d") or 0)
    if not year:
        tomorrow = now + timedelta(days=1)
        year = now.year if (month, day) <= (tomorrow.month, tomorrow.day) or tomorrow.year > now.year else now.year - 1
    return [(year, month, day)]


def _han_number(text: str) -> int:
    """Return a number below a hundred written in Chinese: 十二, 二十四."""
    tens, ten, ones = text.rpartition("十")
    return (10 * (_HAN_DIGITS[tens] if tens else 1) if ten else 0) + (_HAN_DIGITS[ones] if ones else 0)


def _timed(start: int, match: re.Match[str], date: datetime) -> TimeFound | None:
    """Add the clock of `match` to `date`; None when it is no time of day."""
    parts = match.groupdict()
    hour, half = int(parts["h"]), (parts["half"] or "").lower()
    if half or (parts.get("late") and hour < 12):
        hour = hour % 12 + (12 if half != "a" else 0)
    try:
        when = date.replace(hour=hour, minute=int(parts["m"]), second=int(parts["s"] or 0))
    except ValueError:
        return None
    when = when.replace(tzinfo=_zone(parts["zone"]) or date.tzinfo)
    return TimeFound(
        start=start, stop=match.end(), when=when, precision=Precision.SECOND if parts["s"] else Precision.MINUTE
    )


def _zone(name: str | None) -> tzinfo | None:
    """Return the zone a page names; None for none or one that is ambiguous."""
    if not name:
        return None
    name = name.strip("()").lower()
    offset = re.search(r"([+-])(\d\d):?(\d\d)", name)
    if offset:
        delta = timedelta(hours=int(offset[2]), minutes=int(offset[3]))
        return timezone(-delta if offset[1] == "-" else delta) if delta < timedelta(days=1) else None
    return timezone(timedelta(hours=_HOURS[name]))


def _ago(match: re.Match[str], now: datetime) -> TimeFound | None:
    """Read "3小时前", "2 days ago"."""
    number = {"a": 1.0, "an": 1.0, "半": 0.5}.get(match["n"].lower()) or float(match["n"])
    unit = match["unit"].lower()
    days, precision = next((days, precision) for units, days, precision in _UNITS if re.match(units, unit))
    return _back(match.span(), now, timedelta(days=number * days), precision)


def _day_word(match: re.Match[str], now: datetime) -> TimeFound | None:
    """Read "昨天 12:30", "yesterday"."""
    word = match["word"].lower()
    if word in ("刚刚", "剛剛", "just now"):
        return _back(match.span("word"), now, timedelta(0), Precision.MINUTE)
    day = _back(match.span("word"), now, timedelta(days=_DAYS_BACK.get(word, 0)), Precision.DAY)
    return (_timed(match.start(), match, day.when) if match["h"] else None) or day


def _back(span: tuple[int, int], now: datetime, delta: timedelta, precision: Precision) -> TimeFound:
    """Return the time `delta` before now, cut to whole minutes, or whole days for a delta of days."""
    when = (now - delta).replace(second=0, microsecond=0)
    if delta.seconds == 0 and precision is not Precision.MINUTE:
        when = when.replace(hour=0, minute=0)
    return TimeFound(start=span[0], stop=span[1], when=when, precision=precision)
