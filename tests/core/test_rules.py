"""Rules over bodies: exactly what they say, carried as text and back."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.article import Block, Body, Label, Section
from reader.core.rules import Learned, Rule, merged, read_shape, rule_for, ruled, shape_of
from reader.core.sources import Source, line_key
from reader.core.text import visible

MADE = datetime(2026, 2, 24, 12, tzinfo=UTC)
SITE = Source("© 江风网", "江风网")
TEXT = st.text(max_size=30).map(visible)
RULES = st.builds(
    Rule,
    source=st.builds(Source, TEXT.filter(bool), TEXT.filter(bool)),
    label=st.sampled_from(Label),
    lines=st.lists(TEXT.filter(str.strip), min_size=1, max_size=4).map(tuple),
    made=st.datetimes(timezones=st.just(UTC)),
    of=st.none() | st.sampled_from(Label),
)


def body(*parts: tuple[Label, str]) -> Body:
    """Return a body of one section per label and its lines."""
    blocks, sections = [], []
    for label, text in parts:
        start = len(blocks)
        blocks += [Block(text=line) for line in text.split("\n")]
        sections.append(Section(label=label, start=start, stop=len(blocks)))
    return Body(blocks=tuple(blocks), sections=tuple(sections))


def labels(body: Body) -> list[Label]:
    return [body.sections[body.section_of(index)].label for index in range(len(body.blocks))]


def rule(label: Label, *lines: str, of: Label | None = None, days: int = 0) -> Rule:
    return Rule(source=SITE, label=label, lines=lines, of=of, made=MADE + timedelta(days=days))


def test_a_rule_that_hides_takes_its_line_wherever_it_is_shown() -> None:
    page = body((Label.CONTENT, "一\n订阅我们\n二\n订阅我们"), (Label.FOOTER, "订阅我们"))
    hidden = ruled(page, [rule(Label.OTHER, "订阅我们")])
    assert labels(hidden) == [Label.CONTENT, Label.OTHER, Label.CONTENT, Label.OTHER, Label.FOOTER]
    assert hidden.text == page.text
    assert hidden.sections[1].why == "your rule of 2026-02-24 for 江风网"


def test_a_rule_that_shows_takes_the_section_that_begins_alike() -> None:
    shows = rule(Label.CONTENT, "延伸阅读", "甲", "乙", "丙", of=Label.RELATED)
    page = body((Label.RELATED, "延伸阅读\n丁\n戊\n己"), (Label.SHARE, "延伸阅读\n微信\n微博"))
    assert labels(ruled(page, [shows])) == [Label.CONTENT] * 4 + [Label.SHARE] * 3


def test_a_rule_that_shows_takes_its_own_sentences_out_of_another_section() -> None:
    sentence = "这一段其实是文章的最后一段，只是看起来不像而已，请把它留着。"
    shows = rule(Label.CONTENT, "短", sentence, of=Label.COMMENTS)
    page = body((Label.OTHER, f"短\n别的\n{sentence}\n还有\n更多"))
    assert labels(ruled(page, [shows])) == [Label.OTHER, Label.OTHER, Label.CONTENT, Label.OTHER, Label.OTHER]


def test_of_two_rules_about_one_line_the_later_counts() -> None:
    page = body((Label.CONTENT, "订阅我们"))
    hides, shows = rule(Label.OTHER, "订阅我们", days=1), rule(Label.CONTENT, "订阅我们", of=Label.OTHER, days=2)
    assert labels(ruled(page, [shows, hides])) == [Label.CONTENT]
    later = rule(Label.OTHER, "订阅我们", days=3)
    assert labels(ruled(page, [later, shows])) == [Label.OTHER]


@given(st.lists(st.text(max_size=30), min_size=1, max_size=8), st.lists(st.text(max_size=30), max_size=4))
@settings(max_examples=80, deadline=None)
def test_rules_never_hide_a_paragraph_they_do_not_match(lines: list[str], chosen: list[str]) -> None:
    page = Body(
        blocks=tuple(Block(text=line) for line in lines),
        sections=(Section(label=Label.CONTENT, start=0, stop=len(lines)),),
    )
    keys = set(map(line_key, chosen)) - {""}
    hidden = ruled(page, [rule(Label.OTHER, *keys)] if keys else [])
    assert [label.is_clutter for label in labels(hidden)] == [line_key(line) in keys for line in lines]
    assert hidden.blocks == page.blocks


@given(RULES)
@settings(max_examples=80, deadline=None)
def test_a_rule_carried_as_text_is_the_same_rule(rule: Rule) -> None:
    carried = read_shape(json.loads(json.dumps(shape_of(rule))))
    assert carried == rule
    assert carried.id == rule.id


@given(st.lists(RULES, max_size=5), st.lists(RULES, max_size=5))
@settings(max_examples=40, deadline=None)
def test_merging_keeps_each_rule_once(known: list[Rule], more: list[Rule]) -> None:
    both = merged(known, more)
    assert {rule.id for rule in both} == {rule.id for rule in (*known, *more)}
    assert len({rule.id for rule in both}) == len(both)
    assert merged(both, both) == both


def test_rules_of_other_sources_pass_by() -> None:
    other = Rule(source=Source("x", "x"), label=Label.OTHER, lines=("a",), made=MADE)
    own = rule(Label.OTHER, "a")
    learned = Learned(source=SITE).with_rules([own, other], [])
    assert learned.rules == (own,)
    assert learned.with_rules([], [own]).rules == ()


def test_a_rule_is_made_of_the_lines_of_a_paragraph_or_section() -> None:
    page = body((Label.CONTENT, "一\n订阅 12 期\n二"), (Label.SHARE, "微信\n\n微博"))
    hides = rule_for(SITE, page, 1, 2, Label.OTHER, MADE)
    assert (hides.lines, hides.of) == (("订阅 12 期",), None)
    shows = rule_for(SITE, page, 3, 6, Label.CONTENT, MADE)
    assert (shows.lines, shows.of) == (("微信", "微博"), Label.SHARE)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"source": ""}, "names no source"),
        ({"lines": []}, "has no lines to match"),
        ({"lines": [3]}, "has no lines to match"),
        ({"made": "soon"}, "does not say when it was made"),
        ({"label": "noise"}, "has the label 'noise'"),
        ({"schema": 2}, "is a rule of schema 2"),
    ],
)
def test_what_is_no_rule_says_why(change: dict[str, object], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        read_shape(shape_of(rule(Label.OTHER, "a")) | change)
