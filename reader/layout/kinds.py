"""Line breaking kinds of characters, and between which of them a line may break.

Sources: Unicode Standard Annex #14 (the LB rules named below); W3C "Requirements for Chinese Text Layout" (clreq),
"Prohibition rules for line start and line end"; JIS X 4051 and W3C JLREQ for Japanese. Where they differ the stricter
one holds, so that a reader of either never meets a mark where it must not stand. Tailored so:

- clreq's level "basic" holds, with dashes and ellipses at no line's start from its level "strict"; a solidus may end
  a line (UAX #14: LB31), or 甲/乙/丙 could not be broken at all;
- dashes and ellipses are never split (LB17, LB22);
- quotes are opening or closing, also between ideographs (LB19a), by their surroundings where their look does not tell;
- inside Latin text (3.14, 24,000, don't, AT&T, f(x), name@host.org) nothing breaks that would fit on a line;
- a web address is one word, broken at its marks where it is wider than a line (Chicago Manual of Style, 7.46);
- a quote round ideographs may be broken from Latin outside it like any Chinese bracket, for clreq, against LB19;
- a break that UAX #14 allows and that is no pleasure, as after a hyphen, before a squared unit (JLREQ: cl-13), before
  the number of a note or before a bar that stands between spaces, is WEAK: taken where the line would stay short
  otherwise.
"""

import re
import unicodedata
from enum import IntEnum, StrEnum
from itertools import product


class Break(IntEnum):
    """How good a place between two characters is for a break. Higher is better."""

    NEVER = 0  # inside a grapheme cluster (UAX #29), or before a space
    FORBIDDEN = 1  # a mark would stand where clreq and UAX #14 forbid it
    INSIDE = 2  # inside a word or number
    PART = 3  # behind a mark inside a word: better than between its letters
    WEAK = 4
    STRONG = 5
    LOOK_BACK = 6  # depends on the character before the marks or spaces that precede


class Kind(StrEnum):
    """What a character is to the line breaker, one letter each."""

    ALPHABETIC = "a"
    BREAKABLE = "b"  # scripts written without spaces (UAX #14 SA); finding their words takes a dictionary
    DIGIT = "n"
    IDEOGRAPH = "I"
    OPENING = "("
    OPENING_WIDE = "["
    OPENING_QUOTE = "q"
    CLOSING = ")"
    CLOSING_WIDE = "]"
    CLOSING_QUOTE = "Q"
    STOP = "."
    POINT = ":"  # a full-width stop between digits (３．５, 14：30)
    EXCLAMATION = "!"
    TRAILING = "t"  # marks that follow something, and may begin a line only where a space precedes them
    DASH = "d"
    HYPHEN = "-"
    SLASH = "/"
    ATTACHED = "r"  # ㎡, ㌔; the bracket of a note's number behind what it is to (文字[12])
    JOINT = "&"  # marks between the parts of a name
    SEPARATOR = "u"  # marks between the parts of an address
    STRAIGHT_QUOTE = '"'
    PREFIX = "$"
    GLUE = "="
    MARK = "m"
    FORMAT = "F"  # invisible; a mark behind a character, but behind a space the beginning of what follows (LB10)
    LINKER = "v"
    JOINER = "j"
    FLAG = "f"
    SPACE = " "
    ZERO_SPACE = "z"


_LISTED: dict[Kind, str] = {
    Kind.OPENING: "([{<¿¡„‚",
    Kind.OPENING_WIDE: "（［｛｟《〈「『【〔〖〘〚〝｢",
    Kind.OPENING_QUOTE: "“‘«‹‟‛",
    Kind.CLOSING: ")]}",
    Kind.CLOSING_WIDE: (
        "，。、；：？！）］｝｠》〉」』】〕〗〙〛〞〟｣｡､．"
        "～〜゠・･·‧‼⁇⁈⁉々〻〵〼ゝゞヽヾ゛゜ーｰ／"
        "﹐﹑﹒﹔﹕﹖﹗︐︑︒︓︔︕︖︙︰"  # compatibility forms, as pages from Taiwan have them
        "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿｧｨｩｪｫｬｭｮｯ"
    ),
    Kind.CLOSING_QUOTE: "”’»›",
    Kind.STOP: ".,;:",
    Kind.EXCLAMATION: "!?‽",
    Kind.TRAILING: "%‰‱％﹪℃℉￠°′″~•",
    Kind.DASH: "–—―⸺⸻…⋯‥",
    Kind.HYPHEN: "-‐－|",
    Kind.SLASH: "/",
    Kind.JOINT: "&=_+>−\\@＠#＃",
    Kind.STRAIGHT_QUOTE: "\"'",
    Kind.PREFIX: "$￥¥€£₩￦₹₽￡＄﹩№",
    Kind.GLUE: "\u00a0\u202f\u2007\u2011\u2060",
    Kind.JOINER: "\u200d\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u08e2\U000110bd",
    Kind.SPACE: " \t\n\r\u3000\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f",
    Kind.ZERO_SPACE: "\u200b",
}
_BREAKABLE = ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x1950, 0x19DF), (0x1A20, 0x1AAF))
_VIRAMA = 9  # canonical combining class of the signs that join consonants (UAX #29, GB9c)
_BY_CATEGORY = {
    "Mn": Kind.MARK,
    "Mc": Kind.MARK,
    "Me": Kind.MARK,
    "Cf": Kind.FORMAT,
    "Nd": Kind.DIGIT,
    "Pi": Kind.OPENING_QUOTE,
    "Pf": Kind.CLOSING_QUOTE,
    "Ps": Kind.OPENING,
    "Pe": Kind.CLOSING,
    "Zs": Kind.SPACE,
}


