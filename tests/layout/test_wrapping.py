"""Line breaks are remembered, within bounds."""

from reader.layout.breaking import breaks
from reader.layout.wrapping import Wrapper


def test_the_same_text_and_width_is_broken_once() -> None:
    wrapper = Wrapper()
    first = wrapper.wrap("你好，世界。" * 20, 20)
    assert first == breaks("你好，世界。" * 20, 20)
    assert wrapper.wrap("你好，世界。" * 20, 20) is first
    assert wrapper.wrap("你好，世界。" * 20, 30) is not first


def test_the_least_recently_used_go_when_there_are_too_many_lines() -> None:
    wrapper = Wrapper(most_lines=25)
    texts = [letter * 100 for letter in "abc"]
    kept = [wrapper.wrap(text, 10) for text in texts[:2]]
    wrapper.wrap(texts[0], 10)
    wrapper.wrap(texts[2], 10)
    assert wrapper.size <= 25
    assert wrapper.wrap(texts[0], 10) is kept[0]
    assert wrapper.wrap(texts[1], 10) is not kept[1]


def test_one_text_larger_than_the_memory_is_still_kept() -> None:
    wrapper = Wrapper(most_lines=5)
    assert wrapper.wrap("a" * 100, 10) is wrapper.wrap("a" * 100, 10)
