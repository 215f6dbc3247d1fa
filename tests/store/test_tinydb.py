"""Everything TinyDB does, it does in the line format too; and plain TinyDB opens the file."""

import json
from pathlib import Path

import pytest
from tinydb import TinyDB, where
from tinydb.operations import delete, increment
from tinydb.table import Document

from reader.store.lines import is_sound
from reader.store.storage import LineStorage
from reader.store.table import LineDB


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "db.json"


def lines_of(path: Path) -> list[bytes]:
    """The lines that hold documents; the file must be one valid JSON value made of sealed lines."""
    data = path.read_bytes()
    json.loads(data)
    first, *lines, last = data.split(b"\n")
    assert first.startswith(b"{")
    assert last == b"}}"
    assert all(is_sound(line.removesuffix(b",")) for line in lines)
    return lines


def plain(path: Path) -> list[dict[str, object]]:
    """What TinyDB by itself reads from the file."""
    with TinyDB(path) as db:
        return [{name: value for name, value in document.items() if name != "_crc"} for document in db]


def test_insert_get_and_contains(path: Path) -> None:
    with LineDB(path) as db:
        assert db.insert({"n": 1}) == 1
        assert db.insert_multiple({"n": n} for n in (2, 3)) == [2, 3]
        assert db.insert(Document({"n": 9}, 2**64 - 1)) == 2**64 - 1
        assert db.get(doc_id=2) == {"n": 2}
        assert db.get(where("n") == 3).doc_id == 3
        assert db.get(doc_ids=[1, 3]) == [{"n": 1}, {"n": 3}]
        assert db.get(doc_id=4) is None
        assert db.contains(doc_id=1)
        assert db.contains(where("n") == 9)
        assert not db.contains(where("n") == 5)
        assert len(db) == 4
        assert [document.doc_id for document in db] == [1, 2, 3, 2**64 - 1]
        with pytest.raises(ValueError, match="already exists"):
            db.insert(Document({}, 2))
    assert plain(path) == [{"n": 1}, {"n": 2}, {"n": 3}, {"n": 9}]


def test_search_count_and_all(path: Path) -> None:
    with LineDB(path) as db:
        db.insert_multiple({"n": n, "title": f"题 {n}"} for n in range(10))
        assert [document["n"] for document in db.search(where("n") > 7)] == [8, 9]
        assert db.count(where("title").matches("题")) == 10
        assert db.all()[3] == {"n": 3, "title": "题 3"}
        db.update({"n": 100}, doc_ids=[1])
        assert db.count(where("n") > 7) == 3


def test_an_update_appends_the_documents_it_changes_and_no_others(path: Path) -> None:
    with LineDB(path) as db:
        db.insert_multiple({"n": n} for n in range(100))
        before = path.read_bytes()
        assert db.update({"mark": True}, doc_ids=[7, 500]) == [7]
        assert path.read_bytes().startswith(before[:-3] + b',\n"7": ')
        assert len(lines_of(path)) == 101
        assert db.update(increment("n"), where("n") >= 98) == [99, 100]
        assert db.update({"n": 0}, doc_ids=[1]) == [1]
        assert len(lines_of(path)) == 103
        assert db.get(doc_id=100)["n"] == 100
        assert db.update(delete("mark"), where("mark").exists()) == [7]
        assert len(db.update({"all": 1})) == 100
        assert db.update_multiple([({"n": -1}, where("n") == 5), (increment("n"), where("n") == 6)]) == [6, 7]
        assert [document["n"] for document in db.all()[5:7]] == [-1, 7]
        after = db.all()
    assert plain(path) == after


def test_upsert(path: Path) -> None:
    with LineDB(path) as db:
        assert db.upsert({"n": 1}, where("n") == 1) == [1]
        assert db.upsert({"n": 1, "seen": True}, where("n") == 1) == [1]
        assert db.upsert(Document({"n": 5}, 40)) == [40]
        assert db.upsert(Document({"m": 6}, 40)) == [40]
        assert db.all() == [{"n": 1, "seen": True}, {"n": 5, "m": 6}]


def test_put_replaces_by_id(path: Path) -> None:
    with LineDB(path) as db:
        table = db.table("_default")
        table.put([Document({"a": 1}, 1), Document({"b": 1}, 2)])
        table.put([Document({"c": 1}, 1)])
        assert db.all() == [{"c": 1}, {"b": 1}]


