"""Where nothing can be written or opened: refused in a line, nothing changed, and everything works again afterwards."""

import os
import resource
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from reader.core.changes import Field, set_flag
from reader.core.errors import LibraryError, Refused
from reader.library import Library
from reader.store import Store
from reader.store.doctor import check
from tests.conftest import NOON
from tests.store.samples import id_of, stored


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    with Store.open(folder) as store:
        store.put(stored(number) for number in range(4))
    return folder


@contextmanager
def forbidden(folder: Path) -> Iterator[None]:
    """Let nobody write in a folder; root, who may write anywhere, is kept out by the immutable flag of chattr(1)."""
    if os.geteuid() == 0:
        change: Callable[[bool], object] = lambda on: subprocess.run(  # noqa: E731
            ["chattr", "-R", "+i" if on else "-i", str(folder)], check=on, capture_output=True
        )
    else:
        paths = (folder, *folder.rglob("*"))
        change = lambda on: [path.chmod((0o500 if path.is_dir() else 0o400) | 0o200 * (not on)) for path in paths]  # noqa: E731
    try:
        change(True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this file system knows no immutable files")
    try:
        yield
    finally:
        change(False)


def files(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def bookmark(library: Library, number: int) -> bool:
    return library.apply(set_flag(Field.BOOKMARKED, [library.catalog.find(id_of(number))], NOON))


def test_permission_lost_while_open_refuses_and_changes_nothing(library: Path) -> None:
    with Library.open(library) as opened:
        assert bookmark(opened, 0)
        before = files(library)
        with forbidden(library):
            for act in (lambda: bookmark(opened, 1), lambda: opened._store.put([stored(9)])):
                with pytest.raises(Refused) as caught:
                    act()
                assert caught.value.hint
                assert "\n" not in str(caught.value)
            assert opened.catalog.find(id_of(1)).state.bookmarked is None
            assert opened.body(id_of(1)).blocks
        assert files(library) == before
        assert bookmark(opened, 1)
    with Library.open(library) as again:
        assert [row.state.bookmarked for row in again.catalog.rows] == [NOON, NOON, None, None]


def test_a_library_that_may_only_be_read_is_read(library: Path) -> None:
    with forbidden(library), Library.open(library, create=False) as opened:
        assert len(opened.catalog.rows) == 4
        assert opened.body(id_of(2)).blocks
        assert opened.original(id_of(2))
        assert opened.notices == ()
        assert [finding for finding in check(library) if finding.severity == "problem"] == []


def test_damage_in_a_library_that_may_only_be_read_is_told(library: Path) -> None:
    path = library / "articles.json"
    path.write_bytes(path.read_bytes()[:-30])
    with forbidden(library), Library.open(library, create=False) as opened:
        assert len(opened.catalog.rows) == 3
        (notice,) = opened.notices
        assert "no copy is kept yet" in notice


def test_verbs_refuse_in_one_line(library: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("雪夜的来信\n\n信使在雪里走了三天三夜。\n", "utf-8")
    root = str(Path(__file__).parents[2])
    with forbidden(library):
        for arguments in (["add", str(page)], ["mark", id_of(1), "--bookmark"], ["doctor", "--repair"]):
            done = subprocess.run(
                [sys.executable, "-m", "reader", "--library", str(library), *arguments],
                env={**os.environ, "PYTHONPATH": root},
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode in (0, 4), arguments
            assert "Traceback" not in done.stderr
            assert done.stderr.count("\n") <= 1
            assert done.returncode == 0 or done.stderr.startswith(f"reader: {library}")


def test_running_out_of_file_descriptors_is_told_and_passes(library: Path) -> None:
    with Library.open(library) as opened:
        assert bookmark(opened, 0)
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        doing: list[Callable[[], object]] = [
            lambda: bookmark(opened, 1),
            lambda: opened.body(id_of(1)),
            lambda: opened.original(id_of(1)),
            lambda: opened._store.put([stored(9)]),
            lambda: opened.searches.saved(),
            lambda: Store.open(library).rows(),
        ]
        taken: list[int] = []
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (256, hard))
            while len(taken) < 300:
                taken.append(os.open(os.devnull, os.O_RDONLY))
        except OSError:
            pass
        try:
            for _ in range(6):
                for act in doing:
                    with suppress(LibraryError):
                        act()
                os.close(taken.pop())
        finally:
            for descriptor in taken:
                os.close(descriptor)
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        bookmark(opened, 2)
    with Library.open(library) as again:
        assert again.catalog.find(id_of(2)).state.bookmarked == NOON
        assert again.notices == ()
    assert [finding for finding in check(library) if finding.severity == "problem"] == []


def test_a_full_disk_refuses_and_goes_on_when_there_is_room(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = (
        os.geteuid() == 0
        and not subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=300k", "reader-test", str(disk)], check=False, capture_output=True
        ).returncode
    )
    if not mounted:
        pytest.skip("needs root, to mount a small disk")
    try:
        fill(disk)
    finally:
        subprocess.run(["umount", "--lazy", str(disk)], check=True)


def fill(disk: Path) -> None:
    with Library.open(disk / "library") as library:
        put = (library._store.put([stored(number)]) for number in range(10_000))
        with pytest.raises(Refused) as caught:
            deque(put, maxlen=0)
        assert "free some disk space" in str(caught.value)
        with Library.open(disk / "library") as other:
            number = len(other.catalog.rows)
            assert {row.id for row in other.catalog.rows} == set(map(id_of, range(number)))
            assert other.notices == ()
            assert all(other.body(row.id) and other.original(row.id) for row in other.catalog.rows)
        assert not list(disk.rglob("*.tmp"))
        (disk / "library" / "bodies" / f"{id_of(0)[:2]}.json").unlink()
        (disk / "library" / "bodies" / f"{id_of(1)[:2]}.json").unlink(missing_ok=True)
        library._store.put([stored(number)])
    with Library.open(disk / "library") as library:
        assert bookmark(library, number)
