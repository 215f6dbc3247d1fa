"""Rows in groups, line by line: where the headings stand, and how they are drawn. Pure."""

from bisect import bisect_right
from collections.abc import Sequence

from reader.core.query import Group
from reader.core.text import one_line
from reader.layout.cells import cut, width
from reader.layout.facts import SEPARATOR
from reader.layout.row import RowLine
from reader.wording import tr

_LEAST_RULE = 2  # cells of rule on either side of a heading


class Lines:
    """The lines of rows that all are equally high, each group below a heading of one line.

    Answers in O(log groups), however many rows there are. height: lines a row takes. count: lines altogether.
    """

    def __init__(self, groups: Sequence[Group] = (), *, rows: int = 0, height: int = 1) -> None:
        self.height = height
        self.count = rows * height + len(groups)
        self._starts = [group.start for group in groups]
        self._headings = [group.start * height + index for index, group in enumerate(groups)]

    def line_of(self, row: int) -> int:
        """Return the first line of a row."""
        return row * self.height + bisect_right(self._starts, row)

    def heading_at(self, line: int, *, top: int | None = None) -> int | None:
        """Return the group whose heading is drawn on a line, None for a line of a row.

        top: the first line in sight, if any; whatever it holds, it has the heading of its group.
        """
        if not 0 <= line < self.count or not self._headings:
            return None
        group = bisect_right(self._headings, line) - 1
        return group if line == top or self._headings[group] == line else None

    def row_at(self, line: int) -> tuple[int, int]:
        """Return the row on a line and which of its lines that is; on a heading, the first of its group."""
        if (group := self.heading_at(line)) is not None:
            return self._starts[group], 0
        return divmod(line - bisect_right(self._headings, line), self.height)


def heading(group: Group, *, cells: int) -> RowLine:
    """Return the heading of a group, as wide as the list: its name, how many rows it has, and a rule.

    Styles: group (the name), quiet (the number), rule.
    """
    name = one_line(group.name) or tr("no known source")
    count = f"{SEPARATOR}{group.count:,}"
    name = cut(name, max(0, cells - width(count) - 2 * _LEAST_RULE - 2))
    lead = "─" * _LEAST_RULE + " "
    text = f"{lead}{name}{count} "
    text += "─" * max(0, cells - width(text))
    start, stop = len(lead), len(lead) + len(name)
    return RowLine(
        text=cut(text, cells),
        spans=((0, len(text), "rule"), (start, stop, "group"), (stop, stop + len(count), "quiet")),
    )
