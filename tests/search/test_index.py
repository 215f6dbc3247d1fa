"""The title index finds what is meant, ranks it as people expect, and shows what matched."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.search import TitleIndex

TITLES = [
    "Claude 被指抄袭开源项目，作者回应",
    "北京今天下雪，市民走上街头",
    "招聘技术编辑：每周三天远程办公",
    "The quiet garden behind the old library",
    "Quiet gardens",
    "A history of the lighthouse keepers",
    "蘋果發佈新款筆記型電腦",
    "Málaga abre un museo del vidrio",
    "重庆火锅店的一天",
    "How to Keep Bees in a Small City",
    "iPhone 手机摄影入门（上）",
    "银行利率调整方案公布",
    "Renting a boat in Northern Norway",
    "不食言的前提下，怎样开始",
    "开车去巴黎",
    "Bali by bicycle",
]


@pytest.fixture(scope="module")
def index() -> TitleIndex:
    return TitleIndex.build((str(number), title) for number, title in enumerate(TITLES))


def titles(index: TitleIndex, query: str) -> list[str]:
    return [TITLES[int(match.id)] for match in index.search(query)]


def marked(index: TitleIndex, query: str) -> str:
    """The best title with its matched parts in brackets."""
    best = index.search(query)[0]
    title, result, at = TITLES[int(best.id)], "", 0
    for start, stop in best.spans:
        result += title[at:start] + "[" + title[start:stop] + "]"
        at = stop
    return result + title[at:]


@pytest.mark.parametrize(
    ("query", "best"),
    [
        ("抄袭", "Claude 被指[抄袭]开源项目，作者回应"),
        ("claude 抄xi", "[Claude] 被指[抄袭]开源项目，作者回应"),
        ("chaoxi", "Claude 被指[抄袭]开源项目，作者回应"),
        ("beijing", "[北京]今天下雪，市民走上街头"),
        ("beij", "[北京]今天下雪，市民走上街头"),
        ("zpjs", "[招聘技术]编辑：每周三天远程办公"),
        ("zhaopjishu", "[招聘技术]编辑：每周三天远程办公"),
        ("苹果发布", "[蘋果發佈]新款筆記型電腦"),
        ("ＱＵＩＥＴ　ｇａｒｄｅｎｓ", "[Quiet gardens]"),
        ("malaga", "[Málaga] abre un museo del vidrio"),
        ("chongqing", "[重庆]火锅店的一天"),
        ("yinhang", "[银行]利率调整方案公布"),
        ("yinghang", "[银行]利率调整方案公布"),
        ("lighthose", "A history of the [lightho]u[se] keepers"),
        ("银航利率调整", "[银]行[利率调整]方案公布"),
        ("银行率调整", "[银行]利[率调整]方案公布"),
        ("银率方案", "[银]行利[率]调整[方案]公布"),
        ("library garden", "The quiet [garden] behind the old [library]"),
        ("htkb", "[H]ow [t]o [K]eep [B]ees in a Small City"),
        ("renboanor", "[Ren]ting a [boa]t in [Nor]thern Norway"),
        ("light house", "A history of the [lighthouse] keepers"),
        ("oldlibrary", "The quiet garden behind the [old library]"),
        ("qianti下", "不食言的[前提下]，怎样开始"),
        ("bali 开车", "[开车]去[巴黎]"),
        ("iphonesj", "[iPhone 手机]摄影入门（上）"),
    ],
)
def test_finds_and_marks(index: TitleIndex, query: str, best: str) -> None:
    assert marked(index, query) == best


@pytest.mark.parametrize("query", ["qzxvwkj", "魑魅魍魉", "xqzzt vvkq", "", "   ", "？！…"])
def test_nonsense_finds_nothing(index: TitleIndex, query: str) -> None:
    assert index.search(query) == []


def test_ranks_exact_then_prefix_then_word_start_then_inside() -> None:
    ranked = ["sun", "sun and rain", "the sun", "unsung", "s u x n"]
    index = TitleIndex.build((title, title) for title in reversed(ranked))
    assert [match.id for match in index.search("sun")][:4] == ranked[:4]


def test_of_equals_the_most_recent_comes_first() -> None:
    index = TitleIndex.build([("old", "garden in spring"), ("new", "garden in winter")])
    assert [match.id for match in index.search("garden")] == ["new", "old"]


def test_typed_punctuation_decides_between_equals() -> None:
    index = TitleIndex.build([("with", "the high-tech town"), ("without", "the high tech town")])
    assert [match.id for match in index.search("high-tech")] == ["with", "without"]


def test_added_titles_are_found_at_once_and_discarded_ones_are_not() -> None:
    index = TitleIndex.build([("1", "apples in autumn")])
    for number in range(2, 80):
        index.add(str(number), f"pears in week {number}")
    assert index.search("week 57")[0].id == "57"
    index.discard("57")
    index.discard("unknown")
    assert "57" not in [match.id for match in index.search("week 57")]
    assert index.search("apples")[0].id == "1"
    assert len(index) == 78


def test_adding_an_id_again_replaces_its_title() -> None:
    index = TitleIndex.build([("1", "apples"), ("2", "pears")])
    index.add("1", "cherries")
    assert index.search("apples") == []
    assert [match.id for match in index.search("cherries")] == ["1"]


def test_an_empty_index_answers() -> None:
    index = TitleIndex.build([])
    assert index.search("anything") == []
    index.add("1", "anything goes")
    assert [match.id for match in index.search("anything")] == ["1"]


def test_limit_keeps_the_best() -> None:
    index = TitleIndex.build((str(number), f"river {number}") for number in range(50))
    assert [match.id for match in index.search("river", limit=3)] == ["49", "48", "47"]


def test_a_cancelled_search_ends_early() -> None:
    asked = []
    index = TitleIndex.build([("1", "The lighthouse")])
    assert index.search("lighthosue", cancelled=lambda: not asked.append(True)) == []
    assert len(asked) == 1


_WILD = st.text(st.characters(codec="utf-8") | st.sampled_from("北京重庆abcé ﬁ龍，0"), max_size=40)


@settings(deadline=None, max_examples=60)
@given(st.lists(_WILD, max_size=6), _WILD)
def test_spans_lie_in_the_title_ascending_and_disjoint(wild: list[str], query: str) -> None:
    index = TitleIndex.build((str(number), title) for number, title in enumerate(wild))
    for match in index.search(query):
        title = wild[int(match.id)]
        assert match.spans
        assert all(0 <= start < stop <= len(title) for start, stop in match.spans)
        assert all(before[1] < after[0] for before, after in pairwise(match.spans))
        assert 0 < match.score <= 100


@settings(deadline=None, max_examples=40)
@given(st.lists(_WILD, min_size=1, max_size=5), st.data())
def test_a_title_is_found_by_any_part_of_it(wild: list[str], data: st.DataObject) -> None:
    title = data.draw(st.sampled_from(wild))
    start = data.draw(st.integers(0, len(title)))
    part = title[start : start + 12]
    index = TitleIndex.build((str(number), one) for number, one in enumerate(wild))
    if sum(character.isalpha() for character in part) > 2:
        assert title in [wild[int(match.id)] for match in index.search(part)]


def test_titles_and_queries_that_repeat_themselves_do_not_multiply_the_ways_to_read_them() -> None:
    titles = ["a " * 400 + "b", "啊" * 500, "an " * 300, "ha" * 400]
    index = TitleIndex.build((title, title) for title in titles)
    assert titles[1] in [match.id for match in index.search("啊" * 24)]
    assert titles[0] in [match.id for match in index.search("a" * 47 + "b")]
    assert len(index.search("an" * 24)) >= 1
    assert titles[3] in [match.id for match in index.search("haha" * 12)]
