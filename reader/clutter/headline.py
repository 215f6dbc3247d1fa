"""What a headline says: its letters, its words, and its text without what pages write around it."""

import re
from operator import add

_KEY = re.compile(r"[\W_]+")
_WORD = re.compile(r"[^\W\d_]{4,}|\d{3,}")
_ASCII_WORD = re.compile(r"[a-z]{4,}|[0-9]{3,}")  # the same in ASCII text
_TYPOGRAPHIC = "’‘“”–—…"  # they part words as blanks do; without them most English is ASCII, read in half the time
_WIDE_RUN = re.compile(r"[\u3400-\u9fff\u3040-\u30ff\uac00-\ud7af]+")
_LATIN = re.compile(r"[a-z0-9\u00c0-\u04ff]")
_LABEL = re.compile(
    r"(?:标\s{0,2}题|標\s{0,2}題|title|headline|blog|件名|タイトル|제목|titre|título|titel)\s?[:：]\s*(?=\S{4})",
    re.IGNORECASE,
)
_SECTION = re.compile(r"[\s　]+[|｜][\s　]+[^|｜]{2,24}$")  # "… | Opinion"
_STAMP = re.compile(
    r"[\s　]+(?:[-–—/][\s　]+)?(?:(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?"
    r"(?:[\s　]+\d{1,2}:\d\d(?::\d\d)?)?(?:[\s　]+\S{1,6})?|"
    r"/\s(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?\s(?:\d{1,2},\s)?(?:19|20)\d\d)$",
    re.IGNORECASE,
)
_LEAST = 5  # characters of a headline before its date
_LONGEST = 300  # characters of a line around whose headline a page may write


def key(text: str) -> str:
    """Return the letters and digits of `text`, casefolded: what two spellings of one title share."""
    folded = text.casefold()
    return folded if folded.isalnum() else _KEY.sub("", folded)


def words(text: str) -> list[str]:
    """Return the words of `text` in order of script; for Chinese, Japanese and Korean its character pairs."""
    if not text.isascii():
        for mark in _TYPOGRAPHIC:
            text = text.replace(mark, " ")
    if text.isascii():
        return _ASCII_WORD.findall(text.lower())
    found: list[str] = []
    runs = _WIDE_RUN.findall(text)
    for run in runs:
        found += map(add, run, run[1:])
    folded = (_WIDE_RUN.sub(" ", text) if runs else text).casefold()
    return found + _WORD.findall(folded) if _LATIN.search(folded) else found


def headline(text: str) -> str:
    """Return `text` without a label before the headline ("标题：", "Title:"), a section or a date after it."""
    if len(text) > _LONGEST:
        return text
    if label := _LABEL.match(text):
        text = text[label.end() :]
    if ("|" in text or "｜" in text) and (section := _SECTION.search(text)) and section.start() * 2 > len(text):
        return text[: section.start()]
    stamp = _STAMP.search(text) if "20" in text or "19" in text else None
    return text[: stamp.start()] if stamp and stamp.start() >= _LEAST else text
