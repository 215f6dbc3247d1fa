"""What can be seen of each line of a page by itself, and how often the page repeats it."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from msgspec.structs import replace

from reader.clutter.patterns import led
from reader.clutter.phrases import Cue, bare, cue_of, word_cue
from reader.core.article import Block, Kind, Label

_WIDE = re.compile(r"[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]+")
_STOPS = re.compile(r"[。！？!?.](?:(?<!\.)|(?<!\d\.)(?=\s|[\"”’')\]]|$))")
_COMMAS = re.compile(r"[，、；,;](?!\d)")
_CUT_OFF = ("..", "…", "[…]")
_ENDS_SENTENCE = re.compile(r"[。！？!?.．:：；;][\"”’'」』）)\]】]{0,2}$")
_LAST = frozenset("。！？!?.．:：；;\"”’'」』）)]】")  # characters that such a line ends with
_SEPARATOR = re.compile(r"[\s|｜]")  # what separators begin with
_SEPARATORS = re.compile(r"\s[|｜·•／/»>›-]\s|[|｜]|\s{1,3}(?=\S)")
_DATE = re.compile(
    led(
        r"\d",
        r"(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d|"
        r"(?<!\d)\d{1,2}[:：]\d\d(?!\d)|(?<!\d)[01]\d[-/][0-3]\d(?!\d)|\d{1,2}月\d{1,2}日|"
        r"\d{1,2}\.?\s(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?,?\s\d{4}|"
        r"\d{1,2}\s?(?:minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?)\sago|"
        r"\d{1,3}\s?(?:分钟|小时|天|个月|年)前",
    )
    + r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s"
    r"(?:\w{3}\s)?\d{4}|昨[天日]",
    re.IGNORECASE,
)
_MAY_BE_DATE = re.compile(r"\d(?:\s?[-/.年:：月]|\d{3})|[前昨]|[aA][gG][oO]")  # what each of them holds
_CODE = re.compile(
    r"[{};]$|^\s*[\w.\[\]]+\s?[-+*/|]?=\s|"
    r"^\s*(?:def|class|import|from|return|for|if|while|#include|function|const|let|var)\b.*[:;(){}=]"
)
_CODE_MARK = re.compile(r"[:;(){}=]")  # what each of them holds
_ROW_OF_LINKS = Cue(Label.NAVIGATION, 2.6, "a row of short links", whole=True)
_BARS = re.compile(r"\s*[|｜│]\s*|\]\s*\[|\s[-·•–—]\s|　|\s{2,}")
_BAR = re.compile(r"[|｜│\]　]|\s[-·•–—\s]")  # what each of them holds
_LONGEST_LINK = 18  # cells
_LEAST_LINKS = 3
_LABELS_OF_PARAGRAPHS = frozenset({Label.ADVERTISEMENT, Label.DISCLAIMER, Label.FOOTER})
_HEAD, _TAIL = 100, 60  # characters of a line whose wording is looked at
_SHORT = 120  # characters of a line that may be a date or a row of links
_SENTENCE, _PARAGRAPH = 36, 110  # cells
_TOKEN = 7  # cells per blank below which a line in a wide script is a row of links
_DIGITS = re.compile(r"\d+")


class Line(NamedTuple):
    """One block as evidence.

    text: stripped, at most its first and last characters when it is very long. cells: width of the whole block (a
    wide character is 2). wide: share of wide characters. stops: sentence ends. ends: it closes like a sentence.
    tokens: pieces between blanks and bars, times `wide`: in wide scripts a blank parts links, not words.
    digits: share of digits, 0 for a long line. dated: a short line with a date or time. repeats: how often the page
    has this very line; later: how many of those follow it. prose: a sentence or more. long: a paragraph.
    """

    text: str
    cells: int
    wide: float
    stops: int
    ends: bool
    tokens: float
    digits: float
    dated: bool
    code: bool
    prose: bool
    long: bool
    cue: Cue | None
    repeats: int
    later: int
    block: Block


class _Seen(NamedTuple):
    """What is seen of a line by itself: the beginning of a `Line`."""

    text: str
    cells: int
    wide: float
    stops: int
    ends: bool
    tokens: float
    digits: float
    dated: bool
    code: bool
    prose: bool
    long: bool
    cue: Cue | None


def read_lines(blocks: Sequence[Block]) -> list[Line]:
    """Return one Line per block; linear in the characters of the page."""
    texts = [block.text.strip() for block in blocks]
    repeats, seen = Counter(texts), Counter[str]()
    lines: list[Line] = []
    for block, text in zip(blocks, texts, strict=True):
        seen[text] += 1
        look = _recalled if len(text) <= _SHORT else _seen
        evidence = look(block.text, block.kind is Kind.CODE)
        lines.append(Line(*evidence, repeats[text], repeats[text] - seen[text], block))
    return [_demoted(line, lines, index) for index, line in enumerate(lines)]


def _demoted(line: Line, lines: Sequence[Line], index: int) -> Line:
    """Return `line` without its being a heading when it is the comments button in a row of share buttons."""
    cue = line.cue
    if cue is None or not cue.opens or cue.label is not Label.COMMENTS or line.cells > _LONGEST_LINK:
        return line
    around = lines[max(0, index - 1) : index + 2]
    shares = any(near.cue and near.cue.label is Label.SHARE for near in around)
    return line._replace(cue=replace(cue, opens=False)) if shares else line


def _seen(original: str, code: bool) -> _Seen:
    """Return what is seen of a block's text by itself. code: the page marks it as code."""
    text = original.strip()
    wide = 0 if text.isascii() else sum(map(len, _WIDE.findall(text)))
    cells = len(text) + wide
    short = len(text) <= _SHORT
    head = text if len(text) <= _HEAD + _TAIL else text[:_HEAD] + " … " + text[-_TAIL:]
    truncated = short and text.endswith(_CUT_OFF)
    stops = max(0, len(_STOPS.findall(text)) - truncated)
    ends = not truncated and text[-1:] in _LAST and bool(_ENDS_SENTENCE.search(text, max(0, len(text) - 4)))
    tokens = _tokens(text, wide) if wide else 0.0
    prose = cells >= _SENTENCE and cells > _TOKEN * tokens and (stops > 0 or ends or len(_COMMAS.findall(text)) > 1)
    digits = sum(map(len, _DIGITS.findall(text))) / (len(text) or 1) if short else 0.0
    dated = short and (digits > 0 or "昨" in text) and bool(_MAY_BE_DATE.search(text) and _DATE.search(text))
    code = code or bool(_CODE_MARK.search(original, 0, 200) and _CODE.search(original, 0, 200))
    cue = cue_of(head)
    if cue and ((code and not cue.whole) or (prose and cells >= _PARAGRAPH and cue.label not in _LABELS_OF_PARAGRAPHS)):
        cue = None
    if short and not stops and not code and not (cue and (cue.whole or cue.opens)):
        cue = _row_of_links(text, cells, dated) or cue
    long = prose and cells >= _PARAGRAPH
    return _Seen(head, cells, wide / (len(text) or 1), stops, ends, tokens, digits, dated, code, prose, long, cue)


_recalled = lru_cache(maxsize=8192)(_seen)  # for short lines: pages of one site share their menus and footers


def _tokens(text: str, wide: int) -> float:
    return len(_SEPARATORS.findall(text)) * wide / len(text) if _SEPARATOR.search(text) else 0.0


def _row_of_links(text: str, cells: int, dated: bool) -> Cue | None:
    """Return the cue of a line that is several short links between bars, dashes or wide blanks; None if it is not."""
    if not _BAR.search(text):
        return None
    pieces = _BARS.split(text)
    if len(pieces) < _LEAST_LINKS or cells > _LONGEST_LINK * len(pieces):
        return None
    known = [cue for piece in pieces if (cue := word_cue(bare(piece)))]
    if len(known) * 2 >= len(pieces):
        label, _ = Counter(cue.label for cue in known).most_common(1)[0]
        return Cue(label, 3.5, f"a row of {len(pieces)} links or buttons", whole=True)
    return _ROW_OF_LINKS if len(pieces) > _LEAST_LINKS and not dated and "  " not in text else None
