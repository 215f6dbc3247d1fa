"""Every command once: from this table come bindings, hints, palette, help and the README's keys."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from textual.binding import Binding, BindingsMap

from reader.core.changes import Field
from reader.core.query import Grouping, Shelf
from reader.core.searches import SLOTS
from reader.ui import (
    browsing,
    emptying,
    exporting,
    highlighting,
    in_article,
    in_texts,
    linking,
    looking,
    marking,
    moving,
    passages,
    piping,
    placing,
    recommending,
    searching,
    selecting,
    tagging,
    taking_out,
)
from reader.ui.keys import character_of, is_typed, key_name, long_name, twins_of
from reader.ui.status import Hint
from reader.wording import tr

if TYPE_CHECKING:
    from reader.ui.screen import MainScreen

Perform = Callable[["MainScreen"], None]


class Command(Struct, frozen=True, kw_only=True):
    """Something a reader can do.

    id: its name in the settings file. keys: Textual's key names, the first shown; empty for palette only.
    hint: the word in the bottom line, with the panes (list, article, search) it is shown in; selected is the list while
    rows are.
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


MOVE, FIND, MARK, NOTE = "Moving", "Finding", "Marking", "Highlighting"
READ, VIEW, APP = "Reading", "Looking", "The program"

COMMANDS: tuple[Command, ...] = (
    _("down", "j down", "Next row or line", MOVE, moving.step(1)),
    _("up", "k up", "Previous row or line", MOVE, moving.step(-1)),
    _("open", "l enter right", "Go into the article; there, open what is at hand", MOVE, moving.enter, "read", "list"),
    _("back", "h escape left", "Back, close, clear", MOVE, moving.back, "back", "article search selected browse"),
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
    _("next_unread", "]", "Next unread", MOVE, moving.next_unread(1)),
    _("previous_unread", "[", "Previous unread", MOVE, moving.next_unread(-1)),
    _(
        "search",
        "/ ctrl+f",
        "Search titles; in the article, find in its text",
        FIND,
        looking.search,
        "search",
        "list article",
    ),
    _("in_texts", "ctrl+t f2", "Search in texts, or in titles again", FIND, in_texts.toggle, "texts", "search"),
    _("next_match", "n f3", "Next match; with nothing searched for, a note", FIND, highlighting.next_or_note),
    _("find_hidden", "Z", "Find also in what is folded away", FIND, in_article.toggle_hidden),
    _("previous_match", "N shift+f3", "Previous match", FIND, in_article.next_match(-1)),
    _(
        "bookmark",
        "b f4",
        "Bookmark, or take the bookmark away",
        MARK,
        marking.toggle(Field.BOOKMARKED),
        "bookmark",
        "list selected",
    ),
    _("tags", "t f5", "Tags", MARK, tagging.ask, "tags", "selected"),
    _("read", "r f6", "Read or unread", MARK, marking.toggle(Field.READ), "read", "selected"),
    _(
        "archive",
        "e f7",
        "Archive, or take out of the archive",
        MARK,
        marking.toggle(Field.ARCHIVED),
        "archive",
        "list selected",
    ),
    _("trash", "D delete", "To the trash, or out of it", MARK, marking.toggle(Field.TRASHED), "trash", "selected"),
    _(
        "select",
        "v",
        "Select the row and go down; in the article, the other end of the passage",
        MARK,
        passages.swap_or_select,
        "select",
        "selected",
    ),
    _("select_all", "V", "Select all rows, or none", MARK, selecting.select_all),
    _("extend_down", "shift+down", "Select the next row too", MARK, selecting.extend(1)),
    _("extend_up", "shift+up", "Select the previous row too", MARK, selecting.extend(-1)),
    _("undo", "u ctrl+z", "Undo", MARK, marking.undo),
    _("redo", "U ctrl+y", "Redo", MARK, marking.redo),
    _(
        "highlight",
        "a",
        "Highlight the passage, else the paragraph; or no longer",
        NOTE,
        highlighting.toggle,
        "highlight",
        "article",
    ),
    _("colour", "A", "Colour of the highlight", NOTE, highlighting.ask_colour),
    _("highlights", "M", "All highlights of the library, those of the article first", NOTE, highlighting.show_all),
    _("word_more", ".", "Choose a word, or one more", NOTE, passages.by_word(outward=True)),
    _("word_less", ",", "A word less", NOTE, passages.by_word(outward=False)),
    _("sentence_more", ")", "Choose the sentence, or one more", NOTE, passages.by_sentence(outward=True)),
    _("sentence_less", "(", "A sentence less", NOTE, passages.by_sentence(outward=False)),
    _("paragraph_more", "}", "Next paragraph; with a passage chosen, one more", NOTE, passages.by_paragraph(1)),
    _("paragraph_less", "{", "Previous paragraph; with a passage chosen, one less", NOTE, passages.by_paragraph(-1)),
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
    _("mark", "m", "Mark the place with a letter", READ, placing.mark),
    _("to_mark", "'", "Go to a mark; twice, back to before the last jump", READ, placing.to_mark),
    _(
        "links",
        "L",
        "Open a link by the letters over it; again for a list of all",
        READ,
        linking.hint,
        "links",
        "article",
    ),
    _("keep", "i insert", "Keep a recommendation as a stub; on its section, all of them", READ, recommending.keep),
    _("browser", "o f10", "Open the original in the browser", READ, taking_out.open_link),
    _("copy_link", "y", "Copy the link", READ, taking_out.copy_link),
    _("copy_text", "Y", "Copy the text, unwrapped", READ, taking_out.copy_text),
    _("copy_quote", "&", "Copy passage or paragraph as a quote with its source", READ, taking_out.copy_quote),
    _("export", "E", "Export: Markdown, HTML, text, EPUB, JSON Lines", READ, exporting.ask, "export", "selected"),
    _("pipe", "|", "Give the text to a command", READ, piping.ask),
    _("sort", "s f11", "Sort by the next order", VIEW, looking.next_sort),
    *(_(f"sort_{sort}", "", title, VIEW, looking.sort(sort)) for sort, title in looking.SORTS.items()),
    _("group", "z", "Group by source, by month, or not", VIEW, browsing.next_grouping),
    _("by_source", "", "Group by source", VIEW, browsing.group(Grouping.SOURCE)),
    _("by_month", "", "Group by month", VIEW, browsing.group(Grouping.MONTH)),
    _("ungrouped", "", "Do not group", VIEW, browsing.group(Grouping.NONE)),
    _("browse", "B", "Browse sources, tags and months; again to close", VIEW, browsing.toggle, "browse", "list browse"),
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
    _("spacing", "P", "Lines and paragraphs closer together or further apart", VIEW, looking.next_spacing),
    _("theme", "T", "Next theme: dark, light, high contrast", VIEW, looking.theme),
    _("add", "", "Add files or a folder to the library", APP, looking.add),
    _("empty_trash", "", "Empty the trash: remove what is there for good", APP, emptying.ask),
    _("sample", "", "Open the sample library", APP, looking.sample),
    _("palette", ": ctrl+p", "All commands", APP, looking.palette, "commands", "search"),
    _("help", "? f1", "Keys", APP, looking.help_keys, "keys", "list article browse"),
    _("news", "", "What is new", APP, looking.news),
    _("leave", "q", "Back, then quit", APP, looking.leave, "quit", "list"),
    _("quit", "ctrl+q", "Quit", APP, looking.quit_app),
)

