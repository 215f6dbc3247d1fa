"""The order of what is found is the one people expect: each example lists titles best first."""

import pytest

from reader.search import TitleIndex

EXAMPLES = {
    "exact, title start, word start, inside a word, scattered": (
        "sun",
        ["Sun", "Sun and rain", "The sun", "Unsung", "S. Ullman's new"],
    ),
    "the same in Chinese, where a word may start anywhere": (
        "天气",
        ["天气", "天气转冷", "今日天气", "天下大气"],
    ),
    "a whole word before the beginning of one": (
        "post",
        ["Post early", "Postcards early", "The post", "The postcards"],
    ),
    "the phrase before its words apart": ("old town", ["Old town", "In an old town", "A town, old and grey"]),
    "spaced as it was typed": ("every day", ["It is every day", "It is everyday"]),
    "letters as typed before letters that something parts": ("canadas", ["Las Cañadas", "It was Canada's"]),
    "typed punctuation before anything else": ("『time", ["『TIME』予告", "Time and tide"]),
    "the literal word, the sound, the initials": ("ma", ["Ma and me", "马上回来", "明暗之间"]),
    "whole syllables before a last one unfinished": ("beijin", ["筹备进展", "北京下雪"]),
    "the common reading of a character before a rare one": ("hui", ["开会去", "溃于蚁穴"]),
    "initials of each unit before beginnings of a few": ("skeb", ["Some kids eat bread", "Sketch ebony"]),
    "initials in one phrase before initials across a comma": ("jtxx", ["北京今天下雪", "回京，天晓星"]),
    "fewer words passed over": ("quigar", ["Quiet garden", "Quiet old garden", "Quiet old walled garden"]),
    "fewer characters left out": ("银调整", ["银行调整", "银行利率调整"]),
    "a mistake in a word before one across words": ("the dvery", ["See the very end", "Chips with everything"]),
}


@pytest.mark.parametrize(("query", "ranked"), EXAMPLES.values(), ids=EXAMPLES.keys())
def test_ranks(query: str, ranked: list[str]) -> None:
    index = TitleIndex.build((title, title) for title in ranked)  # the best is the oldest, so recency cannot help it
    found = [match.id for match in index.search(query)]
    assert found == [title for title in ranked if title in found]
    assert found[0] == ranked[0]
    assert len(found) > 1 or len(ranked) == 1


def test_of_equals_the_most_recent_comes_first() -> None:
    index = TitleIndex.build((title, title) for title in ("garden in spring", "garden in autumn", "garden in winter"))
    assert [match.id for match in index.search("garden")] == [
        "garden in winter",
        "garden in autumn",
        "garden in spring",
    ]


def test_abbreviations_of_both_scripts_are_shown_in_turn() -> None:
    chinese = [f"第{number}条马路" for number in "一二三四五六"]
    english = [f"{word} meadow landing" for word in ("first", "second", "third")]
    index = TitleIndex.build((title, title) for title in chinese + english)
    first = [match.id.isascii() for match in index.search("ml", limit=6)]
    assert sorted(first[:2]) == sorted(first[2:4]) == [False, True]


def test_scores_never_rise_down_the_list() -> None:
    index = TitleIndex.build((title, title) for _, ranked in EXAMPLES.values() for title in ranked)
    for query, _ in EXAMPLES.values():
        scores = [match.score for match in index.search(query)]
        assert scores == sorted(scores, reverse=True)
        assert all(0 < score <= 100 for score in scores)
