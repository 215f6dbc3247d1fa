"""How many bits each character costs in text of a legacy encoding: the evidence that tells encodings apart.

A text costs least in the encoding it was written in (minimum description length): a character of a class that
makes up `share` of ordinary text and has n members costs log2(n / share) bits. Classes come from the standards
themselves, which put the frequent characters first, by way of Python's codecs:

- GB 2312 level 1, rows 16-55, 3,755 hanzi by pinyin; level 2, rows 56-87, 3,008 rarer ones
- Big5 level 1, A440-C67E, 5,401 hanzi; level 2, C940-F9D5, 7,652 rarer ones
- JIS X 0208 level 1, rows 16-47, 2,965 kanji; level 2, rows 48-84, 3,390 rarer ones
- KS X 1001 rows 16-40, 2,350 hangul syllables; rows 42-93, 4,888 hanja

Shares are rounded estimates: the hundred most frequent hanzi are some 40 % of modern Chinese (Jun Da, "Modern Chinese
Character Frequency List", also the source of their list), level 1 is meant by the standard to be all but a hundredth of
ordinary text, kana are about half of Japanese, particles and endings two fifths of Korean. They may be coarse: doubling
a share moves a character by one bit, while a wrong encoding costs several bits more at each character.
"""

from collections.abc import Callable, Mapping
from functools import cache
from math import log2

from msgspec import Struct

RARE = 20.0
"""Bits of a character outside every class: about one in a million."""

BROKEN = 24.0
"""Bits of a byte that does not decode: rarer than any character."""

UNFINISHED = 12.0
"""Bits of a byte of the last character when that is cut off: it may be a good one."""

_WORD = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_MARK = "".join(chr(code) for code in range(0x30, 0x7F) if chr(code) not in _WORD)
_SPACE = "\t\n\r!\"#$%&'()*+,-./"
_FULL_WIDTH = "".join(chr(code + 0xFEE0) for code in range(0x21, 0x7F))
_QUOTES = "\u2018\u2019\u201c\u201d\u2013\u2014\u2026"

_HANZI = (
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里"
    "用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实"
)
_HANZI_TRADITIONAL = (
    "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡"
    "用道行所然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心她本前開但因只從想實"
)
_HANGUL = "이다는에의을를가고하지도한로기사나자은어서으있대해리인아그시수게일정들과라와만"
_LATIN_LOWER = "ßàáâãäåæçèéêëìíîïñòóôõöøùúûüœšž"
_LATIN_UPPER = "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜŒŠŽ"


class Charset(Struct, frozen=True):
    """A legacy encoding that a page may be in.

    codecs: Python's names, tried in this order for one that decodes every byte.
    costs: bits by character; RARE for one that is not in it.
    prior: bits by which it must be better than a candidate of prior 0; Chinese comes first in this program.
    sparse_prior: the same for a page that is ASCII but for a few characters, as only Western pages usually are.
    """

    codecs: tuple[str, ...]
    costs: Callable[[], Mapping[str, float]]
    prior: float = 0.0
    sparse_prior: float = 12.0


def _rows(codec: str, first: int, last: int) -> str:
    """Return the two-byte characters of `codec` whose lead byte is first..last."""
    trails = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    return "".join(_pair(codec, lead, trail) for lead in range(first, last + 1) for trail in trails)


def _pair(codec: str, lead: int, trail: int) -> str:
    try:
        return bytes((lead, trail)).decode(codec)
    except UnicodeDecodeError:
        return ""


def _costs(*classes: tuple[float, str]) -> Mapping[str, float]:
    """Return the bits of each character; a character belongs to the first class that has it."""
    bits = dict.fromkeys(_SPACE, 0.0)
    for share, characters in classes:
        new = set(characters) - bits.keys()
        bits.update(dict.fromkeys(new, log2(len(new) / share)))
    return bits


@cache
def _kana() -> str:
    return "".join(chr(code) for code in (*range(0x3041, 0x3094), *range(0x30A1, 0x30F5), 0x30FC))


