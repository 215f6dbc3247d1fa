"""An excerpt is a line around what was found, every word of it in sight where they stand together."""

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.query import Excerpt
from reader.search.text_excerpt import CELLS, excerpt
from reader.search.text_folding import folded, searchable

FILLER = "山高水长，风起云落。"


def excerpt_of(text: str, *words: str) -> Excerpt:
    text = "\n".join(map(searchable, text.split("\n")))
    return excerpt(text, folded(text), [folded(searchable(word)) for word in words])


def marked(found: Excerpt) -> list[str]:
    return [found.text[start:stop] for start, stop in found.spans]


def test_a_short_text_is_shown_whole_on_one_line() -> None:
    found = excerpt_of("渡口在冬天\n也开着 ＯＰＥＮ", "open", "渡口")
    assert found.text == "渡口在冬天 也开着 ＯＰＥＮ"
    assert marked(found) == ["渡口", "ＯＰＥＮ"]


def test_a_long_text_is_cut_around_the_match_and_says_so() -> None:
    found = excerpt_of(FILLER * 50 + "潮汐" + FILLER * 50, "潮汐")
    assert found.text[0] == found.text[-1] == "…"
    assert marked(found) == ["潮汐"]
    assert CELLS // 2 - 2 <= len(found.text) <= CELLS // 2 + 2


def test_where_the_words_stand_together_comes_before_where_one_stands_first() -> None:
    text = "潮汐" + FILLER * 20 + "渡口" + FILLER * 20 + "渡口的潮汐" + FILLER * 20
    assert "渡口的潮汐" in excerpt_of(text, "潮汐", "渡口").text


def test_no_latin_word_is_split_at_its_start() -> None:
    found = excerpt_of("extraordinarily " * 30 + "lantern " + "words " * 50, "lantern")
    assert found.text.startswith("…extraordinarily ")


def test_a_very_long_phrase_is_shown_to_its_end() -> None:
    phrase = "冬天的渡口" * 30
    assert marked(excerpt_of(FILLER + phrase, phrase)) == [phrase]


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=200), st.data())
def test_an_excerpt_shows_some_word(text: str, data: st.DataObject) -> None:
    text = searchable(text)
    start = data.draw(st.integers(0, max(0, len(text) - 1)))
    word = text[start : data.draw(st.integers(start, len(text)))]
    if folded(word):
        found = excerpt(text, folded(text), [folded(word)])
        assert folded(word) in map(folded, marked(found)) or folded(word) * 2 in "".join(map(folded, marked(found)))
