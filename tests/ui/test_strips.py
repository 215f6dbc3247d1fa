"""Nothing that a terminal would obey passes into a strip, and styles land on the characters they are for."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style

from reader.ui.strips import plain, strip

RED, BOLD, BASE = Style(color="red"), Style(bold=True), Style()
anything = st.text(st.characters(min_codepoint=0, max_codepoint=0x10FFFF, exclude_categories=()), max_size=60)


@given(anything)
def test_no_control_or_bidi_character_passes(text: str) -> None:
    for drawn in (plain(text, BASE), strip(text, [(0, len(text), "red")], {"red": RED}, BASE)):
        shown = "".join(segment.text for segment in drawn)
        assert len(shown) == len(text)
        assert not [c for c in shown if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")]
        assert not set(shown) & set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def test_markup_is_text() -> None:
    assert plain("[red]a[/] [@click=app.quit]b[/]", BASE).text == "[red]a[/] [@click=app.quit]b[/]"


def test_spans_style_their_characters_and_later_ones_lie_on_top() -> None:
    drawn = list(strip("潮汐 abc", [(0, 4, "red"), (1, 2, "bold")], {"red": RED, "bold": BOLD}, BASE))
    assert [(segment.text, segment.style) for segment in drawn] == [
        ("潮", RED),
        ("汐", RED + BOLD),
        (" a", RED),
        ("bc", BASE),
    ]


@given(anything, st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80))))
def test_any_spans_leave_the_text_whole(text: str, ranges: list[tuple[int, int]]) -> None:
    spans = [(start, stop, "red") for start, stop in ranges]
    shown = "".join(segment.text for segment in strip(text, spans, {"red": RED}, BASE))
    assert shown == plain(text, BASE).text
