"""Tables: a table in the midst of the article is part of it, whatever its rows look like alone."""

from collections.abc import Iterator, Sequence

from reader.clutter.lines import Line
from reader.core.article import Kind
from reader.core.tables import is_separator


def with_tables(lines: Sequence[Line], article: Sequence[bool]) -> list[bool]:
    """Return which lines are the article, given what was decided of each by itself.

    Bars between short words look like a menu; but no article goes on below a menu, and no menu has a line between head
    and body. So the rows of a table are the article where the line above them is, and the line below them or most of
    the rows as well, or where there is such a line.
    """
    found = list(article)
    for start, stop in _tables(lines):
        goes_on = stop < len(lines) and article[stop]
        is_headed = start + 1 < stop and is_separator(lines[start + 1].block.text)
        if start and found[start - 1] and (goes_on or is_headed or 2 * sum(article[start:stop]) > stop - start):
            found[start:stop] = [True] * (stop - start)
    return found


def _tables(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Yield the runs of rows, half-open."""
    start = None
    for index, line in enumerate(lines):
        is_row = line.block.kind is Kind.TABLE_ROW
        if is_row and start is None:
            start = index
        elif not is_row and start is not None:
            yield start, index
            start = None
    if start is not None:
        yield start, len(lines)
