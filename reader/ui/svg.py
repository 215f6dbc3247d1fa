"""Pictures of the app: SVG with Chinese at its true width, and the same as plain text."""

import html
import re
from itertools import groupby

from textual.app import App

from reader.layout.cells import width

CELL = 12.2
"""Width of a cell in the units of Rich's SVG: Rich's export_svg, font size 20 times the aspect ratio .61."""

FONTS = (
    '"Fira Code", "DejaVu Sans Mono", "Noto Sans Mono CJK SC", "Noto Sans Mono CJK TC", "Noto Sans CJK SC", monospace'
)

_FONT_FACE = re.compile(r"\s*@font-face \{.*?\n    \}", re.DOTALL)
_TEXT = re.compile(r'<text class="([^"]*)" x="([\d.]+)" y="([\d.]+)" textLength="[\d.]+"([^>]*)>([^<]*)</text>')
_ID = re.compile(r"terminal-\d+-")


def picture(app: App[None]) -> str:
    """Return the app's screen as an SVG document that needs nothing from the network.

    Rich counts characters where cells are meant, so Chinese is squeezed to half its width: each run of
    characters of one width gets a place and a length of its own.
    """
    svg = _FONT_FACE.sub("", app.export_screenshot(title="reader", simplify=True))
    svg = svg.replace("font-family: Fira Code, monospace;", f"font-family: {FONTS};")
    svg = svg.replace("font-variant-east-asian: full-width;", "white-space: pre;")
    svg = _ID.sub("r-", _TEXT.sub(_placed, svg))
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


def text_of(svg: str) -> str:
    """Return the text of a picture, line by line, each character at its column."""
    lines: dict[float, list[tuple[float, str]]] = {}
    for _, x, y, _, text in _TEXT.findall(svg):
        lines.setdefault(float(y), []).append((float(x), html.unescape(text).replace("\xa0", " ")))
    return "".join(_joined(pieces) + "\n" for _, pieces in sorted(lines.items()))


def _placed(match: re.Match[str]) -> str:
    style, x, y, rest, text = match.groups()
    column = float(x)
    pieces = []
    for wide, run in groupby(_clusters(html.unescape(text)), key=lambda cluster: width(cluster) > 1):
        characters = "".join(run)
        length = CELL * width(characters.replace("\xa0", " "))
        if characters.strip("\xa0 ") or not wide:
            pieces.append(
                f'<text class="{style}" x="{column:g}" y="{y}" textLength="{length:.1f}"{rest}>'
                f"{html.escape(characters, quote=False)}</text>"
            )
        column = round(column + length, 1)
    return "".join(pieces)


def _clusters(text: str) -> list[str]:
    """Return the characters of a text, those without width with the one before them."""
    clusters: list[str] = []
    for character in text:
        if clusters and width(clusters[-1] + character) == width(clusters[-1]):
            clusters[-1] += character
        else:
            clusters.append(character)
    return clusters


def _joined(pieces: list[tuple[float, str]]) -> str:
    line = ""
    for x, text in sorted(pieces):
        line += " " * (round(x / CELL) - width(line)) + text
    return line.rstrip()
