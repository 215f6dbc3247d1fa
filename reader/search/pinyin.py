"""Readings of Chinese characters: which characters a pinyin spelling may stand for."""

from functools import cache

from reader.search.folding import table_lines

# What speakers mix up and input methods forgive ("fuzzy pinyin"): initials, then endings.
_MIXED_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"), ("f", "h"), ("r", "l"))
_MIXED_ENDINGS = (("ang", "an"), ("eng", "en"), ("ing", "in"))


@cache
def syllables() -> dict[str, tuple[str, str]]:
    """Return, for each toneless syllable, the characters mostly read so and those also read so.

    ü is v, and also u as many people type it (lv, lu).
    """
    table = {syllable: (mostly, also) for syllable, mostly, also in (line.split(" ") for line in table_lines()[2:])}
    for syllable in ("lv", "nv", "lve", "nve"):
        plain = syllable.replace("v", "u")
        mostly, also = (a + b for a, b in zip(table.get(plain, ("", "")), table[syllable], strict=True))
        table[plain] = mostly, also
    return table


@cache
def readings() -> dict[str, tuple[str, ...]]:
    """Return the syllables of each character, the commonest first."""
    table: dict[str, list[str]] = {}
    for usual in (0, 1):
        for syllable, characters in syllables().items():
            for character in characters[usual]:
                table.setdefault(character, []).append(syllable)
    once: dict[tuple[str, ...], tuple[str, ...]] = {}  # most characters sound like many others
    found = ((character, tuple(dict.fromkeys(read))) for character, read in table.items())
    return {character: once.setdefault(read, read) for character, read in found}


@cache
def beginnings() -> dict[str, tuple[str, ...]]:
    """Return the syllables that begin with each spelling, whole ones among them."""
    table: dict[str, list[str]] = {}
    for syllable in syllables():
        for stop in range(1, len(syllable) + 1):
            table.setdefault(syllable[:stop], []).append(syllable)
    return {start: tuple(found) for start, found in table.items()}


def _swapped(spelling: str) -> set[str]:
    initials = {spelling}
    for long, short in _MIXED_INITIALS:
        if spelling.startswith(long):
            initials.add(short + spelling[len(long) :])
        elif spelling.startswith(short):
            initials.add(long + spelling[len(short) :])
    both = set(initials)
    for long, short in _MIXED_ENDINGS:
        both |= {one[: -len(long)] + short for one in initials if one.endswith(long)}
        both |= {one[: -len(short)] + long for one in initials if one.endswith(short)}
    return both


@cache
def sounding_like() -> dict[str, tuple[str, ...]]:
    """Return, for each spelling a person may type, the syllables it may be meant for, the exact one among them."""
    table: dict[str, set[str]] = {}
    for syllable in syllables():
        for spelling in _swapped(syllable):
            table.setdefault(spelling, set()).add(syllable)
    return {spelling: tuple(sorted(meant)) for spelling, meant in table.items()}