def _kind(character: str) -> Kind:
    """Return the kind of a character that is not listed above."""
    code = ord(character)
    if 0x1F1E6 <= code <= 0x1F1FF:
        return Kind.FLAG
    if 0x1F3FB <= code <= 0x1F3FF or 0x1160 <= code <= 0x11FF or 0xD7B0 <= code <= 0xD7FB or 0xFF9E <= code <= 0xFF9F:
        return Kind.MARK  # skin tones, Hangul vowels and finals, halfwidth voicing marks
    if unicodedata.combining(character) == _VIRAMA:
        return Kind.LINKER
    if 0x3300 <= code <= 0x3357 or 0x3380 <= code <= 0x33DF:
        return Kind.ATTACHED
    category = unicodedata.category(character)
    wide = unicodedata.east_asian_width(character) in "WF"
    if wide and category in ("Ps", "Pe"):
        return Kind.OPENING_WIDE if category == "Ps" else Kind.CLOSING_WIDE
    if category in _BY_CATEGORY:
        return _BY_CATEGORY[category]
    if any(first <= code <= last for first, last in _BREAKABLE):
        return Kind.BREAKABLE
    fullwidth_letter = 0xFF21 <= code <= 0xFF5A
    if (wide and not fullwidth_letter) or 0xFF66 <= code <= 0xFFDC or (category == "So" and code >= 0x2600):
        return Kind.IDEOGRAPH
    return Kind.ALPHABETIC


class _Kinds(dict[int, str]):
    """The kind of each character by its code, for `str.translate`."""

    def __missing__(self, code: int) -> str:
        kind = self[code] = str(_kind(chr(code)))
        return kind


_KINDS = _Kinds({ord(character): str(kind) for kind, listed in _LISTED.items() for character in listed})
# In these patterns the letter meant comes first and is looked back from: a letter is what `re` finds fast.
_FIRST_FORMAT = re.compile("F(?<= F)")
_MARKED_SPACE = re.compile(" (?=[mvj])")
_FLAGS = re.compile("ff?")
_ADDRESS = re.compile(r"(?:https?://|ftp://|www\.)[!#-;=?-Z_a-z~]+")  # the characters of RFC 3986 but brackets
_ADDRESS_CHARACTERS = frozenset(map(chr, range(0x21, 0x7F))) - frozenset('"<>[\\]^`{|}')
_ADDRESS_SEPARATORS = str.maketrans({**dict.fromkeys("-/.!&$", str(Kind.SEPARATOR)), "t": str(Kind.ALPHABETIC)})
_FIRST_HYPHENS = re.compile(r"-(?<![^ (\[q]-)-*(?=[an])")
_TURNED = (  # quotes that face the other way than they look: »German«, ”Swedish”, ’tis; Chinese quotes
    (re.compile("q(?<=[an.!)]q)(?= )"), str(Kind.CLOSING_QUOTE)),
    (re.compile(r"Q(?<![^ (\[q]Q)(?=[an])"), str(Kind.OPENING_QUOTE)),
    (re.compile(r"Q(?<=[I\]]Q)"), str(Kind.CLOSING_WIDE)),
    (re.compile(r"q(?=[I\[])"), str(Kind.OPENING_WIDE)),
)
_APOSTROPHE = re.compile("Q(?<=[an]Q)(?=[an])")
_TILDES = re.compile("It+")
_POINT = re.compile(r"](?<=n])(?=n)")
_REFERENCE = re.compile(r"\((?<=[I\]]\()(?=n[n. d-]{0,7}\))")
LONGEST_LOOK = 9
"""Characters behind one on which its kind may depend, in addresses apart."""


