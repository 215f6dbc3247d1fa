"""The line format: a file that is always one valid TinyDB JSON document, one document of the default table a line.

    {"_meta": {"1": {"schema": 1}}, "_default": {
    "7": {"title": "…", "_crc": "0a1b2c3d"},
    "9": {"title": "…", "_crc": "4e5f6071"}
    }}

The first line holds the schema version, every table but the default one, and the opening of the default table.
To write is to overwrite the last three bytes. A later line with the same key wins, as in every JSON reader.
`_crc` is the CRC-32 (zlib) of the line before it, key included: it makes a damaged byte noticeable.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from zlib import crc32

from msgspec.json import decode, encode

Document = dict[str, Any]
Tables = dict[str, dict[str, Document]]

TAIL = b"\n}}"
DEFAULT = "_default"
META = "_meta"
CHECKSUM = "_crc"

_OPENING = b'"_default": {'
_SEAL = len(b'"_crc":"00000000"}')


def dumps(value: Any) -> bytes:  # noqa: ANN401 - any JSON value
    """Return `value` as JSON in one line of UTF-8; TypeError if it is none.

    What msgspec refuses and TinyDB accepts (lone surrogates) is written as the json module does.
    """
    try:
        return encode(value)
    except (TypeError, UnicodeEncodeError):
        import json

        return json.dumps(value, separators=(",", ":")).encode()


def loads(data: bytes) -> Any:  # noqa: ANN401 - any JSON value
    """Return the JSON value in `data`; ValueError if it is none."""
    try:
        return decode(data)
    except RecursionError as error:
        raise ValueError("nested too deep") from error
    except ValueError:
        import json

        try:
            return json.loads(data)
        except RecursionError as error:
            raise ValueError("nested too deep") from error


def seal(key: int, document: Mapping[str, Any]) -> bytes:
    """Return the line, without its end, that holds `document` under `key`; TypeError if it is not JSON."""
    text = dumps(document)[:-1]
    line = b'"%d": %b%b' % (key, text, b"," if len(text) > 1 else b"")
    return b'%b"_crc":"%08x"}' % (line, crc32(line))


def is_sound(line: bytes) -> bool:
    """Whether `line`, without its end, is as `seal` made it."""
    return line[-_SEAL:] == b'"_crc":"%08x"}' % crc32(line[:-_SEAL])


def key_of(line: bytes) -> int:
    """Return the key of a sound line."""
    return int(line[1 : line.index(b'"', 1)])


def unseal(line: bytes) -> Document:
    """Return the document of a sound line."""
    document: Document = loads(line[line.index(b"{") :])
    document.pop(CHECKSUM, None)
    return document


def header(schema: int, tables: Mapping[str, Mapping[str, Any]]) -> bytes:
    """Return the first line, without its end. tables: all but the default one."""
    meta = {META: {"1": {"schema": schema}}}
    parts = [dumps(name) + b": " + dumps(table) + b", " for name, table in {**meta, **tables}.items()]
    return b"{" + b"".join(parts) + _OPENING


def read_header(line: bytes) -> tuple[int, Tables] | None:
    """Return the schema version and the tables but the default one of a first line; None if it is none."""
    if not line.endswith(_OPENING):
        return None
    try:
        tables = loads(line + b"}}")
        del tables[DEFAULT]
        schema = tables.pop(META)["1"]["schema"]
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    sound = isinstance(schema, int) and all(isinstance(table, dict) for table in tables.values())
    return (schema, tables) if sound else None


def whole(
    schema: int, tables: Mapping[str, Mapping[str, Any]], lines: Iterable[tuple[int, bytes]], offsets: dict[int, int]
) -> Iterator[bytes]:
    """Yield the bytes of a whole file, and put into `offsets` where each of `lines` starts, by key."""
    first = header(schema, tables)
    yield first
    at = len(first)
    between = b"\n"
    for key, line in lines:
        offsets[key] = at + len(between)
        at = offsets[key] + len(line)
        yield between + line
        between = b",\n"
    yield TAIL