BY_ID: Mapping[str, Command] = {command.id: command for command in COMMANDS}


def bindings(commands: Sequence[Command]) -> BindingsMap:
    """Return the screen's bindings for a command table, with the twins of its keys where they are no one's own keys.

    All have priority: textual then performs them in the order typed, where else a letter typed right after `/` would
    still go to the list. Printable keys stay with an input that has the focus, and so do the keys it edits with.
    """
    owners = {long_name(key): (key, command.id) for command in commands for key in command.keys}
    for key, id in tuple(owners.values()):
        for twin in twins_of(key):
            owners.setdefault(long_name(twin), (twin, id))
    return BindingsMap(
        Binding(name, f"{'type_or_run' if is_typed(key) else 'run'}('{id}')", show=False, priority=True)
        for name, (key, id) in owners.items()
    )


def hints(commands: Sequence[Command], pane: str) -> tuple[Hint, ...]:
    """Return the keys worth showing in the bottom line while `pane` has the focus."""
    return tuple(
        Hint(key=key_name(_typable(command.keys, pane)), word=tr(command.hint), command=command.id)
        for command in commands
        if command.hint and pane in command.panes and command.keys
    )


def _typable(keys: tuple[str, ...], pane: str) -> str:
    """Return the first key that is no letter while letters are being typed, else simply the first."""
    if pane == "search":
        return next((key for key in keys if character_of(key) is None), keys[0])
    return keys[0]
