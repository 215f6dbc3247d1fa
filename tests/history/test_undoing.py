"""Undo and redo over restarts and beside other processes."""

import subprocess
import sys
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader import adding
from reader.core import changes
from reader.core.article import Label
from reader.core.changes import Field, SearchChange
from reader.core.exports import Found
from reader.core.query import Query, Shelf
from reader.core.state import ReadingState
from reader.core.steps import told
from reader.library import Library
from tests.conftest import NOON
from tests.history.samples import ENVIRONMENT, FOLDER, SEARCH, bookmark, marks, opened, pages, states, tag, tags


class TestOverRestarts:
    def test_a_hundred_changes_and_more_are_taken_back_and_done_again(self, library: Library) -> None:
        for number in range(120):
            tag(library, str(number))
        library.close()
        with opened() as again:
            for number in reversed(range(119)):
                assert again.history.undo()
                assert tags(again) == (str(number),)
            assert again.history.undo()
            assert tags(again) == ()
            assert not again.history.undo()
        with opened() as again:
            while again.history.redo():
                pass
            assert tags(again) == ("119",)

    def test_what_this_session_did_goes_before_what_the_last_one_did(self, library: Library) -> None:
        tag(library, "last session")
        library.close()
        with opened() as again:
            bookmark(again)
            assert again.history.undo().what == "bookmarked"
            assert again.history.undo().what == "tagged: last session"
            assert again.history.redo().what == "tagged: last session"
            assert again.history.redo().what == "bookmarked"

    def test_what_was_undone_can_be_done_again_after_a_restart(self, library: Library) -> None:
        tag(library, "a")
        tag(library, "b")
        library.history.undo()
        library.close()
        with opened() as again:
            again.history.redo()
            assert tags(again) == ("b",)
            assert not again.history.redo()

    def test_a_new_change_ends_what_can_be_done_again_for_good(self, library: Library) -> None:
        tag(library, "a")
        library.history.undo()
        bookmark(library)
        assert not library.history.redo()
        library.close()
        with opened() as again:
            assert not again.history.redo()
            assert again.history.undo().what == "bookmarked"
            assert again.history.redo().what == "bookmarked"
            assert not again.history.redo()
            assert tags(again) == ()

    def test_rules_and_saved_searches_are_undone_as_well(self, library: Library) -> None:
        library.apply(SearchChange(slot=5, search=SEARCH))
        row = library.catalog.rows[0]
        library.apply(changes.correct(row, Label.FOOTER, 0, 1))
        library.close()
        with opened() as again:
            assert again.history.undo().what == "section marked the other way"
            assert again.history.undo()
            assert again.searches.saved() == {}
            assert again.history.redo()
            assert again.searches.saved() == {5: SEARCH}

    def test_a_library_from_before_there_was_a_history_opens_and_gets_one(self, library: Library) -> None:
        bookmark(library)
        library.close()
        (FOLDER / "history.json").unlink()
        with opened() as again:
            assert not again.history.undo()
            assert not again.history.redo()
            bookmark(again, 1)
            assert again.history.undo().what == "bookmarked"
            assert marks(again) == [True, False, False]

    def test_reading_costs_no_history(self, library: Library) -> None:
        library.refresh()
        library.view(Query(shelf=Shelf.UNREAD))
        assert not library.history.undo()
        assert not (FOLDER / "history.json").exists()

    def test_opening_a_library_loads_nothing_of_it(self, library: Library) -> None:
        bookmark(library)
        library.close()
        code = """
import sys
from pathlib import Path
from reader.library import Library
with Library.open(Path("library")) as library:
    library.refresh()
print(*sys.modules)
"""
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=ENVIRONMENT)
        assert {"reader.history", "reader.store.history"}.isdisjoint(done.stdout.split())

    def test_articles_that_are_gone_for_good_are_passed_over(self, library: Library) -> None:
        rows = library.catalog.rows
        bookmark(library, 1)
        library.apply(changes.set_flag(Field.ARCHIVED, rows, NOON))
        library.apply(changes.set_flag(Field.TRASHED, [rows[0]], NOON))
        list(library.remove([rows[0].id]))
        assert library.history.undo().what == "archived 2 articles"
        assert library.history.undo().what == "bookmarked"
        assert not library.history.undo()


