"""The export of a library (core.exports) to records, line by line: it may be larger than memory."""

import gzip
import io
import json
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from msgspec.json import decode

from reader.core.article import Problem
from reader.core.exports import FORMAT, MAX_LINE, VERSION, Record, Type
from reader.core.text import one_line
from reader.importers.recognise import is_gzip

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_CHUNK = 2**18
_AGAIN = "export it again"
_NEWER = f"update this program; it knows version {VERSION}"
_OTHERS = "the other lines are taken in"
_TYPES: dict[object, Type] = {type.value: type for type in Type}


def read(head: bytes, file: BinaryIO, name: str) -> Iterator[Record | Problem]:
    """Yield the records of an export, and a problem for each line that is none.

    head: the bytes before those that `file` has still to give. name: safe to show.
    """
    whole: BinaryIO = io.BufferedReader(_Rejoined(head, file), _CHUNK)
    number, is_complete = 0, False
    try:
        for number, line in enumerate(
            _lines(cast(BinaryIO, gzip.GzipFile(fileobj=whole)) if is_gzip(head) else whole), 1
        ):
            try:
                shape = _shape(line)
            except ValueError as error:
                yield _problem(name, number, str(error), _OTHERS)
                continue
            if shape.get("format") == FORMAT:
                is_complete = False
                if shape.get("version") != VERSION:
                    yield _problem(name, number, f"is of version {shape.get('version')!r:.20}", _NEWER)
                    return
            elif type := _type_of(shape):
                is_complete = type is Type.END
                if not is_complete:
                    yield Record(name=name, line=number, type=type, shape=shape)
            elif shape:
                yield _problem(name, number, f"is of unknown type {shape.get('type')!r:.20}", _OTHERS)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        yield _problem(name, number + 1, f"is damaged from here on ({error})", _AGAIN)
    else:
        if not is_complete:
            yield _problem(name, number + 1, "is cut off: its last line is missing", f"what came is kept; {_AGAIN}")


def _type_of(shape: dict[str, Any]) -> Type | None:
    type = shape.get("type")
    return _TYPES.get(type) if isinstance(type, str) else None


def _lines(file: BinaryIO) -> Iterator[bytes | None]:
    """Yield the lines of a file; None for one over MAX_LINE, of which no more than that is ever in memory."""
    while line := file.readline(MAX_LINE):
        if len(line) < MAX_LINE or line.endswith(b"\n"):
            yield line
            continue
        del line
        while (more := file.readline(_CHUNK)) and not more.endswith(b"\n"):
            pass
        yield None


def _shape(line: bytes | None) -> dict[str, Any]:
    """Return the object in a line, an empty one for a blank line; ValueError, with what is wrong, if it holds none."""
    if line is None:
        raise ValueError(f"is longer than {MAX_LINE // 2**20} MiB")
    if not line.strip():
        return {}
    try:
        shape = decode(line)
    except (ValueError, RecursionError):
        shape = _unusual(line)
    if not isinstance(shape, dict):
        raise ValueError("is no JSON object")
    return shape


def _unusual(line: bytes) -> object:
    """Return what Python's own reader makes of a line: it knows numbers of any size, and halves of characters."""
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        raise ValueError("is no JSON") from None


def _problem(name: str, line: int, what: str, hint: str) -> Problem:
    return Problem(name=name, line=line, what=one_line(what), hint=hint)


class _Rejoined(io.RawIOBase):
    """The bytes that were read to tell the format, and then the rest."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        view = memoryview(buffer).cast("B")
        data = self._head[: len(view)] or self._rest.read(len(view))
        self._head = self._head[len(data) :]
        view[: len(data)] = data
        return len(data)
