import os
import socket
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from reader.core.article import Problem
from reader.importers.walk import count, walk


def write(path: Path, text: str = "x") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def whats(found: Iterable[Path | Problem]) -> dict[str, str]:
    return {Path(item.name).name: item.what for item in found if isinstance(item, Problem)}


@contextmanager
def as_nobody() -> Iterator[None]:
    """Permissions do not bind root, so tests of them step down."""
    was = os.geteuid()
    if was == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        if was == 0:
            os.seteuid(was)


def test_files_come_as_given_and_folders_in_the_order_of_names(tmp_path: Path) -> None:
    late = write(tmp_path / "z.txt")
    folder = tmp_path / "folder"
    inside = [write(folder / name) for name in ("a.txt", "b/1.txt", "b/2/3.txt", "c.txt", "书.txt")]
    assert list(walk([late, folder])) == [late, *inside]
    assert count([late, folder]) == 6


def test_hidden_files_are_left_out_unless_given(tmp_path: Path) -> None:
    hidden = write(tmp_path / ".hidden.txt")
    write(tmp_path / ".git" / "config")
    shown = write(tmp_path / "shown.txt")
    assert list(walk([tmp_path])) == [shown]
    assert list(walk([hidden])) == [hidden]
    assert len(list(walk([tmp_path / ".git"]))) == 1


def test_what_is_given_twice_comes_once(tmp_path: Path) -> None:
    file = write(tmp_path / "a.txt")
    (tmp_path / "b.txt").symlink_to(file)
    assert list(walk([tmp_path, file, tmp_path / "b.txt", tmp_path])) == [file]


def test_loops_of_links_end_and_links_to_folders_are_named(tmp_path: Path) -> None:
    file = write(tmp_path / "in" / "a.txt")
    (tmp_path / "in" / "loop").symlink_to(tmp_path)
    (tmp_path / "x").symlink_to("y")
    (tmp_path / "y").symlink_to("x")
    found = list(walk([tmp_path]))
    assert [item for item in found if isinstance(item, Path)] == [file]
    assert whats(found)["loop"] == "is a link to a folder"
    assert {"x", "y"} < set(whats(found))


def test_a_link_to_a_folder_is_followed_when_it_is_given(tmp_path: Path) -> None:
    write(tmp_path / "in" / "a.txt")
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "in")
    assert list(walk([link])) == [link / "a.txt"]


def test_everything_that_is_no_file_is_named_and_never_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    os.mkfifo("fifo")
    with socket.socket(socket.AF_UNIX) as endpoint:
        endpoint.bind("socket")
    (tmp_path / "null").symlink_to("/dev/null")
    (tmp_path / "broken").symlink_to("nowhere")
    assert whats(walk([tmp_path, tmp_path / "missing"])) == {
        "fifo": "is a named pipe",
        "socket": "is a socket",
        "null": "is a device",
        "broken": "is a broken link",
        "missing": "is not there",
    }


def test_a_folder_that_may_not_be_read_is_a_problem() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "locked")
        os.chmod(name, 0o755)
        folder.mkdir(mode=0)
        with as_nobody():
            found = list(walk([folder]))
    assert whats(found) == {"locked": "may not be read"}


def test_paths_that_no_system_knows_are_problems() -> None:
    found = list(walk([Path("a\0b"), Path("x" * 5000), Path("\ud800")]))
    assert len(found) == 3
    assert all(isinstance(item, Problem) for item in found)


def test_folders_may_lie_deep_and_hold_thousands_of_files(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["d"] * 400)
    deep.mkdir(parents=True)
    write(deep / "bottom.txt")
    for index in range(3000):
        (tmp_path / f"{index}.txt").touch()
    assert count([tmp_path]) == 3001
