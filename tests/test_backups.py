"""Backups are kept by themselves, and give back what cannot be added again."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from reader.backups import Restored, contents, keep, restore
from reader.core import changes
from reader.core.article import Label
from reader.core.changes import Change, Field, RuleChange, SearchChange
from reader.core.marks import mark
from reader.core.rules import Rule
from reader.core.searches import SavedSearch
from reader.core.sources import Source
from reader.core.state import Position, ReadingState
from reader.library import Library
from reader.store.backups import Backups, Contents, read
from reader.store.doctor import check, repair
from reader.trash import empty, in_trash
from tests.articles import id_of, put
from tests.conftest import NOON

TEXTS = {"ferry": "渡口在冬天也开着。", "snow": "雪下了三天。", "market": "The night market opens late."}
TODAY = NOON.date()
RULE = Rule(source=Source("example.com", "某某网"), label=Label.OTHER, lines=("订阅我们",), made=NOON)
SEARCH = SavedSearch(name="长的", text="tag:长读")


@dataclass
class Kept:
    """A library of three, of which two have a state, with a backup of it."""

    folder: Path
    states: dict[str, ReadingState]
    contents: Contents


def opened(folder: Path) -> Library:
    return Library.open(folder, clock=lambda: NOON)


def states(library: Library) -> dict[str, ReadingState]:
    return {row.article.title: row.state for row in library.catalog.rows}


@pytest.fixture
def saved(tmp_path: Path) -> Kept:
    folder = tmp_path / "library"
    put(folder, TEXTS)
    with opened(folder) as library:
        ferry, snow = (library.catalog.find(id_of(title)) for title in ("ferry", "snow"))
        library.apply(changes.set_flag(Field.BOOKMARKED, [ferry, snow], NOON))
        library.apply(changes.set_tags(ferry, ["长读"]))
        library.apply(changes.move(snow, Position(block=0, offset=3), 0.5))
        library.apply(changes.correct(snow, Label.OTHER, 0, 1))
        library.apply(RuleChange(added=(RULE,)))
        library.apply(SearchChange(slot=5, search=SEARCH))
        path = keep(library, TODAY)
        assert path is not None
        return Kept(folder, states(library), read(path))


def test_all_that_cannot_be_added_again_is_kept(saved: Kept) -> None:
    assert {kept.title: kept.state for kept in saved.contents.states} == {
        title: state for title, state in saved.states.items() if title != "market"
    }
    assert saved.contents.rules == (RULE,)
    assert saved.contents.searches == {5: SEARCH}


def test_every_field_of_a_state_comes_back(saved: Kept) -> None:
    with opened(saved.folder) as library:
        rows = library.catalog.rows
        for field in Field:
            value = changes.value_of(ReadingState(), field)
            library.apply(Change(field=field, values=tuple((row.id, value) for row in rows)))
        assert set(states(library).values()) == {ReadingState()}
        assert restore(library, saved.contents) == Restored(articles=2, rules=0, searches=0, gone=())
        assert states(library) == saved.states
    with opened(saved.folder) as library:
        assert states(library) == saved.states


def test_what_was_done_to_other_articles_since_stays(saved: Kept) -> None:
    with opened(saved.folder) as library:
        ferry, market = (library.catalog.find(id_of(title)) for title in ("ferry", "market"))
        library.apply(changes.set_flag(Field.READ, [ferry, market], NOON))
        restore(library, saved.contents)
        assert states(library)["ferry"] == saved.states["ferry"]
        assert states(library)["market"].read == NOON


def test_a_capital_mark_comes_back_from_the_article_that_has_it_since(tmp_path: Path) -> None:
    put(tmp_path, TEXTS)
    with opened(tmp_path) as library:
        ferry, market = (library.catalog.find(id_of(title)) for title in ("ferry", "market"))
        library.apply(mark(ferry, "A", Position(block=0)))
        kept = contents(library)
        library.apply(mark(market, "A", Position(block=0), library.catalog.rows))
        library.apply(mark(library.catalog.find(market.id), "b", Position(block=0)))
        restore(library, kept)
        letters = {title: [each.letter for each in state.marks] for title, state in states(library).items()}
    assert letters == {"ferry": ["A"], "snow": [], "market": ["b"]}


def test_restoring_is_one_change_that_undo_takes_back(saved: Kept) -> None:
    with opened(saved.folder) as library:
        ferry = library.catalog.find(id_of("ferry"))
        library.apply(changes.set_flag(Field.BOOKMARKED, [ferry], None))
        library.apply(changes.move(ferry, Position(block=0, offset=1), 0.1))
        library.apply(RuleChange(removed=(RULE,)))
        library.apply(SearchChange(slot=5, search=None))
        before = states(library), contents(library)
        assert restore(library, saved.contents) == Restored(articles=1, rules=1, searches=1, gone=())
        assert states(library) == saved.states
        assert (library.searches.saved(), contents(library).rules) == ({5: SEARCH}, [RULE])
        library.history.undo()
        assert (states(library), contents(library)) == before


def test_a_dry_run_tells_and_changes_nothing(saved: Kept) -> None:
    with opened(saved.folder) as library:
        library.apply(changes.set_flag(Field.BOOKMARKED, library.catalog.rows, None))
        before = states(library)
        assert restore(library, saved.contents, dry_run=True).articles == 2
        assert states(library) == before


def test_states_survive_a_lost_articles_file(saved: Kept) -> None:
    """The disaster: articles.json is gone. The pages are added again, the backup is restored."""
    (saved.folder / "articles.json").unlink()
    (saved.folder / "sources.json").unlink()
    (saved.folder / "searches.json").unlink()
    with opened(saved.folder) as library:
        assert library.catalog.rows == ()
        assert keep(library, TODAY + timedelta(1)) is None, "nothing is no backup"
    put(saved.folder, TEXTS)
    with opened(saved.folder) as library:
        (path,) = Backups(saved.folder).days().values()
        assert restore(library, read(path)) == Restored(articles=2, rules=1, searches=1, gone=())
        assert states(library) == saved.states
        assert contents(library).rules == [RULE]
        assert library.searches.saved() == {5: SEARCH}


def test_an_article_removed_for_good_and_added_again_gets_its_state_back(saved: Kept) -> None:
    with opened(saved.folder) as library:
        library.apply(changes.set_flag(Field.TRASHED, [library.catalog.find(id_of("ferry"))], NOON))
        list(empty(library, in_trash(library)))
        assert restore(library, saved.contents).gone == ("ferry",)
        assert "ferry" not in states(library)
    put(saved.folder, {"ferry": TEXTS["ferry"]})
    with opened(saved.folder) as library:
        assert restore(library, saved.contents) == Restored(articles=1, rules=0, searches=0, gone=())
        assert states(library)["ferry"] == saved.states["ferry"]


def test_a_backup_holds_what_another_process_did(saved: Kept) -> None:
    with opened(saved.folder) as library, opened(saved.folder) as other:
        other.apply(changes.set_flag(Field.READ, other.catalog.rows, NOON))
        path = keep(library, TODAY + timedelta(1))
        assert path is not None
        assert len(read(path).states) == 3


def test_the_doctor_names_a_damaged_backup_and_moves_it_aside(saved: Kept) -> None:
    (path,) = Backups(saved.folder).days().values()
    path.write_bytes(path.read_bytes()[:-9])
    (finding,) = (finding for finding in check(saved.folder) if finding.severity == "problem")
    assert (finding.where, finding.repairable) == (str(path), True)
    assert finding in repair(saved.folder, dry_run=False)
    assert Backups(saved.folder).days() == {}
    assert all(finding.severity == "note" for finding in check(saved.folder))
