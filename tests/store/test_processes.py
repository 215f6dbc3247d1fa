"""Several processes, real signals: nothing acknowledged is lost, and what others do is seen."""

import os
import random
import signal
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest
from msgspec.structs import replace

from reader.core.state import Position, ReadingState
from reader.store import Store
from reader.store.doctor import check
from tests.store.samples import ADDED, id_of, stored

ROOT = Path(__file__).parents[2]


def killed(process: subprocess.Popen[str], turn: int) -> list[str]:
    """Kill a process after its first acknowledgement, some turns a little later; return all that it acknowledged."""
    assert process.stdout
    told = [process.stdout.readline()]
    time.sleep(0.004 * turn)
    process.send_signal(signal.SIGKILL)
    told += process.stdout.read().splitlines()
    process.wait()
    return told


def start(code: str, *arguments: object) -> subprocess.Popen[str]:
    """Run `code` in a process of its own, in which `store` is the library named by the first argument."""
    head = """
        import sys
        from msgspec.structs import replace
        from pathlib import Path
        from reader.core.state import Position, ReadingState
        from reader.store import Store
        from tests.store.samples import ADDED, id_of, stored
        store = Store.open(Path(sys.argv[1]))
        def say(word): print(word, flush=True)
    """
    program = textwrap.dedent(head) + textwrap.dedent(code)

    return subprocess.Popen(
        [sys.executable, "-c", program, *map(str, arguments)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


@pytest.fixture
def library(tmp_path: Path) -> Path:
    with Store.open(tmp_path) as store:
        store.put(stored(number) for number in range(40))
    return tmp_path


def test_four_writers_lose_nothing(library: Path) -> None:
    bookmark = """
        rows = store.rows()
        for number in range(int(sys.argv[2]), 40, 2):
            store.set_states([replace(rows[number], state=ReadingState(bookmarked=ADDED))])
        for _ in range(20):
            with store.exclusive():
                (row,) = (row for row in store.rows() if row.id == id_of(303))
                place = row.state.position.block if row.state.position else 0
                store.set_states([replace(row, state=replace(row.state, position=Position(block=place + 1)))])
    """
    add = """
        for number in range(int(sys.argv[2]), int(sys.argv[2]) + 20):
            store.put([stored(number)])
    """
    removing = "store.removing.begin(id_of(number) for number in range(300, 303))"
    with Store.open(library) as store:
        store.put(stored(number) for number in range(300, 304))
    started = [
        start(bookmark, library, 0),
        start(bookmark, library, 1),
        start(add, library, 100),
        start(removing, library),
    ]
    assert [process.wait(30) for process in started] == [0, 0, 0, 0]
    with Store.open(library) as store:
        states = {row.id: row.state for row in store.rows()}
        assert states.keys() == {id_of(number) for number in (*range(40), *range(100, 120), 303)}
        assert all(states[id_of(number)].bookmarked for number in range(40))
        assert states[id_of(303)].position == Position(block=40)
        assert store.notices == ()
    assert [finding for finding in check(library) if finding.severity == "problem"] == []


def test_what_another_process_does_is_seen_by_polling(library: Path) -> None:
    with Store.open(library) as store:
        rows = store.rows()
        assert not store.poll()
        assert start("store.put([stored(99)])", library).wait(30) == 0
        news = store.poll()
        assert news
        assert [row.id for row in news.rows] == [id_of(99)]
        assert not news.is_all
        assert not store.poll()
        assert store.rows()[:-1] == rows
        assert store.rows()[-1].id == id_of(99)
        assert store.body(id_of(99)) == stored(99).body
        assert start("store.removing.begin([id_of(99)])", library).wait(30) == 0
        news = store.poll()
        assert news
        assert news.is_all
        assert news.rows == store.rows() == rows
        store.set_states([replace(rows[0], state=ReadingState(read=ADDED))])
        assert not store.poll(), "what this process does itself is no news"


def test_what_was_seen_in_passing_is_still_news(library: Path) -> None:
    with Store.open(library) as store:
        rows = store.rows()
        assert start("store.put([stored(99)])", library).wait(30) == 0
        store.set_states([replace(rows[0], state=ReadingState(read=ADDED))])
        assert store.rows()[-1].id == id_of(99)
        assert store.poll()


def test_two_processes_that_add_the_same_page_make_one_article(library: Path) -> None:
    adding = "store.put(stored(number) for number in range(200, 220))"
    started = [start(adding, library), start(adding, library)]
    assert [process.wait(30) for process in started] == [0, 0]
    with Store.open(library) as store:
        assert len(store.rows()) == 60


def test_threads_share_a_store(library: Path) -> None:
    with Store.open(library) as store:
        rows = store.rows()

        def work(offset: int) -> None:
            for row in rows[offset::4]:
                store.set_states([replace(row, state=ReadingState(read=ADDED))])
                assert store.body(row.id).blocks
                store.poll()
                store.rows()

        threads = [threading.Thread(target=work, args=(offset,)) for offset in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert all(row.state.read for row in store.rows())
    with Store.open(library) as store:
        assert all(row.state.read for row in store.rows())


def test_kill_9_loses_nothing_that_was_acknowledged(library: Path) -> None:
    busy = """
        import random
        for turn in range(10_000):
            number = random.randrange(40)
            say(f"try {number} {turn}")
            store.set_states([replace(store.rows()[number], state=ReadingState(position=Position(block=turn)))])
            say(f"done {number} {turn}")
            fresh = range(1000 * int(sys.argv[2]) + 5 * turn, 1000 * int(sys.argv[2]) + 5 * turn + 5)
            store.put(stored(fresh_one) for fresh_one in fresh)
            say(f"added {fresh[0]} {fresh[-1]}")
    """
    rng = random.Random(5)
    places: dict[str, set[int]] = {id_of(number): {-1} for number in range(40)}
    added = {id_of(number) for number in range(40)}
    for kill in range(1, 13):
        process = start(busy, library, kill)
        assert process.stdout
        lines = [process.stdout.readline()]
        time.sleep(rng.random() * 0.05)
        process.send_signal(signal.SIGKILL)
        lines += process.stdout.read().splitlines()
        process.wait()
        for line in lines:
            word, first, second = line.split()
            if word == "try":
                places[id_of(int(first))].add(int(second))
            elif word == "done":
                places[id_of(int(first))] = {int(second)}
            else:
                added.update(id_of(number) for number in range(int(first), int(second) + 1))
        with Store.open(library) as store:
            rows = {row.id: row for row in store.rows()}
            assert added <= set(rows)
            for id in rows:
                assert store.body(id).blocks
                assert store.original(id)
            for id, possible in places.items():
                position = rows[id].state.position
                found = position.block if position else -1
                assert found in possible
                places[id] = {found}
        assert not list(library.rglob("*.tmp"))


def test_a_reader_who_waits_for_a_writer_keeps_the_writer_from_nothing(library: Path) -> None:
    store, found = Store.open(library), list[object]()
    (library / "sources.json").write_text('{"_meta": {"1"')  # as another process has it half written
    (library / "searches.json").write_text('{"_meta": {"1"')

    def read() -> None:
        found.append((store.sources.get("site"), store.searches.saved()))

    def write() -> None:
        with store.exclusive():
            reading.start()
            reading.join(0.2)  # by now it waits for the lock
            (library / "sources.json").unlink()
            (library / "searches.json").unlink()
            read()

    reading, writing = threading.Thread(target=read, daemon=True), threading.Thread(target=write, daemon=True)
    writing.start()
    writing.join(20)
    reading.join(20)
    assert found == [(None, {}), (None, {})]
    store.close()
