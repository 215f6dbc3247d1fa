"""A bookmark until it is on disk, beside SQLite doing the same on the same disk."""

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from random import Random

from reader.core.catalog import Row
from reader.core.changes import Field, toggle
from reader.library import Library
from tests.bench.scale.figures import Figure, ratio
from tests.bench.scale.libraries import Libraries, opened

TIMES = 300
WARM_UP = 10
BAR = 1.2


def measure(libraries: Libraries) -> Iterator[Figure]:
    """Let Library.apply and SQLite set and clear bookmarks of the same articles, one by one in turns."""
    folder = libraries.changed
    ours, others = list[float](), list[float]()
    with opened(folder) as library, closing(_database(folder / "sqlite.db", library.catalog.rows)) as database:
        ids = Random(1).choices([row.id for row in library.catalog.rows], k=TIMES + WARM_UP)
        for id in ids:
            ours.append(_seconds(partial(_apply, library, id)))
            others.append(_seconds(partial(_update, database, id)))
    against = "SQLite, WAL, synchronous=FULL"
    yield ratio("bookmark to durable", libraries.count, ours[WARM_UP:], others[WARM_UP:], BAR, against)


def _apply(library: Library, id: str) -> None:
    library.apply(toggle(Field.BOOKMARKED, [library.catalog.find(id)], datetime.now(UTC)))


def _update(database: sqlite3.Connection, id: str) -> None:
    now = datetime.now(UTC).isoformat()
    sql = "UPDATE article SET bookmarked = CASE WHEN bookmarked IS NULL THEN ? END WHERE id = ?"
    database.execute(sql, (now, id))
    database.commit()


def _database(path: Path, rows: Iterable[Row]) -> sqlite3.Connection:
    """Return a database that holds what articles.json does."""
    database = sqlite3.connect(path)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    database.execute("CREATE TABLE article (id TEXT PRIMARY KEY, title TEXT, source TEXT, url TEXT, bookmarked TEXT)")
    articles = ((row.article, row.state) for row in rows)
    database.executemany(
        "INSERT INTO article VALUES (?, ?, ?, ?, ?)",
        ((one.id, one.title, one.source, one.url, str(state.bookmarked or "") or None) for one, state in articles),
    )
    database.commit()
    return database


def _seconds(act: Callable[[], None]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start
