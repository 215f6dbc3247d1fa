"""Plain text is the article unwrapped, with or without the rest of its page."""

from reader.core.article import Block, Kind, Label
from reader.layout.plain import plain_text, title_lines
from tests.layout.bodies import PAGE, article, body


def test_title_byline_and_paragraphs_without_clutter() -> None:
    assert plain_text(article(), PAGE, clutter=False) == (
        "一个标题\n\n晨报 · 2026-02-24 12:00 · 53 views · 9 min\n\n"
        "第一段说了一些话，并不太长。\n\n第二段也说了一些话，比第一段要长一些，所以要折行。\n"
    )


def test_clutter_is_named_by_its_label() -> None:
    text = plain_text(article(), PAGE, clutter=True)
    assert "\n\n[advertisement]\n关闭广告\n\n" in text
    assert text.endswith("\n\n[related]\n猜你喜欢\n另一个标题\n又一个标题\n")


def test_an_article_without_a_title_of_its_own_starts_with_the_known_one() -> None:
    assert plain_text(article("已知的标题"), body((Label.CONTENT, ["正文。"])), clutter=False).startswith(
        "已知的标题\n\n"
    )


def test_code_keeps_its_indent_and_stays_together() -> None:
    code = [Block(text=text, kind=Kind.CODE) for text in ("def f():", "    return 1")]
    assert plain_text(article(), body((Label.CONTENT, ["看：", *code])), clutter=False).endswith(
        "\n\n看：\n\ndef f():\n    return 1\n"
    )


def test_the_title_has_no_marks_of_a_heading() -> None:
    page = body((Label.TITLE, [Block(text="## 河边的灯塔", kind=Kind.HEADING, level=2)]), (Label.CONTENT, ["雾很大。"]))
    assert title_lines(article(), page) == ["河边的灯塔"]
