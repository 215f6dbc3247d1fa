"""Full text search: keeps the text index in step with the catalog, and finds articles by what they say.

What is searched is the content of an article as its page shows it, so that "close ad" does not find every page.
The newest come first, not the closest: in a text of a thousand words each word of a query stands somewhere by chance,
and how near or how often says less than the date, which the reader sees and can narrow (`after:`).
"""

from collections.abc import Callable, Collection, Generator, Iterator, Mapping, Sequence
from pathlib import Path
from threading import RLock
from time import perf_counter, sleep
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from reader.core.article import Article, Body
from reader.core.catalog import Catalog, Row
from reader.core.errors import Refused
from reader.core.query import Match
from reader.core.rules import NO_RULING, Ruling, ruled
from reader.core.state import corrected
from reader.wording import tr

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory

    from reader.search.text_index import Key, Standing, TextIndex
    from reader.search.text_segment import Entry

FOUND_AT_MOST = 200
"""Articles that are found: the newest."""

FIRST = 20
"""Articles that are shown as soon as they are found: a screen of them."""

FEW = 200
"""Texts that are read before anything is shown: they take no longer than a blink."""

_BATCH = 2_000  # texts that are read before they are written: what a killed process has to read again
_PAUSE = 0.1  # seconds between further views of what is found
_LONG = 0.5  # seconds after which even little is shown: what is rare, or left out but common, takes some seconds
_WAIT = 0.05  # seconds between looks whether another process is done writing

Read = Callable[[Sequence[str]], Iterator[tuple[str, Body]]]
"""Returns ids and texts, as the store has them, of those of some articles that can be read, in any order."""

Cancelled = Callable[[], bool]


class Sources(Protocol):
    """What knows the reader's rules: reader.learning."""

    def key(self, article: Article, body: Body) -> str:
        """Return the key of the source of a page; empty when it names none."""

    def rulings(self) -> Mapping[str, Ruling]:
        """Return what decides how pages are shown, by the key of their source."""


class TextsFound(Struct, frozen=True):
    """What was found in texts so far. matches: the newest first. progress: empty when all were searched."""

    matches: tuple[Match, ...] = ()
    progress: str = ""


