"""The libraries that are measured, made once and kept."""

import shutil
import sys
from functools import cached_property
from pathlib import Path

from reader.core.catalog import Row
from reader.core.query import Query, Sort
from reader.core.text import one_line
from reader.lasting import lasting
from reader.library import Library
from reader.store import Store
from reader.store.front import INDEX
from tests.bench.pages import batched
from tests.bench.scale.articles import article
from tests.bench.terminal import Terminal

BATCH = 10_000
SEEN = 12
"""Characters of a title that are looked for on the screen: what the list has room for, and few titles share."""


SMALL = 100
"""Articles of the library that larger ones are compared with."""


SESSION = "session.json"
"""Where the app keeps how it was left."""


class Libraries:
    """Libraries of `count` equal articles below `folder`, made when first asked for.

    Only files of the library folder itself differ between them: the folders of texts and originals are shared.
    """

    def __init__(self, folder: Path, count: int) -> None:
        self.count = count
        self.home = folder / "home"
        self.home.mkdir(parents=True, exist_ok=True)
        self._folder = folder / str(count)

    @property
    def added(self) -> Path:
        """The library as it was left when the last article was added: what was made of it since is removed."""
        added, kept = self._folder / "added", self._folder / "kept"
        if not kept.exists():
            shutil.rmtree(self._folder, ignore_errors=True)
            _fill(added, self.count)
            _copy(added, self._folder / "copy")
            (self._folder / "copy").rename(kept)
        _restore(added, kept)
        return added

    @property
    def used(self) -> Path:
        """The library whose last user was the app, which left it at the top; only the app may be used on it."""
        used, session = self._folder / "used", self._folder / SESSION
        if not session.exists():
            shutil.rmtree(used, ignore_errors=True)
            _copy(self.added, used)
            with self.open_app(used) as terminal:
                terminal.wait_for(self.first)
                terminal.wait_for_rest()
                terminal.quit()
            shutil.copy(used / SESSION, session)
        shutil.copy(session, used)
        return used

    @cached_property
    def small(self) -> "Libraries":
        """Libraries that are large enough to fill the screen, for comparison."""
        return Libraries(self._folder.parent, SMALL)

    @property
    def changed(self) -> Path:
        """A library to change."""
        changed = self._folder / "changed"
        shutil.rmtree(changed, ignore_errors=True)
        _copy(self.added, changed)
        return changed

    def open_app(self, library: Path) -> Terminal:
        """Open the app on one of the libraries."""
        return Terminal.start(*app(library), home=self.home)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The list as the app first shows it."""
        with Library.open(self.added) as library:
            return tuple(library.view(Query()).rows)

    @property
    def first(self) -> str:
        """What is on the screen once the first row is."""
        return shown(self.rows[0])

    @property
    def last(self) -> str:
        """What is on the screen once the last row is."""
        return shown(self.rows[-1])


def opened(library: Path) -> Library:
    """Return a library opened as the app opens it."""
    with lasting():
        return Library.open(library)


def app(library: Path) -> list[str]:
    """Return the command that opens the app on a library."""
    return [sys.executable, "-m", "reader", "--library", str(library)]


def shown(row: Row) -> str:
    """Return what of a row is on the screen that tells it from others."""
    return one_line(row.article.title)[:SEEN].strip()


def _fill(folder: Path, count: int) -> None:
    """Make the library, as `reader add` does in batches."""
    with Store.open(folder) as store:
        for batch in batched(count, BATCH):
            store.put(article(number, count) for number in batch)
    with opened(folder) as library:
        library.close(front=Sort.NEWEST)


def _copy(library: Path, copy: Path) -> None:
    """Copy the files of a library folder, and link the folders in it, but for the one of what is derived."""
    copy.mkdir(parents=True)
    for path in library.iterdir():
        if path.name == INDEX:
            shutil.copytree(path, copy / INDEX)
        elif path.is_dir():
            (copy / path.name).symlink_to(path.resolve(), target_is_directory=True)
        else:
            shutil.copy2(path, copy)


def _restore(library: Path, kept: Path) -> None:
    """Make the files of a library as they were when `kept` was copied; each stays the same file, with its old time."""
    for path in library.iterdir():
        old = kept / path.name
        if not old.exists():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        elif path.is_file() and _stamp(path) != _stamp(old):
            path.write_bytes(old.read_bytes())
            shutil.copystat(old, path)


def _stamp(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_size, status.st_mtime_ns
