"""Undo and redo: which change is taken back next, over restarts and beside other processes."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from itertools import chain

from reader.core.catalog import Catalog
from reader.core.changes import AnyChange, RuleChange, SearchChange, dated, inverse, merged, narrowed
from reader.core.errors import ReaderError
from reader.core.steps import Step
from reader.learning import Sources
from reader.searching import Searches
from reader.store.history import Entry, HistoryFile

Exclusive = Callable[[], AbstractContextManager[object]]
Pairs = list[tuple[AnyChange, AnyChange]]
"""Changes, each with what takes it back."""

Groups = Sequence[Mapping[int, Entry]]


def altering(
    asked: Iterable[AnyChange], catalog: Catalog, sources: Sources, searches: Searches, now: datetime
) -> Pairs:
    """Leave of changes what would alter anything, each with what takes it back. Unreadable, NewerSchema."""
    pairs: Pairs = []
    for change in asked:
        if isinstance(change, RuleChange):
            rules = sources.narrowed(change)
            if rules.added or rules.removed:
                pairs.append((rules, rules.inverse))
        elif isinstance(change, SearchChange):
            if (back := searches.inverse(change)) != change:
                pairs.append((change, back))
        else:
            states = narrowed(dated(change, catalog, now), catalog)
            if states.values:
                pairs.append((states, inverse(states, catalog)))
    return pairs


class History:
    """The changes of a library: made, undone and done again.

    Undo takes back what was done through this object, the latest first; then what stood in the history when the
    library was opened, the latest first. What another process does meanwhile is left to that process: nobody here saw
    it. What another process has undone meanwhile is passed over. Redo does again what was undone last, unless
    something was done since. Changes of one group (an `add`, the fields set by one call) are undone together.
    """

    def __init__(
        self,
        file: HistoryFile,
        exclusive: Exclusive,
        altering: Callable[[Iterable[AnyChange]], Pairs],
        perform: Callable[[Iterable[AnyChange]], None],
    ) -> None:
        """exclusive: makes a context in which nobody else changes the library.

        altering: what `altering` returns, for the library as it is. perform: does changes, durably. Both are called
        within `exclusive`.
        """
        self._file = file
        self._exclusive = exclusive
        self.altering = altering
        self._perform = perform
        self._own: set[int] = set()

    def apply(self, changes: Iterable[AnyChange], *, undoable: bool) -> Step:
        """Do as Library.apply does."""
        with self._exclusive():
            pairs = self.altering(changes)
            is_kept = undoable and any(change.can_undo for change, _ in pairs)
            backs = tuple(back for _, back in reversed(pairs)) if is_kept else ()
            with self.recording(backs):
                self._perform(change for change, _ in pairs)
        return Step(pairs=tuple(pairs))

    @contextmanager
    def recording(
        self, backs: tuple[AnyChange, ...], after: int | None = None, *, durably: bool = False
    ) -> Iterator[int | None]:
        """Write down what takes back the changes that are made within this context; within `exclusive`.

        after: what this yielded for the changes before these of the same group. durably: have it on disk first.
        Yields None where there is nothing to take back.
        """
        if not backs:
            yield None
            return
        key = self._file.add(backs, after, durably=durably)
        self._own.add(key)
        try:
            yield key
        except ReaderError:
            if not self.altering(backs):  # else some of it was done, and stays to be undone
                self._file.drop(key)
            raise

    def undo(self) -> Step:
        """Take back what was done last and return what that did, nothing if there is nothing. Raises LibraryError."""
        return self._step(self._standing, undoing=True)

    def redo(self) -> Step:
        """Do again what was undone last and return what that did, nothing if there is nothing. Raises LibraryError."""
        return self._step(self._undone, undoing=False)

    def settle(self) -> None:
        """Have the disk hold the history, if it does not yet; costs a sync then, and nothing otherwise."""
        self._file.settle()

    def _step(self, choose: Callable[[Groups], Mapping[int, Entry]], *, undoing: bool) -> Step:
        """Do what the lines chosen say, and keep in the history what takes that back.

        A line is to stand as long as its change may be there, should this process die in between: so one that is
        undone is written after its change, one that is done again before it.
        """
        if not self._file.is_there:
            return Step()
        with self._exclusive():
            while chosen := choose(groups := list(self._file.groups())):
                pairs = self.altering(merged(chain.from_iterable(entry.changes for entry in chosen.values())))
                lines = dict.fromkeys(chosen, Entry())
                if not pairs:
                    self._file.put(lines)
                    continue
                did = tuple(change for change, _ in pairs)
                last = max(entry.undone for group in groups for entry in group.values())
                backs = tuple(back for _, back in reversed(pairs))
                lines[min(chosen)] = Entry(changes=backs, undone=last + 1 if undoing else 0)
                if undoing:
                    self._perform(did)
                    self._file.put(lines)
                else:
                    self._do_again(did, lines, chosen)
                return Step(pairs=tuple(pairs), is_undo=undoing)
        return Step()

    def _do_again(self, did: Iterable[AnyChange], lines: Mapping[int, Entry], undone: Mapping[int, Entry]) -> None:
        self._file.put(lines)
        try:
            self._perform(did)
        except ReaderError:
            if not self.altering(chain.from_iterable(entry.changes for entry in lines.values())):
                self._file.put(undone)
            raise

    def _standing(self, groups: Groups) -> Mapping[int, Entry]:
        """Return the lines that undo takes back next: those of the latest group that stand."""
        return next((lines for group in groups if (lines := self._seen(group, undone=False))), {})

    def _undone(self, groups: Groups) -> Mapping[int, Entry]:
        """Return the line that redo does next: of those later than all that stand, the one undone last."""
        lines: dict[int, Entry] = {}
        for group in groups:
            if self._seen(group, undone=False):
                break
            lines |= self._seen(group, undone=True)
        latest = max(lines, key=lambda key: lines[key].undone, default=None)
        return {} if latest is None else {latest: lines[latest]}

    def _seen(self, group: Mapping[int, Entry], *, undone: bool) -> dict[int, Entry]:
        """Return those lines of a group that are this object's to undo, and stand, or that are undone."""
        earlier = self._file.earlier()
        return {
            key: entry
            for key, entry in group.items()
            if (key <= earlier or key in self._own) and entry.changes and bool(entry.undone) == undone
        }
