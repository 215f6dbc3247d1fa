"""Bytes to text: the encoding is told from the bytes alone, as page text declares none.

In this order: a byte order mark; ISO-2022-JP by its escape sequences; strict UTF-8; then the candidate in which
the text is least surprising (`charsets`), among UTF-8 with damage, UTF-16 without a mark and the legacy encodings.
"""

import codecs
import re
from collections import Counter
from collections.abc import Mapping

from reader.core.errors import ReaderError
from reader.importers.charsets import BROKEN, LEGACY, RARE, UNFINISHED, UNICODE, Charset

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UTF8 = Charset(("utf-8",), UNICODE, sparse_prior=0.0)
_UTF16 = (Charset(("utf-16-le",), UNICODE), Charset(("utf-16-be",), UNICODE))
_SAMPLE = 16 * 1024
"""Bytes that are judged; two kilobytes already decide, and the rest costs a millisecond."""

_WORD = re.compile(rb"[\x80-\xff][\x30-\xff]*[\x00-\x2f]?")
"""A run of characters from the first that is not ASCII; a byte below 30 is a character by itself in any candidate."""

_BEFORE = 4
"""Bytes of plain ASCII judged with the word they stand before: a letter among letters is likely an accented one."""

_TEXT_BITS = 9.0
"""Bits a byte of text costs at most. Text costs 4 to 8 in its own encoding, noise 10 and more in every one."""

_PLAIN_BITS = 3.0
"""Bits that a byte of plain ASCII around the words makes up for: a few odd characters do not make a page noise."""

_SPARSE = 30
"""Bytes of plain ASCII per byte of words with other characters, from which on a page counts as mostly ASCII."""

_NULS = 0.1
"""The share of NUL characters above which data is no text: some may have crept into one, records are full of them."""

_NO_TEXT = ("holds no text in any known encoding", "if it is text, convert it to UTF-8 first")


class Undecodable(ReaderError):
    """The bytes are no text in any encoding that pages come in."""


def decode(data: bytes) -> tuple[str, str]:
    """Return the text of `data` and its encoding, a name with which Python decodes it to that text.

    Bytes that are damaged become U+FFFD, as does a character cut off at the end; the byte order mark is left out.
    Raises Undecodable for what is no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace"), encoding
    has_nul = b"\0" in data[:_SAMPLE]
    if not has_nul and _is_utf8(data):
        encoding = "iso2022_jp" if _is_iso2022(data) else "utf-8"
        return data.decode(encoding, "replace"), encoding
    charset = _best(data, has_nul)
    encoding = next((name for name in charset.codecs if _is_valid(data, name)), charset.codecs[0])
    text = data.decode(encoding, "replace")
    if text.count("\0", 0, _SAMPLE) > _NULS * min(len(text), _SAMPLE):
        raise Undecodable(*_NO_TEXT)
    return text, encoding


def _is_utf8(data: bytes) -> bool:
    """Whether all is UTF-8, but for a character cut off at the end of what already shows itself as UTF-8."""
    try:
        data.decode()
    except UnicodeDecodeError as error:
        return error.reason == "unexpected end of data" and not data[: error.start].isascii()
    return True


def _is_iso2022(data: bytes) -> bool:
    """Whether ASCII `data` holds the escape sequences that start Japanese (RFC 1468), and only valid ones."""
    return (b"\x1b$B" in data or b"\x1b$@" in data) and _is_valid(data, "iso2022_jp")


def _is_valid(data: bytes, encoding: str) -> bool:
    """Whether all of `data` decodes, but for a character cut off at the end."""
    try:
        codecs.getincrementaldecoder(encoding)().decode(data, False)
    except UnicodeDecodeError:
        return False
    return True


def _best(data: bytes, has_nul: bool) -> Charset:
    """Return the candidate that makes the least surprising text of `data`; raise Undecodable if none makes text."""
    sample, plain = (data[: _SAMPLE & ~1], 0) if has_nul else _words(data)
    candidates = _candidates(data, has_nul)
    bits = {charset: _surprise(sample, charset) for charset in candidates}
    is_sparse = plain > _SPARSE * len(sample)
    best = min(candidates, key=lambda charset: bits[charset] + (charset.sparse_prior if is_sparse else charset.prior))
    if bits[best] > _TEXT_BITS * len(sample) + _PLAIN_BITS * plain:
        raise Undecodable(*_NO_TEXT)
    return best


def _candidates(data: bytes, has_nul: bool) -> tuple[Charset, ...]:
    """Return what `data` may be in. UTF-16 is full of NUL bytes, and may by them be valid UTF-8 as well."""
    if not has_nul:
        return (_UTF8, *LEGACY)
    return (_UTF8, *_UTF16) if _is_utf8(data) else (_UTF8, *_UTF16, *LEGACY)


def _words(data: bytes) -> tuple[bytes, int]:
    """Return the parts of `data` around its non-ASCII characters, and how many bytes were passed over to find them.

    Each ends with a byte that ends any character, so that only at the end of `data` one can be unfinished.
    """
    words: list[bytes] = []
    size = end = 0
    for match in _WORD.finditer(data):
        start, end = max(end, match.start() - _BEFORE), match.end()
        words.append(data[start : min(end, start + _SAMPLE - size)])
        size += len(words[-1])
        if size >= _SAMPLE:
            return b"".join(words), start + len(words[-1]) - size
    return b"".join(words), len(data) - size


def _surprise(sample: bytes, charset: Charset) -> float:
    """Return the bits it takes to write `sample` down as text of `charset`."""
    decoder = codecs.getincrementaldecoder(charset.codecs[0])("replace")
    counts = Counter(decoder.decode(sample, False))
    costs: Mapping[str, float] = charset.costs()
    bits = sum(count * costs.get(character, RARE) for character, count in counts.items() if character != "\ufffd")
    return bits + BROKEN * counts["\ufffd"] + UNFINISHED * len(decoder.getstate()[0])
