"""Every file of a library, damaged in every way: what is sound is used, what is not is told, kept and repaired."""

import json
import os
import shutil
from collections.abc import Callable
from contextlib import nullcontext, suppress
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.core.article import Label
from reader.core.changes import Field, RuleChange, SearchChange, set_flag
from reader.core.errors import LibraryError, ReaderError
from reader.core.rules import Rule
from reader.core.searches import SavedSearch
from reader.core.sources import Source
from reader.library import Library
from reader.store import Store
from reader.store.doctor import check, repair
from reader.store.lines import seal
from tests.store.samples import ADDED, id_of, stored

COUNT = 6
SHARD = f"{id_of(0)[:2]}.json"
FILES = ("articles.json", f"bodies/{SHARD}", f"originals/{SHARD}", "sources.json", "searches.json", "history.json")
KEY = str(int(id_of(0), 16))


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with something in each of its files."""
    folder = tmp_path_factory.mktemp("sound") / "library"
    with Store.open(folder) as store:
        store.put(stored(number) for number in range(COUNT))
    with Library.open(folder) as library:
        library.apply(set_flag(Field.BOOKMARKED, library.catalog.rows[:2], ADDED))
        library.apply(SearchChange(slot=5, search=SavedSearch(name="诗", text="春")))
        source = Source("小城日报", "小城日报")
        rule = Rule(source=source, label=Label.ADVERTISEMENT, lines=("关闭广告",), made=ADDED)
        library.apply(RuleChange(added=(rule,)))
    return folder


@pytest.fixture
def library(sound: Path, tmp_path: Path) -> Path:
    return shutil.copytree(sound, tmp_path / "library")


def document(value: str) -> bytes:
    return b'{"_default": {"%s": %s}}' % (KEY.encode(), value.encode())


def in_place_of(data: bytes) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(data) and None


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def torn(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-20])


def nuls(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:-40] + b"\0" * 30 + data[-10:])


def longer(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\0" * 4096)


def later(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b'"schema":1', b'"schema":9', 1))


def sealed(line: bytes) -> Callable[[Path], None]:
    """A line with the right checksum in which something else is wrong."""

    def damage(path: Path) -> None:
        path.write_bytes(path.read_bytes()[:-3] + b",\n" + line + b"\n}}")

    return damage


DAMAGE: dict[str, Callable[[Path], None]] = {
    "torn tail": torn,
    "NULs in the last line": nuls,
    "NULs behind the end": longer,
    "zero bytes": emptied,
    "all NULs": in_place_of(b"\0" * 600),
    "a folder": folder,
    "a pipe": pipe,
    "a later schema": later,
    "schema of no sense": in_place_of(b'{"_meta": {"1": {"schema": -3}}, "_default": {\n}}'),
    "a list": in_place_of(b"[1, 2]"),
    "a table that is a list": in_place_of(b'{"_default": [1]}'),
    "meta that is a number": in_place_of(b'{"_meta": 5, "_default": {}}'),
    "a document that is a number": in_place_of(document("7")),
    "wrong types": in_place_of(document(json.dumps(dict.fromkeys(("id", "blocks", "zlib", "source", "added"), 3)))),
    "nulls": in_place_of(document(json.dumps(dict.fromkeys(("id", "title", "sections", "rules", "changes"))))),
    "a key of 5,000 digits": in_place_of(b'{"_default": {"%s": {"title": "x"}}}' % (b"1" * 5000)),
    "a sealed key of 5,000 digits": sealed(seal(int("1" * 4000), {}).replace(b"1" * 4000, b"1" * 5000)),
    "nested 900 deep": in_place_of(document("[" * 900 + "]" * 900)),
    "two lines with one key": lambda path: sealed(path.read_bytes().split(b"\n")[1].removesuffix(b","))(path),
}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("damage", DAMAGE)
def test_damage_is_told_and_repaired(library: Path, name: str, damage: str) -> None:
    path = library / name
    DAMAGE[damage](path)
    spoilt = path.read_bytes() if path.is_file() else None
    found = check(library)
    promised = repair(library, dry_run=True)
    assert (path.read_bytes() if path.is_file() else None) == spoilt, "until now nothing was changed"
    assert repair(library, dry_run=False) == promised
    again = check(library)
    assert [finding for finding in again if finding.repairable] == []
    if damage == "a later schema":
        assert path.read_bytes() == spoilt
        return
    assert str(path) not in {finding.where for finding in again if finding.severity == "problem"}
    if spoilt and any("is kept in" in finding.what for finding in found):
        assert any(copy.read_bytes() in spoilt for copy in path.parent.glob(f"{path.name}.damaged-*"))
    looked_at(library, rows=0 if name == "articles.json" else COUNT)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_library_is_used_as_far_as_it_is_sound(library: Path, name: str, damage: str) -> None:
    DAMAGE[damage](library / name)
    with suppress(LibraryError) if name == "articles.json" else nullcontext():
        looked_at(library, rows=0 if name == "articles.json" else COUNT)


def looked_at(folder: Path, *, rows: int) -> None:
    """Do what a reader does with a library of at least so many articles; whatever is wrong is told in a line."""
    with Library.open(folder) as library:
        assert len(library.catalog.rows) >= rows
        doing: list[Callable[[], object]] = [
            lambda: library.apply(set_flag(Field.ARCHIVED, library.catalog.rows[-1:], ADDED)),
            lambda: library.searches.saved(),
            lambda: library.sources.all(),
            lambda: library.history.undo(),
        ]
        for row in library.catalog.rows:
            doing += [partial(library.body, row.id), partial(library.original, row.id)]
        for do in doing:
            with suppress(ReaderError):
                do()
        assert all("\n" not in notice for notice in library.notices)


def test_a_file_cut_off_anywhere_opens_with_the_lines_before(library: Path) -> None:
    path = library / "articles.json"
    data = path.read_bytes()
    first = data.index(b"\n")
    for length in (*range(0, len(data), 11), *range(len(data) - 45, len(data))):
        path.write_bytes(data[:length])
        whole = data[:length].split(b"\n")[1:]
        try:
            with Store.open(library) as store:
                rows = store.rows()
                assert len(rows) >= len({line[:20] for line in whole if line.endswith(b"},")}), length
                if rows and length < len(data) - 2:
                    assert len(store.notices) == 1
        except LibraryError:
            assert length <= first
        for copy in library.glob("*.damaged-*"):
            copy.unlink()


@given(st.sampled_from(FILES), st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_bytes_changed_anywhere_lose_no_other_line(library: Path, sound: Path, name: str, data: st.DataObject) -> None:
    path = library / name
    good = (sound / name).read_bytes()
    at = data.draw(st.integers(0, len(good) - 1))
    spoilt = good[:at] + data.draw(st.binary(max_size=30)) + good[at + data.draw(st.integers(0, 40)) :]
    shutil.rmtree(library)
    shutil.copytree(sound, library)
    path.write_bytes(spoilt)
    with suppress(LibraryError):
        looked_at(library, rows=0)
    shutil.rmtree(library)
    shutil.copytree(sound, library)
    path.write_bytes(spoilt)
    if not any("schema" in finding.what for finding in check(library)):
        repair(library, dry_run=False)
        kept = path.read_bytes().split(b"\n") if path.exists() else []
        kept = [line.removesuffix(b",") for line in kept]
        there = {line.removesuffix(b",").split(b": ")[0]: line.removesuffix(b",") for line in spoilt.split(b"\n")}
        last = {line.removesuffix(b",").split(b": ")[0]: line.removesuffix(b",") for line in good.split(b"\n")[1:-1]}
        for key, line in last.items():
            assert there.get(key) != line or line in kept
        assert not [finding for finding in check(library) if finding.repairable]
