"""A gate is what a line must hold for a pattern to be worth a try: with and without it, lines are read the same."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.clutter import byline, details, headline, lines, phrases, publisher, rhythm
from reader.clutter.marks import MARKS
from reader.core import dates
from tests.clutter.pages import ROOT

_PAGES = (ROOT / "reader" / "demo" / "pages", ROOT / "tests" / "data" / "pages")
_SAMPLES = sorted(
    {line.strip() for folder in _PAGES for page in folder.glob("*.txt") for line in page.read_text("utf-8").split("\n")}
)
_LED = re.compile(r"\(\?=\[[^\]]*\]\)")
_MARKS = "|".join(mark[0] for mark in MARKS)
_OTHERS = [
    *" 　\t\n/-:.：|｜·…。!?'\"()[]【】{",
    *("= ", "2026", "19", "12", "3", "5:07", "x", "文", ""),
    *"İıſ",  # their lower case is not as long, or not their own
]


def written_with(*patterns: str) -> st.SearchStrategy[str]:
    """Return texts put together from the words of patterns, blanks, figures and marks; some are sample lines."""
    words = sorted({word for own in patterns for word in re.findall(r"[^\W\d_]+", re.sub(r"\\.", " ", own))}) or ["x"]
    piece = st.sampled_from(words) | st.sampled_from(_OTHERS) | st.sampled_from(words).map(str.upper)
    return st.lists(piece, max_size=12).map("".join) | st.sampled_from(_SAMPLES)


@given(text=written_with(_MARKS).map(str.casefold), wide=st.booleans())
@settings(max_examples=300, deadline=None)
def test_marks_are_the_same_with_their_gate(text: str, wide: bool) -> None:
    plain, gated = phrases._marks(wide).search(text), phrases._mark(text, wide)
    assert (plain and (plain.span(), plain.lastgroup)) == (gated and (gated.span(), gated.lastgroup))


@pytest.mark.parametrize("wide", [True, False])
def test_marks_are_the_same_with_their_gate_in_all_sample_lines(wide: bool) -> None:
    marks, gate = phrases._marks(wide), phrases._marks_gate(wide)
    folded = [line.casefold() for line in _SAMPLES]
    assert [line for line in folded if marks.search(line) and not gate.opens(line)] == []
    assert sum(map(gate.opens, folded)) * 5 < len(folded)


_LED_PATTERNS = {
    "labelled": byline._LABELLED,
    "source": byline._SOURCE,
    "author": byline._AUTHOR,
    "views": byline._VIEWS,
    "counted": rhythm.COUNTED,
    "rights": publisher._RIGHTS,
    "details": details._WORTH_A_LOOK,
    "date": lines._DATE,
    "words": byline.WORDS,
    "back": dates._BACK,
}


@pytest.mark.parametrize("name", _LED_PATTERNS)
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_what_a_pattern_begins_with_is_all_it_begins_with(name: str, data: st.DataObject) -> None:
    led = _LED_PATTERNS[name]
    assert _LED.search(led.pattern)
    plain = re.compile(_LED.sub("", led.pattern), led.flags)
    text = data.draw(written_with(plain.pattern))
    assert [match.span() for match in led.finditer(text)] == [match.span() for match in plain.finditer(text)]


_GATED = {
    "dates": (lines._DATE, lines._MAY_BE_DATE),
    "code": (lines._CODE, lines._CODE_MARK),
    "bars": (lines._BARS, lines._BAR),
    "separators": (lines._SEPARATORS, lines._SEPARATOR),
    **{
        f"year {form.pattern[:20]}": (form, dates._HAS_YEAR)
        for yearly, _, forms in dates._FORMS
        for form in forms
        if yearly
    },
}


@pytest.mark.parametrize("name", _GATED)
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_where_a_pattern_is_found_its_gate_is(name: str, data: st.DataObject) -> None:
    pattern, gate = _GATED[name]
    text = data.draw(written_with(pattern.pattern))
    assert gate.search(text) or not pattern.search(text)


@given(text=written_with(_MARKS))
@settings(max_examples=200, deadline=None)
def test_short_ways_read_as_the_long_ones(text: str) -> None:
    text = text.strip()
    folded = text.casefold()
    assert phrases.bare(text) == re.sub(r"^[\W\d_]+|[\W\d_]+$", "", folded)
    assert headline.key(text) == re.sub(r"[\W_]+", "", folded)
    assert not lines._ENDS_SENTENCE.search(text) or text[-1] in lines._LAST
    assert text.endswith(lines._CUT_OFF) == bool(re.search(r"(?:\.{2,6}|…{1,2}|\[…\])$", text))
    stops = re.findall(r"[。！？!?]|(?<!\d)\.(?=\s|[\"”’')\]]|$)", text)
    assert lines._STOPS.findall(text) == stops
    if text.isascii():
        assert headline.words(text) == headline._WORD.findall(text.lower())


@given(name=written_with(publisher._PUBLISHER.pattern))
@settings(max_examples=100, deadline=None)
def test_a_publisher_is_told_by_the_end_of_its_name(name: str) -> None:
    assert publisher.is_publisher(name) == bool(publisher._PUBLISHER.search(name))
