"""The doctor tells what is wrong, says before what it would do, and loses nothing."""

import json
import os
from pathlib import Path

import pytest

from reader.store import Store
from reader.store.doctor import Finding, check, repair
from tests.store.samples import id_of, stored


@pytest.fixture
def library(tmp_path: Path) -> Path:
    with Store.open(tmp_path) as store:
        store.put(stored(number) for number in range(8))
    return tmp_path


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name != "lock"}


def problems(folder: Path) -> list[Finding]:
    return [finding for finding in check(folder) if finding.severity == "problem"]


def test_a_sound_library_has_no_findings(library: Path) -> None:
    assert check(library) == ()
    assert repair(library, dry_run=False) == ()


def test_damaged_lines_are_explained_and_then_put_right(library: Path) -> None:
    path = library / "articles.json"
    path.write_bytes(path.read_bytes()[:-40])
    (finding,) = [finding for finding in check(library) if finding.where == str(path)]
    assert finding.repairable
    assert finding.hint
    before = snapshot(library)
    assert finding in repair(library, dry_run=True)
    assert snapshot(library) == before
    assert finding in repair(library, dry_run=False)
    json.loads(path.read_bytes())
    assert problems(library) == []
    with Store.open(library) as store:
        assert len(store.rows()) == 7
        assert store.notices == ()


def test_a_missing_text_and_original_are_told(library: Path) -> None:
    (library / "bodies" / f"{id_of(1)[:2]}.json").unlink()
    (library / "originals" / f"{id_of(2)[:2]}.json").unlink()
    alone = library / "originals" / id_of(3)[:2] / f"{id_of(3)}.gz"  # as earlier versions kept each
    alone.parent.mkdir()
    alone.write_bytes(b"no gzip")
    alone.parent.with_suffix(".json").unlink()
    found = {(finding.where, finding.what.split(" (")[0]) for finding in problems(library)}
    assert (id_of(1), "the text of this article is missing") in found
    assert (id_of(2), "the original of this article is missing") in found
    assert (id_of(3), f"the original of article {id_of(3)} is damaged") in found


def test_texts_that_can_be_made_again_are_dropped_and_originals_never(library: Path) -> None:
    lines = (library / "articles.json").read_bytes().split(b"\n")
    (library / "articles.json").write_bytes(b"\n".join(line for line in lines if id_of(4).encode() not in line))
    notes = [finding for finding in check(library) if id_of(4) in finding.where]
    assert [finding.repairable for finding in notes] == [False, True]
    repair(library, dry_run=False)
    left = [finding for finding in check(library) if id_of(4) in finding.where]
    assert [finding.what for finding in left] == ["this original belongs to no article"]
    with Store.open(library) as store:
        assert store.original(id_of(4)) == stored(4).original
        assert len(store.rows()) == 7


def test_unfinished_files_and_spent_lines_are_cleared_away(library: Path) -> None:
    (library / "bodies" / "zz.json.tmp").write_text("half")
    with Store.open(library) as store:
        for _ in range(2):
            store.set_states(store.rows())
            store.put(stored(number) for number in range(8))
        for _ in range(3):
            store.relabel(id_of(0), stored(0).article, stored(0).body)
    size = sum(map(len, snapshot(library).values()))
    assert {finding.severity for finding in check(library)} == {"note"}
    repair(library, dry_run=False)
    assert check(library) == ()
    assert sum(map(len, snapshot(library).values())) < size
    with Store.open(library) as store:
        assert len(store.rows()) == 8


def test_what_is_no_library_file_is_moved_aside(library: Path) -> None:
    path = library / "articles.json"
    path.write_bytes(b"[1, 2, 3]")
    (finding,) = problems(library)
    assert finding.repairable
    repair(library, dry_run=False)
    assert (library / "articles.json.damaged-1").read_bytes() == b"[1, 2, 3]"
    with Store.open(library) as store:
        assert store.rows() == ()
        store.put([stored(1)])
    os.mkfifo(library / "bodies" / "00.json.pipe")
    assert {finding.severity for finding in check(library)} == {"note"}


def test_a_later_schema_is_told_and_left_alone(library: Path) -> None:
    path = library / "articles.json"
    path.write_bytes(path.read_bytes().replace(b'"schema":1', b'"schema":9'))
    before = path.read_bytes()
    assert any(finding.where == str(path) and not finding.repairable for finding in check(library))
    repair(library, dry_run=False)
    assert path.read_bytes() == before


def test_what_is_no_library_is_not_called_sound(tmp_path: Path) -> None:
    (missing,) = check(tmp_path / "missing")
    assert (missing.severity, missing.what) == ("note", "no library is here yet")
    assert not (tmp_path / "missing").exists()
    file = tmp_path / "file"
    file.touch()
    (wrong,) = check(file)
    assert (wrong.severity, wrong.what) == ("problem", "is no folder")


def test_a_lost_text_is_made_again_from_its_original(library: Path) -> None:
    with Store.open(library) as store:
        before = {row.id: store.body(row.id) for row in store.rows()}
    for path in (library / "bodies").iterdir():
        path.write_bytes(b"[]")
    texts = {stored(number).original: stored(number).body for number in range(8)}
    promised = repair(library, dry_run=True, read=texts.get)
    assert repair(library, dry_run=False, read=texts.get) == promised
    assert problems(library) == []
    with Store.open(library) as store:
        assert {row.id: store.body(row.id) for row in store.rows()} == before
