"""Highlights over the life of a library: stored, exported, merged, backed up, undone; and made up by others."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec import to_builtins
from msgspec.structs import replace

from reader.backups import keep, restore
from reader.core.changes import Change, Field
from reader.core.query import Query, Shelf
from reader.core.state import Highlight, Position, ReadingState
from reader.library import Library
from reader.merging import united
from reader.store.backups import read
from tests.exports import article
from tests.test_exporting import added, exported, put

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
ONE = Highlight(
    start=Position(block=1, offset=0),
    stop=Position(block=1, offset=2),
    quote="正文",
    made=NOON,
    note="记",
    colour="pink",
)
OTHER = replace(ONE, made=NOON + timedelta(days=1), start=Position(block=2), quote="别处", note="")
"""Later in the text, without a note."""


def highlights(folder: Path) -> tuple[Highlight, ...]:
    with Library.open(folder) as library:
        (row,) = library.catalog.rows
        return row.state.highlights


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    put(tmp_path / "one", replace(article(b"page"), state=ReadingState(highlights=(ONE, OTHER))))
    return tmp_path / "one"


def test_they_are_there_when_the_library_is_opened_again_and_after_undo_and_redo(folder: Path) -> None:
    with Library.open(folder) as library:
        (row,) = library.catalog.rows
        library.apply(Change(field=Field.HIGHLIGHTS, values=((row.id, (ONE,)),)))
    assert highlights(folder) == (ONE,)
    with Library.open(folder) as library:
        library.history.undo()
    assert highlights(folder) == (ONE, OTHER)
    with Library.open(folder) as library:
        library.history.redo()
    assert highlights(folder) == (ONE,)


def test_they_go_through_an_export_as_they_are(folder: Path, tmp_path: Path) -> None:
    exported(folder, tmp_path / "file.jsonl")
    added(tmp_path / "two", tmp_path / "file.jsonl")
    assert highlights(tmp_path / "two") == (ONE, OTHER)


def test_two_libraries_keep_those_of_both(folder: Path, tmp_path: Path) -> None:
    theirs = replace(OTHER, note="theirs")
    new = replace(OTHER, made=NOON + timedelta(days=2), start=Position(block=0))
    put(tmp_path / "two", replace(article(b"page"), state=ReadingState(highlights=(theirs, new))))
    exported(tmp_path / "two", tmp_path / "file.jsonl")
    assert added(folder, tmp_path / "file.jsonl") == ["duplicate"]
    assert highlights(folder) == (new, ONE, OTHER)
    with Library.open(folder) as library:
        library.history.undo()
    assert highlights(folder) == (ONE, OTHER)
    assert united(ReadingState(), ReadingState(highlights=(ONE,))).highlights == (ONE,)


def test_they_are_in_backups(folder: Path) -> None:
    with Library.open(folder, clock=lambda: NOON) as library:
        path = keep(library, NOON.date())
        assert path is not None
        (row,) = library.catalog.rows
        library.apply(Change(field=Field.HIGHLIGHTS, values=((row.id, ()),)))
        restore(library, read(path))
    assert highlights(folder) == (ONE, OTHER)


def lying(folder: Path, file: Path, **lie: object) -> None:
    first, line, *others = exported(folder, file).splitlines()
    shape = json.loads(line)
    shape["highlights"] = [shape["highlights"][0] | lie, shape["highlights"][1]]
    file.write_bytes(b"\n".join([first, json.dumps(shape).encode(), *others]))


@pytest.mark.parametrize(
    "lie",
    [
        {"start": [-1, 0]},
        {"stop": [1, -2]},
        {"start": [10**30, 0]},
        {"start": "1"},
        {"made": "2026-01-01T00:00:00"},
        {"made": 7},
        {"quote": None},
        {"note": ["x"]},
    ],
)
def test_made_up_ones_are_refused(folder: Path, tmp_path: Path, lie: dict[str, object]) -> None:
    lying(folder, tmp_path / "file.jsonl", **lie)
    assert added(tmp_path / "two", tmp_path / "file.jsonl") == ["problem"]


def test_positions_beyond_the_text_and_what_a_terminal_would_obey_do_no_harm(folder: Path, tmp_path: Path) -> None:
    lying(
        folder,
        tmp_path / "file.jsonl",
        start=[2**52, 2**52],
        stop=[2**52, 9],
        quote="\x1b[2J一\n二",
        note="\x1b]0;x\x07\n\u202e",
        colour="\x9b31m",
        before="\x00",
    )
    assert added(tmp_path / "two", tmp_path / "file.jsonl") == ["new"]
    (other, one) = highlights(tmp_path / "two")
    assert other == OTHER
    assert (one.quote, one.note, one.before) == ("␛[2J一\n二", "␛]0;x␇ ⇦", "␀")
    assert one.colour.isprintable()


def test_of_two_made_at_the_same_time_one_is_kept(folder: Path, tmp_path: Path) -> None:
    lying(folder, tmp_path / "file.jsonl", made=to_builtins(OTHER.made))
    added(tmp_path / "two", tmp_path / "file.jsonl")
    assert len(highlights(tmp_path / "two")) == 1


def test_they_make_shelves_of_their_own(folder: Path) -> None:
    with Library.open(folder) as library:
        (row,) = library.catalog.rows
        for text in ("is:highlighted", "is:noted", "-is:unread is:noted"):
            assert len(library.view(Query(text=text)).rows) == (0 if "unread" in text else 1)
        assert not library.view(Query(text="-is:highlighted")).rows
        library.apply(Change(field=Field.HIGHLIGHTS, values=((row.id, (OTHER,)),)))
        assert len(library.view(Query(shelf=Shelf.HIGHLIGHTED)).rows) == 1
        assert not library.view(Query(shelf=Shelf.NOTED)).rows
