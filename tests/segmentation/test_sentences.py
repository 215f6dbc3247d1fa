"""Sentences end where a reader hears them end, in Chinese as in English."""

from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.clusters import starts_cluster
from reader.segmentation.sentences import sentences

MIXED = st.text("潮汐发电。！？；…，、：“”‘’（）「」』 \tab.A!?,3é\u0301👩‍👧🇨🇳", max_size=60)


def parted(text: str) -> list[str]:
    return [text[start:stop] for start, stop in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("他走了。她没走！真的？是；好。", ["他走了。", "她没走！", "真的？", "是；", "好。"]),
        ("他说：“走吧。”她没动。", ["他说：“走吧。”", "她没动。"]),
        ("「行くよ。」（笑）彼は言った。", ["「行くよ。」", "（笑）彼は言った。"]),
        ("等等……我想想。他…走了……", ["等等……", "我想想。", "他…走了……"]),
        ("好吧……，走。什么？！真的！！", ["好吧……，走。", "什么？！", "真的！！"]),
        (
            "Mr. Hale paid 3.14 euros. He left at 5 p.m. on Monday.",
            ["Mr. Hale paid 3.14 euros.", "He left at 5 p.m. on Monday."],
        ),
        ("The U.S. Army came. J. R. Vance too.", ["The U.S. Army came.", "J. R. Vance too."]),
        ("“Really?” she asked. “Yes.” No!", ["“Really?” she asked.", "“Yes.”", "No!"]),
        (
            "See example.com. Wait... what? It was I. We left.",
            ["See example.com.", "Wait... what?", "It was I.", "We left."],
        ),
        ("Claude 3.5发布。价格是3.5元.", ["Claude 3.5发布。", "价格是3.5元."]),
        ("  没有句号  ", ["没有句号"]),
        (" ", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert parted(text) == expected


@given(MIXED)
@settings(max_examples=200, deadline=None)
def test_sentences_hold_all_but_the_blanks_between_them_and_split_no_character(text: str) -> None:
    end = 0
    for start, stop in sentences(text):
        assert end <= start < stop
        assert not text[end:start].strip()
        assert starts_cluster(text, stop)
        end = stop
    assert not text[end:].strip()


def test_endless_full_stops_cost_nothing() -> None:
    before = perf_counter()
    assert sentences("." * 50_000 + "a") == ((0, 50_001),)
    assert perf_counter() - before < 1
