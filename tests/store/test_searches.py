"""searches.json: saved searches and the history come back, beside other processes and after kill -9, within bounds."""

import time
from datetime import timedelta
from pathlib import Path

import pytest
from tinydb import TinyDB

from reader.core.query import Shelf, Sort
from reader.core.rules import read_shape, shape_of
from reader.core.searches import SavedSearch, UsedQuery
from reader.store import Store, searches
from reader.store.doctor import check
from tests.store.samples import ADDED
from tests.store.test_processes import killed, start
from tests.store.test_sources import RULE

RIVER = SavedSearch(name="渡口", text="渡口 source:长河", shelf=Shelf.UNREAD, sort=Sort.TITLE)
SEARCH = """
    from tests.store.test_searches import remember, save
    for number in range(int(sys.argv[2]), int(sys.argv[2]) + 12):
        remember(store, f"query {number}")
        save(store, 5 + number % 5, f"search {number}")
        say(str(number))
"""


def save(store: Store, slot: int, name: str) -> SavedSearch | None:
    with store.exclusive():
        return store.searches.save(slot, SavedSearch(name=name, text=name))


def remember(store: Store, text: str) -> None:
    with store.exclusive():
        store.searches.remember(UsedQuery(text=text, used=ADDED))


def texts(store: Store) -> list[str]:
    return [query.text for query in store.searches.history()]


def test_searches_come_back_and_are_a_tinydb_file(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        assert (store.searches.saved(), store.searches.history()) == ({}, [])
        assert not (tmp_path / "searches.json").exists()
        with store.exclusive():
            assert store.searches.save(6, RIVER) is None
        remember(store, "claude 抄xi")
    with Store.open(tmp_path) as store:
        assert store.searches.saved() == {6: RIVER}
        assert texts(store) == ["claude 抄xi"]
    saved, used = TinyDB(tmp_path / "searches.json").all()
    assert (saved["name"], used["query"]) == ("渡口", "claude 抄xi")
    assert check(tmp_path) == ()


def test_a_search_is_replaced_and_forgotten(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store, store.exclusive():
        save(store, 5, "one")
        assert store.searches.save(5, RIVER) == SavedSearch(name="one", text="one")
        assert store.searches.save(5, None) == RIVER
        assert store.searches.saved() == {}
        assert store.searches.save(5, None) is None


def test_a_query_used_again_is_the_latest_whatever_the_clock_says(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        for text in ("one", "two", "one"):
            remember(store, text)
        with store.exclusive():
            store.searches.remember(UsedQuery(text="later, by a clock set back", used=ADDED - timedelta(days=9)))
        assert texts(store) == ["two", "one", "later, by a clock set back"]


def test_the_history_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searches, "REMEMBERED", 10)
    with Store.open(tmp_path) as store:
        save(store, 5, "kept")
        for number in range(40):
            remember(store, f"query {number}")
        assert texts(store) == [f"query {number}" for number in range(30, 40)]
        assert 5 in store.searches.saved()
    assert len(TinyDB(tmp_path / "searches.json")) <= 1 + 10 + 20


def test_two_processes_at_once_lose_nothing_and_see_each_other(tmp_path: Path) -> None:
    started = [start(SEARCH, tmp_path, 0), start(SEARCH, tmp_path, 12)]
    with Store.open(tmp_path) as store:
        assert store.searches.saved().keys() <= {5, 6, 7, 8, 9}
        assert [process.wait(30) for process in started] == [0, 0]
        assert set(texts(store)) == {f"query {number}" for number in range(24)}
        assert store.searches.saved().keys() == {5, 6, 7, 8, 9}


def test_kill_9_leaves_all_that_was_acknowledged(tmp_path: Path) -> None:
    for turn in range(4):
        told = killed(start(SEARCH, tmp_path, 100 * turn), turn)
        with Store.open(tmp_path) as store:
            assert {f"query {int(number)}" for number in told} <= set(texts(store))
            slots = {5 + int(number) % 5 for number in told}
            assert slots <= store.searches.saved().keys()


def test_what_makes_no_sense_is_passed_over_and_named(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        save(store, 5, "good")
        remember(store, "good")
    with TinyDB(tmp_path / "searches.json") as db:
        db.insert({"name": "bad", "shelf": "purple"})
    with Store.open(tmp_path) as store:
        assert (list(store.searches.saved()), texts(store)) == ([5], ["good"])
    assert any("cannot be read" in finding.what for finding in check(tmp_path))


def test_text_from_the_file_is_safe_to_show(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        save(store, 5, "a\x1b[31mb")
        remember(store, "a\x1bb")
        assert "\x1b" not in store.searches.saved()[5].name + texts(store)[0]


def test_damage_that_a_write_finds_first_is_told(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        remember(store, "good")
        file = tmp_path / "searches.json"
        file.write_bytes(file.read_bytes().replace(b"good", b"goad"))
        remember(store, "better")
        assert any("searches.json" in notice for notice in store.notices)


def test_a_time_beyond_the_calendar_is_no_query(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "XXX5")  # where the last hours of 9999 are in another year by UTC
    time.tzset()
    try:
        with pytest.raises(ValueError, match="out of range"):
            searches.entry_of(99, {"query": "雪", "used": "9999-12-31T23:59"})
        with pytest.raises(ValueError, match="when it was made"):
            read_shape(shape_of(RULE) | {"made": "9999-12-31T23:59"})
    finally:
        monkeypatch.undo()
        time.tzset()
