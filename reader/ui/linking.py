"""The links of the article: letters over those in sight, the list of all, and what the mouse does with them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import product
from typing import TYPE_CHECKING

from msgspec import Struct
from textual import events

from reader.core.text import one_line
from reader.layout.lines import Line
from reader.layout.links import Link
from reader.ui import taking_out
from reader.ui.messages import LinkClicked
from reader.ui.receiving import receive
from reader.ui.status import Hint
from reader.wording import tr

if TYPE_CHECKING:
    from reader.ui.screen import MainScreen

LETTERS = "asdfghjk"
"""What hints are made of: the home row, without the l, whose capital asks for the list."""

_ALL = "L"


class LinksFound(Struct, frozen=True):
    """All links of the article `id`, in reading order."""

    id: str
    links: tuple[Link, ...]


class Hinted(Struct, frozen=True):
    """A link in sight: the row of the page and the character of the drawn line where it begins, and its address."""

    row: int
    start: int
    href: str


def hint(screen: "MainScreen") -> None:
    """Show a letter over each link in sight, and take the one that is typed; where there is none, list all links."""
    article = screen.article
    if screen.pane is not article or article.opened is None:
        screen.status.say(tr("Links are those of an article"))
        return
    if not _offer_in_sight(screen):
        list_all(screen)


def renew(screen: "MainScreen") -> None:
    """Show letters over the links in sight anew, as the rows that they stood over are those of another page."""
    screen.on_descendant_focus()
    if screen.pane is screen.article:
        _offer_in_sight(screen)


def labels(count: int) -> Iterator[str]:
    """Yield `count` hints, all of as many letters, so that none begins another; the easiest first."""
    size = 1
    while len(LETTERS) ** size < count:
        size += 1
    every = map("".join, product(LETTERS, repeat=size))
    return (label for label, _ in zip(every, range(count), strict=False))


def list_all(screen: "MainScreen") -> None:
    """Show a list of all links of the article."""
    if (opened := screen.article.opened) is None:
        return
    id, body = opened.row.id, opened.body

    def work(_: Callable[[], bool]) -> LinksFound:
        from reader.layout.links import links_of

        return LinksFound(id, links_of(body))

    screen.jobs.latest("links", work)


@receive.register(LinksFound)
def _(found: LinksFound, screen: "MainScreen") -> None:
    from reader.ui.link_list import Chosen, LinkList

    def take(chosen: Chosen | None) -> None:
        if chosen is not None:
            act(screen, chosen.href, copies=chosen.copies)

    if screen.taker is not None or screen.pane is not screen.article or not screen.is_current:
        return  # the reader went on
    if not found.links:
        screen.status.say(tr("No links in this article"))
    elif screen.article.opened is not None and screen.article.opened.row.id == found.id:
        screen.app.push_screen(LinkList(found.links, screen.commands), take)


@receive.register(LinkClicked)
def _(clicked: LinkClicked, screen: "MainScreen") -> None:
    if clicked.opens:
        act(screen, clicked.href, copies=False)
    else:
        screen.status.say(tr("{address} · click twice to open it", address=clicked.href))


def act(screen: "MainScreen", href: str, *, copies: bool) -> None:
    """Open an address in the browser, or copy it."""
    if copies:
        taking_out.copy(screen, href, tr("Copied: {address}", address=one_line(href)))
    else:
        taking_out.open_url(screen, href)


def _offer_in_sight(screen: "MainScreen") -> bool:
    """Show hints over the links in sight; False when there are none."""
    article, top = screen.article, screen.article.scroll_offset.y
    links = list(_in_sight(article.lines, range(top, min(top + article.size.height, article.count))))
    if links:
        _offer(screen, dict(zip(labels(len(links)), links, strict=False)))
    return bool(links)


def _offer(screen: "MainScreen", links: Mapping[str, Hinted]) -> None:
    """Show hints, and take the letters of one; a capital among them copies, Esc and all other keys take them back."""
    typed = ""

    def show(begun: str) -> None:
        screen.article.hints = {
            (link.row, link.start): label[len(begun) :] for label, link in links.items() if label.startswith(begun)
        }

    def take(event: events.Key) -> bool:
        nonlocal typed
        letter = event.character or ""
        begun = (typed + letter).lower()
        if letter == _ALL or not letter.isalpha() or not any(label.startswith(begun) for label in offered()):
            release()
            if letter == _ALL:
                list_all(screen)
            return event.is_printable or event.key == "escape"
        typed += letter
        if begun in links:
            release()
            act(screen, links[begun].href, copies=typed != begun)
        else:
            show(begun)
        return True

    def offered() -> Iterable[str]:
        return links if screen.article.hints else ()  # another page has other rows

    def release() -> None:
        screen.taker = None
        screen.article.hints = {}
        screen.on_descendant_focus()

    screen.taker = take
    show("")
    screen.status.prompt(
        (
            Hint(key=tr("Letters"), word=tr("open a link")),
            Hint(key=tr("capital ones"), word=tr("copy it")),
            Hint(key=_ALL, word=tr("all links")),
            Hint(key="Esc", word=tr("back")),
        )
    )


def _in_sight(lines: tuple[Line, ...], rows: range) -> Iterator[Hinted]:
    """Yield the links that begin in some rows; one that goes on from the row above is the same."""
    for row in rows:
        line, above = lines[row], lines[row - 1] if row > rows.start else None
        for link in line.links:
            goes_on = (
                link.start == 0
                and above is not None
                and above.block == line.block
                and any(before.href == link.href and before.stop == len(above.text) for before in above.links)
            )
            if not goes_on:
                yield Hinted(row, len(line.prefix) + link.start, link.href)
