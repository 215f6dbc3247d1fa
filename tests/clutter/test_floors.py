"""No page of ours is read worse than it was: `python -m tests.floors` pins how well, and says what moved."""

import pytest

from reader.training.cases import Case
from tests import floors

CASES = list(floors.cases())
PINNED = floors.load()


def test_every_page_is_pinned() -> None:
    assert {case.name for case in CASES} == set(PINNED)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_no_page_is_read_worse_than_pinned(case: Case) -> None:
    assert floors.fallen(PINNED[case.name], floors.measured(case)) == []


def test_what_falls_is_named() -> None:
    old: floors.Floor = {"f1": 0.9, "lost": 0.0, "facts": ["source", "title"]}
    assert floors.fallen(old, {"f1": 0.95, "lost": 0.0, "facts": ["source", "title", "views"]}) == []
    assert floors.fallen(old, {"f1": 0.8, "lost": 0.1, "facts": ["title"]}) == [
        "f1: 0.9 -> 0.8",
        "lost: 0.0 -> 0.1",
        "source is no longer read",
    ]
