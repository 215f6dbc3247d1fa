"""The first rows of a list, shown before the library is open, are those that the library shows once it is."""

from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

import pytest

from reader import front
from reader.core import changes
from reader.core.catalog import Row
from reader.core.changes import Field
from reader.core.query import Query, Sort, View
from reader.front import OPENING, first_view
from reader.library import Library
from reader.store import Store
from reader.store.front import ARTICLES, path_of
from reader.trash import empty, in_trash
from tests.articles import id_of, put
from tests.conftest import NOON

FOLDER = Path("library")
TEXTS = {"ferry": "渡口在冬天也开着。", "snow": "雪下了三天。", "market": "The night market opens late."}


def left(sort: Sort = Sort.NEWEST) -> View:
    """Open the library and leave it as the app does; return the list that stood there."""
    library = Library.open(FOLDER, clock=lambda: NOON)
    view = library.view(Query(sort=sort))
    library.close(front=sort)
    return view


def shown(sort: Sort = Sort.NEWEST) -> list[str]:
    view = first_view(FOLDER, sort)
    assert view is not None
    return [row.article.title for row in view.rows]


def mark(field: Field, *wanted: str) -> None:
    """Do as another process does: it changes the library and keeps no front."""
    with Library.open(FOLDER, clock=lambda: NOON) as library:
        library.apply(changes.set_flag(field, [library.catalog.find(id_of(title)) for title in wanted], NOON))


@pytest.mark.parametrize("sort", Sort)
def test_the_next_start_shows_what_the_list_had(sort: Sort) -> None:
    put(FOLDER, TEXTS)
    view = left(sort)
    found = first_view(FOLDER, sort)
    assert found is not None
    assert (found.rows, found.total, found.progress) == (view.rows, 3, "")
    assert found.query == Query(sort=sort)
    assert all(first_view(FOLDER, other) is None for other in Sort if other is not sort)


def test_only_the_first_rows_are_kept_and_how_many_there_are() -> None:
    put(FOLDER, TEXTS)
    with patch("reader.library.FRONT", 2):
        view = left()
    found = first_view(FOLDER, Sort.NEWEST)
    assert found is not None
    assert (found.rows, found.total, found.progress) == (view.rows[:2], 3, OPENING)


def test_where_there_is_no_library_yet_nothing_is_missing() -> None:
    view = first_view(FOLDER, Sort.NEWEST)
    assert view is not None
    assert (view.rows, view.total, view.progress) == ((), 0, "")
    assert not FOLDER.exists()


def test_a_folder_that_cannot_be_looked_at_is_left_to_the_opening() -> None:
    assert front.first_view(Path("x" * 300), Sort.NEWEST) is None


def test_what_other_processes_did_since_is_taken_in() -> None:
    put(FOLDER, TEXTS)
    left()
    mark(Field.TRASHED, "snow")
    mark(Field.BOOKMARKED, "ferry")
    put(FOLDER, {"harbour": "潮水退了。"}, day=9)
    found = first_view(FOLDER, Sort.NEWEST)
    assert found is not None
    assert found.rows == Library.open(FOLDER).view(Query()).rows
    assert shown() == ["harbour", "market", "ferry"]
    assert found.rows[-1].state.bookmarked == NOON
    assert (found.total, found.progress) == (0, OPENING)


@pytest.mark.parametrize("sort", [Sort.NEWEST, Sort.OLDEST, Sort.SOURCE])
def test_a_row_that_is_marked_stays_in_its_place_among_equals(sort: Sort) -> None:
    for title, text in TEXTS.items():
        put(FOLDER, {title: text})  # all of one day
    before = [row.article.title for row in left(sort).rows]
    mark(Field.BOOKMARKED, before[1], before[2])
    assert shown(sort) == before


def test_there_is_no_front_of_a_file_that_was_written_anew() -> None:
    put(FOLDER, TEXTS)
    left()
    with Store.open(FOLDER) as store, store.exclusive():
        file = store._articles._file
        file.write(list(file.lines()), file.tables)
    assert first_view(FOLDER, Sort.NEWEST) is None
    assert left().total == 3
    assert len(shown()) == 3


def test_what_is_removed_for_good_is_in_no_front() -> None:
    put(FOLDER, TEXTS)
    left(), left(Sort.TITLE)
    mark(Field.TRASHED, "snow")
    with Library.open(FOLDER, clock=lambda: NOON) as library:
        list(empty(library, in_trash(library)))
    for sort in (Sort.NEWEST, Sort.TITLE):
        assert not path_of(FOLDER, sort).exists()


@pytest.mark.parametrize("spoilt", [b"", b"{}", b"[1]", b"\xff", b'{"z":' + b"[" * 99_999])
def test_a_damaged_front_is_none(spoilt: bytes) -> None:
    put(FOLDER, TEXTS)
    left()
    path_of(FOLDER, Sort.NEWEST).write_bytes(spoilt)
    assert first_view(FOLDER, Sort.NEWEST) is None


def test_a_changed_byte_of_a_front_is_noticed() -> None:
    put(FOLDER, TEXTS)
    left()
    path = path_of(FOLDER, Sort.NEWEST)
    path.write_bytes(path.read_bytes().replace(b"ferry", b"furry"))
    assert first_view(FOLDER, Sort.NEWEST) is None


@pytest.mark.parametrize("torn", [1, 40, 3])
def test_what_is_only_half_appended_is_left_to_the_opening(torn: int) -> None:
    put(FOLDER, TEXTS)
    left()
    mark(Field.BOOKMARKED, "ferry")
    whole = (FOLDER / ARTICLES).read_bytes()
    (FOLDER / ARTICLES).write_bytes(whole[:-torn])
    assert first_view(FOLDER, Sort.NEWEST) is None


def test_a_folder_in_the_place_of_a_front_harms_nothing() -> None:
    put(FOLDER, TEXTS)
    path_of(FOLDER, Sort.NEWEST).mkdir(parents=True)
    assert left().total == 3
    assert first_view(FOLDER, Sort.NEWEST) is None
    assert list(path_of(FOLDER, Sort.NEWEST).parent.glob("*.new")) == []


def test_rows_come_with_their_times_and_states() -> None:
    put(FOLDER, {"ferry": TEXTS["ferry"]})
    mark(Field.READ, "ferry")
    left()
    view = first_view(FOLDER, Sort.NEWEST)
    assert view is not None
    (row,) = view.rows
    assert isinstance(row, Row)
    assert row.state.read == NOON
    assert row.article.added.utcoffset() == timedelta()


def test_a_list_by_progress_waits_for_the_library_once_something_has_changed() -> None:
    put(FOLDER, TEXTS)
    left(Sort.PROGRESS)
    assert shown(Sort.PROGRESS)
    mark(Field.BOOKMARKED, "snow")
    assert first_view(FOLDER, Sort.PROGRESS) is None
