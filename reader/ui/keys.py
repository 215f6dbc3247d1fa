"""Keys: their names for people, and which of them mean something to an input that is typed into."""

from textual.binding import Binding
from textual.keys import KEY_NAME_REPLACEMENTS, _character_to_key
from textual.widgets import Input

EDITING = frozenset(
    key for binding in Input.BINDINGS if isinstance(binding, Binding) for key in binding.key.split(",")
) | frozenset(KEY_NAME_REPLACEMENTS.values())
"""Keys that mean something to an input while it has the focus, and - + / and the like: textual gives these names of
its own, by which it does not know them for characters that an input takes (`textual.keys.key_to_character`)."""

_SYMBOLS = {
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "enter": "Enter",
    "escape": "Esc",
    "tab": "Tab",
    "shift+tab": "Shift-Tab",
    "space": "Space",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "delete": "Delete",
    "insert": "Ins",
    "fullwidth_solidus": "／",
    "ideographic_comma": "、",
    "fullwidth_colon": "：",
    "fullwidth_question_mark": "？",
    "fullwidth_right_square_bracket": "］",
    "fullwidth_left_square_bracket": "［",
    "right_black_lenticular_bracket": "】",
    "left_black_lenticular_bracket": "【",
}


def key_name(key: str) -> str:
    """Return a key as people write it: Ctrl-D, F4, Esc, ↓."""
    if key in _SYMBOLS:
        return _SYMBOLS[key]
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    name = _SYMBOLS.get(last, last.upper() if modifiers or (last[0] == "f" and last[1:].isdigit()) else last)
    return "-".join([*(modifier.capitalize() for modifier in modifiers), name])


def long_name(key: str) -> str:
    """Return Textual's name of a key that may be given as the character it types."""
    return _character_to_key(key) if len(key) == 1 else key
