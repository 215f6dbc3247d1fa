"""The export of a library is told from its first line, and read line by line, however large or damaged it is."""

import gzip
import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.article import Draft, Problem
from reader.core.exports import FORMAT, VERSION, Found, Record
from reader.importers import exported, pick, read, read_bytes

FIRST = json.dumps({"format": FORMAT, "version": VERSION}, separators=(",", ":")).encode() + b"\n"
LAST = b'{"type":"end"}\n'
ROOT = Path(exported.__file__).parents[2]


def line(number: int) -> bytes:
    return json.dumps({"type": "query", "query": f"第{number}句"}).encode() + b"\n"


def found(*parts: bytes, name: str = "file.jsonl") -> list[Found]:
    return list(read_bytes(b"".join(parts), name, None))


def told(items: list[Found]) -> list[tuple[int | None, str]]:
    return [(item.line, item.what) for item in items if isinstance(item, Problem)]


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("name", ["file.jsonl", "file.jsonl.gz", "file", "-"])
def test_it_goes_by_the_first_line_whatever_its_name(name: str, packed: bool) -> None:
    data = b"".join([FIRST, *map(line, range(3)), LAST])
    items = found(gzip.compress(data) if packed else data, name=name)
    assert [(item.line, item.shape["query"]) for item in items if isinstance(item, Record)] == [
        (2, "第0句"),
        (3, "第1句"),
        (4, "第2句"),
    ]


@pytest.mark.parametrize(
    "first", [b' { "version" : 1 , "format": "archive-reader library" }\r\n', FIRST.strip() + b" \n"]
)
def test_another_program_may_have_written_it(first: bytes) -> None:
    (item,) = found(first, b"\n", line(1), b"  \n", LAST)
    assert isinstance(item, Record)
    assert item.line == 3


def test_other_json_lines_are_none() -> None:
    for data in (line(1), b'{"format": "other", "title": "archive-reader library"}\n', gzip.compress(line(1))):
        (item,) = found(data)
        assert isinstance(item, Problem)
    (item,) = found("一篇说到 archive-reader library 的文章".encode(), name="a.txt")
    assert isinstance(item, Draft)


def test_a_later_version_is_not_guessed_at() -> None:
    newer = FIRST.replace(b'"version":1', b'"version":2')
    assert told(found(newer, line(1), LAST)) == [(1, "is of version 2")]


def test_it_says_where_it_is_cut_off() -> None:
    assert told(found(FIRST, line(1))) == [(3, "is cut off: its last line is missing")]
    assert told(found(FIRST, line(1), LAST, FIRST, line(1))) == [(6, "is cut off: its last line is missing")]
    assert told(found(FIRST, line(1), LAST, FIRST, line(1), LAST)) == []
    packed = gzip.compress(FIRST + b"".join(map(line, range(9999))) + LAST)
    ((_, what),) = told(found(packed[:-9999]))
    assert what.startswith("is damaged from here on")


def test_a_line_that_is_too_long_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exported, "MAX_LINE", 100)
    items = found(FIRST, b'{"x": "' + b"x" * 10**6 + b'"}\n', line(1), b"y" * 500)
    assert [number for number, _ in told(items)] == [2, 4, 5]
    assert [item.line for item in items if isinstance(item, Record)] == [3]


def test_a_line_that_unpacks_to_gigabytes_does_not_fill_the_memory(tmp_path: Path) -> None:
    with gzip.open(tmp_path / "bomb.gz", "wb", 1) as file:
        file.write(FIRST)
        for _ in range(300):
            file.write(bytes(2**20))
        file.write(b"\n" + LAST)
    code = (
        "import sys; from pathlib import Path; from reader.importers import exported, read;"
        "exported.MAX_LINE = 2**20; print(*(item.what for item in read(Path(sys.argv[1]))))"
    )
    limit = (150 * 2**20,) * 2
    done = subprocess.run(
        [sys.executable, "-c", code, tmp_path / "bomb.gz"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_DATA, limit),
    )
    assert (done.stdout, done.stderr) == ("is longer than 1 MiB\n", "")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.binary(max_size=60) | st.sampled_from([FIRST, LAST, line(1), b"\n", b"\x1f\x8b"]), max_size=6))
def test_no_export_raises(parts: list[bytes]) -> None:
    for data in (b"".join([FIRST, *parts]), gzip.compress(FIRST) + b"".join(parts)):
        for item in read_bytes(data, "file", None):
            assert isinstance(item, Record | Problem)


def test_a_file_is_read_as_well(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(FIRST + line(1) + LAST)
    (item,) = read(tmp_path / "file")
    assert isinstance(item, Record)
    assert item.name == str(tmp_path / "file")
    assert pick(FIRST, "x.pdf") is not None