class Texts:
    """The texts of a library, to be searched. Safe to use from several threads.

    The index is made when it is first asked for, and kept in `folder`; it is derived data that may be removed, or
    damaged, at any time: it is made again. Where `folder` cannot be written to, it is kept for this run only.
    """

    def __init__(self, folder: Path, read: Read, sources: Sources | None = None) -> None:
        """sources: what knows the reader's rules; without it there are none."""
        self._folder = folder
        self._read = read
        self._sources = sources
        self._lock = RLock()
        self._index: TextIndex | None = None
        self._elsewhere: TemporaryDirectory[str] | None = None
        self._waiting: dict[Key, Entry] = {}  # texts that were read, but not written yet
        self._unreadable: set[Key] = set()
        self._forgotten = 0  # when articles were forgotten last before anything of `_waiting` was read

    def search(
        self,
        catalog: Catalog,
        words: Sequence[str],
        keeps: Callable[[Row], bool],
        cancelled: Cancelled,
        *,
        without: Sequence[str] = (),
    ) -> Iterator[TextsFound]:
        """Yield more and more of the articles that `keeps` lets pass and whose texts hold all words and phrases.

        without: words and phrases that the texts must not hold; these alone are a question too.
        While texts are still being read, what is found in those that are there is yielded. What was read stays when
        the search is given up: the next one goes on. Raises Refused when no disk takes the index.
        """
        from reader.search.text_search import word_of

        asked = _Asked(tuple(filter(None, map(word_of, words))), tuple(filter(None, map(word_of, without))))
        if not asked.words and (words or not asked.without):
            yield TextsFound()
            return
        standing = self._standing(catalog)
        if 0 < len(standing.missing) <= FEW:
            standing = self._read_more(catalog, cancelled)
        while not cancelled():
            damaged = yield from _found(standing, catalog, asked, keeps, cancelled)
            if damaged is not None:
                with self._lock:
                    self._opened().files.remove(damaged)
            elif not len(standing.missing):
                return
            standing = self._read_more(catalog, cancelled)

    def forget(self, ids: Collection[str]) -> None:
        """Leave nothing of some articles in the index. Raises Refused when the disk does not do it."""
        with self._lock:
            if not self._folder.is_dir() and self._elsewhere is None:
                return
            gone, files = frozenset(ids), self._opened().files
            try:
                while not files.forget(gone):
                    sleep(_WAIT)
            except OSError as error:
                hint = "remove that folder; it is made again"
                raise Refused(f"{self._folder} still holds texts that were removed ({error})", hint) from error

    def _standing(self, catalog: Catalog) -> "Standing":
        """Return what is there of a catalog's texts."""
        with self._lock:
            return self._opened().standing(catalog, self._rulings(), self._unreadable)

    def _rulings(self) -> Mapping[str, Ruling]:
        return self._sources.rulings() if self._sources else {}

    def _read_more(self, catalog: Catalog, cancelled: Cancelled) -> "Standing":
        """Read some of the texts that are missing and write them, unless another process is writing just now."""
        with self._lock:
            files = self._opened().files
            try:
                with files.writing() as alone:
                    standing = self._standing(catalog)  # of what is true now that nobody else writes
                    if alone and files.forgotten != self._forgotten:
                        self._waiting.clear()  # some of it may be of articles that were removed since it was read
                        self._forgotten = files.forgotten
                    if not alone:
                        sleep(_WAIT)
                    elif self._take([catalog.rows[at] for at in standing.missing[:_BATCH]], cancelled):
                        files.put(self._waiting.values(), standing.ranked)
                        self._waiting.clear()
            except OSError as error:
                if self._elsewhere is not None:
                    raise Refused(f"texts cannot be made ready for searching ({error})") from error
                from tempfile import TemporaryDirectory

                self._elsewhere = TemporaryDirectory(prefix="reader-texts-")
                files.move(Path(self._elsewhere.name))
            return self._standing(catalog)

    def _opened(self) -> "TextIndex":
        from reader.search.text_index import TextIndex

        if self._index is None:
            self._index = TextIndex(self._folder)
        return self._index

    def _take(self, rows: Sequence[Row], cancelled: Cancelled) -> bool:
        """Read the texts of `rows`, but none twice; whether that was done to the end."""
        from reader.search.text_index import entry_of, key_of

        rulings = self._rulings()  # before the texts, so that what changes meanwhile is noticed afterwards
        left = {row.id: row for row in rows if key_of(row) not in self._waiting}
        for id, body in self._read(list(left)):
            row = left.pop(id)
            source = self._sources.key(row.article, body) if self._sources else ""
            ruling = rulings.get(source, NO_RULING)
            shown = corrected(ruled(body, ruling.rules), row.state.corrections)
            self._waiting[key_of(row)] = entry_of(row, shown, source, ruling)
            if cancelled():
                return False
        self._unreadable |= {key_of(row) for row in left.values()}
        return True


class _Asked(Struct, frozen=True):
    """What texts must hold, and what they must not, as they are searched for it."""

    words: tuple[str, ...]
    without: tuple[str, ...]


def _found(
    standing: "Standing", catalog: Catalog, asked: _Asked, keeps: Callable[[Row], bool], cancelled: Cancelled
) -> Generator[TextsFound, None, Path | None]:
    """Yield what is found in the texts that are there. Returns the file of the index that proved to be damaged."""
    from reader.search.text_excerpt import excerpt
    from reader.search.text_search import search
    from reader.search.text_segment import Damaged

    done = standing.total - len(standing.missing)
    progress = (
        tr("reading texts · {done:,} of {total:,}", done=done, total=standing.total) if len(standing.missing) else ""
    )
    matches: list[Match] = []
    shown, began = 0.0, perf_counter()

    def is_wanted(rank: int) -> bool:
        return not cancelled() and keeps(catalog.rows[standing.order[rank]])

    try:
        for found in search(standing.ranked, asked.words, asked.without, is_wanted):
            if found is not None:
                id = catalog.rows[standing.order[found.rank]].id
                matches.append(Match(id=id, excerpt=excerpt(found.text, found.folded, asked.words)))
            if len(matches) == FOUND_AT_MOST:
                break
            now = perf_counter()
            if now > shown + _PAUSE and (len(matches) >= FIRST or now > began + _LONG):
                shown = now
                yield TextsFound(tuple(matches), progress or tr("searching texts"))
    except Damaged as damaged:
        return damaged.path
    if not cancelled():
        yield TextsFound(tuple(matches), progress)
    return None
