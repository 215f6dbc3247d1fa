"""Keys: their names for people and for Textual, their full-width twins, and which an input wants."""

import re
from collections.abc import Sequence

from textual.binding import Binding
from textual.keys import REPLACED_KEYS, Keys, _character_to_key, key_to_character
from textual.widgets import Input

from reader.wording import tr

EDITING = frozenset(
    key for binding in Input.BINDINGS if isinstance(binding, Binding) for key in binding.key.split(",")
) | frozenset(REPLACED_KEYS)
"""Keys that mean something to an input while it has the focus, and - + / and the like: textual gives these names of
its own, by which it does not know them for characters that an input takes (`textual.keys.key_to_character`)."""

_PUNCTUATION = (
    (".", "。"),
    ("/", "、"),
    ("\\", "、"),
    ("[", "【〔"),
    ("]", "】〕"),
    ("{", "「『〖"),
    ("}", "」』〗"),
    ("<", "《〈"),
    (">", "》〉"),
    ("'", "‘’"),
    ('"', "“”"),
    ("$", "￥¥"),
    ("`", "·"),
)
"""What a key types with Chinese punctuation on, where that is not its full-width form: fcitx (punc.mb.zh_CN), Rime
(punctuation.yaml) and the input methods of Windows and macOS; where two keys share a mark the first here has it.
^ and _ type …… and ——, two characters each: a command would be performed twice, so these are no twins."""

_FULL_WIDTH = ord("！") - ord("!")

_PRINTABLE = [chr(code) for code in (*range(0x20, 0x7F), *range(0xFF01, 0xFF5F))]
_TYPED = {_character_to_key(character): character for character in _PRINTABLE}
"""Characters by Textual's names, some of which it does not find its way back from."""

_SYMBOLS = {
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "enter": "Enter",
    "escape": "Esc",
    "tab": "Tab",
    "space": "Space",
    "backspace": "Backspace",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "delete": "Delete",
    "insert": "Ins",
}

_MODIFIERS = frozenset({"alt", "ctrl", "shift", "super", "hyper", "meta"})
_SPECIAL = frozenset(key.value for key in Keys if re.fullmatch("[a-z]+[0-9]*", key.value)) - {"return", "space"}
_MOVED = re.compile(r"\s*(,|[^,]+)\s*(?:,|$)")


def key_name(key: str) -> str:
    """Return a key as people write it: Ctrl-D, F4, Esc, ↓."""
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    is_shouted = modifiers or re.fullmatch("f[0-9]+", last)
    typed = character_of(last) or last
    name = _SYMBOLS.get(last) or (typed.upper() if is_shouted else typed)
    return "-".join([*(modifier.capitalize() for modifier in modifiers), name])


def told_key(keys: Sequence[str], preferred: str) -> str:
    """Return the name of the preferred one of some keys, else that of the first; empty for none."""
    return key_name(preferred if preferred in keys else keys[0]) if keys else ""


def long_name(key: str) -> str:
    """Return Textual's name of a key that may be given as the character it types."""
    return _character_to_key(key) if len(key) == 1 else key


def keys_of(text: str) -> tuple[str, ...]:
    """Return the keys of a line of the settings file, which separates them by commas; `,` between two is the comma."""
    return tuple(key for match in _MOVED.finditer(text) if (key := match[1].strip()))


def twins_of(key: str) -> str:
    """Return the characters that a key types while a Chinese input method is on; empty for a key that types none."""
    character = character_of(key)
    if character is None or not character.isascii():
        return ""
    if character == " ":
        return "\u3000"
    return chr(ord(character) + _FULL_WIDTH) + "".join(marks for half, marks in _PUNCTUATION if half == character)


def half_width(character: str) -> str:
    """Return the ASCII character whose key types this one with a Chinese input method on; any other as it is."""
    if character == "\u3000":
        return " "
    if len(character) == 1 and "！" <= character <= "～":
        return chr(ord(character) - _FULL_WIDTH)
    return next((half for half, marks in _PUNCTUATION if character and character in marks), character)


def is_typed(key: str) -> bool:
    """Whether an input that has the focus wants a key that Textual would not leave to it."""
    name = long_name(key)
    character = character_of(name)
    return name in EDITING or (character is not None and not (key_to_character(name) or "\0").isprintable())


def fault_of(key: str) -> str:
    """Return why no terminal sends a key of this name, empty when one does."""
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    character = character_of(last)
    if not _MODIFIERS.issuperset(modifiers) or (character is None and last not in _SPECIAL):
        meant = key.lower()
        return tr('is written "{key}"', key=meant) if meant != key and not fault_of(meant) else tr("names no key")
    if character in (None, " ") or not modifiers:
        return ""
    assert character is not None
    if modifiers == ["shift"]:
        return tr('is written "{key}"', key=character.upper())
    if not character.isascii():
        return tr("is sent by no terminal")
    return tr('is written "{key}"', key=key.lower()) if character.isupper() else ""


def character_of(key: str) -> str | None:
    """Return the character that a key types, given as itself or by Textual's name; None for a key that types none."""
    found = key if len(key) == 1 else _TYPED.get(key) or key_to_character(key)
    return found if found and (found.isprintable() or found == "\u3000") else None
