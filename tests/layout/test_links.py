"""Links of a page: where they stand, where they lead, and where an address ends."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.article import Block, Label
from reader.layout.links import links_of
from reader.layout.page import page
from tests.layout.bodies import article, body
from tests.layout.texts import MIXED


def found(text: str, href: str | None = None) -> list[tuple[str, str, str]]:
    """What the links of a text take of it, where they lead, and their names."""
    links = links_of(body((Label.CONTENT, [Block(text=text, href=href)])))
    return [(text[link.start : link.stop], link.href, link.text) for link in links]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("见https://example.com/a，好", "https://example.com/a"),
        ("（https://example.com/a）", "https://example.com/a"),
        ("https://example.com/a吧", "https://example.com/a"),
        ("https://example.com/百科/灯塔。", "https://example.com/百科/灯塔"),
        ("(see https://example.com/a_(b).)", "https://example.com/a_(b)"),
        ("HTTPS://EXAMPLE.COM/?a=1&b=2#c!", "HTTPS://EXAMPLE.COM/?a=1&b=2#c"),
        ('"http://example.com/a"', "http://example.com/a"),
        ("<http://example.com/>", "http://example.com/"),
        ("mailto:someone@example.com。", "mailto:someone@example.com"),
    ],
)
def test_an_address_ends_where_a_reader_would_end_it(text: str, address: str) -> None:
    assert found(text) == [(address, address, address)]


def test_addresses_without_a_scheme_get_one() -> None:
    assert found("看 www.example.com/a.") == [("www.example.com/a", "http://www.example.com/a", "www.example.com/a")]


def test_links_of_markdown_have_names() -> None:
    text = '读[灯塔志](https://example.com/b_(c) "书")，见图![灯](http://example.com/a.png)。'
    assert found(text) == [
        ('[灯塔志](https://example.com/b_(c) "书")', "https://example.com/b_(c)", "灯塔志"),
        ("![灯](http://example.com/a.png)", "http://example.com/a.png", "灯"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "[a](javascript:alert(1))",
        "[a](b.html)",
        "ftp://example.com",
        "file:///etc/passwd",
        "http://",
        "www.",
        "a@b.com",
    ],
)
def test_nothing_else_is_a_link(text: str) -> None:
    assert found(text) == []


def test_a_block_that_links_is_one_link() -> None:
    assert found("  另一个标题 ", "https://example.com/a") == [("另一个标题", "https://example.com/a", "另一个标题")]
    assert found("另一个标题", "javascript:alert(1)") == []


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.one_of(MIXED, st.sampled_from(["https://a.b/c", "[x](http://y.z)", "www.q", "](", "["]))).map("".join)
)
def test_links_stand_apart_in_order_and_hold_no_space_or_control(text: str) -> None:
    links = links_of(body((Label.CONTENT, [Block(text=text)])))
    edges = [edge for link in links for edge in (link.start, link.stop)]
    assert edges == sorted(edges)
    for link in links:
        assert link.start < link.stop <= len(text)
        assert link.href.startswith(("http://", "https://", "mailto:"))
        assert link.href.isprintable()
        assert " " not in link.href


def test_lines_know_which_of_their_characters_lead_where() -> None:
    text = "灯塔的故事在这里：https://example.com/lighthouse/1923 ，读完再说。"
    lines = [line for line in page(article(), body((Label.CONTENT, [text])), width=30).lines if line.links]
    drawn = "".join(line.text[link.start : link.stop] for line in lines for link in line.links)
    assert drawn == "https://example.com/lighthouse/1923"
    assert {link.href for line in lines for link in line.links} == {drawn}


@pytest.mark.parametrize(
    "text",
    [
        "[" * 300_000,
        "](" * 200_000,
        "http://a" * 60_000,
        "[a](http://b" + "(" * 300_000,
        "https://a.b/" + ")" * 300_000,
    ],
    ids=["brackets", "targets", "addresses", "opened", "closed"],
)
def test_time_grows_with_length_only(text: str) -> None:
    started = time.process_time()
    found(text)
    assert time.process_time() - started < 3
