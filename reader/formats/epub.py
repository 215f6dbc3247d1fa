"""Articles as a book: EPUB 3.3 (W3C Recommendation), an article a chapter, with a table of contents.

Written here rather than by a library: those that are well kept and free to bundle put the whole book together in a
folder or in memory and leave escaping to the caller, and one article is all that may be in memory here.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from html import escape
from io import BytesIO
from uuid import NAMESPACE_URL, uuid5
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from msgspec import Struct

from reader.core.errors import NotFound
from reader.formats.elements import Document, title_of
from reader.formats.facts import Fact, facts
from reader.formats.html import article, language_of, style

MEDIA_TYPE = "application/epub+zip"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_XHTML = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
_CONTAINER = (
    f'{_HEAD}<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">\n<rootfiles>\n'
    '<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>\n</rootfiles>\n</container>\n'
)


class _Chapter(Struct, frozen=True, gc=False):
    """What the table of contents says of an article."""

    id: str
    title: str


def book(documents: Iterable[Document], *, title: str, clutter: bool, now: datetime) -> Iterator[bytes]:
    """Yield the bytes of a book of some articles; one of them is in memory at a time.

    title: of a book of several; that of one article is the article's. now: when it was made, aware.
    Raises NotFound for none.
    """
    chapters: list[_Chapter] = []
    first: dict[str, Fact] = {}
    language = None
    file = _Tail()
    with ZipFile(file, "w") as archive:
        # OCF 4.3: the media type comes first, as it is
        _write(archive, "mimetype", (MEDIA_TYPE,), now, packed=False)
        _write(archive, "META-INF/container.xml", (_CONTAINER,), now)
        _write(archive, "EPUB/style.css", (style(),), now)
        for document in documents:
            chapters.append(_Chapter(document.article.id, title_of(document)))
            if len(chapters) == 1:
                first, language = dict(facts(document)), language_of(document)
            _write(archive, f"EPUB/{document.article.id}.xhtml", _chapter(document, clutter=clutter), now)
            yield file.taken()
        if not chapters:
            raise NotFound("there is no article to make a book of")
        is_one = len(chapters) == 1
        known = first if is_one else {"title": title}
        _write(archive, "EPUB/nav.xhtml", _contents(str(known["title"]), language, chapters), now)
        _write(archive, "EPUB/package.opf", _package(known, language, chapters, now), now)
    yield file.taken()


class _Tail(BytesIO):
    """A file of which only the part that was not taken yet is in memory; an archive writes no further back."""

    _base = 0

    def tell(self) -> int:
        return self._base + super().tell()

    def seek(self, offset: int, whence: int = 0, /) -> int:
        return self._base + super().seek(offset - self._base, whence)

    def taken(self) -> bytes:
        """Return what was written since this was called last, and forget it."""
        data = self.getvalue()
        super().seek(0)
        self.truncate(0)
        self._base += len(data)
        return data


def _write(archive: ZipFile, name: str, parts: Iterable[str], now: datetime, *, packed: bool = True) -> None:
    """Write one file of a book. parts: pieces of its text."""
    info = ZipInfo(name, max(now, _EARLIEST).timetuple()[:6])
    info.compress_type = ZIP_DEFLATED if packed else ZIP_STORED
    info.external_attr = 0o644 << 16
    with archive.open(info, "w") as file:
        for part in parts:
            file.write(part.encode())


def _chapter(document: Document, *, clutter: bool) -> Iterator[str]:
    yield _start(title_of(document), language_of(document), '<link rel="stylesheet" href="style.css"/>\n')
    yield article(document, clutter=clutter)
    yield _END


def _contents(title: str, language: str | None, chapters: Sequence[_Chapter]) -> Iterator[str]:
    yield _start(title, language)
    yield f'<nav epub:type="toc" id="toc">\n<h1>{escape(title)}</h1>\n<ol>\n'
    for chapter in chapters:
        yield f'<li><a href="{chapter.id}.xhtml">{escape(chapter.title)}</a></li>\n'
    yield f"</ol>\n</nav>\n{_END}"


def _start(title: str, language: str | None, links: str = "") -> str:
    lang = f' lang="{language}" xml:lang="{language}"' if language else ""
    return (
        f'{_HEAD}<!DOCTYPE html>\n<html {_XHTML}{lang}>\n<head>\n<meta charset="utf-8"/>\n'
        f"<title>{escape(title)}</title>\n{links}</head>\n<body>\n"
    )


_END = "</body>\n</html>\n"


def _package(
    known: Mapping[str, Fact], language: str | None, chapters: Sequence[_Chapter], now: datetime
) -> Iterator[str]:
    """Yield the package document (EPUB 3.3, 5): what the book is, its files, and their order."""
    yield f'{_HEAD}<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="uid">\n'
    yield '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
    for name, value in _metadata(known, language, chapters):
        uid = ' id="uid"' if name == "identifier" else ""
        yield f"<dc:{name}{uid}>{escape(value)}</dc:{name}>\n"
    modified = now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    yield f'<meta property="dcterms:modified">{modified}</meta>\n</metadata>\n<manifest>\n'
    yield '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>\n'
    yield '<item id="style" href="style.css" media-type="text/css"/>\n'
    for chapter in chapters:
        yield f'<item id="a{chapter.id}" href="{chapter.id}.xhtml" media-type="application/xhtml+xml"/>\n'
    yield "</manifest>\n<spine>\n"
    yield from (f'<itemref idref="a{chapter.id}"/>\n' for chapter in chapters)
    yield "</spine>\n</package>\n"


def _metadata(
    known: Mapping[str, Fact], language: str | None, chapters: Sequence[_Chapter]
) -> Iterator[tuple[str, str]]:
    """Yield the Dublin Core of a book. The same articles make the same book, whenever they are exported."""
    yield "identifier", uuid5(NAMESPACE_URL, " ".join(chapter.id for chapter in chapters)).urn
    yield "language", language or "und"
    for name, fact in known.items():
        if name == "published":
            yield "date", str(fact)[:10]
        elif term := _TERMS.get(name):
            yield from ((term, each) for each in ([fact] if isinstance(fact, str) else fact))


_TERMS = {"title": "title", "authors": "creator", "source": "publisher", "url": "source", "tags": "subject"}
_EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)  # of what a ZIP archive can say
