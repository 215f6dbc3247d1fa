"""Marks with a letter in a library: they are kept as what else a reader did, and a capital one is of one article."""

import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from reader.core.state import Mark, Position, ReadingState
from reader.library import Library
from tests.exports import article
from tests.test_exporting import added, exported, lines, put


def mark(letter: str, block: int = 0, offset: int = 0) -> Mark:
    return Mark(letter=letter, position=Position(block=block, offset=offset))


def keep(folder: Path, original: bytes, *marks: Mark) -> None:
    put(folder, replace(article(original), state=ReadingState(marks=marks)))


def kept(folder: Path) -> dict[str, tuple[Mark, ...]]:
    """Return the marks of each article, by its original."""
    with Library.open(folder) as library:
        return {library.original(row.id).decode(): row.state.marks for row in library.catalog.rows}


def lying(folder: Path, file: Path, *marks: object) -> None:
    """Export a library of one article to a file, with other marks."""
    exported(folder, file)
    shapes = [line | {"marks": marks} if line.get("type") == "article" else line for line in lines(file)]
    file.write_text("".join(json.dumps(line) + "\n" for line in shapes))


def test_two_libraries_keep_those_of_both_and_ours_where_they_stand(tmp_path: Path) -> None:
    one, two, file = tmp_path / "one", tmp_path / "two", tmp_path / "file.jsonl"
    keep(one, b"page", mark("a"), mark("c"))
    keep(two, b"page", mark("a", 1), mark("b", 1))
    exported(two, file)
    assert added(one, file) == ["duplicate"]
    assert kept(one) == {"page": (mark("a"), mark("b", 1), mark("c"))}
    with Library.open(one) as library:
        library.history.undo()
    assert kept(one) == {"page": (mark("a"), mark("c"))}


def test_a_capital_stays_with_the_article_of_this_library_that_has_it(tmp_path: Path) -> None:
    one, two, file = tmp_path / "one", tmp_path / "two", tmp_path / "file.jsonl"
    keep(one, b"ours", mark("A"))
    keep(two, b"theirs", mark("A"), mark("B"), mark("a"))
    keep(two, b"ours", mark("A", 1))
    exported(two, file)
    added(one, file)
    assert kept(one) == {"ours": (mark("A"),), "theirs": (mark("B"), mark("a"))}


def test_of_several_articles_that_come_with_one_capital_the_first_has_it(tmp_path: Path) -> None:
    one, two, file = tmp_path / "one", tmp_path / "two", tmp_path / "file.jsonl"
    keep(two, b"first", mark("A"))
    keep(two, b"second", mark("A"), mark("a"))
    exported(two, file)
    added(one, file)
    assert kept(one) == {"first": (mark("A"),), "second": (mark("a"),)}


@pytest.mark.parametrize(
    "lie",
    [["ab", [0, 0]], ["", [0, 0]], ["\x1b", [0, 0]], ["1", [0, 0]], ["文", [0, 0]], ["a", [-1, 0]], ["a", [0, 10**30]]],
)
def test_made_up_ones_are_refused(tmp_path: Path, lie: list[object]) -> None:
    keep(tmp_path / "one", b"page")
    lying(tmp_path / "one", tmp_path / "file.jsonl", lie)
    assert added(tmp_path / "two", tmp_path / "file.jsonl") == ["problem"]


def test_one_beyond_the_text_stands_at_its_end_and_a_letter_stands_once(tmp_path: Path) -> None:
    keep(tmp_path / "one", b"page")
    lying(tmp_path / "one", tmp_path / "file.jsonl", ["b", [0, 0]], ["a", [2**52, 3]], ["b", [0, 2**52]])
    assert added(tmp_path / "two", tmp_path / "file.jsonl") == ["new"]
    with Library.open(tmp_path / "two") as library:
        (row,) = library.catalog.rows
        blocks = library.body(row.id).blocks
    last = mark("a", len(blocks) - 1, len(blocks[-1].text))
    assert row.state.marks == (last, mark("b", 0, len(blocks[0].text)))
