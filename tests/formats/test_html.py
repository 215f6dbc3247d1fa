"""HTML shows an article as it is, in one file that needs nothing else, and in which nothing of it is markup."""

from xml.etree import ElementTree

from hypothesis import given, settings

from reader.core.article import Block, Kind
from reader.formats.elements import Document
from reader.formats.files import Wanted, html_file
from reader.formats.html import article, style
from tests.formats.samples import (
    NOW,
    block,
    code,
    document,
    documents,
    elements,
    items,
    marked,
    page,
    rows,
    said,
    shown,
    squeezed,
)


def of(*content: Block | str) -> str:
    """Return the HTML of some content, without title and byline."""
    return squeezed(article(document(page(*content)), clutter=False)).split("</p>", 1)[1].removesuffix("</article>")


def whole(*documents: Document) -> str:
    wanted = Wanted(title="All & more", count=len(documents), clutter=False, now=NOW)
    return b"".join(html_file(documents, wanted)).decode()


def test_a_page_says_what_it_is() -> None:
    html = whole(document(page("正文。"), url="https://example.org/?a=1&b=2", authors=("张三",), tags=("船",)))
    assert html.startswith('<!DOCTYPE html>\n<html lang="zh-Hans">\n<head>\n<meta charset="utf-8"/>\n')
    assert "<title>渡口</title>" in html
    assert html.endswith(
        '<article id="a0000000000000000" lang="zh-Hans" xml:lang="zh-Hans">\n<h1>渡口</h1>\n'
        '<p class="byline">晨报 · 张三 · 2026-02-24 12:00 · '
        '<a href="https://example.org/?a=1&amp;b=2">https://example.org/?a=1&amp;b=2</a> · #船</p>\n'
        "<p>正文。</p>\n</article>\n</body>\n</html>\n"
    )


def test_it_needs_nothing_else_and_runs_nothing() -> None:
    html = whole(document(page("正文。")))
    assert {"script", "link", "img", "iframe", "object"}.isdisjoint(name for name, _ in elements(html))
    assert "default-src 'none'" in html
    assert "url(" not in style()
    assert "@import" not in style()


def test_several_articles_are_one_page() -> None:
    html = whole(document(page("一")), document(page("二"), language="en"))
    assert "<html>" in html
    assert "<title>All &amp; more</title>" in html
    assert [each.get("lang") for name, each in elements(html) if name == "article"] == ["zh-Hans", "en"]
    assert whole().endswith("<body>\n</body>\n</html>\n")


def test_lists_and_quotes_keep_their_levels() -> None:
    content = items((1, "- 一"), (3, "二"), (2, "三"), (1, "3. 四"), (1, "4. 五"))
    assert of(*content) == (
        "<ul><li>一<ul><li><ul><li>二</li></ul></li><li>三</li></ul></li></ul>"
        '<ol><livalue="3">四</li><livalue="4">五</li></ol>'
    )
    quotes = (block("> 一", Kind.QUOTE, 1), block(">> 二", Kind.QUOTE, 2), block("> 三", Kind.QUOTE, 1))
    inner = "<blockquote><p>二</p></blockquote>"
    assert of(*quotes) == f"<blockquote><p>一</p>{inner}<p>三</p></blockquote>"


def test_headings_code_tables_and_captions() -> None:
    assert of(block("## 一", Kind.HEADING, 2)) == "<h3>一</h3>"
    assert (
        article(document(page(*code("a < b", "    c"))), clutter=False).count("<pre><code>a &lt; b\n    c</code>") == 1
    )
    assert of(*rows("a|b", "-|-", "1|2|3")) == (
        "<table><tr><th>a</th><th>b</th><th></th></tr><tr><td>1</td><td>2</td><td>3</td></tr></table>"
    )
    assert of("[image: 灯塔]") == "<figure><figcaption>灯塔</figcaption></figure>"


def test_a_highlight_has_its_colour_and_its_note() -> None:
    text = page("渡口的老船工说。")
    html = article(document(text, marked(text, "老船工", 'so "it" is\n<b>')), clutter=False)
    assert '渡口的<mark class="green" title="so &quot;it&quot; is &lt;b&gt;">老船工</mark>说。' in html
    assert '<p class="note">so &quot;it&quot; is<br/>&lt;b&gt;</p>' in html


def test_clutter_is_set_apart() -> None:
    html = article(document(page("正文。")), clutter=True)
    assert '<section class="clutter">\n<h2>related</h2>\n<p>猜你喜欢<br/>\n另一篇</p>\n</section>' in html


@settings(max_examples=100, deadline=None)
@given(documents())
def test_whatever_an_article_says_is_shown_as_it_says_it(document: Document) -> None:
    html = article(document, clutter=True)
    without_notes = "".join(
        part.partition("</p>")[2] if part[:1] == ">" else part for part in html.split('<p class="note"')
    )
    assert shown(without_notes) == said(document)
    ElementTree.fromstring(html)
    for _, attributes in elements(html):
        assert attributes.keys() <= {"id", "lang", "xml:lang", "class", "href", "title", "value"}
        assert (attributes.get("href") or "http:").startswith(("http:", "https:", "mailto:"))
