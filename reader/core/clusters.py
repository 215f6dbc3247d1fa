"""Grapheme clusters: what people take for one character, and no range of text may split (UAX #29, 3.1).

Asked of one place at a time, so that nothing has to be known of the rest of the text.
"""

import unicodedata

_ZWNJ, _ZWJ = "\u200c", "\u200d"
_FLAGS = ("\U0001f1e6", "\U0001f1ff")
_VIRAMA = 9  # canonical combining class of the signs that join consonants (GB9c)
_PICTURES = "\u2190"  # from here on a symbol may be joined to another (Extended_Pictographic, but © and ®)


def starts_cluster(text: str, at: int) -> bool:
    """Whether a cluster starts at `at`, or the text starts or ends there."""
    if not 0 < at < len(text):
        return True
    before, after = text[at - 1], text[at]
    if after.isascii():
        return (before, after) != ("\r", "\n")
    if _extends(after):
        return False
    if before == _ZWJ:
        return not (unicodedata.category(after) == "So" and after >= _PICTURES)
    if _is_flag(after):
        return not _flags_before(text, at) % 2
    return not (unicodedata.combining(before) == _VIRAMA and unicodedata.category(after) == "Lo")


def cluster_start(text: str, at: int) -> int:
    """Return where the cluster starts that `at` is in, or `at` if it is in none."""
    while not starts_cluster(text, at):
        at -= 1
    return at


def cluster_stop(text: str, at: int) -> int:
    """Return the first place at or after `at` where a cluster starts, or the text ends."""
    while not starts_cluster(text, at):
        at += 1
    return at


def _extends(character: str) -> bool:
    """Whether a character belongs to the one before it (Extend, SpacingMark, and the later letters of a syllable)."""
    return (
        character in (_ZWNJ, _ZWJ)
        or unicodedata.category(character) in ("Mn", "Mc", "Me")
        or "\U0001f3fb" <= character <= "\U0001f3ff"  # skin tones
        or "\uff9e" <= character <= "\uff9f"  # halfwidth voicing marks
        or "\u1160" <= character <= "\u11ff"  # Hangul vowels and finals
        or "\ud7b0" <= character <= "\ud7fb"
    )


def _is_flag(character: str) -> bool:
    return _FLAGS[0] <= character <= _FLAGS[1]


def _flags_before(text: str, at: int) -> int:
    start = at
    while start and _is_flag(text[start - 1]):
        start -= 1
    return at - start
