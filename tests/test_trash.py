"""The trash keeps what is deleted until it is emptied on purpose; then nothing of it is left."""

import gzip
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reader.clock import now
from reader.core import changes
from reader.core.article import Body
from reader.core.catalog import Row
from reader.core.changes import Field
from reader.core.errors import NotFound
from reader.core.query import Query, Sort
from reader.core.state import ReadingState
from reader.library import Library
from reader.store import Store, StoredArticle
from reader.store.doctor import check
from reader.trash import Emptied, empty, in_trash
from tests.articles import body_of, id_of, put, row

FERRY, SNOW, MARKET = "渡口在冬天也开着，老船工说潮汐不等人。", "雪下了三天，山路封了。", "The night market opens late."
TEXTS = {"ferry": FERRY, "snow": SNOW, "market": MARKET}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    put(tmp_path / "library", TEXTS)
    return tmp_path / "library"


def trash(library: Library, *titles: str, out: bool = False) -> None:
    rows = [library.catalog.find(id_of(title)) for title in titles]
    assert library.apply(changes.set_flag(Field.TRASHED, rows, None if out else now()))


def titles(library: Library, query: str = "") -> list[str]:
    return sorted(row.article.title for row in library.view(Query(text=query)).rows)


def emptied(library: Library, ids: tuple[str, ...] | None = None) -> Emptied:
    *_, last = empty(library, in_trash(library) if ids is None else ids)
    return last


