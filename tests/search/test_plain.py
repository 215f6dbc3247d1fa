"""Plain search answers at once, in the standard library alone."""

import subprocess
import sys
from pathlib import Path

import reader
from reader.search import plain

TITLES = [("1", "The Sun"), ("2", "sun"), ("3", "Sunday 龍"), ("4", "moon")]


def test_finds_folded_substrings_best_first() -> None:
    assert [match.id for match in plain(TITLES, "SUN")] == ["2", "3", "1"]


def test_all_words_are_needed_and_marked() -> None:
    (match,) = plain(TITLES, "龙 sunday")
    assert match.spans == ((0, 6), (7, 8))


def test_an_empty_query_finds_nothing() -> None:
    assert plain(TITLES, "  ") == []


def test_limit_keeps_the_latest() -> None:
    assert [match.id for match in plain(TITLES, "sun", limit=1)] == ["3"]


def test_loads_neither_numpy_nor_rapidfuzz() -> None:
    code = "import sys; from reader.search import plain; plain([('1', 'a')], 'a')"
    code += "; sys.exit(bool({'numpy', 'rapidfuzz'} & set(sys.modules)))"
    assert (
        subprocess.run([sys.executable, "-c", code], cwd=Path(reader.__file__).parents[1], check=False).returncode == 0
    )
