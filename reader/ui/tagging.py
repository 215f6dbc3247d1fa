"""Asking for tags: those of one article, or which to give to and take from several."""

from collections import Counter
from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING

from msgspec import Struct

from reader.core import changes
from reader.core.completion import Names, names_in
from reader.ui import searching
from reader.ui.messages import ChangeAsked
from reader.ui.selecting import as_they_are, rows_at_hand
from reader.wording import tr

if TYPE_CHECKING:
    from reader.ui.screen import MainScreen

KIND = "tags"
"""The purpose of the question."""

GIVE, TAKE = "+＋", "-－"
"""What stands before a tag that several articles are to have, or not to have."""


LOOKED_AT = 5_000
"""Articles whose tags are counted to be offered: 5 ms."""


class KnownTags(Struct, frozen=True):
    """The tags of the library, as far as they are known when they are asked for."""

    screen: "MainScreen"

    def like(self, part: str, most: int) -> Sequence[tuple[str, int]]:
        """Return at most so many tags that `part` may be meant for, likeliest first."""
        return self.screen.search.choices.tags.like(part, most)


class SignedNames(Struct, frozen=True, kw_only=True):
    """Tags with a sign before them: any to give, those that the articles have to take away."""

    known: Names
    own: Names

    def like(self, part: str, most: int) -> Sequence[tuple[str, int]]:
        """Return at most so many tags that `part` may be meant for; of nothing those to take away, then all others."""
        sign, name = part[:1], part[1:].lstrip()
        if sign and sign in GIVE:
            return [(sign + each, count) for each, count in self.known.like(name, most)]
        if sign and sign in TAKE:
            return [(sign + each, count) for each, count in self.own.like(name, most)]
        if part:
            return self.known.like(part, most)
        own = self.own.like("", most)
        others = (pair for pair in self.known.like("", most) if pair[0] not in dict(own))
        return [*((TAKE[0] + each, count) for each, count in own), *others][:most]


def ask(screen: "MainScreen") -> None:
    """Ask for the tags of the articles at hand."""
    rows = rows_at_hand(screen)
    if not rows:
        return
    screen.prompted_for = rows
    known: Names = KnownTags(screen)
    if len(rows) == 1:
        text = "".join(f"{tag}, " for tag in rows[0].state.tags)
        screen.status.ask(KIND, tr("Tags, separated by commas: "), text, known, listed=True)
    else:
        from reader.completing import OfferedNames

        own = OfferedNames(Counter(chain.from_iterable(row.state.tags for row in rows[:LOOKED_AT])).items())
        question = tr("Tags for {count:,} articles (+add, -remove): ", count=len(rows))
        screen.status.ask(KIND, question, "", SignedNames(known=known, own=own), listed=True)
    searching.prepare(screen)


def answer(screen: "MainScreen", text: str) -> None:
    """Give one article the tags typed in place of those shown; several those without a minus, and take the others."""
    rows = screen.prompted_for
    if len(rows) == 1:
        shown, typed = rows[0].state.tags, names_in(text)
        asked = ChangeAsked(lambda catalog: changes.edit_tags(catalog.find(rows[0].id), typed, shown))
        screen.post_message(asked)
        return
    names = [name.strip() for name in names_in(text) if name.strip()]
    given = [name.lstrip(GIVE) for name in names if name[0] not in TAKE]
    taken = [name[1:] for name in names if name[0] in TAKE]
    screen.post_message(ChangeAsked(lambda catalog: changes.retag(as_they_are(rows, catalog), given, taken)))
