"""Finding in the open article: what is found as it is typed, going from match to match, and what is folded away."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from reader.core import changes
from reader.core.article import Body, Label
from reader.core.state import Position
from reader.layout.lines import Mode
from reader.ui import placing, searching
from reader.ui.jobs import pause
from reader.ui.messages import ChangeAsked, Matches, Opened, TextFound, TextMatch
from reader.ui.receiving import receive
from reader.ui.search_pane import Scope
from reader.wording import tr

if TYPE_CHECKING:
    from reader.search.in_text import Searched
    from reader.ui.screen import MainScreen

KIND = "find"
"""The kind of work that finds in an article."""


_PAINTED = 0.05
"""Seconds that the box is given to be painted before a long text is made ready, unless something is typed."""


class Finding(Struct):
    """What is looked for in the open article.

    texts: what was asked for, none for nothing; from_query: as for `find`. also_hidden: whether in what is folded too.
    before: where the reader was before `/`. body, searched: the text made ready last, for work of KIND alone.
    """

    texts: tuple[str, ...] = ()
    from_query: bool = False
    also_hidden: bool = False
    before: "placing.Spot | None" = None
    body: Body | None = None
    searched: "Searched | None" = None

    @property
    def is_asked(self) -> bool:
        """Whether the reader looks for something in the article, found or not."""
        return bool(self.texts) and not self.from_query

    def ready(self, body: Body) -> "Searched":
        """Return a text made ready to be searched; the last one stays so, as it is asked for with each letter typed."""
        from reader.search.in_text import Searched

        if self.searched is None or self.body is not body:
            self.searched = Searched((index, block.text) for index, block in enumerate(body.blocks))
            self.body = body
        return self.searched


def begin(screen: "MainScreen") -> None:
    """Look for something from where the reader is, once it is typed."""
    opened, finding = screen.article.opened, screen.finding
    if opened is None:
        return
    finding.before = placing.here(screen)

    def work(is_stale: Callable[[], bool]) -> None:
        pause(_PAINTED, is_stale)
        finding.ready(opened.body)

    screen.jobs.latest(KIND, work)


def stay(screen: "MainScreen") -> None:
    """Stay at what was found; '' goes back."""
    article, finding = screen.article, screen.finding
    screen.show_pane(article)
    if finding.before is not None and article.matches.places:
        screen.places.jumped = finding.before
        article.keep_soon()
    finding.before = None
    _open_here(screen)


def leave(screen: "MainScreen") -> None:
    """Look for nothing any more, and be where `/` was pressed."""
    before, finding = screen.finding.before, screen.finding
    forget(screen)
    finding.before = None
    if before is not None and (opened := screen.article.opened) is not None and opened.row.id == before.id:
        screen.article.go_to(before.position, is_reading=False, height=before.height)
    screen.show_pane(screen.article)


def find(
    screen: "MainScreen", *texts: str, goes: bool = True, is_reading: bool = True, from_query: bool = False
) -> None:
    """Mark texts in the open article and go to the first match at or below the cursor; "" takes the marks away.

    goes: whether to go there; it is only marked otherwise. is_reading: whether going there is reading, so that it is
    the reader's place from now on. from_query: whether the list was found by them: then only the article itself is
    looked at, not its title or what was opened below it.
    """
    finding = screen.finding
    finding.texts, finding.from_query = tuple(filter(str.strip, texts)), from_query
    if finding.texts:
        _ask(screen, goes=goes, is_reading=is_reading)
        return
    screen.jobs.cancel(KIND)
    screen.article.matches = Matches()
    screen.search.found = ""
    if finding.before is not None:
        screen.article.go_to(finding.before.position, is_reading=False, height=finding.before.height)


def turn(screen: "MainScreen") -> None:
    """Look for nothing, as another article has come; the box stays that of who is typing into it."""
    if screen.search.is_entered:
        find(screen, "")
    else:
        forget(screen)


def turned(screen: "MainScreen") -> None:
    """Look in the article that has come for what is being typed."""
    if screen.search.scope is Scope.ARTICLE and screen.search.is_entered:
        begin(screen)
        find(screen, screen.search.box.value)


def forget(screen: "MainScreen") -> None:
    """Look for nothing in the article any more; the search box is the list's again."""
    find(screen, "")
    if screen.search.scope is Scope.ARTICLE:
        screen.search.scope = Scope.TITLES
        screen.search.show(screen.query_now.text)


def find_again(screen: "MainScreen") -> None:
    """Mark what is looked for in a page that shows more or less of the article than before."""
    if screen.finding.texts:
        _ask(screen, goes=False)


def toggle_hidden(screen: "MainScreen") -> None:
    """Find also in what is folded away, or only in what is shown."""
    finding = screen.finding
    finding.also_hidden = not finding.also_hidden
    find_again(screen)
    screen.status.say(tr("Also found in what is folded") if finding.also_hidden else tr("Not found in what is folded"))


def next_match(direction: int) -> Callable[["MainScreen"], None]:
    """Return the command that goes to the next match of the text searched for, from the last to the first."""

    def perform(screen: "MainScreen") -> None:
        matches, count = screen.article.matches, len(screen.article.matches.places)
        if not count:
            nothing = tr("Nothing is marked: / in the article finds in its text")
            screen.status.say(screen.search.found if screen.finding.is_asked else nothing)
            return
        placing.jumping(screen)
        at = matches.at + direction
        go_to_match(screen, replace(matches, at=at % count))
        _open_here(screen)
        if not 0 <= at < count:
            wrapped = "{found} · from the top again" if direction > 0 else "{found} · from the end again"
            screen.status.say(tr(wrapped, found=screen.search.found))
        elif screen.search.scope is not Scope.ARTICLE or not screen.search.display:
            screen.status.say(screen.search.found)

    return perform


