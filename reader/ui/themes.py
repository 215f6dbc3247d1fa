"""Two quiet themes: ink on paper, and its night side."""

from textual.theme import Theme

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
        "quiet": "#8f8b82",
        "line": "#3c3d41",
        "cursor": "#2b2c30",
        "found": "#5b4a25",
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
        "quiet": "#706b60",
        "line": "#d3ccbd",
        "cursor": "#eee7d8",
        "found": "#f2dca6",
        "input-selection-background": "#8f4f12 25%",
        "scrollbar": "#d3ccbd",
        "scrollbar-background": "#faf7f0",
    },
)
