import gzip
import io
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.article import Draft, Problem
from reader.core.text import one_line
from reader.importers import IMPORTERS, files, pick, read, read_bytes
from reader.importers.walk import walk
from tests.importers.samples import JA, ZH_HANS
from tests.importers.test_walk import as_nobody

T = TypeVar("T")
ROOT = Path(files.__file__).parents[2]
PAGE = """<!DOCTYPE html>
<html lang="zh"><head><meta charset="utf-8"><title>河边</title></head><body><p>正文</p></body></html>"""


def zipped(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "application/epub+zip" if name == "mimetype" else "x")
    return buffer.getvalue()


def only(found: Iterable[T]) -> T:
    (item,) = found
    return item


def what(data: bytes, name: str = "page.txt") -> str | None:
    item = only(read_bytes(data, name, None))
    return item.what if isinstance(item, Problem) else None


def test_a_file_becomes_a_draft_dated_by_its_modification(tmp_path: Path) -> None:
    path = tmp_path / "书摊.txt"
    path.write_bytes(ZH_HANS.encode("gb18030"))
    os.utime(path, (0, 1_772_000_000))
    draft = only(read(path))
    assert isinstance(draft, Draft)
    assert draft.name == str(path)
    assert draft.captured == datetime.fromtimestamp(1_772_000_000, UTC)
    assert draft.blocks[0].text == "关闭广告"


def test_standard_input_goes_by_its_bytes() -> None:
    draft = only(read_bytes(JA.encode("euc_jp"), "-", None))
    assert isinstance(draft, Draft)
    assert (draft.name, draft.captured, draft.encoding) == ("-", None, "euc_jp")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "is a PDF"),
        (zipped("a.txt"), "is a zip archive"),
        (zipped("mimetype", "META-INF/container.xml"), "is an EPUB"),
        (zipped("[Content_Types].xml", "word/document.xml"), "is an Office document"),
        (gzip.compress(b"x", mtime=0), "is gzip data"),
        (b"\x89PNG\r\n\x1a\n\0\0", "is an image (PNG)"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "is an image (JPEG)"),
        (b"RIFF\1\2\3\4WEBPVP8 ", "is an image (WebP)"),
        (b"\x7fELF\2\1\1", "is an executable (ELF)"),
        (b"WARC/1.0\r\nWARC-Type: response\r\n", "is a web archive (WARC)"),
        (PAGE.encode(), "is an HTML page"),
        (PAGE.encode("utf-16"), "is an HTML page"),
        (b"\xef\xbb\xbf\n <!-- saved --> " + PAGE.encode(), "is an HTML page"),
        (
            b"From: <Saved by a browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\r\n",
            "is a saved web page (MHTML)",
        ),
    ],
)
def test_other_formats_are_named_with_what_to_do(data: bytes, expected: str) -> None:
    problem = only(read_bytes(data, "page.txt", None))
    assert isinstance(problem, Problem)
    assert problem.what == expected
    assert problem.hint
    assert pick(data[:4096], "page.txt") is None


@pytest.mark.parametrize(
    "text",
    [
        "网页里的 <p> 标签\n\n先写 <html>,再写 <body>,最后 </body></html>。",
        "<html> 是什么\n\n每个网页都从它开始。",
        "<div align=center> 已经过时了,不要再用。",
        "PDF 还是 EPUB?\n%PDF- 是文件头。",
        "RIFF 乐队巡演开始",
    ],
)
def test_a_text_about_a_format_is_text(text: str) -> None:
    assert what(text.encode()) is None


@pytest.mark.parametrize(
    ("name", "expected"), [("a.epub", "is named as an EPUB, but is none"), ("a.JSON", "is data (JSON)")]
)
def test_a_name_that_promises_something_else_is_not_taken_for_text(name: str, expected: str) -> None:
    assert what(b"plain words", name) == expected


@pytest.mark.parametrize("name", ["page", "page.html", "page.text", "v1.2 notes", ".txt", "-"])
def test_other_names_do_not_matter(name: str) -> None:
    assert what(b"plain words", name) is None


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    path.touch()
    os.truncate(path, files.MAX_BYTES + 1)
    assert only(read(path)).what == "is larger than 64 MiB"


def test_what_cannot_be_read_is_a_problem_and_never_hangs(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    assert only(read(tmp_path / "fifo")).what == "is a named pipe"
    assert only(read(tmp_path)).what == "is a folder"
    assert only(read(tmp_path / "gone")).what == "is not there"
    assert only(read(Path("/dev/null"))).what == "is a device"
    assert only(read(tmp_path / ("x" * 300))).what == "cannot be read: File name too long"
    assert isinstance(only(read(Path("a\0b"))), Problem)


def test_a_pipe_that_takes_a_files_place_after_the_look_does_not_hang(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "file").write_text("x")
    regular = os.stat(tmp_path / "file")
    monkeypatch.setattr(os, "stat", lambda path: regular)
    problem = files.problem(tmp_path / "fifo", "is a named pipe", "give an ordinary file")
    assert files.opened(tmp_path / "fifo") == problem


def test_a_file_that_may_not_be_read_is_a_problem() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        path = Path(folder, "locked.txt")
        path.write_text("x")
        path.chmod(0)
        with as_nobody():
            assert only(read(path)).what == "may not be read"


def test_a_file_from_an_impossible_time_is_read_without_a_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "old.txt"
    path.write_text("words")
    real = os.fstat

    def fstat(descriptor: int) -> os.stat_result:
        status = real(descriptor)
        return os.stat_result((*status[:8], 10**15, status[9]))

    monkeypatch.setattr(os, "fstat", fstat)
    assert only(read(path)).captured is None


@pytest.mark.parametrize(
    "name", [b"bad-\xff\xfe.txt", b"esc\x1b]0;x\x07.txt", b"new\nline.txt", "\u202etxt.exe".encode()]
)
def test_hostile_names_are_safe_to_show(tmp_path: Path, name: bytes) -> None:
    path = Path(os.fsdecode(os.path.join(os.fsencode(tmp_path), name)))
    path.write_text("words")
    draft = only(read(only(walk([tmp_path]))))
    assert isinstance(draft, Draft)
    assert draft.name == one_line(draft.name)
    draft.name.encode()
    path.write_text("")
    only(read(path)).name.encode()


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200), st.sampled_from(["a.txt", "-", "", ".", "a.pdf", "\udcff"]))
def test_no_document_raises(data: bytes, name: str) -> None:
    for item in read_bytes(data, name, None):
        assert isinstance(item, Draft | Problem)


def test_importers_load_only_when_a_document_needs_them() -> None:
    code = "import sys, reader.importers; print([m for m in sys.modules if m.endswith(('pagetext', 'decode'))])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"
    assert len({importer.name for importer in IMPORTERS}) == len(IMPORTERS)
