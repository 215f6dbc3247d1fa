"""Reading what is sound from a library file that is not as this program writes it.

Two kinds of such files: valid JSON in another layout (plain TinyDB rewrote it: nothing is wrong), and damage.
"""

import json
import re
from collections.abc import Sequence
from typing import Any

from msgspec import Struct, field

from reader.store.lines import CHECKSUM, DEFAULT, META, Tables, is_sound, key_of, loads, read_header, seal

_KEY = re.compile(r"[0-9]{1,20}")
"""Keys have 64 bits; Python refuses to read numbers of thousands of digits."""

_SEALED = re.compile(rb'"[0-9]{1,20}": \{[^\n]*?"_crc":"[0-9a-f]{8}"\}')
_NAMED = 5
_BOM = b"\xef\xbb\xbf"


class Mended(Struct, kw_only=True, dict=True):
    """What is sound in a file.

    schema: the version it states, None when that is lost. tables: all but the default one.
    lines: sealed lines of the default table by key, in order.
    faults: sentences that say what was wrong, empty when nothing was. damaged: the bytes a copy is owed of.
    """

    schema: int | None = None
    tables: Tables = field(default_factory=dict)
    lines: dict[int, bytes] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    damaged: bytes = b""


def mend(data: bytes) -> Mended | None:
    """Return what is sound in the bytes of a library file; None when they are nothing of the kind."""
    if not data.strip():
        return Mended(faults=["it was empty"])
    text = data.removeprefix(_BOM)
    first, _, rest = text.partition(b"\n")
    if read_header(first) is not None or _has_sealed(text):
        return _from_lines(data, first, rest)
    try:
        return _from_json(data, loads(text))
    except ValueError:
        return _from_spoilt_json(data, text)


def _has_sealed(data: bytes) -> bool:
    return any(is_sound(match[0]) for match in _SEALED.finditer(data))


def _from_json(data: bytes, value: Any) -> Mended | None:  # noqa: ANN401 - any JSON value
    """Take tables over from a TinyDB file in another layout; its checksums mean nothing, since TinyDB keeps none."""
    if not isinstance(value, dict) or not all(isinstance(table, dict) for table in value.values()):
        return None
    meta = value.pop(META, {}).get("1")
    schema = meta.get("schema") if isinstance(meta, dict) else None
    mended = Mended(schema=schema if isinstance(schema, int) else None)
    odd = []
    for key, document in value.pop(DEFAULT, {}).items():
        if isinstance(document, dict) and _KEY.fullmatch(key):
            document.pop(CHECKSUM, None)
            mended.lines[int(key)] = seal(int(key), document)
        else:
            odd.append(key)
    mended.tables = value
    if odd:
        mended.faults.append(f"{_named(odd, 'document')} could not be read and was left out")
        mended.damaged = data
    return mended


def _from_spoilt_json(data: bytes, text: bytes) -> Mended | None:
    """Do as `_from_json` does with JSON that is followed by something else, or has bytes in it that are not UTF-8."""
    try:
        value, _ = json.JSONDecoder(strict=False).raw_decode(text.decode(errors="replace"))
    except (ValueError, RecursionError):
        return None
    mended = _from_json(data, value)
    if mended is not None:
        mended.faults.append("it has bytes in it that do not belong there")
        mended.damaged = data
    return mended


def _from_lines(data: bytes, first: bytes, rest: bytes) -> Mended:
    head = read_header(first)
    mended = Mended()
    lines = list(enumerate(rest.split(b"\n"), 2))
    if head is None:
        lines.insert(0, (1, first))
    else:
        mended.schema, mended.tables = head
    while lines and not lines[-1][1].strip():
        lines.pop()
    closed = bool(lines) and lines[-1][1] == b"}}"
    unread, edited, last = _take(mended, lines[:-1] if closed else lines)
    torn = bool(unread) and unread[0] > last and not closed
    if torn:
        mended.faults.append("its end was cut off or not written completely, and was left out")
        mended.damaged = b"\n".join(line for number, line in lines if number >= unread[0])
    elif unread:
        mended.faults.append(f"{_named(unread, 'line')} could not be read and was left out")
        mended.damaged = data
    elif not closed:
        mended.faults.append("its end is missing")
    if edited:
        mended.faults.append(f"{_named(edited, 'line')} was changed elsewhere or is damaged, and is used as it is")
        mended.damaged = data
    return mended


def _take(mended: Mended, lines: list[tuple[int, bytes]]) -> tuple[list[int], list[int], int]:
    """Add what can be read of numbered lines to `mended`.

    Return the numbers of lines of which something could not be read, of lines whose checksum is wrong, and of the
    last line with a document.
    """
    unread: list[int] = []
    edited: list[int] = []
    last = 0
    for number, line in lines:
        text = line.removesuffix(b",")
        if is_sound(text) and _SEALED.fullmatch(text):
            found = [text]
        elif found := [match[0] for match in _SEALED.finditer(line) if is_sound(match[0])]:
            unread.append(number)
        elif found := _edited(text):
            edited.append(number)
        else:
            unread.append(number)
        if found:
            last = number
        mended.lines.update((key_of(sealed), sealed) for sealed in found)
    return unread, edited, last


def _edited(line: bytes) -> list[bytes]:
    """Return the document of a line whose checksum is wrong but which is still JSON, sealed anew; else nothing."""
    try:
        (item,) = loads(b"{" + line + b"}").items()
    except ValueError:
        return []
    key, document = item
    if not (isinstance(document, dict) and _KEY.fullmatch(key)):
        return []
    document.pop(CHECKSUM, None)
    return [seal(int(key), document)]


def _named(places: Sequence[object], noun: str) -> str:
    """Return "line 3" or "each of lines 3, 4, 5, 6, 7 and 20 more", as a subject in the singular."""
    if len(places) == 1:
        return f"{noun} {places[0]}"
    more = f" and {len(places) - _NAMED} more" if len(places) > _NAMED else ""
    return f"each of {noun}s {', '.join(map(str, places[:_NAMED]))}{more}"
