"""What a document is, from its first bytes and its name: enough to tell page text from other formats."""

import re
import zlib

from reader.core.article import Problem
from reader.core.exports import FORMAT
from reader.importers.files import problem

_TEXT = "save it as plain text first"
_UNPACK = "unpack it first"
_NO_TEXT = "it holds no text"

_SIGNATURES = tuple(
    # How a document starts, from the formats' own specifications; what it is; what to do.
    (re.compile(start, re.S), what, hint)
    for start, what, hint in (
        (rb"%PDF-\d", "is a PDF", _TEXT),
        (rb"PK\x03\x04.*(?:application/epub\+zip|META-INF/container\.xml)", "is an EPUB", _TEXT),
        (rb"PK\x03\x04.*\[Content_Types\]\.xml", "is an Office document", _TEXT),
        (rb"PK\x03\x04.*vnd\.oasis\.opendocument", "is an OpenDocument document", _TEXT),
        (rb"PK(?:\x03\x04|\x05\x06)", "is a zip archive", _UNPACK),
        (rb"\x1f\x8b", "is gzip data", _UNPACK),
        (rb"BZh[1-9]1AY&SY", "is bzip2 data", _UNPACK),
        (rb"\xfd7zXZ\0", "is xz data", _UNPACK),
        (rb"\x28\xb5\x2f\xfd", "is zstd data", _UNPACK),
        (rb"7z\xbc\xaf\x27\x1c", "is a 7z archive", _UNPACK),
        (rb"Rar!\x1a\x07", "is a rar archive", _UNPACK),
        (rb".{257}ustar", "is a tar archive", _UNPACK),
        (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is a document of an old office program", _TEXT),
        (rb"\{\\rtf\d", "is an RTF document", _TEXT),
        (rb"\x89PNG\r\n\x1a\n", "is an image (PNG)", _NO_TEXT),
        (rb"\xff\xd8\xff", "is an image (JPEG)", _NO_TEXT),
        (rb"GIF8[79]a", "is an image (GIF)", _NO_TEXT),
        (rb"RIFF.{4}WEBP", "is an image (WebP)", _NO_TEXT),
        (rb"RIFF.{4}(?:WAVE|AVI )", "is a recording (RIFF)", _NO_TEXT),
        (rb"\x7fELF", "is an executable (ELF)", _NO_TEXT),
        (rb"MZ.\0", "is an executable (Windows)", _NO_TEXT),
        (rb"\xcf\xfa\xed\xfe", "is an executable (Mach-O)", _NO_TEXT),
        (rb"SQLite format 3\0", "is a database (SQLite)", _NO_TEXT),
        (rb"WARC/\d\.\d\r?\n", "is a web archive (WARC)", "extract its pages first"),
    )
)
_CLAIMS = {
    ".pdf": "a PDF",
    ".epub": "an EPUB",
    ".docx": "an Office document",
    ".odt": "an OpenDocument document",
    ".zip": "a zip archive",
    ".gz": "gzip data",
    ".png": "an image",
    ".jpg": "an image",
    ".jpeg": "an image",
    ".gif": "an image",
    ".webp": "an image",
}
"""Names by which a document says that it is something else than text."""

_DATA = {".json": "JSON", ".jsonl": "JSON"}

_PREAMBLE = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,1000}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_TAG = re.compile(rb"<[/!]?[a-z][^<>]{0,500}>", re.I)
_MHTML = re.compile(rb"(?im)^content-type:\s*multipart/related")
_EXPORT = re.compile(rb'\s*\{[^\n]{0,200}"format"\s*:\s*"%b"' % FORMAT.encode())
_GZIP = b"\x1f\x8b"
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def is_html(head: bytes) -> bool:
    """Whether a document is an HTML page: it opens as one and goes on in tags. A text that speaks of tags is none."""
    for mark in _MARKS:
        head = head.removeprefix(mark)
    plain = head.replace(b"\0", b"")  # UTF-16 becomes readable enough
    return bool(_PREAMBLE.match(plain)) and len(_TAG.findall(plain)) >= 3


def is_gzip(head: bytes) -> bool:
    """Whether a document is gzip data (RFC 1952, 2.3.1)."""
    return head.startswith(_GZIP)


def is_export(head: bytes, name: str) -> bool:
    """Whether a document is the export of a library, by its first line; it may be gzip data."""
    if is_gzip(head):
        try:
            head = zlib.decompressobj(wbits=31).decompress(head, len(head))
        except zlib.error:
            return False
    return bool(_EXPORT.match(head))


def is_page_text(head: bytes, name: str) -> bool:
    """Whether a document may be page text: nothing shows that it is something else."""
    return _other(head, name) is None


def refusal(head: bytes, name: str) -> Problem:
    """Return the problem that names what a document is instead of text."""
    what, hint = _other(head, name) or ("is in no known format", _TEXT)
    return problem(name, what, hint)


def _other(head: bytes, name: str) -> tuple[str, str] | None:
    """Return what the document is instead of page text and what to do, None when nothing speaks against text."""
    for signature, what, hint in _SIGNATURES:
        if signature.match(head):
            return what, hint
    if is_html(head):
        return "is an HTML page", "save it as text in the browser first"
    if b"MIME-Version:" in head and _MHTML.search(head):
        return "is a saved web page (MHTML)", "save it as text in the browser first"
    return _misnamed(name)


def _misnamed(name: str) -> tuple[str, str] | None:
    suffix = name[name.rfind(".") :].lower() if "." in name else ""
    if suffix in _DATA:
        return f"is data ({_DATA[suffix]})", "rename it to .txt if it is an article"
    if suffix in _CLAIMS:
        return f"is named as {_CLAIMS[suffix]}, but is none", "rename it to .txt if it is text"
    return None
