"""What the model sees of each line: its shape, its wording, its place, and what stands around it, as numbers.

Distances are in lines, widths in cells; all are cut off where more of them says nothing more.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from math import log1p
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reader.clutter.lines import Line
from reader.clutter.page import Page
from reader.clutter.wording import NUMBER, said
from reader.core.article import Kind, Label

Column = NDArray[np.float32]
Matrix = NDArray[np.float32]
Values = Sequence[float] | NDArray[Any] | float
Places = dict[str, list[int]]

_CUES = {label: f"cue_{label}" for label in Label if label.is_clutter}
_KINDS = {
    kind: f"kind_{kind.name.lower()}" for kind in (Kind.HEADING, Kind.LIST_ITEM, Kind.CODE, Kind.TABLE_ROW, Kind.QUOTE)
}


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_YOU = _set("you your we our us 您 你 咱")
_FIRST = _set("i my me i'm i’m i've i’ve 我")
_THIRD = _set("he she his her they their 他 她")
_QUOTES = _set('“ ” " 「 」 『 』 « »')
_BARS = _set("| ｜ · • ／ / » > ›")
_MONEY = _set("$ £ € ¥ ￥ ₩ 元 円 usd eur")
_ORDERS = _set(
    "click get sign join subscribe read see view learn download share follow discover explore shop watch find try "
    "start contact check buy browse save add call book request schedule 点 查 了 进 打 下 关 扫 长 立 登 加 欢 请 "
    "點 進 關 請"
)
_WHO = _set(
    "writer editor journalist reporter author contributor correspondent producer founder co-founder manager director "
    "professor developer consultant expert blogger physician attorney lawyer specialist strategist columnist fellow "
    "photographer analyst engineer designer ceo officer president partner owner coach nurse freelance"
)
_DOES = _set("covers covering writes reports joined lives holds earned graduated serves loves enjoys contributed wrote")
_WHO_WIDE = re.compile(
    r"毕业于|畢業於|专栏作|專欄作|作者系|作者为|现任|現任|著有|公众号|特约撰|资深|自由撰|专注于|供职|任职|爱好者"
)
_NO_NAMES = _set("by dr md phd staff the and for editor writer news team admin reporter contributor senior")
_NAME = re.compile(r"[^\W\d_]{2,}")
_BULLET = re.compile(r"[•·‣▪◦●○■□*\-–—▲△◆◇►▶>»]|\(?\d{1,3}[.)、．]|[（(]?[一二三四五六七八九十]+[、)）]")
_REFERENCES = re.compile(
    r"(?:article |key )?(?:references|sources?|citations?|bibliography|works cited|footnotes|notes|endnotes|resources|"
    r"further reading)\s?:?|(?:参考文献|参考资料|參考資料|注释|註釋|資料來源|资料来源)\s?[:：]?",
    re.IGNORECASE,
)
_QUESTIONS = re.compile(r"\bfaqs?\b|frequently asked questions|常见问题|常見問題|問與答", re.IGNORECASE)
_QUESTIONS_HOLD = ("faq", "frequently asked questions", "常见问题", "常見問題", "問與答")  # one of these
_CREDITED = re.compile(
    r"photo|image|credit|picture|illustration|source|via|courtesy|caption|图片?来源|图源|图[:：]|圖[:：]|攝影|摄影|资料图",
    re.IGNORECASE,
)
_CREDIT = re.compile(r"getty|shutterstock|associated press|courtesy of|/ap\b|摄$|摄[）)]$|图[/／]", re.IGNORECASE)
_CREDITS_HOLD = ("getty", "shutterstock", "associated press", "courtesy of", "/ap", "摄", "图/", "图／")  # one of these
_TRUNCATED = re.compile(r"(?:\.{2,6}|…{1,2}|\[…\])$")
_COMMAS = _set("， 、 ； , ;")
_CAPITAL = re.compile(r"[A-Z](?<!\w.)")  # begins a word; looking back is quicker than looking for \b first

LINE = [
    "log_cells",
    "cells",
    "wide",
    "stops",
    "commas",
    "ends",
    "separators",
    "digits",
    "dated",
    "code",
    "prose",
    "long",
    "repeats",
    "later",
    "meta",
    "byline",
    "gap_before",
    "gap_after",
    "you",
    "first",
    "third",
    "bullet",
    "quote",
    "address",
    "capitals",
    "words",
    "colon",
    "question",
    "exclaims",
    "order",
    "bars",
    "cue",
    "weight",
    "opens",
    "whole",
    *_CUES.values(),
    *_KINDS.values(),
    "short",
    "stop_density",
    "comma_density",
    "numbers",
    "bracket",
    "truncated",
    "rhythm",
    "shared",
    "shared_words",
    "of_title",
    "author",
    "author_within",
    "who",
    "references",
    "questions",
    "credit",
    "money",
    "sentence",
]
"""The names of what is seen of a line by itself, in order."""

_AT = {name: place for place, name in enumerate(LINE)}
_MOST = {"cells": 600, "stops": 12, "commas": 12, "separators": 20, "repeats": 6, "later": 6, "words": 60, "who": 3}
_YES = {"question": 1, "exclaims": 1, "bracket": 1, "address": 1}
_LIMITS = np.array([(_MOST | _YES).get(name, np.inf) for name in LINE], np.float32)
_FIELDS = ("cells", "wide", "stops", "ends", "digits", "dated", "code", "prose", "long", "repeats", "later")
_ONCE = {  # words that count once a line each
    "you": _YOU,
    "first": _FIRST,
    "third": _THIRD,
    "quote": _QUOTES,
    "question": _set("? ？"),
    "exclaims": _set("! ！"),
    "bracket": _set("( （"),
    "who": _WHO | _DOES,
    "money": _MONEY,
    "address": _set("www @"),
}
_EACH = {"bars": _BARS, "numbers": frozenset({NUMBER}), "commas": _COMMAS}  # words that count as often as they come
_COUNTED = [*_ONCE, *_EACH]
_COUNTS_AS = {  # the places in _COUNTED of what a word counts as
    word: [place for place, own in enumerate((*_ONCE.values(), *_EACH.values())) if word in own]
    for word in frozenset[str]().union(*_ONCE.values(), *_EACH.values())
}
_COUNTED_WORDS = frozenset(_COUNTS_AS)
_WIDE = 0.3  # share of wide characters of a line in a wide script
_WIDE_NAME = 4  # characters of a name in one
_MOST_GAP = 4  # line ends between two lines
_SHORT, _HEADING, _TITLE, _CREDIT_CELLS = 14, 40, 80, 160  # cells
_BEGINNING = 12  # words of a line among which a name may stand


def line_rows(page: Page, words: Sequence[list[str]]) -> Matrix:
    """Return one row of the numbers LINE per line. words: the tokens of each line.

    Filling a column for all lines at once takes half the time of putting rows together.
    """
    lines = page.lines
    rows = np.zeros((len(lines), len(LINE)), np.float32)
    if not lines:
        return rows
    counted = _counted(lines, words)
    rows[:, [_AT[name] for name in _COUNTED]] = counted
    numbers = _shape(page, counted[:, _COUNTED.index("commas")]) | _worded(lines, words) | _shared(page, words)
    for name, values in numbers.items():
        rows[:, _AT[name]] = values
    for name, places in (_cued(lines) | _told(lines, words) | _named(page, words)).items():
        rows[places, _AT[name]] = 1.0
    return np.minimum(rows, _LIMITS, out=rows)


def _counted(lines: Sequence[Line], words: Sequence[list[str]]) -> Matrix:
    """Return the columns _COUNTED: how many words of some sorts each line has."""
    rows = []
    for own in words:
        row = [0] * len(_COUNTED)
        for word in _COUNTED_WORDS.intersection(own):
            for place in _COUNTS_AS[word]:
                row[place] += 1 if place < len(_ONCE) else own.count(word)
        rows.append(row)
    counted = np.array(rows, np.float32)
    wide = [at for at, line in enumerate(lines) if line.wide >= _WIDE]
    counted[wide, _COUNTED.index("who")] = [len(_WHO_WIDE.findall(lines[at].text)) for at in wide]
    return counted


def _shape(page: Page, commas: Column) -> dict[str, Values]:
    """Return the columns of the lines' widths, punctuation, repetition and place. commas: of each line."""
    lines = page.lines
    fields = dict(zip(Line._fields, zip(*lines, strict=True), strict=True))
    cells, stops = np.array(fields["cells"]), np.array(fields["stops"])
    size = np.array([len(line.text) for line in lines])
    gaps = [min(_MOST_GAP, line.block.end.count("\n")) for line in lines]
    periods = [0] * len(lines)
    for rhythm in page.rhythms:
        periods[rhythm.start : rhythm.stop] = [rhythm.period] * (rhythm.stop - rhythm.start)
    return {name: fields[name] for name in _FIELDS} | {
        "separators": fields["tokens"],
        "log_cells": [log1p(own) for own in fields["cells"]],
        "short": cells < _SHORT,
        "stop_density": stops / size * 50,
        "comma_density": commas / size * 50,
        "sentence": np.where(stops > 0, cells / np.maximum(stops, 1), np.minimum(cells, 300)),
        "meta": page.metas,
        "byline": page.bylines,
        "gap_before": [1, *gaps[:-1]],
        "gap_after": gaps,
        "rhythm": periods,
    }


