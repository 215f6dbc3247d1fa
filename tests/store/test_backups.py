"""Backups: which are kept, that they hold what they were given, and that a damaged one is never believed."""

import gzip
import os
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tinydb import TinyDB

from reader.core.article import Label
from reader.core.errors import LibraryError, NewerSchema, NotFound, Unreadable
from reader.core.rules import Rule
from reader.core.searches import SavedSearch
from reader.core.sources import Source
from reader.core.state import Correction, Position, ReadingState
from reader.store.backups import About, Backups, Contents, Kept, about, kept, read
from tests.store.samples import id_of

DAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)

STATE = ReadingState(
    read=NOON,
    bookmarked=NOON,
    position=Position(block=3, offset=7),
    progress=0.25,
    revealed=frozenset({2, 5}),
    corrections=(Correction(label=Label.OTHER, start=1, stop=2),),
    tags=("长读", "ai"),
)
CONTENTS = Contents(
    states=[Kept(id_of(1), "渡口\n\x1b[31m", STATE), Kept(id_of(2), "雪", ReadingState(trashed=NOON))],
    rules=[Rule(source=Source("example.com", "某某网"), label=Label.OTHER, lines=("订阅",), made=NOON)],
    searches={5: SavedSearch(name="长的", text="tag:长读")},
)


def never() -> bool:
    return False


@pytest.fixture
def backups(tmp_path: Path) -> Backups:
    (tmp_path / "articles.json").write_text("{}")
    return Backups(tmp_path)


def made(backups: Backups, day: date = DAY, contents: Contents = CONTENTS) -> Path:
    path = backups.keep(day, contents, backups.changed(), never)
    assert path is not None
    return path


def touch(tmp_path: Path, seconds: int) -> None:
    os.utime(tmp_path / "articles.json", (seconds, seconds))


def test_a_backup_gives_back_what_it_was_given(backups: Backups) -> None:
    path = made(backups)
    assert read(path) == Contents(states=CONTENTS.states, rules=tuple(CONTENTS.rules), searches=CONTENTS.searches)
    assert about(path) == About(states=2, rules=1, searches=1)
    assert backups.days() == {DAY: path}
    assert path.stat().st_mode & 0o777 == 0o600


def test_plain_tinydb_opens_an_unpacked_backup(backups: Backups, tmp_path: Path) -> None:
    (tmp_path / "plain.json").write_bytes(gzip.decompress(made(backups).read_bytes()))
    with TinyDB(tmp_path / "plain.json") as plain:
        (first, second) = plain.all()
        assert (first["id"], first["tags"]) == (id_of(1), ["长读", "ai"])
        assert "read" not in second
        assert plain.table("searches").all()[0]["text"] == "tag:长读"


def test_one_a_day_is_kept_and_only_when_something_changed(backups: Backups, tmp_path: Path) -> None:
    assert backups.is_due(DAY)
    made(backups)
    assert not backups.is_due(DAY)
    assert not backups.is_due(DAY + timedelta(1))
    touch(tmp_path, 1_000_000)
    assert not backups.is_due(DAY)
    assert backups.is_due(DAY + timedelta(1))


def test_what_changed_nothing_that_is_kept_makes_no_backup_and_is_not_looked_at_again(
    backups: Backups, tmp_path: Path
) -> None:
    made(backups)
    touch(tmp_path, 1_000_000)
    assert backups.keep(DAY + timedelta(1), CONTENTS, backups.changed(), never) is None
    assert list(backups.days()) == [DAY]
    assert not backups.is_due(DAY + timedelta(1))


def test_a_change_while_a_backup_is_made_calls_for_the_next(backups: Backups, tmp_path: Path) -> None:
    before = backups.changed()
    touch(tmp_path, 1_000_000)
    assert backups.keep(DAY, CONTENTS, before, never)
    assert backups.is_due(DAY + timedelta(1))


def test_nothing_to_keep_and_being_cancelled_make_no_backup(backups: Backups, tmp_path: Path) -> None:
    assert backups.keep(DAY, Contents(states=[], rules=[], searches={}), 1, never) is None
    assert backups.keep(DAY, CONTENTS, 1, lambda: True) is None
    assert not (tmp_path / "backups").exists()


def test_the_process_that_comes_second_leaves_the_backup_of_the_first(backups: Backups, tmp_path: Path) -> None:
    path = made(backups)
    before = path.read_bytes()
    touch(tmp_path, 1_000_000)
    other = Contents(states=CONTENTS.states[:1], rules=(), searches={})
    assert backups.keep(DAY, other, backups.changed(), never) is None
    assert path.read_bytes() == before


