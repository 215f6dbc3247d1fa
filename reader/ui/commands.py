"""Every command once: from this table come bindings, hints, palette, help, the README's keys and user overrides."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace
from textual.binding import Binding, BindingsMap

from reader.core.changes import Field
from reader.core.errors import SettingsError
from reader.core.query import Shelf
from reader.core.searches import SLOTS
from reader.ui import emptying, in_texts, looking, marking, moving, recommending, searching
from reader.ui.keys import EDITING, key_name, long_name

if TYPE_CHECKING:
    from reader.ui.screen import MainScreen

Perform = Callable[["MainScreen"], None]


class Command(Struct, frozen=True, kw_only=True):
    """Something a reader can do.

    id: its name in the settings file. keys: Textual's key names, the first shown; empty for palette only.
    hint: the word in the bottom line, with the panes (list, article, search) it is shown in.
    """

    id: str
    keys: tuple[str, ...]
    title: str
    group: str
    perform: Perform
    hint: str = ""
    panes: tuple[str, ...] = ()


def _(id: str, keys: str, title: str, group: str, perform: Perform, hint: str = "", panes: str = "") -> Command:
    return Command(
        id=id,
        keys=tuple(keys.split()),
        title=title,
        group=group,
        perform=perform,
        hint=hint,
        panes=tuple(panes.split()),
    )


MOVE, FIND, MARK, READ, VIEW, APP = "Moving", "Finding", "Marking", "Reading", "Looking", "The program"

COMMANDS: tuple[Command, ...] = (
    _("down", "j down", "Next row or line", MOVE, moving.step(1)),
    _("up", "k up", "Previous row or line", MOVE, moving.step(-1)),
    _("open", "l enter right", "Go into the article; there, open what is at hand", MOVE, moving.enter, "read", "list"),
    _("back", "h escape left", "Back, close, clear", MOVE, moving.back, "back", "article search"),
    _("next_pane", "tab", "Next pane", MOVE, moving.next_pane(1)),
    _("previous_pane", "shift+tab", "Previous pane", MOVE, moving.next_pane(-1)),
    _("page_down", "space pagedown", "Page down; at the end, the next unread", MOVE, moving.page_down),
    _("page_up", "pageup shift+space", "Page up", MOVE, moving.page(-1)),
    _("half_down", "ctrl+d", "Half a page down", MOVE, moving.page(0.5)),
    _("half_up", "ctrl+u", "Half a page up", MOVE, moving.page(-0.5)),
    _("top", "g home", "Top", MOVE, moving.edge(bottom=False)),
    _("bottom", "G end", "Bottom", MOVE, moving.edge(bottom=True)),
    _("next_article", "J ctrl+down", "Next article, from the reader too", MOVE, moving.next_article(1)),
    _("previous_article", "K ctrl+up", "Previous article, from the reader too", MOVE, moving.next_article(-1)),
    _(
        "next_unread",
        "] fullwidth_right_square_bracket right_black_lenticular_bracket",
        "Next unread",
        MOVE,
        moving.next_unread(1),
    ),
    _(
        "previous_unread",
        "[ fullwidth_left_square_bracket left_black_lenticular_bracket",
        "Previous unread",
        MOVE,
        moving.next_unread(-1),
    ),
    _(
        "search",
        "/ ctrl+f fullwidth_solidus ideographic_comma",
        "Search titles; in the article, find in its text",
        FIND,
        looking.search,
        "search",
        "list article",
    ),
    _("in_texts", "ctrl+t f2", "Search in texts, or in titles again", FIND, in_texts.toggle, "texts", "search"),
    _("next_match", "n f3", "Next match", FIND, looking.next_match(1)),
    _("previous_match", "N shift+f3", "Previous match", FIND, looking.next_match(-1)),
    _(
        "bookmark",
        "b f4",
        "Bookmark, or take the bookmark away",
        MARK,
        marking.toggle(Field.BOOKMARKED),
        "bookmark",
        "list article",
    ),
    _("tags", "t f5", "Tags", MARK, marking.tags),
    _("read", "r f6", "Read or unread", MARK, marking.toggle(Field.READ)),
    _(
        "archive",
        "e f7",
        "Archive, or take out of the archive",
        MARK,
        marking.toggle(Field.ARCHIVED),
        "archive",
        "list",
    ),
    _("trash", "D delete", "To the trash, or out of it", MARK, marking.toggle(Field.TRASHED)),
    _("undo", "u ctrl+z", "Undo", MARK, marking.undo),
    _("redo", "U ctrl+y", "Redo", MARK, marking.redo),
    _("clutter", "c f9", "Clutter folded, gone or shown", READ, looking.cycle_clutter, "clutter", "article"),
    _("section", "C shift+f9", "Open or fold the section at hand", READ, looking.toggle_section),
    _(
        "why",
        "x f8",
        "Why is this hidden or shown; again to mark it the other way",
        READ,
        marking.why,
        "why",
        "article",
    ),
    _("keep", "i insert", "Keep a recommendation as a stub; on its section, all of them", READ, recommending.keep),
    _("browser", "o f10", "Open the original in the browser", READ, marking.open_link),
    _("copy_link", "y", "Copy the link", READ, marking.copy_link),
    _("copy_text", "Y", "Copy the text, unwrapped", READ, marking.copy_text),
    _("sort", "s f11", "Sort by the next order", VIEW, looking.next_sort),
    _("filter", "f", "Only this source; again for all", VIEW, looking.filter_source),
    _("clear", "F", "Clear search and filters", VIEW, looking.clear),
    _("all", "1", "All articles", VIEW, looking.shelf(Shelf.ALL)),
    _("unread", "2", "Unread", VIEW, looking.shelf(Shelf.UNREAD)),
    _("bookmarked", "3", "Bookmarked", VIEW, looking.shelf(Shelf.BOOKMARKED)),
    _("archived", "4", "Archived", VIEW, looking.shelf(Shelf.ARCHIVED)),
    _("trashed", "", "Trash", VIEW, looking.shelf(Shelf.TRASHED)),
    *(_(f"saved_{slot}", f"{slot}", f"Saved search {slot}", VIEW, searching.show_saved(slot)) for slot in SLOTS),
    _("save", "S shift+f11", "Save this search; another name renames it, none forgets it", VIEW, searching.save),
    _("alone", "w f12", "Article alone", VIEW, looking.alone),
    _("wider", "+ =", "Wider lines", VIEW, looking.measure(4)),
    _("narrower", "-", "Narrower lines", VIEW, looking.measure(-4)),
    _("theme", "", "Light or dark", VIEW, looking.theme),
    _("add", "", "Add files or a folder to the library", APP, looking.add),
    _("empty_trash", "", "Empty the trash: remove what is there for good", APP, emptying.ask),
    _("sample", "", "Open the sample library", APP, looking.sample),
    _("palette", ": ctrl+p fullwidth_colon", "All commands", APP, looking.palette, "commands", "search"),
    _("help", "? f1 fullwidth_question_mark", "Keys", APP, looking.help_keys, "keys", "list article"),
    _("news", "", "What is new", APP, looking.news),
    _("leave", "q", "Back, then quit", APP, looking.leave, "quit", "list"),
    _("quit", "ctrl+q", "Quit", APP, looking.quit_app),
)

BY_ID: Mapping[str, Command] = {command.id: command for command in COMMANDS}


def overridden(keys: Mapping[str, str]) -> tuple[Command, ...]:
    """Return the commands with the keys a user gave some of them ("bookmark": "b,f4").

    Raises SettingsError for an unknown command, and for a key that two commands would have.
    """
    if unknown := keys.keys() - BY_ID.keys():
        raise SettingsError(f"[keys] names no command: {', '.join(sorted(unknown))}", "`?` in the app lists them")
    commands = tuple(
        replace(command, keys=tuple(key.strip() for key in keys[command.id].split(",") if key.strip()))
        if command.id in keys
        else command
        for command in COMMANDS
    )
    owner: dict[str, str] = {}
    for command in commands:
        for key in command.keys:
            if owner.setdefault(key, command.id) != command.id:
                raise SettingsError(
                    f"[keys] gives {key!r} to {owner[key]} and {command.id}", "give one of them another"
                )
    return commands


def bindings(commands: tuple[Command, ...]) -> BindingsMap:
    """Return the screen's bindings for a command table.

    All have priority: textual then performs them in the order typed, where else a letter typed right after `/` would
    still go to the list. Printable keys stay with an input that has the focus, and so do the keys it edits with.
    """
    return BindingsMap(
        Binding(long, f"{'type_or_run' if long in EDITING else 'run'}('{command.id}')", show=False, priority=True)
        for command in commands
        for key in command.keys
        for long in [long_name(key)]
    )


def hints(commands: tuple[Command, ...], pane: str) -> tuple[tuple[str, str], ...]:
    """Return the keys worth showing in the bottom line while `pane` has the focus."""
    return tuple(
        (key_name(_typable(command.keys, pane)), command.hint)
        for command in commands
        if command.hint and pane in command.panes and command.keys
    )


def _typable(keys: tuple[str, ...], pane: str) -> str:
    """Return the first key that is no letter while letters are being typed, else simply the first."""
    if pane == "search":
        return next((key for key in keys if len(key) > 1), keys[0])
    return keys[0]
