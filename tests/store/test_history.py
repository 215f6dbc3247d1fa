"""history.json: every change comes back as it was, within bounds, and a history in trouble never stops a change."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import TinyDB

from reader.core.article import Label
from reader.core.changes import AnyChange, Change, Field, RuleChange, SearchChange
from reader.core.query import Shelf, Sort
from reader.core.rules import Rule
from reader.core.searches import SLOTS, SavedSearch
from reader.core.sources import Source
from reader.core.state import Correction, Highlight, Mark, Position
from reader.core.text import visible
from reader.store import Store, history
from reader.store.doctor import check
from reader.store.history import Entry, document_of, read_entry
from reader.store.lines import seal, unseal
from tests.store.samples import ADDED, id_of, stored

texts = st.text(max_size=6).map(visible)
words = texts.map(str.strip).filter(bool)
zones = st.sampled_from([UTC, timezone(timedelta(hours=8))])
times = st.datetimes(min_value=datetime(1, 1, 3), max_value=datetime(9999, 12, 29), timezones=zones)
numbers = st.integers(0, 2**40)
labels = st.sampled_from(Label)
flags = st.none() | times
places = st.builds(Position, block=numbers, offset=numbers)
highlights = st.builds(
    Highlight,
    start=places,
    stop=places,
    quote=texts,
    made=times,
    before=texts,
    after=texts,
    colour=words,
    note=texts,
)
VALUES = {
    **dict.fromkeys((Field.READ, Field.BOOKMARKED, Field.ARCHIVED, Field.TRASHED), flags),
    Field.PLACE: st.tuples(st.none() | st.builds(Position, block=numbers, offset=numbers), st.floats(0, 1)),
    Field.REVEALED: st.frozensets(numbers, max_size=3),
    Field.CORRECTIONS: st.lists(st.builds(Correction, label=labels, start=numbers, stop=numbers), max_size=3).map(
        tuple
    ),
    Field.TAGS: st.lists(texts, max_size=3).map(tuple),
    Field.HIGHLIGHTS: st.lists(highlights, max_size=2).map(tuple),
    Field.MARKS: st.lists(st.builds(Mark, letter=st.sampled_from("aZ"), position=places), max_size=2).map(tuple),
}
ids = st.integers(0, 9).map(id_of)
rules = st.builds(
    Rule,
    source=st.builds(Source, words, words),
    label=labels,
    lines=st.lists(words, min_size=1, max_size=3).map(tuple),
    made=times,
    of=st.none() | labels,
)
rule_lists = st.lists(rules, max_size=2).map(tuple)
searches = st.builds(SavedSearch, name=texts, text=texts, shelf=st.sampled_from(Shelf), sort=st.sampled_from(Sort))


def states_of(field: Field) -> st.SearchStrategy[Change]:
    pairs = st.lists(st.tuples(ids, VALUES[field]), max_size=5).map(tuple)
    return st.builds(Change, field=st.just(field), values=pairs, added=st.integers(0, 9))


def _rule_change(parts: tuple[tuple[Rule, ...], tuple[Rule, ...], str | None, int, int]) -> RuleChange:
    return RuleChange(**dict(zip(("added", "removed", "at", "pages", "among"), parts, strict=True)))


def _search_change(parts: tuple[int, SavedSearch | None]) -> SearchChange:
    return SearchChange(slot=parts[0], search=parts[1])


changes: st.SearchStrategy[AnyChange] = st.one_of(
    st.sampled_from(Field).flatmap(states_of),
    st.tuples(rule_lists, rule_lists, st.none() | ids, numbers, numbers).map(_rule_change),
    st.tuples(st.sampled_from(SLOTS), st.none() | searches).map(
        lambda parts: SearchChange(slot=parts[0], search=parts[1])
    ),
)


@given(st.builds(Entry, changes=st.lists(changes, max_size=3).map(tuple), undone=st.integers(0, 9)))
@settings(max_examples=200, deadline=None)
def test_every_change_comes_back_from_its_line(entry: Entry) -> None:
    assert read_entry(unseal(seal(1, document_of(entry)))) == entry


@given(
    st.dictionaries(
        st.sampled_from(["changes", "undone"]),
        st.recursive(
            st.none() | st.integers() | texts,
            lambda inner: (
                st.lists(inner, max_size=2)
                | st.dictionaries(
                    st.sampled_from(["set", "to", "slot", "search", "rules", "at", "added"]), inner, max_size=3
                )
            ),
        ),
    )
)
@settings(max_examples=100, deadline=None)
def test_what_is_no_entry_is_a_value_error_and_nothing_else(document: dict[str, object]) -> None:
    with suppress(ValueError):
        read_entry(document)


def test_articles_with_one_value_stand_together() -> None:
    change = Change(field=Field.TRASHED, values=tuple((id_of(number), ADDED) for number in range(64)), added=64)
    document = document_of(Entry(changes=(change,)))
    assert len(seal(1, document)) < 64 * 22


def tagged(number: int) -> tuple[AnyChange, ...]:
    return (Change(field=Field.TAGS, values=((id_of(0), (str(number),)),)),)


def told(store: Store) -> list[AnyChange]:
    """Return all changes of the history, the latest first."""
    return [change for group in store.history.groups() for entry in group.values() for change in entry.changes]


def test_lines_of_one_group_stand_together_whatever_comes_between(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store, store.exclusive():
        first = store.history.add(tagged(1))
        store.history.add(tagged(2))
        store.history.add(tagged(3), first)
    with Store.open(tmp_path) as store:
        groups = [[entry.changes for entry in group.values()] for group in store.history.groups()]
        assert groups == [[tagged(2)], [tagged(3), tagged(1)]]
    assert len(TinyDB(tmp_path / "history.json")) == 3
    assert check(tmp_path) == ()


def test_it_is_bounded_and_the_latest_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "KEPT", 10)
    monkeypatch.setattr(history, "_SPARE", 5)
    with Store.open(tmp_path) as store, store.exclusive():
        for number in range(40):
            store.history.add(tagged(number))
            kept = [change.values[0][1] for change in told(store) if isinstance(change, Change)]
            assert kept == [(str(each),) for each in range(number, number - len(kept), -1)]
            assert min(10, number + 1) <= len(kept) <= 15
    assert history.KEPT == 10


def test_as_released_it_keeps_a_hundred_and_more() -> None:
    assert history.KEPT >= 100


def test_what_another_process_writes_is_told_from_what_stood_there(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store, store.exclusive():
        last = store.history.add(tagged(1))
    with Store.open(tmp_path) as store, Store.open(tmp_path) as other:
        with other.exclusive():
            other.history.add(tagged(2))
        assert store.history.earlier() == last
        assert len(told(store)) == 2


def test_nothing_is_read_or_written_before_there_is_something_to_keep(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        assert not store.history.is_there
        assert told(store) == []
    assert not (tmp_path / "history.json").exists()


def test_a_line_that_makes_no_sense_is_passed_over_and_named(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store, store.exclusive():
        store.history.add(tagged(1))
    with TinyDB(tmp_path / "history.json") as db:
        db.insert({"changes": [{"set": "nonsense", "to": []}]})
        db.insert({"changes": [], "undone": float("inf")})
    with Store.open(tmp_path) as store, store.exclusive():
        assert told(store) == list(tagged(1))
        store.history.add(tagged(2))
        assert told(store) == [*tagged(2), *tagged(1)]
    assert any("cannot be read" in finding.what and "history" in finding.where for finding in check(tmp_path))


@pytest.mark.parametrize("trouble", ["a folder", "no library file", "a later version"])
def test_a_history_in_trouble_is_told_and_works_until_the_end(tmp_path: Path, trouble: str) -> None:
    path = tmp_path / "history.json"
    with Store.open(tmp_path) as store, store.exclusive():
        store.put([stored(1)])
        store.history.add(tagged(1))
    if trouble == "a folder":
        path.unlink()
        path.mkdir()
    elif trouble == "no library file":
        path.write_bytes(b"[1, 2, 3]")
    else:
        path.write_bytes(path.read_bytes().replace(b'"schema":1', b'"schema":9'))
    before = b"" if path.is_dir() else path.read_bytes()
    with Store.open(tmp_path) as store, store.exclusive():
        key = store.history.add(tagged(2))
        assert told(store) == list(tagged(2))
        assert any("can be undone until you quit" in notice for notice in store.notices)
        store.history.put({key: Entry(changes=tagged(3), undone=1)})
        assert told(store) == list(tagged(3))
    assert path.is_dir() or path.read_bytes() == before


def test_what_could_not_be_written_is_written_with_the_next_line(tmp_path: Path) -> None:
    path = tmp_path / "history.json"
    with Store.open(tmp_path) as store, store.exclusive():
        store.history.add(tagged(1))
        path.rename(tmp_path / "aside")
        path.mkdir()
        store.history.add(tagged(2))
        path.rmdir()
        (tmp_path / "aside").rename(path)
        store.history.add(tagged(3))
        assert not any("until you quit" in notice for notice in store.notices)
    with Store.open(tmp_path) as store:
        assert told(store) == [*tagged(3), *tagged(2), *tagged(1)]


def test_a_dropped_line_is_passed_over(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store, store.exclusive():
        store.history.drop(store.history.add(tagged(1)))
        store.history.add(tagged(2))
    with Store.open(tmp_path) as store:
        assert told(store) == list(tagged(2))