class TestAdding:
    def test_all_that_was_added_at_once_goes_to_the_trash_at_once(self, library: Library) -> None:
        list(library.add(pages(*map(str, range(100, 230)))))
        library.close()
        with opened() as again:
            assert again.history.undo().what == "130 articles added"
            assert again.view(Query()).total == 3
            assert again.view(Query(shelf=Shelf.TRASHED)).total == 130
            assert not again.history.undo()
        with opened() as again:
            assert again.history.redo().what == "130 articles added"
            assert again.view(Query()).total == 133
            assert not again.history.redo()

    def test_what_came_with_no_batch_is_not_undone(self, library: Library) -> None:
        assert [outcome.status for outcome in library.add(pages("1"))] == ["duplicate"]
        assert not library.history.undo()

    def test_what_was_trashed_before_stays_there_when_the_add_is_done_again(self, library: Library) -> None:
        list(library.add(pages("4", "5")))
        library.apply(changes.set_flag(Field.TRASHED, [library.catalog.rows[-1]], NOON), undoable=False)
        assert library.history.undo().what == "2 articles added"
        library.history.redo()
        assert [row.state.trashed is None for row in library.catalog.rows] == [True, True, True, True, False]

    def test_an_add_that_was_stopped_half_way_is_undone_as_far_as_it_came(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(adding, "BATCH_SECONDS", 0.0)
        with opened() as library:
            outcomes = library.add(pages(*map(str, range(10, 30))))
            next(outcomes)
            bookmark(library)
            next(outcomes)
            assert len(library.catalog.rows) == 2
        with opened() as again:
            assert again.history.undo().what == "bookmarked"
            assert again.history.undo().what == "2 articles added"
            assert again.view(Query()).total == 0


class TestOtherProcesses:
    def test_what_another_does_meanwhile_is_its_own_to_undo(self, library: Library) -> None:
        tag(library, "mine")
        with opened() as other:
            bookmark(other, 1)
            assert library.history.undo().what == "tagged: mine"
            assert not library.history.undo()
            assert library.history.redo().what == "tagged: mine"
            assert marks(library) == [False, True, False]
            assert other.history.undo().what == "bookmarked"

    def test_what_stood_there_before_is_both_of_theirs_and_undone_once(self, library: Library) -> None:
        tag(library, "a")
        tag(library, "b")
        library.close()
        with opened() as one, opened() as other:
            assert one.history.undo().what == "tagged: +b, -a"
            assert other.history.undo().what == "tagged: a"
            assert not one.history.undo()
            assert not other.history.undo()

    def test_what_alters_nothing_any_more_is_passed_over(self, library: Library) -> None:
        tag(library, "mine")
        bookmark(library, 1)
        with opened() as other:
            other.apply(changes.set_flag(Field.BOOKMARKED, [other.catalog.rows[1]], None))
            assert library.history.undo().what == "tagged: mine"
            assert library.history.redo().what == "tagged: mine"

    def test_several_fields_set_at_once_are_undone_at_once(self, library: Library) -> None:
        rows = library.catalog.rows
        library.apply(changes.set_flag(Field.READ, rows, NOON), changes.set_flag(Field.ARCHIVED, rows[:1], NOON))
        library.close()
        with opened() as again:
            assert again.history.undo().what == "marked 3 articles as read, archived"
            assert states(again) == [ReadingState()] * 3
            assert again.history.redo().what == "marked 3 articles as read, archived"


steps = st.lists(st.sampled_from(["a", "b", "bookmark", "undo", "redo", "open again"]), max_size=20)


@given(steps=steps)
@settings(max_examples=25, deadline=None)
def test_undo_and_redo_are_two_stacks_whenever_the_library_is_opened_again(
    steps: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("library")
    past: list[list[ReadingState]] = []
    future: list[list[ReadingState]] = []
    library = opened(folder)
    list(library.take(_drafts("1", "2"), undoable=False))
    for step in steps:
        before = states(library)
        if step == "open again":
            library.close()
            library = opened(folder)
        elif step == "undo":
            assert bool(library.history.undo()) == bool(past)
            if past:
                future.append(before)
                assert states(library) == past.pop()
        elif step == "redo":
            assert bool(library.history.redo()) == bool(future)
            if future:
                past.append(before)
                assert states(library) == future.pop()
        elif bookmark(library) if step == "bookmark" else tag(library, step):
            past.append(before)
            future.clear()
    library.close()


def _drafts(*names: str) -> Iterator[Found]:
    yield from adding.drafts(pages(*names))


def test_changes_in_words() -> None:
    added = changes.Change(field=Field.TRASHED, values=(), added=1234)
    assert told([(added, None), (SearchChange(slot=5, search=SEARCH), None)]) == "1,234 articles added, “渡口” saved"
    assert told([]) == ""
