"""Making hostile text safe to draw: one visible character for each character that a terminal would obey.

Replacements are one for one, so character offsets are the same before and after.
"""

import re

_LEFT_TO_RIGHT = "\u200e\u202a\u202d\u2066"
_RIGHT_TO_LEFT = "\u061c\u200f\u202b\u202e\u2067"
_NEUTRAL = "\u202c\u2068\u2069"
_INVISIBLE = "\u2028\u2029\ufeff\ufff9\ufffa\ufffb"

_VISIBLE: dict[int, str] = {
    **{code: chr(0x2400 + code) for code in range(0x20)},
    0x7F: "\u2421",
    **dict.fromkeys(range(0x80, 0xA0), "\ufffd"),
    **dict.fromkeys(map(ord, _LEFT_TO_RIGHT), "\u21e8"),
    **dict.fromkeys(map(ord, _RIGHT_TO_LEFT), "\u21e6"),
    **dict.fromkeys(map(ord, _NEUTRAL), "\u21d4"),
    **dict.fromkeys(map(ord, _INVISIBLE), "\u2423"),
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
    **dict.fromkeys(range(0xE0000, 0xE0080), "\ufffd"),
}
# The same characters as ranges: a class of some thousand single ones takes long to compile.
_LINE_BREAKS = "\\t\\n"
_OTHERS = (
    "\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069\\ufeff"
    "\\ufff9-\\ufffb\\ud800-\\udfff\\U000e0000-\\U000e007f"
)
_UNSAFE = re.compile(f"[{_OTHERS}]")
_UNSAFE_IN_LINE = re.compile(f"[{_OTHERS}{_LINE_BREAKS}]")
_ONE_LINE = _VISIBLE | {ord("\n"): " ", ord("\t"): " ", ord("\r"): " "}


def visible(text: str) -> str:
    """Return `text` with every control, bidi control and lone surrogate shown as a mark.

    C0 and DEL become Unicode control pictures (U+2400 block), C1 controls, surrogates and tag
    characters U+FFFD, bidi controls (Unicode TR 9) arrows. Newline and tab stay.
    The result has as many characters as `text`.
    """
    if not _UNSAFE.search(text):
        return text
    return _UNSAFE.sub(lambda match: _VISIBLE[ord(match[0])], text)


def one_line(text: str) -> str:
    """Return `text` as `visible` does, with newlines, returns and tabs as spaces: safe in one row of cells."""
    if not _UNSAFE_IN_LINE.search(text):
        return text
    return text.translate(_ONE_LINE)
