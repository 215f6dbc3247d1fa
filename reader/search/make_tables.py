"""Make `tables.txt`, the readings and simplifications that search needs. Run by hand:

    pip install 'archive-reader[tables]'
    python -m reader.search.make_tables

Neither package is needed at run time. The file holds facts taken from them, and both may be shipped with ours:
readings from pypinyin (MIT), traditional to simplified from OpenCC's TSCharacters (Apache-2.0, carried by
opencc-python-reimplemented, Apache-2.0).

The file is UTF-8 lines. First `=` and the traditional characters, then `=` and their simplified forms in the same
order, then one line per toneless syllable: the syllable (ü is written v), a space, the characters that are mostly
read so (pypinyin's first reading), a space, and those that are also read so.
"""

from importlib.resources import files
from pathlib import Path

# The ideographic zero, then the Unicode blocks "CJK Unified Ideographs" and "Extension A".
_HAN = (0x3007, *range(0x4E00, 0xA000), *range(0x3400, 0x4DC0))


def simplifications() -> dict[str, str]:
    """Return the simplified character of each traditional one, OpenCC's first choice."""
    table = files("opencc").joinpath("dictionary/TSCharacters.txt").read_text(encoding="utf-8")
    pairs = (line.split("\t") for line in table.splitlines() if "\t" in line)
    first = {traditional: choices.split()[0] for traditional, choices in pairs}
    return {old: new for old, new in first.items() if old != new}


def syllables() -> dict[str, tuple[str, str]]:
    """Return, for each toneless syllable, the characters mostly read so and those also read so."""
    from pypinyin import Style, pinyin

    read: dict[str, tuple[list[str], list[str]]] = {}
    for character in map(chr, _HAN):
        found = pinyin(character, style=Style.NORMAL, heteronym=True, v_to_u=False, errors="ignore")
        plain = [reading for reading in (found[0] if found else []) if reading.isascii() and reading.isalpha()]
        for reading in plain:
            read.setdefault(reading, ([], []))[reading != plain[0]].append(character)
    return {syllable: ("".join(mostly), "".join(also)) for syllable, (mostly, also) in sorted(read.items())}


def tables() -> str:
    """Return the text of the file."""
    simple = simplifications()
    lines = ["=" + "".join(simple), "=" + "".join(simple.values())]
    lines += [f"{syllable} {mostly} {also}" for syllable, (mostly, also) in syllables().items()]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    Path(__file__).with_name("tables.txt").write_text(tables(), encoding="utf-8")
