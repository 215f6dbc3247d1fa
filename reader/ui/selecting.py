"""Selecting several articles of the list, for the commands that then act on all of them."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from reader.core.catalog import Catalog, Row
from reader.core.selection import Selection

if TYPE_CHECKING:
    from reader.ui.screen import MainScreen


def rows_at_hand(screen: "MainScreen") -> tuple[Row, ...]:
    """Return the articles that a command is about.

    Those selected, in the order of the list, or else the one under its cursor; in the article pane the open one, since
    that is what the reader sees. Selected are only articles that the list shows: a search drops the others.
    """
    listing = screen.listing
    if screen.pane is not screen.article and (ids := listing.selection.ids):
        return tuple(row for row in listing.view.rows if row.article.id in ids)
    row = screen.row_at_hand
    return () if row is None else (row,)


def as_they_are(rows: Iterable[Row], catalog: Catalog) -> tuple[Row, ...]:
    """Return articles that were at hand with what was done to them since, without those that are gone."""
    return tuple(row for old in rows if (row := catalog.get(old.id)) is not None)


def select(screen: "MainScreen") -> None:
    """Select the article under the list's cursor, or no longer, and go down."""
    listing = screen.listing
    if (row := listing.highlighted) is not None:
        listing.selection = listing.selection.toggled(row.id)
        listing.step(1)


def select_all(screen: "MainScreen") -> None:
    """Select all articles that the list shows, or none if all are; the list is at hand then."""
    listing = screen.listing
    screen.show_pane(listing)
    ids = frozenset(row.article.id for row in listing.view.rows)
    listing.selection = Selection() if listing.selection.ids == ids else Selection(ids=ids)


def extend(items: int) -> Callable[["MainScreen"], None]:
    """Return the command that takes the rows up to one further down into the selection; up when negative."""

    def perform(screen: "MainScreen") -> None:
        if screen.pane is screen.listing:
            screen.listing.select_to(screen.listing.cursor + items)
        else:
            screen.pane.step(items)

    return perform


def clear(screen: "MainScreen") -> bool:
    """Select nothing any more; False when nothing was selected, or the list is not at hand."""
    was_any = screen.pane is screen.listing and bool(screen.listing.selection.ids)
    if was_any:
        screen.listing.selection = Selection()
    return was_any
