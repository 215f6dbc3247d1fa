"""Two quiet themes, ink on paper and its night side, and the same with high contrast.

Text stands out from what is behind it by 4.5:1 at least in the quiet themes, 7:1 in the others (WCAG 2.2, 1.4.3 and
1.4.6), whatever is marked, found, highlighted or under the cursor.
"""

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter
from textual.theme import BUILTIN_THEMES, Theme

DARK = Theme(
    name="reader-dark",
    dark=True,
    primary="#d9a24e",
    secondary="#8aa9b8",
    accent="#d9a24e",
    warning="#e0885a",
    error="#e06c6c",
    success="#9cb87a",
    foreground="#d8d3c8",
    background="#191a1c",
    surface="#191a1c",
    panel="#232427",
    variables={
        "soft": "#b2aea6",
        "quiet": "#9b978e",
        "line": "#3c3d41",
        "cursor": "#2b2c30",
        "found": "#5b4a25",
        "selected": "#5a4931",
        "picked": "#352e22",
        "highlight-yellow": "#54481a",
        "highlight-green": "#2c4a2b",
        "highlight-blue": "#22455f",
        "highlight-pink": "#5e2f45",
        "highlight-purple": "#47376b",
        "input-selection-background": "#d9a24e 35%",
        "scrollbar": "#3c3d41",
        "scrollbar-background": "#191a1c",
    },
)

LIGHT = Theme(
    name="reader-light",
    dark=False,
    primary="#8f4f12",
    secondary="#3d6375",
    accent="#8f4f12",
    warning="#a04a1c",
    error="#a83232",
    success="#55702f",
    foreground="#2c2a26",
    background="#faf7f0",
    surface="#faf7f0",
    panel="#efeadf",
    variables={
        "soft": "#55534e",
        "quiet": "#67625a",
        "line": "#d3ccbd",
        "cursor": "#eee7d8",
        "found": "#f2dca6",
        "selected": "#e0cbb5",
        "picked": "#f6e6cf",
        "highlight-yellow": "#fbe58a",
        "highlight-green": "#cdebb5",
        "highlight-blue": "#c3e0f5",
        "highlight-pink": "#fbd0dd",
        "highlight-purple": "#e0d2f5",
        "input-selection-background": "#8f4f12 25%",
        "scrollbar": "#d3ccbd",
        "scrollbar-background": "#faf7f0",
    },
)

CONTRAST_DARK = Theme(
    name="reader-contrast-dark",
    dark=True,
    primary="#ffd84d",
    secondary="#a6e0ff",
    accent="#ffd84d",
    warning="#ffb38a",
    error="#ffb0b0",
    success="#b6f09c",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1a1a1a",
    variables={
        "soft": "#ebebeb",
        "quiet": "#d6d6d6",
        "line": "#d6d6d6",
        "cursor": "#303030",
        "found": "#5c4500",
        "selected": "#0a3a8c",
        "picked": "#2b2400",
        "highlight-yellow": "#5c4e00",
        "highlight-green": "#0f5216",
        "highlight-blue": "#00458f",
        "highlight-pink": "#7d0f4c",
        "highlight-purple": "#51209a",
        "input-selection-background": "#0a3a8c",
        "scrollbar": "#d6d6d6",
        "scrollbar-background": "#000000",
    },
)

CONTRAST_LIGHT = Theme(
    name="reader-contrast-light",
    dark=False,
    primary="#6b2c00",
    secondary="#0b3a53",
    accent="#6b2c00",
    warning="#6e1f00",
    error="#7d0000",
    success="#1e4700",
    foreground="#000000",
    background="#ffffff",
    surface="#ffffff",
    panel="#efefef",
    variables={
        "soft": "#1f1f1f",
        "quiet": "#383838",
        "line": "#383838",
        "cursor": "#e2e2e2",
        "found": "#ffe27a",
        "selected": "#bcd7ff",
        "picked": "#fff0c4",
        "highlight-yellow": "#ffe14d",
        "highlight-green": "#a5ec8a",
        "highlight-blue": "#9fd4ff",
        "highlight-pink": "#ffb3cf",
        "highlight-purple": "#d6bcff",
        "input-selection-background": "#bcd7ff",
        "scrollbar": "#383838",
        "scrollbar-background": "#ffffff",
    },
)

THEMES = (DARK, LIGHT, CONTRAST_DARK, CONTRAST_LIGHT)
"""Ours, in the order in which the command goes through them."""


def names_of_themes() -> tuple[str, ...]:
    """Return the names that the settings file may have: ours first, then Textual's."""
    return (*(theme.name for theme in THEMES), *BUILTIN_THEMES)


def next_theme(name: str) -> str:
    """Return the name of our theme after this one; the first after the last, and after one that is not ours."""
    names = [theme.name for theme in THEMES]
    return names[(names.index(name) + 1) % len(names)] if name in names else names[0]


class Colourless(LineFilter):
    """Takes all colours away, which leaves bold, underlined and reversed text (https://no-color.org)."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments without colours."""
        return [Segment(text, style and style.without_color, control) for text, style, control in segments]
