"""What was done to a library at once, and the words for it."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from msgspec import Struct

from reader.core.changes import AnyChange, Change, Field, RuleChange, SearchChange, Value
from reader.core.state import Highlight
from reader.wording import tr, trn


class Step(Struct, frozen=True, kw_only=True):
    """What was done to a library at once; false when nothing was altered.

    pairs: the changes made, in order, each with what takes it back. is_undo: whether they take others back.
    """

    pairs: tuple[tuple[AnyChange, AnyChange], ...] = ()
    is_undo: bool = False

    def __bool__(self) -> bool:
        return bool(self.pairs)

    @property
    def what(self) -> str:
        """What was done, or is undone by it, in words; for a line that begins with it see `sentence`."""
        return told((back, change) for change, back in reversed(self.pairs)) if self.is_undo else told(self.pairs)


_WORDS: dict[Field, tuple[tuple[str, str], tuple[str, str]]] = {
    Field.READ: (
        ("Read", "Marked {count:,} articles as read"),
        ("Unread", "Marked {count:,} articles as unread"),
    ),
    Field.BOOKMARKED: (
        ("Bookmarked", "Bookmarked {count:,} articles"),
        ("Bookmark removed", "Removed the bookmarks of {count:,} articles"),
    ),
    Field.ARCHIVED: (
        ("Archived", "Archived {count:,} articles"),
        ("Out of the archive", "Took {count:,} articles out of the archive"),
    ),
    Field.TRASHED: (
        ("Moved to the trash", "Moved {count:,} articles to the trash"),
        ("Out of the trash", "Took {count:,} articles out of the trash"),
    ),
    Field.CORRECTIONS: (
        ("Section marked the other way", "Marked sections of {count:,} articles the other way"),
        ("Section as it was", "Sections of {count:,} articles as they were"),
    ),
    Field.TAGS: (
        ("Tagged", "Tagged {count:,} articles"),
        ("No tags", "Removed all tags of {count:,} articles"),
    ),
    Field.HIGHLIGHTS: (
        ("Highlighted", "Highlighted {count:,} articles"),
        ("No highlights", "Removed all highlights of {count:,} articles"),
    ),
    Field.MARKS: (
        ("Place marked", "Marked places in {count:,} articles"),
        ("No marks", "Removed the marks of {count:,} articles"),
    ),
    Field.PLACE: (("Place kept",) * 2, ("Back to the top",) * 2),
    Field.REVEALED: (("Opened",) * 2, ("Folded",) * 2),
}
"""What is said of a field that has a value now, and of one that has none: of one article, and of several."""


_TAGGED = ("Tagged: {tags}", "Tagged {count:,} articles: {tags}")
_UNTAGGED = ("Untagged: {tags}", "Untagged {count:,} articles: {tags}")


def describe(change: AnyChange, before: AnyChange | None = None) -> str:
    """Return what a change did, in words for a status line ("Bookmarked 3 articles").

    before: what takes it back, where that is known: it tells which tags and highlights are new and which are gone.
    """
    if isinstance(change, RuleChange):
        return _describe_rules(change)
    if isinstance(change, SearchChange):
        if change.search is None:
            return tr("Saved search {slot} forgotten", slot=change.slot)
        return tr("“{name}” saved", name=change.search.name)
    if change.added:
        return trn("1 article added", "{count} articles added", change.added)
    if isinstance(before, Change) and (tell := _TELLING.get(change.field)):
        return tell(change, before)
    is_set = any(value for _, value in change.values)
    one, many = _WORDS[change.field][0 if is_set else 1]
    count = len(change.values)
    return tr(one if count == 1 else many, count=count)


def sentence(words: str) -> str:
    """Return words as the beginning of a line."""
    return words[:1].upper() + words[1:]


def told(pairs: Iterable[tuple[AnyChange, AnyChange | None]]) -> str:
    """Return what changes did together, each with what takes it back, to stand behind "Undone:"."""
    words = (describe(change, before) for change, before in pairs)
    return tr(", ").join(each[0].lower() + each[1:] for each in words)


def _describe_tags(change: Change, before: Change) -> str:
    """Return "Tagged 3 articles: ai", with signs where tags were taken away as well."""
    had = dict(before.values)
    new, gone = set[str](), set[str]()
    for id, value in change.values:
        now, then = _tags_of(value), _tags_of(had.get(id, ()))
        new |= now - then
        gone |= then - now
    give, take = ("+", "-") if new and gone else ("", "")
    tags = ", ".join([*(f"{give}{tag}" for tag in sorted(new)), *(f"{take}{tag}" for tag in sorted(gone))])
    one, many = _TAGGED if new else _UNTAGGED
    return tr(one if len(had) == 1 else many, count=len(had), tags=tags)


def _describe_highlights(change: Change, before: Change) -> str:
    """Return what became of the highlights of an article."""
    now, then = _highlights_of(change), _highlights_of(before)
    if now.keys() - then.keys():
        return tr("Highlighted")
    if then.keys() - now.keys():
        return tr("Highlight removed")
    is_noted = any(now[made].note != then[made].note for made in now)
    return tr("Note changed" if is_noted else "Colour changed")


def _highlights_of(change: Change) -> dict[datetime, Highlight]:
    values = (each for _, value in change.values if isinstance(value, tuple) for each in value)
    return {each.made: each for each in values if isinstance(each, Highlight)}


_TELLING: Mapping[Field, Callable[[Change, Change], str]] = {
    Field.TAGS: _describe_tags,
    Field.HIGHLIGHTS: _describe_highlights,
}
"""What tells more of a change to a field where it is known what was there before."""


def _tags_of(value: Value) -> set[str]:
    return set(map(str, value)) if isinstance(value, tuple) else set()


def _describe_rules(change: RuleChange) -> str:
    """Return "Hidden on 12 pages of 某某网", or what taking that back did."""
    rule = (*change.added, *change.removed)[0]
    is_hidden = rule.label.is_clutter == bool(change.added)
    if change.pages == 1:
        where = tr("this page")
    elif change.among:
        where = tr("{count} of the latest {among} pages", count=change.pages, among=change.among)
    else:
        where = tr("{count} pages", count=change.pages)
    if change.added:
        words = "Hidden on {where} of {source}" if is_hidden else "Shown on {where} of {source}"
    else:
        words = "Hidden again on {where} of {source}" if is_hidden else "Shown again on {where} of {source}"
    return tr(words, where=where, source=rule.source.name)
