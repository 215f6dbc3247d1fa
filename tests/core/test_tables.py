"""The cells of a row as plain text has them."""

from time import perf_counter

import pytest

from reader.core.tables import cells_of, is_separator


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ("| 年份 | 费用 |", ["年份", "费用"]),
        ("a|b", ["a", "b"]),
        ("a | | c", ["a", "", "c"]),
        (r"| a \| b | c |", [r"a \| b", "c"]),
        ("年份\t费用", ["年份", "费用"]),
        ("\t费用", ["", "费用"]),
        ("no table", ["no table"]),
        ("|", [""]),
    ],
)
def test_cells_are_parted_by_bars_else_by_tabs(row: str, cells: list[str]) -> None:
    assert [row[start:stop] for start, stop in cells_of(row)] == cells


@pytest.mark.parametrize("row", ["|---|", "--- | ---", "| :-- | --: | :-: |", " |-|-|"])
def test_a_separator_is_dashes_and_bars(row: str) -> None:
    assert is_separator(row)


@pytest.mark.parametrize("row", ["---", "| a |", "||", "| - | a |", ""])
def test_other_rows_are_none(row: str) -> None:
    assert not is_separator(row)


def test_endless_blanks_cost_nothing() -> None:
    before = perf_counter()
    assert not is_separator("-" + " " * 50_000 + "|x")
    assert perf_counter() - before < 1
