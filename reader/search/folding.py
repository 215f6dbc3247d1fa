"""Folding: one spelling for all that a reader would type alike, character by character, so that offsets map back."""

import unicodedata
from functools import cache
from importlib.resources import files

# Letters that Unicode does not decompose, and punctuation that keyboards write in one way.
_ALIKE = dict(zip("øłđðı’‘“”–—‐‑−", "olddi''\"\"-----", strict=True)) | {"þ": "th", "æ": "ae", "œ": "oe"}


@cache
def table_lines() -> tuple[str, ...]:
    """Return the lines of `tables.txt`, described in `make_tables`."""
    return tuple(files(__package__).joinpath("tables.txt").read_text(encoding="utf-8").splitlines())


@cache
def _simplified() -> dict[str, str]:
    traditional, simplified = table_lines()[:2]
    return dict(zip(traditional[1:], simplified[1:], strict=True))


@cache
def fold_character(character: str) -> str:
    """Return what `character` folds to: none, one or several characters.

    Unicode NFKC and case folding; Latin, Greek and Cyrillic accents (U+0300 to U+036F) dropped; traditional
    characters to simplified.
    """
    folded = unicodedata.normalize("NFKC", character).casefold()
    bare = "".join(mark for mark in unicodedata.normalize("NFD", folded) if not "\u0300" <= mark <= "\u036f")
    simplified = _simplified()
    return "".join(_ALIKE.get(c) or simplified.get(c, c) for c in unicodedata.normalize("NFC", bare))


class _Folded(dict[int, str]):
    """What `str.translate` asks: filled as characters are met."""

    def __missing__(self, code: int) -> str:
        return self.setdefault(code, fold_character(chr(code)))


_FOLDED = _Folded()


def fold(text: str) -> tuple[str, list[int]]:
    """Return `text` folded, and for each folded character the offset in `text` of the one it came from."""
    pieces = [fold_character(character) for character in text]
    origins = [offset for offset, piece in enumerate(pieces) for _ in piece]
    return "".join(pieces), origins


def folded(text: str) -> str:
    """Return `text` folded, without the map."""
    return text.translate(_FOLDED)


def folded_in_place(text: str) -> str:
    """Return `text` folded as far as a character folds to one, so that offsets stay the same."""
    return "".join(one if len(one := fold_character(character)) == 1 else character for character in text)


def is_searched(character: str) -> bool:
    """Whether a folded character counts in a search: letters, numbers and symbols do, spaces and punctuation do not."""
    return unicodedata.category(character)[0] in "LNS" and character not in "`^"


def is_han(character: str) -> bool:
    """Whether a character is a Chinese one (Unicode CJK Unified Ideographs with Extension A)."""
    return "\u3400" <= character <= "\u9fff"
