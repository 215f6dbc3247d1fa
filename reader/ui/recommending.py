"""What the keys do with the recommendation at hand."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.core.article import Label
from reader.core.catalog import Recommendation
from reader.layout.lines import Role
from reader.ui import placing
from reader.ui.messages import LibraryChanged, Said
from reader.wording import tr, trn

if TYPE_CHECKING:
    from reader.ui.screen import MainScreen

NONE_HERE = "No recommendation here; open a related section and go to one"


def at_hand(screen: "MainScreen") -> Recommendation | None:
    """Return the recommendation under the article pane's cursor, None if it stands on none."""
    opened, line = screen.opened, screen.article.line
    if opened is None or line is None or line.role is Role.FOLD:
        return None
    found = opened.items.get(line.section, ())
    return next((each for each in found if each.item.has(line.block)), None)


def follow(screen: "MainScreen") -> None:
    """Go to the article that the recommendation at hand names, if the library has it."""
    found = at_hand(screen)
    if found is None:
        return
    if found.held is None:
        screen.status.say(tr("Not in the library · i keeps it as a stub"))
    else:
        placing.open_article(screen, found.held.id)


def keep(screen: "MainScreen") -> None:
    """Keep the recommendation at hand as a stub; on the line of its section, all that the library does not have."""
    library, opened, line = screen.library, screen.opened, screen.article.line
    if library is None or opened is None or line is None or screen.pane is not screen.article:
        screen.status.say(tr(NONE_HERE))
        return
    is_all, found = line.role is Role.FOLD, at_hand(screen)
    section = line.section
    if opened.body.sections[section].label is not Label.RELATED or not (is_all or found):
        screen.status.say(tr(NONE_HERE))
        return
    if found and found.held:
        screen.status.say(tr("In the library already · Enter opens it"))
        return
    id, block = opened.row.id, None if is_all else line.block

    def work(_: Callable[[], bool]) -> LibraryChanged | Said:
        from reader import recommending

        count = recommending.take(library, id, section, block=block)
        if not count:
            return Said(tr("Nothing here that the library does not have"))
        what = trn("Kept as a stub", "{count} kept as stubs", count)
        return LibraryChanged(tr("{what} · u undoes", what=what))

    screen.jobs.queue("write", work)
