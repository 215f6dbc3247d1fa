"""Compiling families of patterns: only what can match in a script, and what a text must hold for any to match.

Patterns are over casefolded text, without capturing groups.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_WIDE = re.compile(r"[\u1100-\u11ff\u2e80-\ud7a3\uf900-\ufaff]")
_LATIN = re.compile(r"[a-z]")
_LATIN_WORD = re.compile(r"(?<!\\)[a-zà-ÿ]{2}")  # in a pattern; \\s and \\d are no letters
_BRACKETS = re.compile(r"\\.|\[(?:\\.|[^\]])+\]|[()|]")  # escapes and character classes are passed over
_ITEM = re.compile(r"\\.|\[(?:\\.|[^\]])+\]|.", re.DOTALL)
_QUANTIFIER = re.compile(r"[?*+]|\{\d*,?\d*\}|")


def led(characters: str, pattern: str) -> str:
    """Return `pattern`, whose matches all begin with one of `characters`, tried only where one of them stands.

    characters: the inside of a character class. A class is looked at in a third of the time of a few alternatives.
    """
    return f"(?=[{characters}])(?:{pattern})"


def scripts(text: str) -> tuple[bool, ...]:
    """Return which families of patterns may match: those in a wide script, those in Latin letters."""
    wide = not text.isascii() and bool(_WIDE.search(text))
    return (True, False) if wide and _LATIN.search(text) else (wide,)


def of_script(patterns: Sequence[str], wide: bool, end: str) -> re.Pattern[str]:
    """Return the alternatives of `patterns` that can match in the one script: half as many take half the time.

    What is in neither script, as ©, is in both. The name of the group that matched is c and the pattern's index.
    """
    groups = []
    for index, pattern in enumerate(patterns):
        if own := _in_script(pattern, wide):
            groups.append(f"(?P<c{index}>(?:{'|'.join(own)}){end})")
    return re.compile("|".join(groups))


class Gate(NamedTuple):
    """What one or the other is found of in every text in which a family of patterns is found."""

    start: re.Pattern[str]  # matches at the start
    anywhere: re.Pattern[str]

    def opens(self, text: str) -> bool:
        """Whether the patterns may be found in `text`."""
        return bool(self.start.match(text) or self.anywhere.search(text))


def gate(patterns: Sequence[str], wide: bool) -> Gate:
    """Return the gate of `of_script(patterns, wide, "")`.

    Alternatives that begin with ^ are tried as they are, at the start. Of the others their tails are looked for, as a
    pattern's tail is found wherever the pattern is. All tails begin with a character, and are put together by it: so
    few are tried at any place of a text, and none at most.
    """
    start: list[str] = []
    by_character: dict[str, dict[str, None]] = defaultdict(dict)
    for pattern in patterns:
        for part in _in_script(pattern, wide):
            if part.startswith("^"):
                start.append(part)
                continue
            for tail in _tails(part):
                by_character[tail[:1]][tail] = None
    anywhere = (f"(?:{'|'.join(tails)})" for tails in by_character.values())
    return Gate(re.compile("|".join(start)), re.compile("|".join(anywhere)))


def _in_script(pattern: str, wide: bool) -> list[str]:
    own = _WIDE if wide else _LATIN_WORD
    return [part for part in _alternatives(pattern) if own.search(part) or _neither(part)]


def _neither(part: str) -> bool:
    return not _WIDE.search(part) and not _LATIN_WORD.search(part)


def _alternatives(pattern: str) -> list[str]:
    """Return the alternatives of `pattern` that stand outside all brackets."""
    parts, depth, start = [], 0, 0
    for match in _BRACKETS.finditer(pattern):
        if match[0] in "()":
            depth += 1 if match[0] == "(" else -1
        elif match[0] == "|" and depth == 0:
            parts.append(pattern[start : match.start()])
            start = match.end()
    return [*parts, pattern[start:]]


def _tails(part: str) -> Iterator[str]:
    """Yield tails of the pattern `part` that begin with a plain character, one for each way it may begin."""
    group = part.startswith("(?:")
    stop = _closed(part) if group else len(_first(part))
    quantifier = _first(part[stop:], _QUANTIFIER)
    rest = part[stop + len(quantifier) :]
    if part and (quantifier[:1] in ("?", "*", "{") or (not group and part[0] in "^$\\[.")):
        yield from _tails(rest)  # what may be left out, or is no one character
    elif group:
        for inner in _alternatives(part[3 : stop - 1]):
            yield from _tails(inner if quantifier else inner + rest)
    else:
        yield part


def _first(part: str, form: re.Pattern[str] = _ITEM) -> str:
    found = form.match(part)
    return found[0] if found else ""


def _closed(part: str) -> int:
    """Return where the group that begins `part` ends."""
    depth = 0
    for match in _BRACKETS.finditer(part):
        depth += {"(": 1, ")": -1}.get(match[0], 0)
        if depth == 0 and match[0] == ")":
            return match.end()
    raise ValueError(part)
