"""The labelled demo pages: nothing of an article is hidden, and kinds agree at least as often as pinned."""

from datetime import datetime

import pytest

from reader.core.article import Label, Precision
from tests.clutter.pages import Demo, demos, labelled, line_labels

SHOWN = {"title", "byline", "content"}
FLOORS = {  # share of lines with the very label; raise when the rules get better
    "en-essay-letters": 1.0,
    "en-forum-sundial": 0.77,
    "en-local-chess": 0.95,
    "en-longread-lichen": 0.91,
    "en-newspaper-clock": 0.91,
    "ja-blog-corn-rice": 0.74,
    "ja-newspaper-press": 0.9,
    "ko-news-slow-post": 0.9,
    "zh-forum-radio": 0.94,
    "zh-hk-blog-ferry": 0.93,
    "zh-newspaper-lighthouse": 0.97,
    "zh-portal-tide": 1.0,
    "zh-science-snow": 0.98,
    "zh-tech-noodles": 0.98,
    "zh-tw-newspaper-bookbus": 0.88,
    "zh-wechat-observatory": 0.95,
}
DEMOS = [demo for demo in demos() if demo.name in FLOORS]


def test_every_pinned_page_is_there() -> None:
    assert {demo.name for demo in DEMOS} == set(FLOORS)


@pytest.mark.parametrize("demo", DEMOS, ids=lambda demo: demo.name)
def test_no_line_of_the_article_is_hidden(demo: Demo) -> None:
    found = labelled(demo.text)
    lost = [
        block.text
        for block, own, kind in zip(found.body.blocks, line_labels(found), demo.kinds, strict=True)
        if kind == "content" and own.is_clutter
    ]
    assert lost == []


@pytest.mark.parametrize("demo", DEMOS, ids=lambda demo: demo.name)
def test_lines_get_the_label_they_have(demo: Demo) -> None:
    own = line_labels(labelled(demo.text))
    agree = sum(label.value == kind for label, kind in zip(own, demo.kinds, strict=True))
    assert agree / len(own) >= FLOORS[demo.name]


@pytest.mark.parametrize("demo", DEMOS, ids=lambda demo: demo.name)
def test_a_page_says_who_published_it_and_when(demo: Demo) -> None:
    found, facts = labelled(demo.text), demo.facts
    stated = str(facts["published"])
    clock = stated.partition("T")[2].partition("+")[0]
    precision = {"": Precision.DAY, "hh:mm": Precision.MINUTE, "hh:mm:ss": Precision.SECOND}["hh:mm:ss"[: len(clock)]]
    assert found.title == facts["title"]
    assert found.byline.source == facts["source"]
    assert list(found.byline.authors) == facts["authors"]
    assert found.byline.published == datetime.fromisoformat(stated)
    assert found.byline.precision is precision
    assert found.byline.views == facts["views"]


def test_the_portal_page_is_read_exactly() -> None:
    demo = next(demo for demo in DEMOS if demo.name == "zh-portal-tide")
    found = labelled(demo.text)
    assert [label.value for label in line_labels(found)] == demo.kinds
    assert found.title == demo.facts["title"]
    assert found.byline.source == demo.facts["source"]
    assert found.byline.published == datetime.fromisoformat(str(demo.facts["published"]))
    assert found.byline.views == demo.facts["views"]
    assert found.language == "zh-Hans"


def test_recommendations_are_counted_and_explained() -> None:
    demo = next(demo for demo in DEMOS if demo.name == "zh-portal-tide")
    (related,) = [section for section in labelled(demo.text).body.sections if section.label is Label.RELATED]
    assert related.items == 21
    assert related.why == "21 titles in a row, each with a source, views and a date"