def _worded(lines: Sequence[Line], words: Sequence[list[str]]) -> dict[str, Values]:
    """Return the columns of how many words lines have, what share has a capital, and how clutter's cue weighs."""
    return {
        "words": [len(own) for own in words],
        "capitals": [
            len(_CAPITAL.findall(line.text)) / len(own) if own and line.wide < _WIDE else 0.0
            for line, own in zip(lines, words, strict=True)
        ],
        "weight": [line.cue.weight if line.cue else 0.0 for line in lines],
    }


def _shared(page: Page, words: Sequence[list[str]]) -> dict[str, Values]:
    """Return the columns of what lines speak of that the main text, or the title, speaks of too."""
    speaks = [set[str]() if line.long else _said(line, own) for line, own in zip(page.lines, words, strict=True)]
    text: set[str] = set()
    for index in range(*page.main):
        if page.lines[index].prose:
            text |= speaks[index] or _said(page.lines[index], words[index])
    title = speaks[page.title.index] if page.title else set()
    common = [len(own & text) for own in speaks]
    return {
        "shared": [
            shared / len(own) if own else float(line.long)
            for line, own, shared in zip(page.lines, speaks, common, strict=True)
        ],
        "shared_words": common,
        "of_title": [len(own & title) / len(title) for own in speaks] if title else 0.0,
    }


