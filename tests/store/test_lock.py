"""One holder at a time, whatever becomes of the lock file, its descriptor and the process."""

import os
import threading
from contextlib import closing
from pathlib import Path

import pytest
from tinydb import where

from reader.core.errors import Refused
from reader.store.lock import Lock
from reader.store.table import LineDB


def taken(lock: Lock) -> threading.Event:
    """Take a lock in another thread, and let it go at once; say when that was done."""
    done = threading.Event()

    def take() -> None:
        with lock:
            done.set()

    threading.Thread(target=take, daemon=True).start()
    return done


def test_two_locks_of_one_file_are_one(tmp_path: Path) -> None:
    with closing(Lock(tmp_path / "lock")) as one, closing(Lock(tmp_path / "lock")) as other:
        with one, one:
            done = taken(other)
            assert not done.wait(0.1)
        assert done.wait(10)


def test_its_turn_tells_one_holding_from_the_next(tmp_path: Path) -> None:
    with closing(Lock(tmp_path / "lock")) as lock:
        assert lock.turn is None
        with lock:
            first = lock.turn
            with lock:
                assert lock.turn == first is not None
        assert lock.turn is None
        with lock:
            assert lock.turn not in (first, None)


def test_they_are_one_again_after_the_file_was_removed(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with closing(Lock(path)) as one, closing(Lock(path)) as other:
        for lock in (one, other):
            with lock:
                pass  # both are open from now on
        path.unlink()
        with one:
            done = taken(other)
            assert not done.wait(0.1)
        assert done.wait(10)


def test_it_can_be_taken_after_it_was_closed_and_leaves_no_file_open(tmp_path: Path) -> None:
    before = os.listdir("/proc/self/fd")
    lock = Lock(tmp_path / "lock")
    for _ in range(2):
        with lock:
            lock.close()  # which is put off
            assert len(os.listdir("/proc/self/fd")) == len(before) + 1
        lock.close()
        lock.close()
        assert os.listdir("/proc/self/fd") == before


def test_a_database_with_a_lock_of_its_own_leaves_no_file_open(tmp_path: Path) -> None:
    before = os.listdir("/proc/self/fd")
    with LineDB(tmp_path / "db.json") as db:
        db.insert({"title": "雪"})
        assert db.contains(where("title") == "雪")
    assert os.listdir("/proc/self/fd") == before


def test_a_forked_process_does_not_share_it(tmp_path: Path) -> None:
    said, told = os.pipe(), os.pipe()
    with closing(Lock(tmp_path / "lock")) as lock:
        with lock:
            pass  # it is open from now on
        child = os.fork()
        if not child:
            with lock:
                os.write(said[1], b"held")
                os.read(told[0], 1)
            os._exit(0)
        assert os.read(said[0], 4) == b"held"
        done = taken(lock)
        assert not done.wait(0.1)
        os.write(told[1], b".")
        assert done.wait(10)
        assert os.waitpid(child, 0)[1] == 0
    for end in (*said, *told):
        os.close(end)


def test_where_no_file_can_be_made_a_writer_is_refused_and_a_reader_goes_on(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    lock = Lock(tmp_path / "file" / "lock")
    with pytest.raises(Refused, match="lock"), lock:
        pass
    with lock.if_possible():
        assert lock.turn is None


def test_only_what_is_half_made_marks_it(tmp_path: Path) -> None:
    with closing(Lock(tmp_path / "lock")) as lock:
        assert not lock.was_left_marked()
        with lock:
            assert not lock.was_left_marked()
            with lock.marked():
                assert lock.was_left_marked()
            assert not lock.was_left_marked()
