"""What label promises for any text: sections that partition, a title, and no article hidden."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.clutter import label
from reader.core.article import Block, Draft, Label
from tests.clutter.pages import NOW, demos, hidden, labelled, line_labels

POEM = """Low tide
The harbour counts its boats again
and finds one more than yesterday
a small green thing
with nobody's name on it
The gulls discuss it
The rope says nothing
Home is a word
for something tied up badly"""
CHAT = """Mina: did you feed the cat
Tomo: which cat
Mina: THE cat
Tomo: share your location
Mina: home
Tomo: ok
Mina: search under the bed
Tomo: found her
Mina: more
Tomo: she is asleep on my jumper
Mina: like always"""
CHAT_ZH = """阿青：今晚吃什么
老周：首页那个菜谱看了吗
阿青：没有
老周：分享给你了
阿青：收到
老周：几点回来
阿青：七点
老周：带点葱
阿青：好"""
CODE = """import sys

def more(items):
    for item in items:
        if item.home:
            return item.share()
    return None

class Search:
    tags = []

print(more(sys.argv))"""
ESSAY_ZH = """修伞的人

巷口修伞的人姓葛，修了三十年伞。他说伞坏得最多的地方不是骨，是布和骨之间那几针线。

线断了，布就不听骨的话。他用的线要先在蜡里走一遍。

去年冬天他的摊子收了，巷口多了一家卖奶茶的。下雨的时候，我还是会往那边看一眼。"""
RECIPE = """Barley soup

Ingredients
200 g barley
2 carrots
1 leek
salt

Method
Soak the barley overnight.
Chop everything small.
Simmer for an hour, then wait."""
WHOLE_ARTICLES = {"poem": POEM, "chat": CHAT, "chat-zh": CHAT_ZH, "code": CODE, "essay-zh": ESSAY_ZH, "recipe": RECIPE}

SENTENCES_EN = ["The ferry was late", "Nobody on the quay minded", "She had packed two apples and a map", "It rained"]
SENTENCES_ZH = ["渡船晚点了", "码头上没有人着急", "她带了两个苹果和一张旧地图", "后来下起了雨"]


@pytest.mark.parametrize("name", WHOLE_ARTICLES)
def test_a_page_that_is_all_article_loses_nothing(name: str) -> None:
    assert hidden(labelled(WHOLE_ARTICLES[name])) == []


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from([SENTENCES_EN, SENTENCES_ZH]), st.lists(st.integers(0, 3), min_size=1, max_size=9)),
        min_size=1,
        max_size=12,
    )
)
def test_paragraphs_alone_are_never_hidden(paragraphs: list[tuple[list[str], list[int]]]) -> None:
    text = "\n".join(
        "".join(pool[pick] + (". " if pool is SENTENCES_EN else "。") for pick in p) for pool, p in paragraphs
    )
    assert hidden(labelled(text)) == []


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(max_size=40), max_size=25))
def test_sections_partition_the_blocks_of_any_text(texts: list[str]) -> None:
    blocks = tuple(Block(text=text) for text in texts)
    found = label(Draft(name="a.txt", original=b"", blocks=blocks), now=NOW)
    assert found.body.blocks == blocks
    ends = [0, *(section.stop for section in found.body.sections)]
    assert [section.start for section in found.body.sections] == ends[:-1]
    assert ends[-1] == len(blocks)
    assert all(section.start < section.stop and 0 <= section.score <= 1 for section in found.body.sections)
    assert all(section.why or not section.label.is_clutter for section in found.body.sections)
    assert found.title


@settings(max_examples=12, deadline=None)
@given(st.randoms(use_true_random=False))
def test_any_cut_of_a_page_is_labelled(random) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    lines = random.choice(demos()).text.split("\n")
    start = random.randrange(len(lines))
    assert labelled("\n".join(lines[start : start + 30]) or "x").title


def test_blocks_without_text_join_their_neighbour() -> None:
    blocks = tuple(
        Block(text=text) for text in ("", "关闭广告", "  ", "海上起雾了，船都没有出港。渔民们坐在码头上补网。", "")
    )
    found = label(Draft(name="a.txt", original=b"", blocks=blocks), now=NOW)
    assert found.body.sections[-1].stop == 5
    assert found.body.sections[0].start == 0


def test_a_closed_advertisement_is_hidden_and_explained() -> None:
    page = next(demo for demo in demos() if demo.name == "zh-portal-tide")
    first = labelled(page.text).body.sections[0]
    assert (first.label, first.start, first.stop) == (Label.ADVERTISEMENT, 0, 1)
    assert "advertisement" in first.why


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("只有一句话，没有别的。", "只有一句话，没有别的"),
        ("One line only, and it says little. Then it goes on.", "One line only, and it says little"),
        ("", "notes"),
        ("……", "notes"),
    ],
)
def test_there_is_always_a_title(text: str, title: str) -> None:
    assert labelled(text).title == title


@pytest.mark.parametrize("text", ["正文。", "标题\n\n正文。", "Title\n\nHello world.", "关闭广告", "Home\nMore\nShare"])
def test_a_page_without_anything_like_an_article_is_shown_rather_than_hidden(text: str) -> None:
    assert hidden(labelled(text)) == []


def test_a_stated_title_is_found_in_the_page() -> None:
    text = "站点导航\n大雾封港三日\n渔民们坐在码头上补网，说这样的雾十年没有见过了。海事部门说，预计明天散去。"
    found = labelled(text, title="大雾封港三日 - 某某新闻网")
    assert found.title == "大雾封港三日"
    assert line_labels(found)[1] is Label.TITLE


@pytest.mark.parametrize(
    "unit",
    ["a", "中", "1", ".", "2026-", "Home > ", "评论(", "by A, ", "http://a.", "来源：", "Jan ", "| ", "\t", "(("],
)
def test_a_huge_line_takes_linear_time(unit: str) -> None:
    start = time.process_time()
    labelled(unit * (1_000_000 // len(unit)))
    assert time.process_time() - start < 4


def test_many_lines_take_linear_time() -> None:
    page = next(demo for demo in demos() if demo.name == "zh-portal-tide").text

    def seconds(times: int) -> float:
        start = time.process_time()
        labelled((page + "\n") * times)
        return time.process_time() - start

    seconds(1)
    assert seconds(64) < 6 * seconds(16) + 0.2
