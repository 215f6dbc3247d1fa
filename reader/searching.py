"""What a reader searched for before, kept with the library, and what there is to choose from."""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING

from reader.core.catalog import Catalog
from reader.core.changes import SearchChange
from reader.core.searches import SavedSearch, UsedQuery
from reader.store import Store

if TYPE_CHECKING:
    from reader.completing import Chooser
    from reader.core.completion import Choices


class Searches:
    """The searches of a library. What a method has returned for is on disk."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock
        self._choosing = Lock()

    @cached_property
    def _chooser(self) -> "Chooser":
        from reader.completing import Chooser

        return Chooser()

    def choices(self, catalog: Catalog) -> "Choices":
        """Return what a query over `catalog` may be completed with. The first time takes long for a large library."""
        with self._choosing:
            return self._chooser.choices(catalog)

    def saved(self) -> dict[int, SavedSearch]:
        """Return the saved searches by number, as of now: those of other processes too. Unreadable, NewerSchema."""
        return self._store.searches.saved()

    def history(self) -> tuple[str, ...]:
        """Return the latest queries, the latest last. Unreadable, NewerSchema."""
        return tuple(query.text for query in self._store.searches.history())

    def used(self) -> list[UsedQuery]:
        """Return the latest queries and when they were used, the latest last. Unreadable, NewerSchema."""
        return self._store.searches.history()

    def remember(self, text: str) -> None:
        """Add a query to the history, as the latest. Refused, Unreadable, NewerSchema."""
        if not (text := text.strip()):
            return
        with self._store.exclusive():
            self._store.searches.remember(UsedQuery(text=text, used=self._clock()))

    def recall(self, queries: Iterable[UsedQuery]) -> None:
        """Add queries of another history to this one, at their own times. Refused, Unreadable, NewerSchema."""
        with self._store.exclusive():
            self._store.searches.recall(queries)

    def inverse(self, change: SearchChange) -> SearchChange:
        """Return the change that would take `change` back. Unreadable, NewerSchema."""
        return SearchChange(slot=change.slot, search=self.saved().get(change.slot))

    def perform(self, change: SearchChange) -> None:
        """Save or forget a search durably. LibraryError."""
        with self._store.exclusive():
            self._store.searches.save(change.slot, change.search)