def holding(folder: Path, text: str) -> list[Path]:
    """Return the files of a library that hold a text, but for originals, which are compressed."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return [path for path in files if text.encode() in path.read_bytes()]


def test_an_emptied_trash_leaves_nothing_of_its_articles(folder: Path) -> None:
    with Library.open(folder) as library:
        titles(library, "in:text 潮汐")
        library.close(front=Sort.NEWEST)
    assert holding(folder / "index", "ferry")
    with Library.open(folder) as library:
        trash(library, "ferry", "snow")
        assert emptied(library) == Emptied(removed=2, left=0)
        assert (titles(library), titles(library, "is:trashed")) == (["market"], [])
        for lost in (library.body, library.original):
            with pytest.raises(NotFound):
                lost(id_of("ferry"))
        assert library.body(id_of("market")) == body_of(MARKET)
        library.close(front=Sort.NEWEST)
    for text in ("潮汐", "山路", "ferry"):
        assert holding(folder, text) == []
    assert holding(folder, id_of("ferry")) == [folder / "history.json"], "which undo passes over"
    assert not list(folder.rglob(f"{id_of('snow')}*"))
    assert not (folder / "removing.json").exists()
    assert check(folder) == ()
    with Library.open(folder) as library:
        assert titles(library) == ["market"]


def test_an_original_in_a_file_of_its_own_as_earlier_versions_wrote_them_goes_too(folder: Path) -> None:
    alone = folder / "originals" / id_of("ferry")[:2] / f"{id_of('ferry')}.gz"
    alone.parent.mkdir(exist_ok=True)
    alone.write_bytes(gzip.compress(b"ferry"))
    with Library.open(folder) as library:
        trash(library, "ferry")
        emptied(library)
    assert not alone.exists()


def test_what_is_left_is_found_by_its_text_without_being_read_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library.open(folder) as library:
        titles(library, "in:text 潮汐")
        trash(library, "ferry")
        emptied(library)
    monkeypatch.setattr(Store, "bodies", lambda self, ids: pytest.fail("read again") if ids else iter(()))
    with Library.open(folder) as library:
        assert titles(library, "in:text 山路") == ["snow"]
        assert titles(library, "in:text market") == ["market"]
        assert titles(library, "in:text 潮汐") == []


def test_an_empty_trash_is_emptied_without_a_write(folder: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*.json")}
    with Library.open(folder) as library:
        assert emptied(library) == Emptied(removed=0, left=0)
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*.json")} == before


def test_only_what_was_in_the_trash_when_the_reader_was_asked_is_removed(folder: Path) -> None:
    with Library.open(folder) as library, Library.open(folder) as other:
        trash(library, "ferry", "snow")
        asked = in_trash(library)
        other.refresh()
        trash(other, "market")
        trash(other, "snow", out=True)
        assert emptied(library, asked) == Emptied(removed=1, left=0)
        assert titles(library) == ["snow"]
        assert titles(library, "is:trashed") == ["market"]


def test_another_open_library_sees_them_vanish(folder: Path) -> None:
    with Library.open(folder) as library, Library.open(folder) as other:
        titles(other, "in:text 潮汐")
        trash(library, "ferry")
        emptied(library)
        assert other.refresh()
        assert titles(other) == ["market", "snow"]
        assert titles(other, "in:text 潮汐") == []
        assert other.catalog.get(id_of("ferry")) is None
        assert not other.apply(changes.set_flag(Field.READ, [library.catalog.find(id_of("snow"))], None))
        assert not other.refresh()


def test_what_another_process_read_for_its_index_and_did_not_write_yet_is_dropped(folder: Path) -> None:
    with Library.open(folder) as library, Library.open(folder) as other:
        answered = 0

        def cancelled() -> bool:  # in the middle of reading texts
            nonlocal answered
            answered += 1
            return answered > 1

        list(other.views(Query(text="in:text 潮汐"), cancelled))
        assert other._texts._waiting, "what was read stays when a search is given up"
        trash(library, "ferry", "snow", "market")
        emptied(library)
        put(folder, {"sea": "海上也有潮汐。"})
        other.refresh()
        assert titles(other, "in:text 潮汐") == ["sea"]
    assert holding(folder / "index", "老船工") == []


def test_emptying_may_be_stopped_between_files_and_goes_on_the_next_time(folder: Path) -> None:
    with Library.open(folder) as library:
        trash(library, *TEXTS)
        *_, last = empty(library, in_trash(library), lambda: True)
        assert last == Emptied(removed=3, left=3)
        assert titles(library) == []
    (note,) = check(folder)
    assert (note.severity, note.what) == ("note", "something is left of 3 articles that were removed for good")
    with Library.open(folder) as library:
        assert emptied(library) == Emptied(removed=0, left=0)
    assert not list(folder.rglob("*.gz"))
    assert not (folder / "removing.json").exists()


def test_an_article_that_is_added_again_meanwhile_keeps_its_text(folder: Path) -> None:
    with Library.open(folder) as library:
        trash(library, *TEXTS)
        removing = empty(library, in_trash(library))
        next(removing)
        put(folder, {"ferry": FERRY})
        list(removing)
        library.refresh()
        assert titles(library) == ["ferry"]
        assert library.body(id_of("ferry")) == body_of(FERRY)
        assert library.original(id_of("ferry")) == b"ferry"
    assert check(folder) == ()


EMPTY = """
import sys
from pathlib import Path
from reader.library import Library
from reader.trash import empty, in_trash
with Library.open(Path(sys.argv[1])) as library:
    ids = in_trash(library)
    print(flush=True)
    list(empty(library, ids))
"""


@pytest.mark.parametrize("milliseconds", [0, 2, 5, 10, 20, 40])
def test_a_killed_emptying_leaves_no_article_without_its_text_and_the_rest_is_emptied_again(
    tmp_path: Path, milliseconds: int
) -> None:
    with Store.open(tmp_path) as store:
        store.put(
            StoredArticle(article=row.article, state=ReadingState(trashed=now()), body=body, original=b"original")
            for row, body in many(60)
        )
    command = [sys.executable, "-c", EMPTY, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as killed:
        assert killed.stdout is not None
        killed.stdout.readline()
        time.sleep(milliseconds / 1000)
        killed.send_signal(signal.SIGKILL)
    with Library.open(tmp_path) as library:
        assert library.notices == ()
        assert len(library.catalog.rows) in (0, 60)
        for row in library.catalog.rows:
            assert library.body(row.id)
            assert library.original(row.id)
        emptied(library)
        assert library.catalog.rows == ()
    assert holding(tmp_path, "正文") == []
    assert not list(tmp_path.rglob("*.gz"))
    assert check(tmp_path) == ()


def many(count: int) -> list[tuple[Row, Body]]:

    return [(row(f"page {number}", "正文"), body_of(f"正文 {number}")) for number in range(count)]
