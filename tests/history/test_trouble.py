"""Undo and redo after a process was killed between any two writes, and where the disk refuses."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reader.core.changes import SearchChange
from reader.core.errors import Refused
from reader.core.query import Query
from reader.library import Library
from reader.store import durable
from reader.store.doctor import check
from tests.history.samples import ENVIRONMENT, FOLDER, SEARCH, bookmark, opened, pages, states, tag, tags

CHANGING = """
import itertools
from pathlib import Path
from reader.core import changes
from reader.library import Library
library = Library.open(Path("library"))
for number in itertools.count():
    library.apply(changes.set_tags(library.catalog.rows[0], [str(number)]))
    if number % 3 == 0:
        library.history.undo()
        library.history.redo()
    print(number, flush=True)
"""


class TestTrouble:
    def test_kill_9_between_any_two_writes_leaves_every_change_undoable_or_undone(
        self, library: Library, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        """The folder is copied after each write: so a process that is killed there leaves it."""
        copies: list[Path] = []

        def copying(name: str) -> None:
            write = getattr(durable, name)

            def copied(*arguments: object, **options: object) -> object:
                result = write(*arguments, **options)
                copies.append(tmp_path / f"copy{len(copies)}")
                shutil.copytree(FOLDER, copies[-1])
                return result

            monkeypatch.setattr(durable, name, copied)

        before = states(library)
        copying("overwrite_end")
        copying("replace")
        tag(library, "a")
        library.apply(SearchChange(slot=5, search=SEARCH))
        list(library.add(pages("4", "5")))
        bookmark(library, 1)
        library.history.undo()
        library.history.redo()
        library.history.undo()
        tag(library, "b")
        monkeypatch.undo()
        assert len(copies) > 15
        for copy in copies:
            with opened(copy) as again:
                while again.history.undo():
                    pass
                assert states(again)[:3] == before
                assert again.searches.saved() == {}
                assert again.view(Query()).total == 3
                assert again.notices == ()
            assert [finding for finding in check(copy) if finding.severity == "problem"] == []

    def test_kill_9_of_a_process_that_changes_and_undoes(self, library: Library) -> None:
        library.close()
        for wait in (40, 7):
            process = subprocess.Popen(
                [sys.executable, "-c", CHANGING],
                stdout=subprocess.PIPE,
                text=True,
                env=ENVIRONMENT,
            )
            assert process.stdout
            last = [process.stdout.readline() for _ in range(wait)][-1].strip()
            process.kill()
            process.wait()
            process.stdout.close()
            with opened() as again:
                assert int(tags(again)[0]) >= int(last)
                count = 0
                while again.history.undo():
                    count += 1
                assert count >= wait
                assert tags(again) == ()

    def test_a_change_that_is_refused_leaves_nothing_to_undo(
        self, library: Library, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        tag(library, "a")

        def full(*_: object) -> None:
            raise Refused("disk full")

        with monkeypatch.context() as patch:
            patch.setattr(library._store, "set_states", full)
            with pytest.raises(Refused):
                tag(library, "b")
        assert library.history.undo().what == "tagged: a"
        library.close()
        with opened() as again:
            assert not again.history.undo()
            assert again.history.redo().what == "tagged: a"

    def test_without_a_history_changes_are_made_all_the_same_and_undone_until_the_end(self, library: Library) -> None:
        (FOLDER / "history.json").mkdir()
        assert tag(library, "a")
        assert bookmark(library)
        assert any("can be undone until you quit" in notice for notice in library.notices)
        assert library.history.undo().what == "bookmarked"
        assert library.history.undo().what == "tagged: a"
        assert library.history.redo().what == "tagged: a"
        library.close()
        with opened() as again:
            assert tags(again) == ("a",)

    def test_the_history_reaches_the_disk_soon_after(self, library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
        synced: list[Path] = []
        monkeypatch.setattr(durable, "sync_data", synced.append)
        tag(library, "a")
        tag(library, "b")
        assert synced == []
        library.refresh()
        library.refresh()
        assert [path.name for path in synced] == ["history.json"]
        tag(library, "c")
        library.close()
        assert len(synced) == 2
