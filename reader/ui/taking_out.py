"""Commands that take articles somewhere else: into the browser, onto the clipboard."""

import asyncio
import os
import signal
import subprocess
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from msgspec import Struct
from textual.app import SuspendNotSupported

from reader.core.addresses import web_address
from reader.core.article import Article
from reader.core.catalog import Row
from reader.core.passages import quoted
from reader.core.text import visible
from reader.ui import passages
from reader.ui.messages import Said
from reader.ui.receiving import receive
from reader.ui.selecting import rows_at_hand
from reader.wording import tr, trn

if TYPE_CHECKING:
    from reader.library import Library
    from reader.outside import Argv
    from reader.ui.screen import MainScreen

MOST_OPENED = 10
"""Pages that are opened together; more would be a slip."""

MOST_BY_TERMINAL = 74_994 * 3 // 4
"""Bytes of the longest text that every terminal with OSC 52 takes: hterm's limit, before base64."""

_DEAF = 0.1  # seconds after which Ctrl-C is for this program again


class Remembered(Struct):
    """What is offered again. folder: the one exported to last, as typed. command: the one piped to last."""

    folder: str = "~"
    command: str = ""


class BrowserInTerminal(Struct, frozen=True):
    """Addresses are to be opened by a browser that needs the terminal."""

    commands: "tuple[Argv, ...]"


class TextReady(Struct, frozen=True):
    """A text is to be copied; `what` says which."""

    text: str
    what: str


def open_link(screen: "MainScreen") -> None:
    """Open the originals of the articles at hand in the browser."""
    urls = [row.article.url for row in rows_at_hand(screen) if row.article.url]
    if not urls:
        screen.status.say(tr("No link is known for this article"))
    elif len(urls) > MOST_OPENED:
        screen.status.say(tr("{count} at most are opened together; select fewer", count=MOST_OPENED), warning=True)
    else:
        _open(screen, urls)


def open_url(screen: "MainScreen", url: str) -> None:
    """Open an address in the browser: only one of the web, and never through a shell."""
    _open(screen, [url])


def _open(screen: "MainScreen", urls: Iterable[str]) -> None:
    addresses = [address for url in urls if (address := web_address(url)) is not None]
    if not addresses:
        screen.status.say(tr("Not a web address; it was not opened"), warning=True)
        return

    def work(_: Callable[[], bool]) -> Said | BrowserInTerminal:
        from reader import outside

        browsers = [outside.browser_for(address, os.environ) for address in addresses]
        found = [browser for browser in browsers if browser is not None]
        if not found:
            return Said(tr("No browser was found; name one in BROWSER"), warning=True)
        if found[0].in_terminal:
            return BrowserInTerminal(tuple(browser.argv for browser in found))
        for browser in found:
            if code := outside.start(browser.argv):
                told = tr("{program} could not open it (exit code {code})", program=browser.argv[0], code=code)
                return Said(told, warning=True)
        return Said(trn("Opened in the browser", "{count} pages opened in the browser", len(found)))

    screen.jobs.queue("browser", work)


@receive.register(BrowserInTerminal)
def _(browser: BrowserInTerminal, screen: "MainScreen") -> None:
    try:
        with _without_interrupts(screen), screen.app.suspend():
            for argv in browser.commands:
                subprocess.run(argv, check=False)
    except (SuspendNotSupported, OSError):
        screen.status.say(tr("The browser could not be given the terminal"), warning=True)


@contextmanager
def _without_interrupts(screen: "MainScreen") -> Iterator[None]:
    """Leave Ctrl-C to the program that has the terminal, which shares it with this one."""
    loop, number = asyncio.get_running_loop(), signal.SIGINT
    was_handled = loop.remove_signal_handler(number)
    signal.signal(number, lambda *_: None)
    try:
        yield
    finally:
        if was_handled:  # later, as the loop still has to hear of those that came meanwhile
            loop.call_later(_DEAF, loop.add_signal_handler, number, screen.app.leave)  # type: ignore[attr-defined]


def copy(screen: "MainScreen", text: str, what: str) -> None:
    """Copy a text: by a program for the clipboard where there is one, and by the terminal, which may be far from it.

    what: what was copied, for the status line, which also says how.
    """
    safe = visible(text)
    screen.app.copy_to_clipboard(safe)

    def work(_: Callable[[], bool]) -> Said:
        from reader import outside

        if (program := outside.copied(safe, os.environ)) is not None:
            return Said(f"{what} · {program}")
        if len(safe.encode()) > MOST_BY_TERMINAL:
            return Said(tr("{what} · by the terminal, which may find it too long", what=what))
        return Said(tr("{what} · by the terminal, if it allows that (OSC 52)", what=what))

    screen.jobs.queue("clipboard", work)


@receive.register(TextReady)
def _(ready: TextReady, screen: "MainScreen") -> None:
    copy(screen, ready.text, ready.what)


def copy_link(screen: "MainScreen") -> None:
    """Copy the addresses of the articles at hand, one a line."""
    urls = [row.article.url for row in rows_at_hand(screen) if row.article.url]
    if urls:
        copy(screen, "\n".join(urls), trn("Link copied", "{count} links copied", len(urls)))
    else:
        screen.status.say(tr("No link is known for this article"))


def copy_text(screen: "MainScreen") -> None:
    """Copy what is selected or chosen, else the articles at hand without their clutter, unwrapped."""
    opened, passage = screen.article.opened, passages.chosen(screen)
    if selected := screen.get_selected_text():
        copy(screen, selected, tr("Selection copied"))
    elif opened is not None and passage is not None:
        copy(screen, quoted(opened.body, passage), tr("Passage copied"))
    elif (library := screen.library) is not None and (rows := rows_at_hand(screen)):
        what = trn("Article copied", "{count} articles copied", len(rows))
        screen.jobs.queue("texts", lambda _: TextReady("\n".join(plain_texts(library, rows)), what))


def copy_quote(screen: "MainScreen") -> None:
    """Copy what is selected or chosen, else the paragraph at hand, between quotation marks and with its source."""
    opened, line, passage = screen.article.opened, screen.article.line, passages.chosen(screen)
    if passage is None and opened is not None and line is not None and screen.pane is screen.article:
        passage = passages.paragraph_at(opened, line)
    if opened is None or passage is None:
        screen.status.say(tr("Nothing to quote here: go to a paragraph of the article"))
        return
    copy_with_source(screen, opened.row.article, quoted(opened.body, passage))


def copy_with_source(screen: "MainScreen", article: Article, text: str) -> None:
    """Copy what an article says, between quotation marks and with its source."""
    from reader.formats.quoting import quote_text

    copy(screen, quote_text(article, text), tr("Quote copied with its source"))


def plain_texts(library: "Library", rows: Sequence[Row]) -> Iterator[str]:
    """Yield articles as plain text without their clutter. Raises NotFound, Unreadable. Not for the event loop."""
    from reader.layout.plain import plain_text

    return (plain_text(row.article, library.body(row.id), clutter=False) for row in rows)