def kinds_of(text: str) -> str:
    """Return the kind of each character of `text`, one letter of `Kind` each; neither FLAG nor FORMAT is left."""
    kinds = text.translate(_KINDS)
    if "://" in text or "www." in text:
        kinds = _with_addresses(text, kinds)
    if '"' in kinds:
        kinds = _straight_quotes_resolved(text, kinds)
    if "’" in text:
        kinds = _APOSTROPHE.sub(lambda mark: Kind.STRAIGHT_QUOTE if text[mark.start()] == "’" else mark[0], kinds)
    if "q" in kinds or "Q" in kinds:
        for turned, kind in _TURNED:
            kinds = turned.sub(kind, kinds)
    if "It" in kinds:
        kinds = _TILDES.sub(lambda marks: _tildes_as_waves(text, *marks.span()), kinds)
    if "n]n" in kinds:
        kinds = _POINT.sub(lambda mark: Kind.POINT if _is_point(text, mark.start()) else mark[0], kinds)
    if "I(n" in kinds or "](n" in kinds:
        kinds = _REFERENCE.sub(lambda mark: Kind.ATTACHED if text[mark.start()] == "[" else mark[0], kinds)
    if "-" in kinds:
        kinds = _FIRST_HYPHENS.sub(lambda hyphens: "a" * len(hyphens[0]), kinds)  # LB20a
    if "F" in kinds:
        kinds = _FIRST_FORMAT.sub(Kind.ALPHABETIC, kinds).replace(Kind.FORMAT, Kind.MARK)
    if " m" in kinds or " v" in kinds or " j" in kinds:
        kinds = _MARKED_SPACE.sub(Kind.ALPHABETIC, kinds)
    if "f" in kinds:
        kinds = _FLAGS.sub(lambda pair: "Im"[: len(pair[0])], kinds)
    return kinds


def _is_point(text: str, place: int) -> bool:
    """Return whether a full-width stop between digits is part of a number or a time: ， only of a full-width one."""
    return text[place] in "．：" or (text[place] == "，" and text[place + 1] >= "０")


def _tildes_as_waves(text: str, start: int, stop: int) -> str:
    """Return the kinds of an ideograph and the trailing marks behind it, where ~ is written for ～."""
    marks = (Kind.CLOSING_WIDE if mark == "~" else Kind.TRAILING for mark in text[start + 1 : stop])
    return Kind.IDEOGRAPH + "".join(marks)


def _with_addresses(text: str, kinds: str) -> str:
    """Return `kinds` with the marks inside web addresses as SEPARATOR; a mark at the end of one stays what it is.

    What is written before an address without a space (src=https://…) is taken for a part of it.
    """
    pieces = []
    done = 0
    for match in _ADDRESS.finditer(text):
        start, stop = match.start(), match.start() + len(match[0].rstrip("!\"'),.:;>?]}"))
        while start > done and text[start - 1] in _ADDRESS_CHARACTERS:
            start -= 1
        pieces.append(kinds[done:start])
        pieces.append(kinds[start:stop].translate(_ADDRESS_SEPARATORS))
        done = stop
    return "".join(pieces) + kinds[done:]


def _straight_quotes_resolved(text: str, kinds: str) -> str:
    """Return `kinds` with straight quotes told apart: opening or closing by their neighbours, else in turn.

    Apostrophes between letters stay as they are.
    """
    resolved = list(kinds)
    is_open = {'"': False, "'": False}
    place = kinds.find('"')
    while place >= 0:
        before = kinds[place - 1] if place else " "
        after = kinds[place + 1] if place + 1 < len(kinds) else " "
        mark = text[place]
        if mark == '"' or not (before in "an" and after in "an"):
            if before in " ([q" and after not in " .!)]":
                opening = True
            elif before != " " and (after in " .!)]" or (before == "n" and after in "([")):  # 6.9"（inches）
                opening = False
            else:
                opening = not is_open[mark]
            is_open[mark] = opening
            in_run = after == '"' and mark * 3 in text[max(place - 1, 0) : place + 3]  # LB19
            if not in_run and not (before == " " and after == " "):
                resolved[place] = Kind.OPENING_QUOTE if opening else Kind.CLOSING_QUOTE
        place = kinds.find('"', place + 1)
    return "".join(resolved)


