"""Searches of a library: saved, undone and remembered, and none of it costs a library that only reads."""

from pathlib import Path

from reader.core.changes import SearchChange
from reader.core.searches import SavedSearch
from reader.library import Library
from tests.conftest import NOON

RIVER, TIDE = SavedSearch(name="river", text="渡口"), SavedSearch(name="tide", text="潮汐")


def test_saving_replacing_and_forgetting_are_undone_and_done_again(tmp_path: Path) -> None:
    with Library.open(tmp_path, clock=lambda: NOON) as library:
        assert library.apply(SearchChange(slot=5, search=RIVER))
        assert not library.apply(SearchChange(slot=5, search=RIVER))
        assert library.apply(SearchChange(slot=5, search=TIDE))
        assert library.apply(SearchChange(slot=5, search=None))
        seen = []
        while library.history.undo():
            seen.append(library.searches.saved())
        assert seen == [{5: TIDE}, {5: RIVER}, {}]
        while library.history.redo():
            pass
        assert library.searches.saved() == {}


def test_queries_are_remembered_without_the_space_around_them_and_nothing_is_not(tmp_path: Path) -> None:
    with Library.open(tmp_path, clock=lambda: NOON) as library:
        for text in (" 渡口 ", "  ", "", "渡口", "潮汐"):
            library.searches.remember(text)
        assert library.searches.history() == ("渡口", "潮汐")


def test_a_library_that_is_only_read_has_no_file_of_searches(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        assert (library.searches.saved(), library.searches.history()) == ({}, ())
    assert not (tmp_path / "searches.json").exists()
