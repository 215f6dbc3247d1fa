"""Line breaking kinds of characters, and between which of them a line may break.

Sources: Unicode Standard Annex #14 (the LB rules named below); W3C "Requirements for Chinese Text Layout" (clreq),
"Prohibition rules for line start and line end"; JIS X 4051 and W3C JLREQ for Japanese. Where they differ the stricter
one holds, so that a reader of either never meets a mark where it must not stand. Tailored so:

- dashes and ellipses never begin a line (clreq) and are never split (LB17, LB22);
- quotes are opening or closing, also between ideographs (LB19a), the straight ones by their surroundings;
- inside Latin text (3.14, 24,000, don't) nothing breaks; after a hyphen, a slash or a comma without a space a break
  is only WEAK: taken where the line would stay short otherwise.
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
    WEAK = 3
    STRONG = 4
    LOOK_BACK = 5  # depends on the character before the marks or spaces that precede


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
    STOP = "."
    COMMA = ","
    DASH = "d"
    HYPHEN = "-"
    SLASH = "/"
    SEPARATOR = "u"  # marks between the parts of an address
    STRAIGHT_QUOTE = '"'
    PREFIX = "$"
    GLUE = "="
    MARK = "m"
    LINKER = "v"
    JOINER = "j"
    FLAG = "f"
    SPACE = " "
    ZERO_SPACE = "z"


_LISTED: dict[Kind, str] = {
    Kind.OPENING: "([{<¿¡„‚",
    Kind.OPENING_WIDE: "（［｛｟《〈「『【〔〖〘〚〝｢",
    Kind.OPENING_QUOTE: "“‘«‹‟‛",
    Kind.CLOSING: ")]}>»›%‰‱",
    Kind.CLOSING_WIDE: (
        "，。、；：？！）］｝｠》〉」』】〕〗〙〛〞〟｣｡､．”"
        "～〜゠・･·‧•％￠℃℉‼⁇⁈⁉々〻〵ゝゞヽヾーｰ／"
        "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿｧｨｩｪｫｬｭｮｯ"
    ),
    Kind.STOP: ".°′″~’",
    Kind.COMMA: ",;:!?",
    Kind.DASH: "–—―⸺⸻…⋯‥",
    Kind.HYPHEN: "-‐−－",
    Kind.SLASH: "/&=_+\\|",
    Kind.STRAIGHT_QUOTE: "\"'",
    Kind.PREFIX: "$￥¥€£₩₹₽￡＄#＃№@＠",
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
    "Cf": Kind.MARK,
    "Nd": Kind.DIGIT,
    "Pi": Kind.OPENING_QUOTE,
    "Pf": Kind.CLOSING,
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
_MARKED_SPACE = re.compile(" (?=[mvj])")
_FLAGS = re.compile("ff?")
_ADDRESS = re.compile(r"(?:https?://|ftp://|www\.)[!-~]+")
_ADDRESS_SEPARATORS = str.maketrans(dict.fromkeys("-/.,", str(Kind.SEPARATOR)))


def kinds_of(text: str) -> str:
    """Return the kind of each character of `text`, one letter of `Kind` each; never FLAG: pairs are one cluster."""
    kinds = text.translate(_KINDS)
    if "/" in kinds and ("://" in text or "www." in text):
        kinds = _with_addresses(text, kinds)
    if '"' in kinds:
        kinds = _straight_quotes_resolved(text, kinds)
    if " m" in kinds or " v" in kinds or " j" in kinds:
        kinds = _MARKED_SPACE.sub(Kind.ALPHABETIC, kinds)
    if "f" in kinds:
        kinds = _FLAGS.sub(lambda pair: "Im"[: len(pair[0])], kinds)
    return kinds


def _with_addresses(text: str, kinds: str) -> str:
    """Return `kinds` with the marks inside web addresses as SEPARATOR; a mark at the end of one stays what it is."""
    pieces = []
    done = 0
    for match in _ADDRESS.finditer(text):
        stop = match.start() + len(match[0].rstrip("!\"'),.:;>?]}"))
        pieces.append(kinds[done : match.start()])
        pieces.append(kinds[match.start() : stop].translate(_ADDRESS_SEPARATORS))
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
            if before in " ([q" and after != " ":
                opening = True
            elif after in " .,)]" and before != " ":
                opening = False
            else:
                opening = not is_open[mark]
            is_open[mark] = opening
            if not (before == " " and after == " "):
                resolved[place] = Kind.OPENING_QUOTE if opening else Kind.CLOSING
        place = kinds.find('"', place + 1)
    return "".join(resolved)


_WORDS = frozenset({Kind.ALPHABETIC, Kind.DIGIT, Kind.BREAKABLE})
_OPEN = frozenset({Kind.OPENING, Kind.OPENING_WIDE, Kind.OPENING_QUOTE})
_NOT_AT_START = frozenset({Kind.CLOSING, Kind.CLOSING_WIDE, Kind.STOP, Kind.COMMA, Kind.DASH, Kind.ZERO_SPACE})
_NOT_AT_END = _OPEN | {Kind.PREFIX}
_INSEPARABLE = frozenset({Kind.MARK, Kind.LINKER, Kind.JOINER, Kind.SPACE})
_STICKY = frozenset({Kind.GLUE, Kind.STRAIGHT_QUOTE})
_JOINED_TO = frozenset({Kind.HYPHEN, Kind.SLASH, Kind.SEPARATOR})
_WEAK_AFTER = frozenset({Kind.COMMA, Kind.HYPHEN, Kind.SLASH, Kind.CLOSING})


def _between(before: Kind, after: Kind) -> Break:
    """Return how good a break is between two characters that stand side by side."""
    if after in _INSEPARABLE or before is Kind.JOINER:
        return Break.NEVER
    if before is Kind.ZERO_SPACE:
        return Break.STRONG
    if before is Kind.LINKER and after in _WORDS:
        return Break.NEVER
    if before in (Kind.MARK, Kind.LINKER, Kind.SPACE):
        return Break.LOOK_BACK
    if after in _NOT_AT_START or before in _NOT_AT_END:
        return Break.FORBIDDEN
    if before in _STICKY or after in _STICKY or after in _JOINED_TO:
        return Break.INSIDE
    return _between_words(before, after)


def _between_words(before: Kind, after: Kind) -> Break:
    """Return what `_between` does, for two characters that neither stick together nor are kept from line ends."""
    if Kind.IDEOGRAPH in (before, after) or Kind.OPENING_WIDE is after or before is Kind.CLOSING_WIDE:
        return Break.STRONG
    if before is Kind.DASH:
        return Break.WEAK if after is Kind.DIGIT else Break.STRONG
    if after is Kind.OPENING_QUOTE:
        return Break.INSIDE if before in _WORDS else Break.STRONG
    if Kind.BREAKABLE in (before, after) or after is Kind.OPENING or before is Kind.SEPARATOR:
        return Break.WEAK
    if before in _WEAK_AFTER and (after is Kind.ALPHABETIC or before is Kind.CLOSING):
        return Break.WEAK
    return Break.INSIDE


def _over_spaces(before: Kind, after: Kind) -> Break:
    """Return how good a break is after the spaces between two characters (LB13, LB14, LB18)."""
    if after in _INSEPARABLE:
        return Break.NEVER
    return Break.FORBIDDEN if after in _NOT_AT_START or before in _NOT_AT_END else Break.STRONG


_PAIRS = tuple(product(Kind, Kind))
BETWEEN: dict[str, int] = {before + after: int(_between(before, after)) for before, after in _PAIRS}
OVER_SPACES: dict[str, int] = {before + after: int(_over_spaces(before, after)) for before, after in _PAIRS}
OVER_MARKS: dict[str, int] = {
    before + after: int(_between(Kind.ALPHABETIC if before in _INSEPARABLE else before, after))
    for before, after in _PAIRS
}
