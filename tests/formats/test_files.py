"""Names, formats by name, and texts of several articles."""

from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from reader.core.addresses import link_address, web_address
from reader.core.article import Body
from reader.formats.elements import Document
from reader.formats.files import FORMATS, Wanted, format_of
from reader.formats.naming import MOST_BYTES, file_name
from reader.formats.quoting import quote_text
from reader.wording import speak
from tests.formats.samples import HOSTILE, NOW, document, page
from tests.layout.bodies import article


def named(title: str, taken: set[str] | None = None, ending: str = ".md") -> str:
    known = dict.fromkeys(taken or (), 1)
    return file_name(Document(article=article(title), body=Body(blocks=(), sections=())), ending, known)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("春天的渡口", "2026-02-24 春天的渡口.md"),
        ("a/b\\c: d? “e” <f>|*", "2026-02-24 a b c d “e” f.md"),
        ("../../etc/passwd", "2026-02-24 .. .. etc passwd.md"),
        ("CON", "2026-02-24 CON.md"),
        ("end... ", "2026-02-24 end.md"),
        ("\x1b]0;x\x07", "2026-02-24 ]0;x.md"),
        ("", "2026-02-24 0000000000000000.md"),
    ],
)
def test_a_name_is_date_and_title(title: str, name: str) -> None:
    assert named(title) == name


def test_what_is_taken_is_numbered_whatever_its_case() -> None:
    assert named("Tide", {"2026-02-24 tide.md", "2026-02-24 tide 2.md"}) == "2026-02-24 Tide 3.md"


def test_thousands_of_one_title_are_numbered_without_counting_from_the_start() -> None:
    one = Document(article=article("Tide"), body=Body(blocks=(), sections=()))
    taken: dict[str, int] = {}
    before = perf_counter()
    names = [file_name(one, ".md", taken) for _ in range(3000)]
    assert perf_counter() - before < 3
    assert names[0] == "2026-02-24 Tide.md"
    assert names[-1] == "2026-02-24 Tide 3000.md"
    assert len(set(names)) == len(names)


def test_a_long_name_is_cut_between_characters() -> None:
    name = named("渡口" * 100, ending=".epub")
    assert name.endswith("口渡.epub") or name.endswith("渡口.epub")
    assert MOST_BYTES - 3 < len(name.encode()) <= MOST_BYTES


@settings(max_examples=200, deadline=None)
@given(HOSTILE | st.text(max_size=200))
def test_any_title_makes_a_name_that_every_file_system_takes(title: str) -> None:
    first = named(title)
    for name in (first, named(title, {first.casefold()})):
        assert len(name.encode()) <= MOST_BYTES
        assert {*'/\\:*?"<>|'}.isdisjoint(name)
        assert not any(ord(each) < 32 or 127 <= ord(each) < 160 for each in name)
        assert name.startswith("2026-02-24")
        assert not name.removesuffix(".md").endswith((" ", "."))


@pytest.mark.parametrize(
    ("path", "format"),
    [
        ("a.md", "markdown"),
        ("A.HTM", "html"),
        ("b.txt.gz", "text"),
        ("c.epub", "epub"),
        ("d.notes.md", "notes"),
        ("e.jsonl", None),
        ("md", None),
        ("-", None),
    ],
)
def test_the_ending_says_the_format(path: str, format: str | None) -> None:
    assert format_of(path) == format


def test_files_are_in_no_language_of_the_program() -> None:
    one = document(page("一", "二"), url="https://example.org/")
    wanted = Wanted(title="", count=1, clutter=True, now=NOW)
    english = [b"".join(FORMATS[name].write([one], wanted)) for name in ("text", "markdown", "html", "notes")]
    speak("zh")
    try:
        chinese = [b"".join(FORMATS[name].write([one], wanted)) for name in ("text", "markdown", "html", "notes")]
    finally:
        speak("en")
    assert chinese == english


def test_texts_and_markdown_of_several_are_parted() -> None:
    two = [document(page("一"), url="https://example.org/"), document(page("二"))]
    wanted = Wanted(title="", count=2, clutter=False, now=NOW)
    text = b"".join(FORMATS["text"].write(two, wanted)).decode()
    line = "晨报 · 2026-02-24 12:00"
    rule = "=" * 72
    assert text == f"渡口\n\n{line}\nhttps://example.org/\n\n一\n\n{rule}\n\n渡口\n\n{line}\n\n二\n"
    markdown = b"".join(FORMATS["markdown"].write(two, wanted)).decode()
    assert "一\n\n---\n\n# 渡口" in markdown
    assert not markdown.startswith("---")


@pytest.mark.parametrize(
    ("language", "quoted"),
    [
        ("zh-Hans", "“河”——《渡口》，晨报，2026-02-24 12:00，https://example.org/"),
        ("zh-Hant", "「河」——《渡口》，晨报，2026-02-24 12:00，https://example.org/"),
        ("zh-TW", "「河」——《渡口》，晨报，2026-02-24 12:00，https://example.org/"),
        ("ja", "「河」（『渡口』、晨报、2026-02-24 12:00、https://example.org/）"),
        ("en", "“河” — 渡口, 晨报, 2026-02-24 12:00, https://example.org/"),
        ("und", "“河” — 渡口, 晨报, 2026-02-24 12:00, https://example.org/"),
    ],
)
def test_a_quote_is_written_as_its_language_quotes(language: str, quoted: str) -> None:
    assert quote_text(article("渡口", language=language, url="https://example.org/"), " 河\n") == quoted


def test_a_quote_of_nothing_known_is_only_quoted() -> None:
    bare = replace(article(""), source=None, published=None)
    assert quote_text(bare, "河\x1b[2J") == "“河␛[2J”"
    assert quote_text(replace(bare, language="en"), "a\nb") == "“a\nb”"


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("https://example.org", "https://example.org"),
        (" HTTP://Example.org/a b?c=渡#口 口 ", "http://Example.org/a%20b?c=%E6%B8%A1#%E5%8F%A3%20%E5%8F%A3"),
        ("https://例子.cn/", "https://xn--fsqu00a.cn/"),
        ("https://example.org/100%/\"';$(id)`|", "https://example.org/100%25/%22';$(id)%60%7C"),
        ("http://[::1]:80/", "http://[::1]:80/"),
        ("http://u:p@h/\x1b", "http://u:p@h/%1B"),
        ("http:///nohost", None),
        ("http://a b/", None),
        ("http://a＂b/", None),
        ("http://＼b/", None),
        ("http://[x/", None),
        ("http://h:port/", None),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("-http://example.org", None),
        ("--help", None),
        ("", None),
        (None, None),
    ],
)
def test_only_addresses_of_the_web_are_handed_on(given: str | None, safe: str | None) -> None:
    assert web_address(given) == safe


@settings(max_examples=200, deadline=None)
@given(st.text().map("http://example.org/".__add__) | st.text().map("http://".__add__) | st.text())
def test_whatever_is_handed_on_is_ascii_and_no_option(text: str) -> None:
    for address in (web_address(text), link_address(text), link_address("mailto:" + text)):
        if address is not None:
            assert address.isascii()
            assert {*' "<>`|\\^{}'}.isdisjoint(address)
            assert address.isprintable()
            assert address.startswith(("http://", "https://", "mailto:"))
