"""Headings between rows: each line is a heading's or a row's, and both are found from either side."""

from itertools import accumulate

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.query import Group
from reader.layout.cells import width
from reader.layout.headings import Lines, heading

COUNTS = st.lists(st.integers(1, 5), max_size=6)


def groups(counts: list[int]) -> tuple[Group, ...]:
    starts = [0, *accumulate(counts)]
    return tuple(
        Group(name=f"{at}", start=start, count=count)
        for at, (start, count) in enumerate(zip(starts, counts, strict=False))
    )


@settings(deadline=None, max_examples=60)
@given(COUNTS, st.integers(1, 2))
def test_lines_are_those_of_a_list_written_out(counts: list[int], height: int) -> None:
    lines = Lines(groups(counts), rows=sum(counts), height=height)
    written: list[tuple[str, int, int]] = []
    row = 0
    for group, count in enumerate(counts):
        written.append(("heading", group, row))
        for _ in range(count):
            written += [("row", row, part) for part in range(height)]
            row += 1
    assert lines.count == len(written)
    for line, (what, number, rest) in enumerate(written):
        assert lines.heading_at(line) == (number if what == "heading" else None)
        assert lines.row_at(line) == ((rest, 0) if what == "heading" else (number, rest))
        if what == "row" and rest == 0:
            assert lines.line_of(number) == line
        held = [at for kind, at, _ in written[: line + 1] if kind == "heading"]
        assert lines.heading_at(line, top=line) == held[-1]


def test_without_groups_lines_are_rows() -> None:
    lines = Lines(rows=3, height=2)
    assert [lines.row_at(line) for line in range(6)] == [(0, 0), (0, 1), (1, 0), (1, 1), (2, 0), (2, 1)]
    assert (lines.count, lines.line_of(2), lines.heading_at(0, top=0)) == (6, 4, None)


@given(st.text(max_size=30), st.integers(0, 60), st.integers(1, 100_000))
def test_a_heading_fills_the_list_and_no_more(name: str, cells: int, count: int) -> None:
    assert width(heading(Group(name=name, start=0, count=count), cells=cells).text) <= cells


def test_a_heading_says_how_many_there_are_below_it() -> None:
    assert heading(Group(name="IT之家", start=0, count=1204), cells=24).text == "── IT之家 · 1,204 ──────"
    assert heading(Group(name="", start=0, count=2), cells=30).text.startswith("── no known source · 2 ─")
    assert heading(Group(name="长" * 20, start=0, count=2), cells=24).text == "── 长长长长长长… · 2 ───"