@cache
def _simplified() -> Mapping[str, float]:
    return _costs(
        (0.02, " "),
        (0.35, _HANZI),
        (0.08, "，。、：“”"),
        (0.02, "；？！‘’（）《》【】—…·　％" + _FULL_WIDTH),
        (0.08, _WORD),
        (0.02, _MARK),
        (0.44, _rows("gb2312", 0xB0, 0xD7)),
        (0.01, _rows("gb2312", 0xD8, 0xF7)),
        (0.002, _rows("gb2312", 0xA1, 0xA9)),
    )


@cache
def _traditional() -> Mapping[str, float]:
    return _costs(
        (0.02, " "),
        (0.35, _HANZI_TRADITIONAL),
        (0.08, "，。、：「」"),
        (0.02, "；？！『』（）《》【】〈〉—…‧．　％" + _FULL_WIDTH),
        (0.08, _WORD),
        (0.02, _MARK),
        (0.44, _rows("big5", 0xA4, 0xC6)),
        (0.01, _rows("cp950", 0xC9, 0xF9)),
        (0.002, _rows("big5", 0xA1, 0xA3)),
        (0.002, _rows("big5hkscs", 0x87, 0xFE)),
    )


@cache
def _japanese() -> Mapping[str, float]:
    return _costs(
        (0.02, " "),
        (0.50, _kana()),
        (0.08, "、。「」・ー"),
        (0.02, "『』（）！？〜～…　％：【】" + _FULL_WIDTH),
        (0.08, _WORD),
        (0.02, _MARK),
        (0.30, _rows("euc_jp", 0xB0, 0xCF)),
        (0.01, _rows("euc_jp", 0xD0, 0xF4)),
        (0.002, _rows("euc_jp", 0xA1, 0xA8) + _rows("cp932", 0x87, 0x87)),
        (0.001, "".join(chr(code) for code in range(0xFF61, 0xFFA0))),
    )


@cache
def _korean() -> Mapping[str, float]:
    return _costs(
        (0.20, " "),
        (0.40, _HANGUL),
        (0.02, _QUOTES + "·「」『』《》〈〉【】"),
        (0.08, _WORD),
        (0.02, _MARK),
        (0.47, _rows("euc_kr", 0xB0, 0xC8)),
        (0.005, _rows("euc_kr", 0xCA, 0xFD)),
        (0.002, _rows("euc_kr", 0xA1, 0xAC)),
        (0.002, _rows("cp949", 0x81, 0xC6)),
    )


@cache
def _western() -> Mapping[str, float]:
    return _costs(
        (0.15, " "),
        (0.75, _WORD),
        (0.02, _MARK),
        (0.15, _LATIN_LOWER),
        (0.05, _QUOTES + "«»\xa0¡¿"),
        (0.01, _LATIN_UPPER),
        (0.01, "€£©®™°§•·„‚‹›½²³±×ªº´"),
    )


@cache
def _unicode() -> Mapping[str, float]:
    return _costs(
        (0.08, " "),
        (0.15, _WORD),
        (0.02, _MARK),
        (0.06, "，。、：“”「」" + _QUOTES),
        (0.02, "；？！（）《》【】『』·・ー…　•«»\xa0" + _FULL_WIDTH),
        (0.15, _kana()),
        (0.12, _LATIN_LOWER + _LATIN_UPPER),
        (0.15, _rows("euc_kr", 0xB0, 0xC8)),
        (0.25, _rows("gb2312", 0xB0, 0xD7) + _rows("big5", 0xA4, 0xC6) + _rows("euc_jp", 0xB0, 0xCF)),
        (0.05, "".join(chr(code) for code in range(0x0370, 0x0500))),
        (0.02, "".join(chr(code) for code in (*range(0xA0, 0x0370), *range(0x0500, 0x2000)))),
    )


UNICODE = _unicode
"""Costs of any language's text, for the encodings of Unicode."""

LEGACY = (
    Charset(("gb18030",), _simplified),
    Charset(("cp950", "big5hkscs"), _traditional, prior=3.0),
    Charset(("cp932",), _japanese, prior=5.0),
    Charset(("euc_jp", "euc_jis_2004"), _japanese, prior=5.0),
    Charset(("cp949",), _korean, prior=5.0),
    Charset(("cp1252",), _western, prior=5.0, sparse_prior=0.0),
)
