"""The scenes that the README's pictures show: a size, a theme, and the keys that lead there."""

from msgspec import Struct


class Scene(Struct, frozen=True, kw_only=True):
    """One picture: screenshots/<name>.svg, of a terminal of `size` (columns, rows) after `keys` were pressed.

    keys: Textual's key names; a text after "text:" is typed character by character.
    """

    name: str
    size: tuple[int, int]
    keys: tuple[str, ...] = ()
    theme: str = "reader-dark"


SCENES = (
    Scene(name="reading", size=(120, 36), keys=("j", "j", "j", "enter", "j", "j", "j")),
    Scene(name="search", size=(120, 36), keys=("/", "text:cxfd")),
    Scene(
        name="clutter",
        size=(120, 36),
        keys=("j", "j", "j", "enter", "G", "k", "enter", "j", "j", "j"),
        theme="reader-light",
    ),
    Scene(name="narrow", size=(48, 24), keys=("j", "j", "j", "enter")),
    Scene(name="keys", size=(100, 32), keys=("?",)),
)