def go_to_match(screen: "MainScreen", matches: Matches, *, is_reading: bool = True) -> None:
    """Mark what was found, and go to the match that `matches` stands on. is_reading: as for `find`."""
    _show(screen, matches)
    if matches.here is not None:
        place = Position(block=matches.here.block, offset=matches.here.start)
        screen.article.go_to(place, is_reading=is_reading)


def _show(screen: "MainScreen", matches: Matches) -> None:
    """Mark what was found, and say how much that is."""
    screen.article.matches = matches
    count = len(matches.places)
    found = tr("{at} of {count}", at=f"{matches.at + 1:,}", count=f"{count:,}") if count else tr("not found")
    key = searching.key_of(screen, "find_hidden")
    hidden = tr(" · +{count} hidden · {key}", count=f"{matches.hidden:,}", key=key) if matches.hidden else ""
    screen.search.found = found + hidden


def _open_here(screen: "MainScreen") -> None:
    """Open the folded section that the match at hand stands in; in a page without clutter, have it folded."""
    opened, match = screen.article.opened, screen.article.matches.here
    if opened is None or match is None or _shows(opened)(match.block) is not False:
        return
    if screen.mode is Mode.GONE:
        screen.mode = Mode.FOLDED
    start = opened.body.sections[opened.body.section_of(match.block)].start
    if start not in opened.row.state.revealed:
        screen.post_message(ChangeAsked(changes.reveal(opened.row, start), quiet=True))
    else:
        screen.ask_page()


def _ask(screen: "MainScreen", *, goes: bool, is_reading: bool = True) -> None:
    """Have the text looked for found in the background."""
    opened, finding = screen.article.opened, screen.finding
    if opened is None:
        return
    texts, from_query, also_hidden = finding.texts, finding.from_query, finding.also_hidden

    def work(cancelled: Callable[[], bool]) -> TextFound | None:
        searched = finding.ready(opened.body)
        places = sorted({place for text in texts for place in searched.find(text, cancelled)})
        if cancelled():
            return None
        matches = _matches(opened, places, from_query=from_query, also_hidden=also_hidden)
        return TextFound(id=opened.row.id, matches=matches, goes=goes, is_reading=is_reading)

    screen.jobs.latest(KIND, work)


@receive.register(TextFound)
def _(found: TextFound, screen: "MainScreen") -> None:
    opened, finding = screen.article.opened, screen.finding
    if opened is None or opened.row.id != found.id:
        return
    spot = finding.before or placing.here(screen)
    old = screen.article.matches.here
    if not found.goes and old is not None:
        place = Position(block=old.block, offset=old.start)
    else:
        place = spot.position if spot else Position(block=0)
    first = found.matches.first_from(place)
    matches = replace(found.matches, at=first if first < len(found.matches.places) else 0)
    if found.goes:
        go_to_match(screen, matches, is_reading=found.is_reading and finding.before is None)
    else:
        _show(screen, matches)


def _matches(opened: Opened, places: Iterable[tuple[int, int, int]], *, from_query: bool, also_hidden: bool) -> Matches:
    """Return what was found of what may be looked at, and how much of it is hidden."""
    shows = _shows(opened, from_query=from_query)
    found, hidden = list[TextMatch](), 0
    for block, start, stop in places:
        shown = shows(block)
        if shown or (shown is False and also_hidden):
            found.append(TextMatch(block=block, start=start, stop=stop))
        elif shown is False:
            hidden += 1
    return Matches(places=tuple(found), hidden=hidden, from_query=from_query)


def _shows(opened: Opened, *, from_query: bool = False) -> Callable[[int], bool | None]:
    """Return what tells of a block's index whether its page shows it: False where it is folded, None where it never is.

    from_query: as for `find`.
    """
    known: dict[int, bool | None] = {}

    def shows(block: int) -> bool | None:
        index = opened.body.section_of(block)
        if index not in known:
            known[index] = _shows_section(opened, index, from_query=from_query)
        undrawn = known[index] and index in opened.items and opened.look.mode is not Mode.SHOWN
        return None if undrawn and block in _retold(opened, index) else known[index]

    return shows


def _shows_section(opened: Opened, index: int, *, from_query: bool) -> bool | None:
    """Return whether a section is shown, as `_shows` does of its blocks."""
    section, mode = opened.body.sections[index], opened.look.mode
    if from_query:
        return True if section.label is Label.CONTENT else None
    if section.label is Label.BYLINE:
        return True if mode is Mode.SHOWN else None
    if not section.label.is_clutter or mode is Mode.SHOWN:
        return True
    return mode is Mode.FOLDED and section.start in opened.row.state.revealed


def _retold(opened: Opened, index: int) -> Iterator[int]:
    """Yield the blocks of an open section of which its list of recommendations says in our words what they say."""
    for recommended in opened.items[index]:
        item = recommended.item
        yield from (block for block in range(item.start, item.stop) if block != item.block and block not in item.rest)