_WORDS = frozenset({Kind.ALPHABETIC, Kind.DIGIT, Kind.BREAKABLE})
_OPEN = frozenset({Kind.OPENING, Kind.OPENING_WIDE, Kind.OPENING_QUOTE})
_CLOSE = frozenset({Kind.CLOSING, Kind.CLOSING_WIDE, Kind.CLOSING_QUOTE, Kind.STOP, Kind.POINT, Kind.EXCLAMATION})
_NOT_AFTER_SPACES = _CLOSE | {Kind.DASH, Kind.SLASH, Kind.ZERO_SPACE}
_NOT_AT_START = _NOT_AFTER_SPACES | {Kind.TRAILING, Kind.HYPHEN, Kind.SEPARATOR}
_NOT_AT_END = _OPEN | {Kind.PREFIX}
_INSEPARABLE = frozenset({Kind.MARK, Kind.LINKER, Kind.JOINER, Kind.SPACE})
_STICKY = frozenset({Kind.GLUE, Kind.STRAIGHT_QUOTE})
_PART_AFTER = frozenset({Kind.HYPHEN, Kind.SLASH, Kind.JOINT})
_PART_AFTER_BUT_IN_NUMBERS = _CLOSE | {Kind.TRAILING}
_WEAK_AFTER = frozenset({Kind.EXCLAMATION, Kind.HYPHEN, Kind.SLASH})
_BEFORE_OPENING = _WORDS | {Kind.CLOSING_QUOTE, Kind.TRAILING, Kind.JOINT}  # f(x), a=(b): LB25, LB30


def _between(before: Kind, after: Kind) -> Break:
    """Return how good a break is between two characters that stand side by side."""
    if after in _INSEPARABLE or before is Kind.JOINER:
        return Break.NEVER
    if before is Kind.ZERO_SPACE:
        return Break.FORBIDDEN if after in _NOT_AT_START else Break.STRONG
    if before is Kind.LINKER and after in _WORDS:
        return Break.NEVER
    if before in (Kind.MARK, Kind.LINKER, Kind.SPACE):
        return Break.LOOK_BACK
    if after in _NOT_AT_START or before in _NOT_AT_END:
        return Break.FORBIDDEN
    if before in _STICKY or after in _STICKY:
        return Break.INSIDE
    return _between_words(before, after)


def _between_words(before: Kind, after: Kind) -> Break:
    """Return what `_between` does, for two characters that neither stick together nor are kept from line ends."""
    if before is Kind.POINT or after is Kind.ATTACHED or {before, after} == {Kind.IDEOGRAPH, Kind.JOINT}:
        return Break.WEAK
    if Kind.IDEOGRAPH in (before, after) or Kind.OPENING_WIDE is after or before is Kind.CLOSING_WIDE:
        return Break.STRONG
    if before is Kind.DASH:
        return Break.WEAK if after is Kind.DIGIT else Break.STRONG
    if after is Kind.OPENING:
        return Break.PART if before in _BEFORE_OPENING else Break.WEAK
    if Kind.BREAKABLE in (before, after):
        return Break.WEAK
    if before is Kind.SEPARATOR:
        return Break.PART
    if before in _WEAK_AFTER and after is Kind.ALPHABETIC:
        return Break.WEAK
    if after is Kind.OPENING_QUOTE or (before in _PART_AFTER and after is not Kind.JOINT):
        return Break.PART
    if before in _PART_AFTER_BUT_IN_NUMBERS and after not in (Kind.DIGIT, Kind.JOINT):
        return Break.PART
    return Break.INSIDE


def _over_spaces(before: Kind, after: Kind) -> Break:
    """Return how good a break is after the spaces between two characters (LB13, LB14, LB18)."""
    if after in _INSEPARABLE:
        return Break.NEVER
    if after in _NOT_AFTER_SPACES or before in _OPEN:
        return Break.FORBIDDEN
    return Break.WEAK if after in _NOT_AT_START else Break.STRONG


_PAIRS = tuple(product(Kind, Kind))
BETWEEN: dict[str, int] = {before + after: int(_between(before, after)) for before, after in _PAIRS}
OVER_SPACES: dict[str, int] = {before + after: int(_over_spaces(before, after)) for before, after in _PAIRS}
OVER_MARKS: dict[str, int] = {
    before + after: int(_between(Kind.ALPHABETIC if before in _INSEPARABLE else before, after))
    for before, after in _PAIRS
}
