"""Commands of the browser pane, and of the groups that the list stands in."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.core.facets import Facet, narrowed, narrowing
from reader.core.query import Grouping
from reader.core.query_language import parse
from reader.ui import looking
from reader.ui.messages import FacetsReady
from reader.ui.search_pane import Scope
from reader.wording import tr

if TYPE_CHECKING:
    from reader.ui.browse_pane import BrowsePane
    from reader.ui.screen import MainScreen

OPEN = "browsed"
"""Class of the screen while its browser pane is open."""

_SAID = {
    Grouping.NONE: "Not grouped",
    Grouping.SOURCE: "Grouped by source",
    Grouping.MONTH: "Grouped by month",
}


def group(grouping: Grouping) -> Callable[["MainScreen"], None]:
    """Return the command that groups the list in one way."""

    def perform(screen: "MainScreen") -> None:
        screen.ask_view(grouping=grouping)
        is_searched = bool(parse(screen.query_now.text, screen.clock().date()).text)
        later = tr("what is searched for stands closest first") if is_searched and grouping is not Grouping.NONE else ""
        screen.status.say(" · ".join(filter(None, (tr(_SAID[grouping]), later))))

    return perform


def next_grouping(screen: "MainScreen") -> None:
    """Group the list in the next way."""
    ways = list(Grouping)
    group(ways[(ways.index(screen.query_now.grouping) + 1) % len(ways)])(screen)


def toggle(screen: "MainScreen") -> None:
    """Go to the browser pane; from there, close it."""
    if screen.pane is screen.browse:
        close(screen)
    elif screen.library is not None:
        screen.show_pane(show(screen))


def show(screen: "MainScreen") -> "BrowsePane":
    """Have the browser pane beside the list."""
    from reader.ui.browse_pane import BrowsePane

    pane, is_new = screen.browse, not screen.has_class(OPEN)
    if pane is None:
        is_new = True
        pane = screen.browse = BrowsePane(lambda facet: narrow(screen, facet))
        screen.query_one("#panes").mount(pane, before=screen.listing)
    if is_new:
        row = screen.listing.highlighted
        pane.kept, pane.before = screen.query_now.text, row.id if row else None
        screen.add_class(OPEN)
        follow(screen)
    return pane


def close(screen: "MainScreen") -> None:
    """Close the browser pane, and give back the list as it was, or as it was kept."""
    if (pane := screen.browse) is None:
        return
    if screen.query_now.text != pane.kept:
        _ask(screen, pane.kept)
        screen.to_restore = pane.before
    screen.remove_class(OPEN)
    screen.show_pane(screen.listing)


def keep(screen: "MainScreen") -> None:
    """Go to the list and keep what it is narrowed to."""
    if screen.browse is not None:
        screen.browse.kept = screen.query_now.text
    screen.show_pane(screen.listing)


def narrow(screen: "MainScreen", facet: Facet) -> None:
    """Narrow the list to a facet, in place of the one it was narrowed to; what else is searched for stays."""
    if (pane := screen.browse) is not None:
        before, pane.chosen = pane.chosen, facet
        looking.pin(screen, None)
        _ask(screen, narrowed(screen.query_now.text, facet, before))


def follow(screen: "MainScreen") -> None:
    """Bring an open browser pane up to date with the library, the shelf, and what is searched for elsewhere."""
    pane, library, query = screen.browse, screen.library, screen.query_now
    if pane is None or library is None or not screen.has_class(OPEN):
        return
    catalog, shelf = library.catalog, parse(query.text, screen.clock().date()).shelf or query.shelf
    if pane.counted is None or pane.counted[0] is not catalog or pane.counted[1] is not shelf:
        pane.counted = catalog, shelf
        screen.jobs.latest("facets", lambda _: FacetsReady(library.finder.facets(catalog, shelf)))
    elif screen.focused is not pane:
        pane.stand_on(narrowing(query.text, pane.facets))


def counted(screen: "MainScreen", ready: FacetsReady) -> None:
    """Show what was counted."""
    if (pane := screen.browse) is not None:
        is_first, pane.facets = not pane.facets, ready.facets
        facet = narrowing(screen.query_now.text, ready.facets)
        if is_first or screen.focused is not pane:
            pane.stand_on(facet)
        else:
            pane.chosen = facet or pane.chosen  # counted anew, unless nothing of it is left


def _ask(screen: "MainScreen", text: str) -> None:
    screen.search.scope = Scope.TITLES
    screen.search.show(text)
    screen.ask_view(text=text)
