"""Four processes that change one library at the same time: two apps' libraries, one `reader add`, one verb."""

import multiprocessing
import os
import subprocess
import sys
import time
from dataclasses import dataclass, field
from multiprocessing.synchronize import Barrier
from pathlib import Path

from reader.core.changes import Field, set_flag, set_tags
from reader.library import Library, now
from tests.bench.pages import make_library, page_text


@dataclass
class Together:
    """What came of it: all but the seconds must be 0 or empty."""

    seconds: float = 0.0
    changes: int = 0
    lost: int = 0
    errors: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        errors = {error.strip().splitlines()[-1] for error in self.errors if error.strip()}
        return f"{self.changes:,} changes in {self.seconds:.1f} s, {self.lost} lost, errors: {sorted(errors) or 'none'}"


def run(folder: Path, *, changes: int) -> Together:
    """Let each process make so many changes; count what is not there afterwards."""
    library, pages = folder / "library", folder / "pages"
    make_library(library, 3 * changes)
    pages.mkdir()
    for number in range(changes):
        (pages / f"{number}.txt").write_text(page_text(10**6 + number), "utf-8")
    with Library.open(library) as opened:
        ids = [row.id for row in opened.catalog.rows]
    forks = multiprocessing.get_context("fork")
    ready = forks.Barrier(3)
    workers = [forks.Process(target=_bookmark, args=(library, ids[at : at + changes], ready)) for at in (0, changes)]
    for worker in workers:
        worker.start()
    ready.wait(60)
    began = time.monotonic()
    add = subprocess.Popen(_reader(library, "add", str(pages)), **_PIPES)
    result = Together(changes=4 * changes)
    for id in ids[2 * changes :]:
        done = subprocess.run(_reader(library, "mark", id, "--bookmark"), check=False, **_PIPES)
        result.errors += [done.stderr.decode()] if done.returncode or done.stderr else []
    _, told = add.communicate()
    result.errors += [told.decode()] if add.returncode else []
    for worker in workers:
        worker.join()
        result.errors += [f"ended with {worker.exitcode}"] if worker.exitcode else []
    result.seconds = time.monotonic() - began
    with Library.open(library) as opened:
        rows = {row.id: row for row in opened.catalog.rows}
        result.lost = sum(id not in rows or rows[id].state.bookmarked is None for id in ids)
        result.lost += sum(rows[id].state.tags != ("诗",) for id in ids[: 2 * changes])
        result.lost += 4 * changes - len(rows)
        result.errors += opened.notices
    return result


_PIPES = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}


def _reader(library: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "reader", "--library", os.fspath(library), *arguments]


def _bookmark(folder: Path, ids: list[str], ready: Barrier) -> None:
    """Do what an app does: change what it sees, and look every now and then what others did."""
    with Library.open(folder) as library:
        ready.wait(60)
        for number, id in enumerate(ids):
            library.apply(set_flag(Field.BOOKMARKED, [library.catalog.find(id)], now()))
            library.apply(set_tags(library.catalog.find(id), ["诗"]))
            if number % 10 == 0:
                library.refresh()
