"""What a library keeps, it gives back: in this process, in the next, and when the disk says no."""

import os
import stat
from pathlib import Path

import pytest
from msgspec.structs import replace

from reader.core.catalog import Row
from reader.core.errors import NotFound, Refused
from reader.core.state import Position, ReadingState
from reader.store import Store
from reader.store.linefile import LineFile
from tests.store.samples import ADDED, body, id_of, stored

READ = ReadingState(read=ADDED, position=Position(block=1, offset=2), progress=0.4, tags=("诗",))


def test_everything_put_comes_back_in_order(tmp_path: Path) -> None:
    items = [stored(number) for number in (5, 3, 9)]
    with Store.open(tmp_path) as store:
        store.put(items[:1])
        store.put(items[1:])
        wanted = store.rows()
    with Store.open(tmp_path, create=False) as store:
        assert store.rows() == wanted == tuple(Row(article=item.article, state=item.state) for item in items)
        for item in items:
            assert store.body(item.article.id) == item.body
            assert store.original(item.article.id) == item.original
        assert store.notices == ()


def test_opening_writes_nothing(tmp_path: Path) -> None:
    with Store.open(tmp_path / "new", create=True) as store:
        assert store.rows() == ()
        store.put([])
        store.set_states([Row(article=stored(1).article)])
    assert [path for path in (tmp_path / "new").rglob("*") if path.name != "lock"] == []
    with Store.open(tmp_path / "none", create=False) as store:
        assert store.rows() == ()
        assert not store.poll()
    assert not (tmp_path / "none").exists()


def test_states_are_kept_in_one_append(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.put(stored(number) for number in range(4))
        before = (tmp_path / "articles.json").read_bytes()
        rows = [replace(row, state=READ) for row in store.rows()[:2]]
        store.set_states(rows)
        assert (tmp_path / "articles.json").read_bytes().startswith(before[:-3])
        assert [row.state for row in store.rows()] == [READ, READ, ReadingState(), ReadingState()]
        store.set_states([replace(rows[0], state=ReadingState())])
        expected = store.rows()
        assert expected[0].state == ReadingState()
    with Store.open(tmp_path) as store:
        assert store.rows() == expected


def test_states_can_be_kept_before_the_rows_were_read(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.put([stored(1), stored(2)])
    with Store.open(tmp_path) as store:
        store.set_states([Row(article=stored(2).article, state=READ)])
        assert [row.state for row in store.rows()] == [ReadingState(), READ]


def test_relabelling_keeps_the_state(tmp_path: Path) -> None:
    item = stored(1, state=READ)
    with Store.open(tmp_path) as store:
        store.put([item, stored(2)])
        store.relabel(item.article.id, replace(item.article, title="新题", authors=("某人",)), body("新的正文"))
        with pytest.raises(NotFound):
            store.relabel(id_of(77), stored(77).article, body())
        with pytest.raises(NotFound):  # else it were a text of no article
            store.body(id_of(77))
    with Store.open(tmp_path) as store:
        row = store.rows()[0]
        assert (row.article.title, row.article.authors, row.state) == ("新题", ("某人",), READ)
        assert store.body(row.id) == body("新的正文")


def test_what_is_removed_is_gone_from_every_file(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store.put(stored(number) for number in range(6))
        store.removing.begin([id_of(2), id_of(4), id_of(404)])
        assert [row.id for row in store.rows()] == [id_of(number) for number in (0, 1, 3, 5)]
        forgotten: list[str] = []
        assert list(store.removing.finish(forgotten.extend)) == [2, 1]
        assert sorted(forgotten) == sorted([id_of(2), id_of(4)])
        assert list(store.removing.finish(forgotten.extend)) == []
        for lost in (store.body, store.original):
            with pytest.raises(NotFound):
                lost(id_of(2))
        assert store.body(id_of(3)) == stored(3).body
    everything = b"".join(path.read_bytes() for path in tmp_path.rglob("*.json"))
    assert "正文 4".encode() not in everything
    assert "正文 5".encode() in everything


@pytest.mark.parametrize("id", [id_of(1), "../../x", "", "ab"])
def test_an_id_that_is_not_there_is_not_found(tmp_path: Path, id: str) -> None:
    with Store.open(tmp_path) as store:
        for lost in (store.body, store.original):
            with pytest.raises(NotFound):
                lost(id)


def test_only_the_user_may_read_a_library(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        with Store.open(tmp_path / "a" / "library") as store:
            store.put([stored(1)])
            store.set_states([Row(article=stored(1).article, state=READ)])
    finally:
        os.umask(old)
    for path in [tmp_path / "a", *(tmp_path / "a").rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_a_full_disk_refuses_an_action_and_everything_before_it_stands(tmp_path: Path) -> None:
    import resource

    with Store.open(tmp_path) as store:
        store.put(stored(number) for number in range(20))
        before = store.rows()
        data = (tmp_path / "articles.json").read_bytes()
        limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(data) + 50, limits[1]))
        try:
            with pytest.raises(Refused) as caught:
                store.set_states([replace(row, state=READ) for row in before])
            assert "\n" not in str(caught.value)
            assert caught.value.hint
            with pytest.raises(Refused):
                store.put([replace(stored(50), original=os.urandom(2 * len(data)))])
            assert store.rows() == before
            assert (tmp_path / "articles.json").read_bytes() == data
            with Store.open(tmp_path) as other:
                assert (other.rows(), other.notices) == (before, ())
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        store.set_states([replace(before[0], state=READ)])
        store.put([stored(50)])
        assert (store.rows()[0].state, len(store.rows())) == (READ, 21)
    assert not list(tmp_path.rglob("*.tmp"))


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Refused):
        Store.open(tmp_path / "file" / "library")


def test_a_library_behind_a_link_stays_where_it_is(tmp_path: Path) -> None:
    with Store.open(tmp_path / "real") as store:
        store.put([stored(1)])
    (tmp_path / "linked").mkdir()
    (tmp_path / "linked" / "articles.json").symlink_to(tmp_path / "real" / "articles.json")
    with Store.open(tmp_path / "linked") as store:
        store.put([stored(2)])
        store.removing.begin([id_of(1)])
    assert (tmp_path / "linked" / "articles.json").is_symlink()
    with Store.open(tmp_path / "real") as store:
        assert [row.id for row in store.rows()] == [id_of(2)]


def test_older_schemas_are_brought_up_step_by_step(tmp_path: Path) -> None:
    from contextlib import nullcontext

    path = tmp_path / "notes.json"
    old = LineFile(path, nullcontext)
    old.refresh()
    old.append({1: {"name": "a"}, 2: {"name": "b"}})
    old.close()
    steps = (lambda note: {"title": note["name"]}, lambda note: {**note, "words": len(note["title"])})
    new = LineFile(path, nullcontext, steps)
    new.refresh()
    assert [new.get(key) for key in (1, 2)] == [{"title": "a", "words": 1}, {"title": "b", "words": 1}]
    assert b'"schema":1' in path.read_bytes()
    new.append({3: {"title": "cc", "words": 2}})
    assert b'"schema":3' in path.read_bytes()
    new.close()
    again = LineFile(path, nullcontext, steps)
    again.refresh()
    assert not again.mended
    assert again.get(1) == {"title": "a", "words": 1}
    assert list(again.offsets) == [1, 2, 3]
    again.close()
