"""What a shelf can be narrowed by: counted rightly, named as people see it, written so that it is understood."""

from datetime import date
from time import perf_counter

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.facets import Facet, Facets, Kind, facets, narrowed, narrowing
from reader.core.query import Group, Place
from reader.core.query_language import parse

TODAY = date(2026, 3, 31)
MONTHS = (
    Group(name="2026-03", start=0, count=4),
    Group(name="2026-01", start=4, count=2),
    Group(name="2025-12", start=6, count=1),
)


def made(sources: dict[str, int], tags: dict[str, int] | None = None, total: int = 7) -> Facets:
    """Return the facets of a shelf with sources and tags, names folding as case does."""
    named = [((Place.SOURCE, name), count) for name, count in sources.items()]
    named += [((Place.TAG, name), count) for name, count in (tags or {}).items()]
    return facets(named, MONTHS, total, str.casefold)


def shown(found: Facets, kind: Kind) -> list[tuple[str, int]]:
    return [(facet.name, facet.count) for facet in found if facet.kind is kind]


def tokens(found: Facets) -> list[str]:
    return [facet.token for facet in found if facet.kind is Kind.SOURCE]


def test_the_largest_come_first_and_what_names_no_source_last() -> None:
    found = made({"甲报": 1, "乙报": 3}, {"ai": 2, "经济": 5})
    assert found[0] == Facet(kind=Kind.ALL, name="", count=7)
    assert shown(found, Kind.SOURCE) == [("乙报", 3), ("甲报", 1), ("", 3)]
    assert shown(found, Kind.TAG) == [("经济", 5), ("ai", 2)]
    assert tokens(found)[-1] == "source:="


def test_months_stand_below_their_years() -> None:
    calendar = [(facet.name, facet.count) for facet in made({}) if facet.kind in (Kind.YEAR, Kind.MONTH)]
    assert calendar == [("2026", 6), ("2026-03", 4), ("2026-01", 2), ("2025", 1), ("2025-12", 1)]


def test_names_that_a_filter_takes_for_the_same_are_one() -> None:
    assert shown(made({"it之家": 2, "IT之家": 3}), Kind.SOURCE) == [("IT之家", 5), ("", 2)]


def test_a_name_that_is_part_of_another_is_asked_for_whole() -> None:
    assert tokens(made({"新浪": 4, "新浪财经": 2, "The Post": 1})) == [
        "source:=新浪",
        "source:新浪财经",
        'source:"The Post"',
    ]
    assert tokens(made({"Post": 4, "The Post": 2, "=x": 1})) == ["source:=Post", 'source:"The Post"', "source:==x"]


def test_a_tag_that_no_query_can_name_is_left_out() -> None:
    assert shown(made({}, {'air "raid"': 3, "art of war": 1}), Kind.TAG) == [("art of war", 1)]


def test_another_facet_takes_the_place_of_the_one_before_and_what_was_typed_stays() -> None:
    _, first, second, _, ai, later, year, march, *_ = made({"甲报": 1, "乙报": 3}, {"ai": 2, "later": 1})
    text = narrowed("claude", first, None)
    assert text == "claude source:乙报"
    assert narrowed(text, second, first) == "claude source:甲报"
    assert narrowed(text, ai, first) == "claude tag:ai"
    assert narrowed("claude tag:ai", later, None) == "claude tag:ai tag:later"
    assert narrowed("claude source:别的 on:2020", second, None) == "claude on:2020 source:甲报"
    assert narrowed("claude on:2020", march, year) == "claude on:2026-03"
    assert narrowed("claude tag:ai", Facet(kind=Kind.ALL, name="", count=7), ai) == "claude"


def test_the_facet_of_a_query_is_known_again() -> None:
    found = made({"The Post": 3})
    assert narrowing('"exact words" source:"The Post" -x', found) == found[1]
    assert narrowing("source:Post", found) is None


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=8).filter(str.strip),
        max_size=4,
        unique=True,
    )
)
def test_whatever_a_source_is_called_its_query_is_understood_as_one_source_and_nothing_else(names: list[str]) -> None:
    for facet in made(dict.fromkeys(names, 1)):
        if facet.kind is Kind.SOURCE and facet.name and not any(mark in facet.name for mark in '"“”„‟＂「」『』'):
            parsed = parse(facet.token, TODAY)
            assert len(parsed.sources) == 1
            assert parsed.sources[0].removeprefix("=").strip() in (
                facet.name.strip(),
                facet.name.removeprefix("=").strip(),
            )
            assert not parsed.text


def test_thousands_of_sources_are_asked_for_by_their_whole_names() -> None:
    named = [((Place.SOURCE, f"Gazette {number}"), 1) for number in range(20_000)]
    before = perf_counter()
    found = facets(named, (), 20_000, str.casefold)
    assert perf_counter() - before < 2
    assert found[1].token == 'source:"=Gazette 0"'
