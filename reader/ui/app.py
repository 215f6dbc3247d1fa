"""The application: themes, settings, the library's life, signals."""

import asyncio
import signal
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import App
from textual.binding import Binding, BindingsMap
from textual.widgets import Input

from reader import config
from reader.clock import now
from reader.core.errors import ReaderError
from reader.core.text import visible
from reader.ui import opening
from reader.ui.commands import BY_ID, Command
from reader.ui.keys import character_of, half_width, key_name, long_name
from reader.ui.remapping import overridden
from reader.ui.screen import SHORT, MainScreen
from reader.ui.themes import DARK, LIGHT, THEMES, Colourless
from reader.ui.typed_ahead import taken
from reader.wording import tr

if TYPE_CHECKING:
    from textual.command import Provider

    from reader.library import Library


TURN = 0.0005
"""Seconds that a thread runs on while the event loop waits for its turn, a tenth of Python's own.

The loop waits several times for each key: with 5 ms it wakes up 5 ms late by the median and 11 ms at the 95th
percentile beside a busy thread, with 0.5 ms 0.8 and 2.5 ms. The busy thread loses nothing that can be measured.
"""


def command_provider() -> type["Provider"]:
    """Return the palette's source of commands, imported when the palette is first opened."""
    from reader.ui.palette import CommandProvider

    return CommandProvider


def app_bindings(commands: Sequence[Command]) -> BindingsMap:
    """Return the keys that work over everything: those that quit, and Ctrl-C."""
    keys = next(command.keys for command in commands if command.id == "quit")
    quitting = [Binding(long_name(key), "quit", show=False, priority=True) for key in keys if character_of(key) is None]
    return BindingsMap([*quitting, Binding("ctrl+c", "help_quit", show=False, system=True)])