def _said(line: Line, words: list[str]) -> set[str]:
    return said(words, line.wide > _WIDE)


def _cued(lines: Sequence[Line]) -> Places:
    """Return which lines are of each kind, and which have each sort of cue."""
    places = defaultdict[str, list[int]](list)
    for at, line in enumerate(lines):
        if line.block.kind in _KINDS:
            places[_KINDS[line.block.kind]].append(at)
        if line.cue:
            places["cue"].append(at)
            places[_CUES[line.cue.label]].append(at)
            if line.cue.opens:
                places["opens"].append(at)
            if line.cue.whole:
                places["whole"].append(at)
    return places


def _told(lines: Sequence[Line], words: Sequence[list[str]]) -> Places:
    """Return which lines have each sign that is told by their text. Of few pages a line asks or credits."""
    texts = [(at, line.text, line.cells) for at, line in enumerate(lines)]
    page = "\n".join([line.text for line in lines]).casefold()
    asks = any(mark in page for mark in _QUESTIONS_HOLD)
    credits = any(mark in page for mark in _CREDITS_HOLD)
    return {
        "bullet": [at for at, text, _ in texts if _BULLET.match(text)],
        "address": [at for at, text, _ in texts if "http" in text],
        "colon": [at for at, text, _ in texts if text[-1] in ":："],
        "truncated": [at for at, text, _ in texts if text[-1] in ".…]" and _TRUNCATED.search(text)],
        "order": [at for at, own in enumerate(words) if own and own[0] in _ORDERS],
        "references": [at for at, text, cells in texts if cells < _HEADING and _REFERENCES.fullmatch(text)],
        "questions": [at for at, text, cells in texts if asks and cells < _TITLE and _QUESTIONS.search(text)],
        "credit": [
            at
            for at, text, cells in texts
            if cells < _CREDIT_CELLS and (_CREDITED.match(text) or (credits and _CREDIT.search(text)))
        ],
    }


def _named(page: Page, words: Sequence[list[str]]) -> Places:
    """Return which lines begin with, and which hold, a name of the page's authors."""
    names = {name.casefold() for author in page.authors for name in _NAME.findall(author)} - _NO_NAMES
    wide = tuple(author for author in page.authors if len(author) <= _WIDE_NAME and not author.isascii())
    if not names and not wide:
        return {}
    lines = list(zip(range(len(words)), page.lines, words, strict=True))
    return {
        "author": [at for at, line, own in lines if (own[0] in names if own and names else line.text.startswith(wide))],
        "author_within": [
            at
            for at, line, own in lines
            if not names.isdisjoint(own[:_BEGINNING]) or any(name in line.text for name in wide)
        ],
    }
