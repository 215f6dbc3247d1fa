"""A book is what EPUB 3.3 asks for, whatever its articles say; epubcheck finds nothing in such books."""

from collections.abc import Sequence
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZIP_STORED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from reader.core.errors import NotFound
from reader.formats.elements import Document
from reader.formats.epub import book
from tests.formats.samples import NOW, document, documents, page

OPF, DC, XHTML = (
    "{http://www.idpf.org/2007/opf}",
    "{http://purl.org/dc/elements/1.1/}",
    "{http://www.w3.org/1999/xhtml}",
)


def made(*documents: Document) -> ZipFile:
    numbered = [
        replace(each, article=replace(each.article, id=f"{number:016x}")) for number, each in enumerate(documents)
    ]
    return ZipFile(BytesIO(b"".join(book(numbered, title="All", clutter=True, now=NOW))))


def metadata(archive: ZipFile) -> list[tuple[str, str | None]]:
    package = ElementTree.fromstring(archive.read("EPUB/package.opf"))
    found = package.iterfind(f"{OPF}metadata/*")
    return [(each.tag.removeprefix(DC), each.text) for each in found if each.tag.startswith(DC)]


def test_the_media_type_comes_first_and_is_not_packed() -> None:
    data = b"".join(book([document(page("一"))], title="", clutter=False, now=NOW))
    assert data[30:58] == b"mimetypeapplication/epub+zip"
    assert data[6:8] == b"\0\0"  # no flags: the sizes stand before what they are of
    archive = ZipFile(BytesIO(data))
    assert archive.testzip() is None
    assert archive.infolist()[0].compress_type == ZIP_STORED


def test_a_book_of_one_article_is_that_article() -> None:
    archive = made(document(page("一"), authors=("张三", "李四"), url="https://example.org/", tags=("船",)))
    (uid, language, *known) = metadata(archive)
    assert uid[0] == "identifier"
    assert (uid[1] or "").startswith("urn:uuid:")
    assert language == ("language", "zh-Hans")
    assert known == [
        ("title", "渡口"),
        ("publisher", "晨报"),
        ("creator", "张三"),
        ("creator", "李四"),
        ("date", "2026-02-24"),
        ("source", "https://example.org/"),
        ("subject", "船"),
    ]


def test_a_book_of_several_has_a_table_of_contents() -> None:
    archive = made(document(page("一")), document(page("二")))
    assert metadata(archive)[1:] == [("language", "zh-Hans"), ("title", "All")]
    contents = ElementTree.fromstring(archive.read("EPUB/nav.xhtml"))
    links = [(each.get("href"), each.text) for each in contents.iter(f"{XHTML}a")]
    assert links == [("0000000000000000.xhtml", "渡口"), ("0000000000000001.xhtml", "渡口")]


def test_there_is_no_book_without_an_article() -> None:
    with pytest.raises(NotFound):
        made()


def test_one_article_is_in_memory_at_a_time() -> None:
    text = page("".join(map(chr, range(0x4E00, 0x9FFF))))
    parts = book((document(text) for _ in range(50)), title="", clutter=False, now=NOW)
    sizes = [len(part) for part in parts]
    assert len(sizes) == 51
    assert max(sizes[:-1]) < 3 * min(sizes[1:-1])


@settings(max_examples=40, deadline=None)
@given(st.lists(documents(), min_size=1, max_size=3))
def test_every_part_is_xml_and_all_that_is_named_is_there(documents: Sequence[Document]) -> None:
    archive = made(*documents)
    for name in archive.namelist():
        if name.endswith(("xml", "opf")):
            assert ElementTree.fromstring(archive.read(name)) is not None
    package = ElementTree.fromstring(archive.read("EPUB/package.opf"))
    listed = {each.get("id"): f"EPUB/{each.get('href')}" for each in package.iter(f"{OPF}item")}
    assert {*listed.values(), "mimetype", "META-INF/container.xml", "EPUB/package.opf"} == {*archive.namelist()}
    spine = [listed[each.get("idref")] for each in package.iter(f"{OPF}itemref")]
    assert len(spine) == len(documents)
    assert all(value and value.strip() for _, value in metadata(archive))