class ReaderApp(App[None]):
    """The reader over the library in `folder`.

    settings: as loaded. clock: the time now, aware. sample: whether to open the sample library instead.
    Raises SettingsError when the settings' keys clash.
    """

    TITLE = "reader"
    CSS_PATH = "reader.tcss"
    COMMANDS: ClassVar = {command_provider}
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (72, "-medium"), (150, "-wide")]  # noqa: RUF012 - as textual types it
    VERTICAL_BREAKPOINTS = [(0, "-short"), (SHORT, "-tall")]  # noqa: RUF012
    ENABLE_COMMAND_PALETTE = True

    def __init__(
        self,
        folder: Path,
        settings: config.Settings | None = None,
        *,
        clock: Callable[[], datetime] = now,
        sample: bool = False,
    ) -> None:
        super().__init__()
        self.settings = settings or config.Settings()
        self.commands = overridden(self.settings.keys)
        self._bindings = app_bindings(self.commands)
        self.folder = folder
        self.clock = clock
        self.main = MainScreen(self.commands, clock)
        self._early_keys: list[events.Key] = []
        self._is_typing = False  # whether the last key was a character
        self._starts_with_sample = sample
        self._shows_front = False
        self._sample: tempfile.TemporaryDirectory[str] | None = None
        for theme in THEMES:
            self.register_theme(theme)
        chosen = self.settings.theme if sample else config.load_session(folder).theme or self.settings.theme
        self._begin_with(chosen if chosen in self.available_themes else DARK.name)
        if self.no_color:
            self._filters = [Colourless()]  # textual's own makes colours grey
        if not self.settings.motion:
            self.animation_level = "none"

    def _begin_with(self, theme: str) -> None:
        """Set the theme as textual's watcher does, but for the styles, which are then read once and not twice."""
        self.set_reactive(ReaderApp.theme, theme)
        dark = self.current_theme.dark
        for name, is_on in (("-dark-mode", dark), ("-light-mode", not dark), (f"-theme-{theme}", True)):
            self.set_class(is_on, name, update=False)
        self._refresh_truecolor_filter(self.ansi_theme)
        self.stylesheet.set_variables(self.get_css_variables())

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give Textual's own themes the colours of ours that they do not have."""
        return dict((DARK if self.current_theme.dark else LIGHT).variables)

    def get_default_screen(self) -> MainScreen:
        """Show the panes."""
        return self.main

    def on_mount(self) -> None:
        """Open the library, and leave in good order when told to end."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            loop.add_signal_handler(number, self.leave)
        sys.setswitchinterval(TURN)
        self.main.measure = self.settings.measure
        if self._starts_with_sample:
            self.open_sample()
        else:
            opening.restore(self.main, self.folder, self.settings)
            self._shows_front = opening.show_front(self.main, self.folder)
            if not self._shows_front:
                self._open_own()

    async def on_event(self, event: events.Event) -> None:
        """Make what is pasted safe before any input holds it, and let keys wait for the panes, or for who takes them.

        Textual's inputs draw control characters as they are.
        """
        if isinstance(event, events.Paste):
            event.text = visible(event.text)
        if isinstance(event, events.Key) and not self.main.stands:
            self._early_keys.append(event)
            return
        if isinstance(event, events.Key) and not event.is_forwarded:
            was_typing, self._is_typing = self._is_typing, event.is_printable
            if isinstance(self.focused, Input) and not (was_typing and event.is_printable):
                await taken(self.main, self.focused)
        if not (isinstance(event, events.Key) and (take := self.main.taker) is not None and take(_half(event))):
            await super().on_event(event)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Have the cursor of an input stand still where nothing is to move."""
        if self.animation_level == "none" and isinstance(event.widget, Input):
            event.widget.cursor_blink = False

    def on_panes_stand(self) -> None:
        """Select what was open last, if it is there, and take the keys that were pressed before there were panes."""
        screen = self.main
        if screen.to_restore is not None and screen.listing.select_id(screen.to_restore):
            screen.to_restore = None
        for event in self._early_keys:
            self.post_message(event)
        if self._shows_front:
            self.call_after_refresh(self._open_own)

    def open_sample(self) -> None:
        """Open the sample library in place of the one that is open; it is forgotten at the end."""
        if self._sample is None:
            self._sample = tempfile.TemporaryDirectory(prefix="reader-sample-")
            self.folder = Path(self._sample.name)
            opening.open_library(self.main, self._sample_library)

    def on_sample_asked(self) -> None:
        """Open the sample library."""
        self.open_sample()

    def action_help_quit(self) -> None:
        """Do what Ctrl-C is pressed for: copy what is selected, else say how to quit."""
        if self.main.get_selected_text():
            BY_ID["copy_text"].perform(self.main)
        else:
            keys = next(command.keys for command in self.commands if command.id == "quit")
            self.main.status.say(tr("{key} quits", key=key_name(keys[0]) if keys else ":"))

    async def action_quit(self) -> None:
        """Quit; textual binds Ctrl-Q to this in every app, over the table of commands."""
        self.leave()

    def on_leave_asked(self) -> None:
        """Quit."""
        self.leave()

    def leave(self) -> None:
        """Keep the place and quit; the place is handed over, as the app may be gone before a message arrives."""
        if self.main.stands and (asked := self.main.article.place_to_keep()) is not None:
            self.main.on_change_asked(asked)
        self.call_later(self.exit)

    async def on_unmount(self) -> None:
        """Finish what was asked for, remember how the app was left, close the library."""
        screen = self.main
        await asyncio.to_thread(screen.jobs.close)
        if screen.held:
            await asyncio.to_thread(self._keep_held)
        if screen.library is not None:
            if screen.library.catalog.rows:
                config.save_session(self.folder, opening.session_of(screen, self.settings))
            await asyncio.to_thread(screen.library.close, front=screen.query_now.sort)
        if self._sample is not None:
            self._sample.cleanup()

    def _open_own(self) -> None:
        opening.open_library(self.main, self._own_library)

    def _own_library(self) -> "Library":
        from reader.library import Library

        return Library.open(self.folder, clock=self.clock)

    def _keep_held(self) -> None:
        """Do what was asked for before the library was open, now that the app is left before it is."""
        with suppress(ReaderError), self._own_library() as library:  # nobody was told that it is done
            for asked in self.main.held:
                library.apply(asked.change_in(library.catalog), undoable=not asked.quiet)

    def _sample_library(self) -> "Library":
        from reader import demo

        return demo.library(self.folder, self.clock)


def _half(event: events.Key) -> events.Key:
    """Return a key as it is without a Chinese input method, for who takes letters."""
    character = half_width(event.character or "")
    return events.Key(long_name(character), character) if character != (event.character or "") else event