def test_remove_truncate_and_drop(path: Path) -> None:
    with LineDB(path) as db:
        db.insert_multiple({"n": n} for n in range(6))
        assert db.remove(doc_ids=[2, 77]) == [2]
        assert db.remove(where("n") > 3) == [5, 6]
        assert [document["n"] for document in db] == [0, 2, 3]
        assert len(lines_of(path)) == 3
        assert db.insert({"n": 10}) == 5
        db.truncate()
        assert len(db) == 0
        assert db.insert({"n": 11}) == 1
        db.drop_tables()
        assert db.tables() == set()
        assert db.all() == []
        with pytest.raises(RuntimeError):
            db.remove()
    json.loads(path.read_bytes())


def test_a_mutating_update_that_removes_and_inserts_keeps_the_last_word(path: Path) -> None:
    with LineDB(path) as db:
        db.insert_multiple({"n": n} for n in range(3))
        table = db.table("_default")

        def swap(documents: dict[int, dict[str, int]]) -> None:
            del documents[1]
            documents[1] = {"n": 50}
            documents[3]["n"] = 60
            documents[9] = {"n": 70}
            assert (len(documents), sorted(documents)) == (4, [1, 2, 3, 9])

        table._update_table(swap)
        assert {document.doc_id: document["n"] for document in db} == {1: 50, 2: 1, 3: 60, 9: 70}


def test_tables_beside_the_default_one(path: Path) -> None:
    with LineDB(path) as db:
        other = db.table("其他")
        assert other.insert({"x": 1}) == 1
        db.insert({"n": 1})
        assert other.insert_multiple([{"x": 2}, {"x": 3}]) == [2, 3]
        other.update({"y": True}, doc_ids=[2])
        other.remove(doc_ids=[1])
        assert db.tables() == {"_default", "其他"}
        assert other.all() == [{"x": 2, "y": True}, {"x": 3}]
        assert db.all() == [{"n": 1}]
    with TinyDB(path) as db:
        assert db.table("其他").all() == [{"x": 2, "y": True}, {"x": 3}]
    with LineDB(path) as db:
        db.drop_table("其他")
        assert db.tables() == {"_default"}
        assert db.all() == [{"n": 1}]


def test_plain_tinydb_may_write_the_file_and_ours_goes_on(path: Path) -> None:
    with LineDB(path) as db:
        db.insert_multiple({"n": n} for n in range(3))
        with TinyDB(path) as stock:
            stock.update({"n": 30}, doc_ids=[3])
            stock.insert({"n": 4})
        assert [document["n"] for document in db] == [0, 1, 30, 4]
        assert db.lines.file.notices == []
        db.update({"n": 20}, doc_ids=[2])
    assert [document["n"] for document in plain(path)] == [0, 20, 30, 4]
    assert len(lines_of(path)) == 4


def test_the_storage_serves_stock_tables_too(path: Path) -> None:
    with TinyDB(path, storage=LineStorage) as db:
        db.insert_multiple({"n": n} for n in range(3))
        db.update({"n": 7}, doc_ids=[2])
        db.remove(doc_ids=[1])
        assert db.all() == [{"n": 7}, {"n": 2}]
    assert len(lines_of(path)) == 2


def test_what_json_can_say_comes_back(path: Path) -> None:
    odd = {
        "": 0,
        "nan?": float("inf"),
        "big": 2**70,
        "half": "\ud800",
        "nested": {"_crc": [{"7": None}]},
        "line": "a\nb\u2028c",
    }
    with LineDB(path) as db:
        db.insert(odd)
        db.insert({})
    with LineDB(path) as db:
        assert db.all() == [odd, {}]
        with pytest.raises(TypeError):
            db.insert({"what": object()})
        assert len(db) == 2


def test_superseded_lines_do_not_pile_up(path: Path) -> None:
    with LineDB(path) as db:
        db.insert_multiple({"n": n} for n in range(50))
        for turn in range(30):
            db.update({"turn": turn})
        assert len(lines_of(path)) < 2 * 50 + 1000 + 50
        assert all(document["turn"] == 29 for document in db)
        assert [document["n"] for document in db] == list(range(50))
