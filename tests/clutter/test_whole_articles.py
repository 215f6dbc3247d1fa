"""A page that is all article loses nothing at all: essays, chats, poems, code, lists, in Chinese and English."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.clutter.pages import hidden, labelled

NAMES = ("Mina", "Tomo", "Old Ben", "阿青", "老周", "小满")
WORDS = (
    "tide",
    "rope",
    "lamp",
    "share",
    "home",
    "letters",
    "more",
    "winter",
    "boat",
    "search",
    "green",
    "next",
    "stone",
)
HANZI = "山水风云江河船灯火书画茶米人家老少花鸟春夏秋冬来去说看走坐"
SAYINGS = (
    "where is the cat",
    "share your location",
    "home",
    "ok",
    "more",
    "七点",
    "分享给你了",
    "首页那个菜谱看了吗",
    "好",
)
SENTENCES = (
    "The ferry was late and nobody on the quay minded.",
    "She had packed two apples and a map, which was one apple too many.",
    "“Comments?” asked the captain; there were none.",
    "渡船晚点了，码头上没有人着急。",
    "她带了两个苹果和一张旧地图，后来下起了雨。",
    "“广告里说的是明天。”他把报纸折好，放回口袋。",
)
STATEMENTS = (
    "import sys",
    "def more(items):",
    "    for item in items:",
    "        if item.home:",
    "            return item.share()",
    "    return None",
    "print(more(sys.argv))",
    "x = {'next': 1, 'search': [2, 3]}",
    "// comments: 首页",
    "}",
)

english_line = st.lists(st.sampled_from(WORDS), min_size=2, max_size=7).map(" ".join)
chinese_line = st.text(HANZI, min_size=3, max_size=16)
paragraph = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6).map(" ".join)
said = st.tuples(st.sampled_from(NAMES), st.sampled_from(SAYINGS), st.sampled_from((": ", "："))).map(
    lambda parts: parts[0] + parts[2] + parts[1]
)


def loses_nothing(lines: list[str]) -> bool:
    return hidden(labelled("\n".join(lines))) == []


@settings(max_examples=60, deadline=None)
@given(st.lists(paragraph, min_size=1, max_size=15))
def test_an_essay(lines: list[str]) -> None:
    assert loses_nothing(["What the tide leaves", *lines])


@settings(max_examples=60, deadline=None)
@given(st.lists(said, min_size=2, max_size=40))
def test_a_chat(lines: list[str]) -> None:
    assert loses_nothing(lines)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(english_line, chinese_line), min_size=2, max_size=40))
def test_a_poem(lines: list[str]) -> None:
    assert loses_nothing(lines)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(STATEMENTS), min_size=2, max_size=40))
def test_code(lines: list[str]) -> None:
    assert loses_nothing(lines)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 900), english_line | chinese_line), min_size=3, max_size=40))
def test_a_list_of_things(things: list[tuple[int, str]]) -> None:
    assert loses_nothing(["What to bring", *(f"{count} {thing}" for count, thing in things)])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(paragraph, said, english_line, chinese_line), min_size=2, max_size=30))
def test_a_mixture_of_all(lines: list[str]) -> None:
    assert loses_nothing(lines)
