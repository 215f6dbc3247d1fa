"""A line that stands for an image is told from text, and named by its caption, else by its file."""

import time

import pytest

from reader.core.images import image_in


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("![河边的灯](photos/a.png)", "河边的灯"),
        ("  ![](https://example.com/photos/lamp.jpg)  ", "lamp.jpg"),
        ('![a (b)](<a.png> "title")', "a (b)"),
        ("[![灯](s.png)](https://example.com/big)", "灯"),
        ('<img class="wide" src="/photos/lamp.jpg" alt="">', "lamp.jpg"),
        ("<IMG alt='the lamp' src=x>", "the lamp"),
        ("<img>", "<img>"),
        ("![]()", "![]()"),
        ("[image: lamp.png]", "lamp.png"),
        ("【图片】", "图片"),
        ("【图：灯】", "灯"),
    ],
)
def test_an_image_is_named(line: str, name: str) -> None:
    found = image_in(line)
    assert found is not None
    assert line[slice(*found)] == name


@pytest.mark.parametrize(
    "line", ["", "看图", "![a](b) 和文字", "[1]", "[image", "【图解】一文看懂", "【图片】一组图", "[a](b)", "<imgx>"]
)
def test_other_lines_are_no_images(line: str) -> None:
    assert image_in(line) is None


def test_endless_lines_cost_nothing() -> None:
    started = time.process_time()
    for start in ("![" * 1_000_000, "![a](" + "(" * 2_000_000, "<img " * 500_000, "【图：" * 500_000):
        assert image_in(start) is None
    for line in ("![a](" + " " * 3900 + "x", "[图：" + " " * 3900 + "x", "[图：" + "x " * 1900):
        assert image_in(line) is None
    assert time.process_time() - started < 1
