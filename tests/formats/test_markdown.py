"""Markdown shows an article as it is: its structure as structure, its text as text."""

import json
import re

from hypothesis import given, settings

from reader.core.article import Block, Kind
from reader.formats.elements import Document
from reader.formats.markdown import markdown
from tests.formats.samples import (
    block,
    code,
    document,
    documents,
    elements,
    items,
    marked,
    page,
    rendered,
    rows,
    said,
    shown,
    squeezed,
)


def of(*content: Block | str) -> str:
    """Return the Markdown of some content, without title and byline."""
    return markdown(document(page(*content)), clutter=False, alone=False).split("\n\n", 2)[2]


def html_of(*content: Block | str) -> str:
    return squeezed(rendered(of(*content)))


def test_what_is_known_stands_before_an_article_that_has_a_file_to_itself() -> None:
    known = {"authors": ("张三", 'A "B"'), "url": "https://example.org/a b"}
    text = markdown(document(page("正文。"), tags=("船",), **known), clutter=False, alone=True)
    assert text == (
        '---\ntitle: "渡口"\nsource: "晨报"\nauthors: ["张三","A \\"B\\""]\npublished: "2026-02-24T12:00:01"\n'
        'url: "https://example.org/a%20b"\nlanguage: "zh-Hans"\ntags: ["船"]\nid: "0000000000000000"\n---\n\n'
        '# 渡口\n\n晨报 · 张三, A "B" · 2026-02-24 12:00 · <https://example.org/a%20b>\n\n正文。\n'
    )


def test_among_others_it_is_known_below_the_title() -> None:
    text = markdown(document(page("正文。"), tags=("船",)), clutter=True, alone=False)
    assert text == "# 渡口\n\n晨报 · 2026-02-24 12:00 · \\#船\n\n正文。\n\n**related**\n\n猜你喜欢\\\n另一篇\n"


def test_headings_stand_below_the_title() -> None:
    assert of(block("一", Kind.HEADING, 1), block("### 二", Kind.HEADING, 3)) == "## 一\n\n#### 二\n"
    assert html_of(block("C #", Kind.HEADING, 9)) == "<h6>C#</h6>"


def test_lists_keep_their_levels_and_numbers() -> None:
    content = items((1, "- 一"), (2, "  - 二"), (3, "三"), (1, "* 四"), (1, "3. 五"), (2, "2) 六"), (1, "4. 七"))
    assert html_of(*content) == (
        "<ul><li>一<ul><li>二<ul><li>三</li></ul></li></ul></li><li>四</li></ul>"
        '<olstart="3"><li><p>五</p><olstart="2"><li>六</li></ol></li><li><p>七</p></li></ol>'
    )


def test_quotes_keep_their_levels() -> None:
    content = (block("> 一", Kind.QUOTE, 1, "\n"), block("> 二", Kind.QUOTE, 1), block(">> 三", Kind.QUOTE, 2), "四")
    nested = "<blockquote><p>一<br/>二</p><blockquote><p>三</p></blockquote></blockquote><p>四</p>"
    assert html_of(*content) == nested


def test_code_keeps_its_indent_and_language_and_what_would_end_it() -> None:
    assert of(*code("```python", "  def f():", "    return '```'", "```")) == (
        "````python\ndef f():\n  return '```'\n````\n"
    )


def test_tables_have_a_head_where_the_page_has_one() -> None:
    assert of(*rows("| a | b |", "|---|---|", "| 1 | * |")) == "| a | b |\n| --- | --- |\n| 1 | \\* |\n"
    assert of(*rows("一\t二", "三")) == "|  |  |\n| --- | --- |\n| 一 | 二 |\n| 三 |  |\n"


def test_an_image_is_its_caption() -> None:
    assert of("![渡口的早晨](a.jpg)", block("图：江面", Kind.CAPTION)) == "*渡口的早晨*\n\n*图：江面*\n"


def test_links_lead_where_they_may() -> None:
    assert of("见 https://example.org/a_b。") == "见 <https://example.org/a_b>。\n"
    assert of("见[名字](https://example.org/(a))。") == "见[名字](<https://example.org/(a)>)。\n"
    assert of(block("整段", href="http://example.org/?a=1&copy;")) == "[整段](<http://example.org/?a=1\\&copy;>)\n"
    assert of(block("坏人", href="javascript:alert(1)")) == "坏人\n"


def test_a_highlight_is_marked_and_its_note_a_footnote() -> None:
    text = page("渡口的老船工说，河没有冻过。")
    marks = marked(text, "老船工", "是谁？\n*问*"), marked(text, "没有冻过")
    written = markdown(document(text, *marks), clutter=False, alone=False)
    assert written.endswith(
        "\n\n渡口的<mark>老船工</mark>[^00000000-1]说，河<mark>没有冻过</mark>。\n\n"
        "[^00000000-1]: 是谁？\\\n    \\*问\\*\n"
    )


def test_verse_keeps_its_lines() -> None:
    verse = [block(line, end="\n") for line in ("床前明月光", "疑是地上霜", "举头望明月", "低头思故乡")]
    assert of(*verse) == "床前明月光\\\n疑是地上霜\\\n举头望明月\\\n低头思故乡\n"


@settings(max_examples=60, deadline=None)
@given(documents())
def test_whatever_an_article_says_is_shown_as_it_says_it(document: Document) -> None:
    text, _, notes = markdown(document, clutter=True, alone=False).partition("\n\n[^0")
    html = rendered(text)
    assert re.sub(r"\[\^00000000-\d\]", "", shown(html)) == said(document)
    assert {name for name, _ in elements(html)} <= _ALLOWED
    assert {name for name, _ in elements(rendered(f"x\n\n[^0{notes}"))} <= _ALLOWED


@settings(max_examples=100, deadline=None)
@given(documents())
def test_front_matter_is_a_json_value_a_line(document: Document) -> None:
    head, _, _ = markdown(document, clutter=False, alone=True).removeprefix("---\n").partition("---\n\n")
    known = dict(line.split(": ", 1) for line in head.splitlines())
    values = {name: json.loads(value) for name, value in known.items()}
    assert {"title", "id"} <= values.keys()
    assert all(isinstance(value, (str, list)) and value for value in values.values())


_ALLOWED = {
    *("h1", "h2", "h3", "h4", "h5", "h6", "p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "pre", "code"),
    *("table", "thead", "tbody", "tr", "th", "td", "a", "mark"),
}
