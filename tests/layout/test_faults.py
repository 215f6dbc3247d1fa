"""The counter of faults, by which the breaking is judged, finds each kind and excuses what could not be helped."""

import pytest

from tests.layout.faults import Fault, Paragraph, located


@pytest.mark.parametrize(
    ("lines", "cells", "expected"),
    [
        (["今天天气很好", "，去看花"], 12, [Fault.START]),
        (["他说——这不算", "——不"], 12, [Fault.START]),
        (["看了《新书》（", "三遍）"], 14, [Fault.END]),
        (["他买了一本书叫“", "书”"], 16, [Fault.END]),
        (["一共花了￥", "99元"], 10, [Fault.END]),
        (["the quick brown f", "ox"], 17, [Fault.SPLIT]),
        (["成长了 24,0", "00 次"], 12, [Fault.SPLIT]),
        (["he said AT&", "T is big"], 12, [Fault.SPLIT]),
        (["家人👨\u200d", "👩\u200d👧"], 6, [Fault.SPLIT]),
        (["the", "quick brown"], 12, [Fault.SHORT]),
        (["今天", "天气很好"], 12, [Fault.SHORT]),
        (["今天天气很好", "好"], 10, [Fault.WIDE]),
    ],
)
def test_each_kind_of_fault_is_found(lines: list[str], cells: int, expected: list[Fault]) -> None:
    text, spans = joined(lines)
    assert Paragraph(text).faults(spans, cells) == expected


@pytest.mark.parametrize(
    ("lines", "cells"),
    [
        (["今天天气很", "好，去看花"], 11),  # as good as it gets
        (["state-of-", "the-art work"], 12),
        (["his own", "extraordinarily"], 15),  # short, for what follows does not fit
        (["aaaaaaaaaa", "aaa"], 10),  # wider than a line
        (["，，，，", "，，"], 8),  # nothing else to break at
        (["见 https://example.com/", "archive/2026"], 24),
        (["北京/上海/", "广州"], 10),
        (["“GPT-4”", "的准确率"], 8),
    ],
)
def test_what_could_not_be_better_is_no_fault(lines: list[str], cells: int) -> None:
    text, spans = joined(lines)
    assert Paragraph(text).faults(spans, cells) == []


def test_lines_of_other_programs_are_found_in_the_text() -> None:
    assert located("the quick  brown 狐狸", ["the quick", "brown 狐", "狸 "]) == [(0, 9), (11, 18), (18, 19)]
    assert located("the quick", ["the", "brown"]) is None
    assert located("the quick", ["the"]) is None


def joined(lines: list[str]) -> tuple[str, list[tuple[int, int]]]:
    """The text that two lines are of, with a space between where both are Latin, and their places in it."""
    first, second = lines
    gap = " " if first in ("the", "his own") else ""
    start = len(first + gap)
    return first + gap + second, [(0, len(first)), (start, start + len(second))]