def test_a_folder_that_may_not_be_written_to_is_not_due(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "articles.json").write_text("{}")
    monkeypatch.setattr(os, "access", lambda path, mode: False)  # root may write anywhere
    assert not Backups(tmp_path).is_due(DAY)


def test_days_weeks_and_months_are_kept() -> None:
    days = [DAY - timedelta(number) for number in range(800)]
    found = sorted(kept(days), reverse=True)
    assert found[:7] == days[:7]
    assert len(found) <= 23
    sundays = [day for day in days if day.isoweekday() == 7]
    assert set(sundays[:3]) <= set(found), "the last days of the last weeks"
    assert date(2026, 10, 31) in found
    assert min(found) == date(2025, 12, 31)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(0, 1500), unique=True))
def test_never_more_than_23_are_kept_and_always_the_latest(numbers: list[int]) -> None:
    standing: set[date] = set()
    for number in sorted(numbers):
        standing = kept({*standing, DAY + timedelta(number)})
        assert DAY + timedelta(number) in standing
        assert len(standing) <= 23


def test_those_that_are_not_to_be_kept_go_when_one_is_made(backups: Backups, tmp_path: Path) -> None:
    for number in range(40):
        touch(tmp_path, number)
        made(backups, DAY + timedelta(number), Contents(states=CONTENTS.states, rules=(), searches={5: search(number)}))
    assert set(backups.days()) == kept(DAY + timedelta(number) for number in range(40))
    assert len(list((tmp_path / "backups").iterdir())) == len(backups.days())


def test_a_clock_that_runs_backwards_loses_no_backup_that_it_makes(backups: Backups, tmp_path: Path) -> None:
    for number in range(30):
        touch(tmp_path, number)
        made(backups, DAY + timedelta(number), Contents(states=CONTENTS.states, rules=(), searches={5: search(number)}))
    touch(tmp_path, 77)
    path = made(backups, date(1970, 1, 1))
    assert read(path).states == CONTENTS.states


def search(number: int) -> SavedSearch:
    return SavedSearch(name=f"{number}")


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda data: b"",
    "not gzip": lambda data: b"{}",
    "cut short": lambda data: data[:-20],
    "a byte changed": lambda data: data[:60] + bytes([data[60] ^ 1]) + data[61:],
    "something behind it": lambda data: data + b"x",
    "a line missing": lambda data: packed(gzip.decompress(data).split(b"\n")[0] + b"\n}}"),
    "a line changed": lambda data: packed(gzip.decompress(data).replace("雪".encode(), "霜".encode())),
    "a rule changed": lambda data: data[:-8] + packed(gzip.decompress(data).replace("订".encode(), "征".encode()))[-8:],
    "an end missing": lambda data: packed(gzip.decompress(data)[:-3]),
    "no counts": lambda data: packed(gzip.decompress(data).replace(b'"about"', b'"other"')),
    "another JSON": lambda data: packed(b'{"a": [1, 2]}'),
    "counts of another type": lambda data: packed(gzip.decompress(data).replace(b'"states":2', b'"states":[]')),
}


def packed(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_backup_is_refused_in_one_line(backups: Backups, damage: Callable[[bytes], bytes]) -> None:
    path = made(backups)
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(Unreadable) as caught:
        read(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_damage_brings_back_other_states(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    folder = tmp_path_factory.mktemp("library")
    path = made(Backups(folder))
    whole = path.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    path.write_bytes(whole[:at] + data.draw(st.binary(max_size=3)) + whole[at + data.draw(st.integers(0, 3)) :])
    with suppress(LibraryError):
        found = read(path)
        assert (found.states, found.rules, found.searches) == (
            CONTENTS.states,
            tuple(CONTENTS.rules),
            CONTENTS.searches,
        )
        assert about(path).states == 2


def test_a_backup_of_a_later_version_says_so(backups: Backups) -> None:
    path = made(backups)
    path.write_bytes(packed(gzip.decompress(path.read_bytes()).replace(b'"schema":1', b'"schema":9', 1)))
    for reading in (read, about):
        with pytest.raises(NewerSchema):
            reading(path)


def test_a_file_that_is_not_there_or_no_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        read(tmp_path / "nowhere")
    with pytest.raises(Unreadable):
        read(tmp_path)


def test_no_file_stays_open(backups: Backups, tmp_path: Path) -> None:
    before = os.listdir("/proc/self/fd")
    made(backups)
    made(Backups(tmp_path), DAY + timedelta(days=1), replace(CONTENTS, states=()))
    assert os.listdir("/proc/self/fd") == before
