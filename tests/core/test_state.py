"""What a reader says of a page goes over what the program found, and the sections still partition the page."""

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.article import Block, Body, Label, Section
from reader.core.state import Correction, corrected

COUNT = 12
labels = st.sampled_from(list(Label))


@st.composite
def bodies(draw: st.DrawFn) -> Body:
    stops = sorted({*draw(st.sets(st.integers(1, COUNT))), COUNT})
    starts = [0, *stops[:-1]]
    sections = tuple(
        Section(label=draw(labels), start=start, stop=stop, why="found", score=0.5)
        for start, stop in zip(starts, stops, strict=True)
    )
    return Body(blocks=tuple(Block(text=f"{number}") for number in range(COUNT)), sections=sections)


@st.composite
def corrections(draw: st.DrawFn) -> Correction:
    start = draw(st.integers(0, COUNT + 3))
    return Correction(label=draw(labels), start=start, stop=start + draw(st.integers(0, 6)))


@given(body=bodies(), said=st.lists(corrections(), max_size=5).map(tuple))
@settings(max_examples=100, deadline=None)
def test_later_corrections_win_and_sections_still_partition_the_blocks(
    body: Body, said: tuple[Correction, ...]
) -> None:
    after = corrected(body, said)
    assert after.blocks == body.blocks
    assert [block for each in after.sections for block in range(each.start, each.stop)] == list(range(COUNT))
    for block in range(COUNT):
        last = next((each for each in reversed(said) if each.start <= block < each.stop), None)
        section = after.sections[after.section_of(block)]
        if last is None:
            assert section.label is body.sections[body.section_of(block)].label
            assert section.why == "found"
        else:
            assert (section.label, section.why, section.score) == (last.label, "You said so.", 1.0)


def test_without_corrections_the_body_is_the_very_same() -> None:
    body = Body(blocks=(Block(text="x"),), sections=(Section(label=Label.CONTENT, start=0, stop=1),))
    assert corrected(body, ()) is body


def test_a_correction_in_the_middle_splits_a_section() -> None:
    body = Body(blocks=(Block(text="x"),) * 5, sections=(Section(label=Label.CONTENT, start=0, stop=5),))
    after = corrected(body, (Correction(label=Label.SHARE, start=2, stop=3),))
    spans = [(each.label, each.start, each.stop) for each in after.sections]
    assert spans == [(Label.CONTENT, 0, 2), (Label.SHARE, 2, 3), (Label.CONTENT, 3, 5)]
