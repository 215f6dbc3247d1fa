"""The scenes that the README's pictures show: a size, a theme, and the keys that lead there."""

from msgspec import Struct


class Scene(Struct, frozen=True, kw_only=True):
    """One picture: screenshots/<name>.svg, of a terminal of `size` (columns, rows) after `keys` were pressed.

    keys: Textual's key names; a text after "text:" is typed character by character.
    is_printed: whether there is a picture in pixels (PNG) as well.
    """

    name: str
    size: tuple[int, int]
    keys: tuple[str, ...] = ()
    theme: str = "reader-dark"
    is_printed: bool = False


SCENES = (
    Scene(name="reading", size=(120, 36), keys=("j", "j", "j", "enter", "j", "j", "j"), is_printed=True),
    Scene(name="reading-80", size=(80, 24), keys=("j", "j", "j", "enter", "j", "j", "j"), is_printed=True),
    Scene(name="reading-200", size=(200, 60), keys=("j", "j", "j", "enter", "j", "j", "j"), is_printed=True),
    Scene(name="search", size=(120, 36), keys=("/", "text:cxfd")),
    Scene(
        name="clutter",
        size=(120, 36),
        keys=("j", "j", "j", "enter", "G", "k", "enter", "j", "j", "j"),
        theme="reader-light",
    ),
    Scene(name="narrow", size=(48, 24), keys=("j", "j", "j", "enter")),
    Scene(
        name="highlights",
        size=(120, 36),
        keys=("enter", "}", "}", ")", "a", "}", ")", "A", "text:green", "enter", "n", "text:look this up", "enter"),
    ),
    Scene(name="keys", size=(100, 32), keys=("?",)),
)
