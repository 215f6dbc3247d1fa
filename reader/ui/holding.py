"""Keeping an article where it stands in the list while it is read, though the list is in order of progress."""

from typing import TYPE_CHECKING

from msgspec.structs import replace

from reader.core.order import place_in
from reader.core.query import Grouping, Sort, View

if TYPE_CHECKING:
    from reader.ui.screen import MainScreen


def hold(screen: "MainScreen", view: View) -> View:
    """Return a view in which the article under the cursor stands where it stood, if it only moved by being read on.

    It takes its new place as soon as the cursor leaves it, see `let_go`.
    """
    old, here = screen.view, screen.listing.cursor
    is_same = replace(view.query, pinned=old.query.pinned) == old.query
    screen.holds = False
    if view.query.sort is not Sort.PROGRESS or not is_same or view.matches or here >= len(old.rows):
        return view
    id = old.rows[here].id
    row = screen.library.catalog.get(id) if screen.library else None
    grouping = view.query.grouping if view.groups else Grouping.NONE
    place = place_in(view.rows, row, Sort.PROGRESS, grouping) if row else None
    if place is None or place == here:
        return view
    rows = list(view.rows)
    rows.insert(here, rows.pop(place))
    screen.holds = True
    return replace(view, rows=tuple(rows))


def let_go(screen: "MainScreen") -> None:
    """Ask for the list in its order again, if an article was held in its place."""
    if screen.holds:
        screen.ask_view()
