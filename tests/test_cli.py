"""The command line: what each verb prints for people and programs, and the code it ends with."""

import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from reader import cli, exits
from reader.core import changes
from reader.core.changes import Field
from reader.demo import PAGES
from reader.library import Library, now

VERBS = ("demo", "add", "doctor", "list", "search", "show", "extract")
TITLE = "海边小镇的灯塔又亮了"
PAGE = f"{TITLE}\n\n守塔人说，这盏灯已经等了二十年。\n渔船回港的时候，远远就能看见它。\n"
PORTAL = PAGES / "zh-portal-tide.txt"


@dataclass
class Done:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def objects(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Done]


@pytest.fixture
def reader(capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command line in this process, over the library in `library`."""

    def run(*arguments: str | Path, stdin: bytes = b"") -> Done:
        monkeypatch.setenv("READER_HOME", "library")
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="ascii"))
        try:
            code = cli.run([str(argument) for argument in arguments])
        except SystemExit as end:
            code = int(end.code or 0)
        out, err = capsysbinary.readouterr()
        assert b"Traceback" not in err
        return Done(code, out.decode(), err.decode())

    return run


def process(*arguments: str | Path, **options: Any) -> subprocess.Popen[bytes]:  # noqa: ANN401 - Popen's own
    """Start the program as a user does. No buffers: what is read line by line first, communicate() reads on."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    command = [sys.executable, "-m", "reader", *map(os.fspath, arguments)]
    return subprocess.Popen(command, bufsize=0, **{**pipes, "env": environment(), **options})


def environment(**more: str) -> dict[str, str]:
    root = str(Path(__file__).parents[1])
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    return {**kept, "PYTHONPATH": root, "READER_HOME": "library", **more}


def ended(process: subprocess.Popen[bytes], stdin: bytes = b"") -> Done:
    out, err = process.communicate(stdin, timeout=60)
    assert b"Traceback" not in err
    return Done(process.returncode, out.decode(), err.decode())


def written(name: str, data: str | bytes = PAGE) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


class TestHelp:
    def test_the_help_names_every_verb_and_exit_code(self, reader: Run) -> None:
        done = reader("--help")
        assert done.code == exits.DONE
        assert all(f"    {verb}  " in done.out for verb in VERBS)
        assert all(f"{code:>3}  {meaning}" in done.out for code, meaning in exits.MEANINGS.items())
        assert str(Path("library").absolute()) in done.out

    @pytest.mark.parametrize("verb", VERBS)
    def test_every_verb_explains_itself(self, reader: Run, verb: str) -> None:
        done = reader(verb, "--help")
        assert (done.code, done.err) == (exits.DONE, "")
        assert f"reader {verb}" in done.out

    def test_the_version(self, reader: Run) -> None:
        assert reader("--version").out.startswith("archive-reader ")


class TestAdd:
    def test_each_file_gets_a_line_and_the_end_a_summary(self, reader: Run) -> None:
        written("a.txt")
        empty = written("empty.txt", "")
        done = reader("add", "a.txt", "a.txt", empty, "nowhere.txt")
        assert done.code == exits.PROBLEMS
        assert done.out.split("\n")[0].endswith(TITLE)
        assert done.err.splitlines() == [
            "reader: empty.txt: is empty; there is nothing to add",
            "reader: nowhere.txt: is not there; check the path",
            "1 new, 2 problem in all",
        ]
        again = reader("add", "a.txt")
        assert (again.code, again.err) == (exits.DONE, "1 duplicate in all\n")

    def test_for_programs(self, reader: Run) -> None:
        written("a.txt")
        new, problem = reader("add", "--json", "a.txt", "nowhere.txt").objects
        assert new == {"path": "a.txt", "outcome": "new", "id": new["id"], "title": TITLE}
        assert len(new["id"]) == 16
        what = {"line": None, "what": "is not there", "hint": "check the path"}
        assert problem == {"path": "nowhere.txt", "outcome": "problem", **what}

    def test_a_dry_run_leaves_no_trace(self, reader: Run) -> None:
        done = reader("add", "--dry-run", written("a.txt"))
        assert (done.code, done.err) == (exits.DONE, "1 new would be added\n")
        assert not Path("library").exists()

    def test_files_standard_input_and_folders_mixed(self, reader: Run) -> None:
        written("a.txt", "第一篇\n\n一。\n")
        written("folder/deep/c.txt", "第三篇\n\n三。\n")
        done = reader("add", "--json", "a.txt", "-", "folder", stdin="第二篇\n\n二。\n".encode())
        assert [each["path"] for each in done.objects] == ["a.txt", "-", "folder/deep/c.txt"]
        assert [each["title"] for each in done.objects] == ["第一篇", "第二篇", "第三篇"]

    def test_empty_standard_input_is_a_problem(self, reader: Run) -> None:
        done = reader("add", "-")
        assert (done.code, done.err) == (
            exits.PROBLEMS,
            "reader: -: is empty; there is nothing to add\n1 problem in all\n",
        )

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
    def test_chinese_in_any_encoding_comes_out_alike(self, reader: Run, encoding: str) -> None:
        self.reads(reader, PAGE, TITLE, encoding)

    def test_traditional_chinese_in_big5(self, reader: Run) -> None:
        self.reads(reader, "海邊小鎮的燈塔又亮了\n\n守塔人說，這盞燈已經等了二十年。\n", "海邊小鎮的燈塔又亮了", "big5")

    @pytest.mark.parametrize("encoding", ["shift_jis", "euc_jp", "iso2022_jp"])
    def test_japanese(self, reader: Run, encoding: str) -> None:
        self.reads(reader, "灯台がまた灯る\n\n二十年ぶりのことだと灯台守は言う。\n", "灯台がまた灯る", encoding)

    def reads(self, reader: Run, text: str, title: str, encoding: str) -> None:
        data = text.encode(encoding)
        (added,) = reader("add", "--json", written("page.txt", data)).objects
        assert added["title"] == title
        shown = reader("show", added["id"])
        assert shown.out.startswith(title)
        assert text.split("\n")[2] in shown.out

    @pytest.mark.parametrize("end", ["\r\n", "\r", "\f", "\n\n\n", "\u2028"])
    def test_whatever_ends_a_line(self, reader: Run, end: str) -> None:
        (shown,) = reader("extract", "--json", written("page.txt", PAGE.replace("\n", end))).objects
        assert shown["title"] == TITLE
        assert "".join(block["text"] for block in shown["blocks"]).count("灯") == PAGE.count("灯")

    def test_nothing_in_a_page_reaches_the_terminal_as_a_command(self, reader: Run) -> None:
        hostile = f"{TITLE}\x1b]0;owned\x07\n\n正文\x9b2J 守塔人\u202e说，[red]这盏灯\x00已经等了二十年。\n"
        path = written("pa\x1b[31mge.txt", hostile)
        for done in (reader("add", path), reader("extract", path), reader("list"), reader("extract", path.parent)):
            assert not set("\x1b\x07\x9b\u202e\x00") & {*done.out, *done.err}
        assert "[red]" in reader("extract", path).out

    def test_what_is_no_text_is_a_problem_each_and_the_batch_goes_on(self, reader: Run) -> None:
        written("pages/a.bin", bytes(range(256)) * 40)
        written("pages/b.txt", "")
        os.mkfifo("pages/c.txt")
        os.symlink("d.txt", "pages/d.txt")
        os.symlink(".", "pages/e")
        os.symlink("gone", "pages/f.txt")
        written("pages/g.txt", "\n \n\t\n")
        written("pages/z.txt")
        done = reader("add", "--json", "pages")
        assert done.code == exits.PROBLEMS
        assert [(each["path"][6:], each["outcome"]) for each in done.objects] == [
            ("a.bin", "problem"),
            ("b.txt", "problem"),
            ("c.txt", "problem"),
            ("d.txt", "problem"),
            ("e", "problem"),
            ("f.txt", "problem"),
            ("g.txt", "problem"),
            ("z.txt", "new"),
        ]
        assert all(each["what"] and each["hint"] for each in done.objects[:-1])

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
    def test_a_file_that_may_not_be_read(self, reader: Run) -> None:
        written("secret.txt").chmod(0)
        assert "may not be read" in reader("add", "secret.txt").err

    def test_names_that_are_no_text(self, reader: Run) -> None:
        written("pages/灯\udcff.txt")
        for arguments in (("add", "--json"), ("extract", "--json"), ("add",), ("extract",)):
            done = reader(*arguments, "pages", "没有\udcff.txt")
            assert done.code == exits.PROBLEMS
            assert "没有\ufffd.txt: is not there" in done.err or "没有\ufffd.txt" in done.objects[-1]["path"]

    def test_a_folder_of_hundreds_is_quiet_where_nobody_watches(self, reader: Run) -> None:
        for number in range(500):
            written(f"pages/{number}.txt", f"第 {number} 篇\n")
        done = reader("add", "pages")
        assert done.err == "500 new in all\n"
        assert len(done.out.splitlines()) == 500


class TestShowing:
    @pytest.fixture(autouse=True)
    def library(self) -> None:
        with Library.open(Path("library")) as library:
            list(library.add([PORTAL, PAGES / "en-newspaper-clock.txt", written("a.txt")]))
            rows = [row for row in library.catalog.rows if row.article.title == TITLE]
            library.apply(changes.set_flag(Field.BOOKMARKED, rows, now()))
            library.apply(changes.set_tags(rows[0], ["海"]))

    def test_list_for_people(self, reader: Run) -> None:
        lines = reader("list").out.splitlines()
        assert len(lines) == 3
        assert any(TITLE in line and "●★" in line for line in lines)
        assert any("2026-03-17" in line and "(潮间科技)" in line for line in lines)

    def test_list_for_programs(self, reader: Run) -> None:
        portal = next(each for each in reader("list", "--json").objects if each["source"] == "潮间科技")
        assert list(portal) == [
            *("id", "title", "source", "authors", "published", "views", "language", "url", "captured", "added"),
            *("length", "media_type", "tags", "read", "bookmarked", "archived", "trashed", "progress"),
        ]
        assert (portal["published"], portal["views"], portal["language"]) == ("2026-03-17T08:30:09", 264, "zh-Hans")
        assert (portal["read"], portal["tags"], portal["progress"]) == (None, [], 0.0)

    def test_list_narrowed(self, reader: Run) -> None:
        def titles(*arguments: str) -> list[str]:
            return [each["title"] for each in reader("list", "--json", *arguments).objects]

        assert titles("--shelf", "bookmarked") == titles("tag:海") == titles("灯塔") == titles("dengta") == [TITLE]
        assert titles("--shelf", "trashed") == titles("--limit", "0") == []
        assert len(titles("--limit", "2")) == 2
        assert titles("--sort", "oldest") == titles("--sort", "newest")[::-1]
        assert titles("before:2026-04", "source:潮间") == titles("--sort", "length", "小岛")

    def test_search(self, reader: Run) -> None:
        (answer,) = reader("search", "--json", "dengta").objects
        assert list(answer) == ["query", "hits", "ms"]
        (hit,) = answer["hits"]
        assert list(hit) == ["id", "title", "spans", "score"]
        assert (answer["query"], hit["title"], hit["spans"]) == ("dengta", TITLE, [[5, 7]])
        assert 0 < hit["score"] <= 101
        assert reader("search", "灯塔").out == f"{hit['id']}  {TITLE}\n"
        assert reader("search", "不存在的词语").code == exits.DONE

    def test_search_answers_each_line_of_standard_input(self, reader: Run) -> None:
        done = reader("search", "--stdin", "--json", stdin="灯塔\r\n不存在的词语\n灯".encode() + b"\xff")
        assert [each["query"] for each in done.objects] == ["灯塔", "不存在的词语", "灯\ufffd"]
        assert [bool(each["hits"]) for each in done.objects] == [True, False, False]

    def test_search_in_a_list_of_titles(self, reader: Run) -> None:
        written("titles.txt", "\ufeff春江花月夜\r\nMoonlit\u2028Night\n\n月\x1b[2J落乌啼\n")
        (answer,) = reader("search", "--json", "--titles", "titles.txt", "月").objects
        assert {hit["id"]: hit["title"] for hit in answer["hits"]} == {0: "春江花月夜", 3: "月␛[2J落乌啼"}
        (answer,) = reader("search", "--json", "--titles", "titles.txt", "moonlit", "--limit", "1").objects
        assert [(hit["id"], hit["spans"]) for hit in answer["hits"]] == [(1, [[0, 7]])]

    def test_a_query_that_is_no_text(self, reader: Run) -> None:
        for verb in ("search", "list"):
            assert reader(verb, "--json", "灯\udcff").code == exits.DONE
        assert reader("search", "--json", "灯\udcff").objects[0]["query"] == "灯\ufffd"

    def test_show(self, reader: Run) -> None:
        portal = reader("list", "--json", "潮汐").objects[0]
        plain, whole = reader("show", portal["id"]).out, reader("show", "--clutter", portal["id"][:8]).out
        assert plain.startswith(portal["title"])
        assert "[related]" not in plain
        assert "[related]" in whole
        assert len(whole) > len(plain)
        (shape,) = reader("show", "--json", portal["id"]).objects
        assert {**portal, "blocks": shape["blocks"]} == shape
        assert reader("show", "--original", portal["id"]).out == PORTAL.read_text("utf-8")

    def test_extract_for_programs(self, reader: Run) -> None:
        (page,) = reader("extract", "--json", PORTAL).objects
        keys = ["path", "title", "source", "authors", "published", "views", "language", "blocks"]
        assert list(page) == keys
        assert (page["path"], page["published"], page["views"]) == (str(PORTAL), "2026-03-17T08:30:09", 264)
        kinds = [block["kind"] for block in page["blocks"]]
        assert kinds == ["advertisement", "title", "byline", "content", "disclaimer", "related", "footer"]
        for block in page["blocks"]:
            shown = block["kind"] in ("title", "byline", "content")
            assert set(block) - {"items"} == ({"kind", "text"} if shown else {"kind", "why", "text"})
        words = "".join("".join(block["text"].split()) for block in page["blocks"])
        assert words == "".join(PORTAL.read_text("utf-8").split())

    def test_extract_prints_a_line_per_file_of_a_folder_and_goes_on_after_problems(self, reader: Run) -> None:
        written("pages/1.txt")
        written("pages/2.txt", "")
        written("pages/3.txt")
        done = reader("extract", "--json", "pages")
        assert [each["path"] for each in done.objects] == ["pages/1.txt", "pages/3.txt"]
        assert (done.code, done.err) == (exits.PROBLEMS, "reader: pages/2.txt: is empty; there is nothing to add\n")

    def test_doctor_of_a_sound_and_of_a_damaged_library(self, reader: Run) -> None:
        assert reader("doctor").out.endswith(": sound\n")
        assert (reader("doctor", "--json").out, reader("doctor", "--json").code) == ("", exits.DONE)
        for body in Path("library/bodies").iterdir():
            body.write_bytes(body.read_bytes()[:-9])
        done = reader("doctor", "--json")
        assert done.code == exits.PROBLEMS
        assert {tuple(each) for each in done.objects} == {("severity", "what", "where", "hint", "repairable")}
        assert reader("doctor").out.startswith("problem: ")
        before = {path: path.read_bytes() for path in Path("library").rglob("*") if path.is_file()}
        assert reader("doctor", "--repair", "--dry-run").code == exits.DONE
        assert all(path.read_bytes() == data for path, data in before.items())
        assert reader("doctor", "--repair").code == exits.DONE


class TestPlaces:
    def test_the_library_may_be_named_before_and_after_the_verb(self, reader: Run) -> None:
        written("a.txt")
        assert reader("--library", "one", "add", "a.txt").code == exits.DONE
        assert TITLE in reader("list", "--library", "one").out
        assert reader("--library", "one", "list", "--library", "two").out == ""
        assert reader("list").out == ""

    def test_reading_makes_no_folder(self, reader: Run) -> None:
        for arguments in (["list"], ["search", "x"], ["doctor"], ["show", "x"]):
            reader(*arguments)
        assert not Path("library").exists()

    def test_a_home_that_does_not_exist_is_a_plain_name(self, reader: Run) -> None:
        assert reader("--library", "~nobody-of-this-name/x", "list").code == exits.DONE


class TestExitCodes:
    @pytest.mark.parametrize(
        ("arguments", "code"),
        [
            (["list"], exits.DONE),
            (["add", "nowhere"], exits.PROBLEMS),
            (["extract", "nowhere"], exits.PROBLEMS),
            ([], exits.USAGE),
            (["demo"], exits.USAGE),
            (["lsit"], exits.USAGE),
            (["list", "--limit", "-1"], exits.USAGE),
            (["list", "--sort", "colour"], exits.USAGE),
            (["search"], exits.USAGE),
            (["search", "--stdin", "x"], exits.USAGE),
            (["list", "--library", "file"], exits.LIBRARY),
            (["add", "file", "--library", "file/library"], exits.REFUSED),
            (["show", "0123"], exits.NOT_FOUND),
            (["search", "x", "--titles", "nowhere"], exits.NOT_FOUND),
        ],
    )
    def test_each_way_to_end(self, reader: Run, arguments: list[str], code: int) -> None:
        written("file")
        done = reader(*arguments)
        assert done.code == code
        if code > exits.PROBLEMS:
            assert done.out == ""
            assert done.err.startswith(("reader: ", "usage: reader"))
            assert done.err.startswith("usage") or done.err.count("\n") == 1

    def test_a_newer_library_is_not_touched(self, reader: Run) -> None:
        reader("add", written("a.txt"))
        file = Path("library/articles.json")
        newer = file.read_bytes().replace(b'"schema":1', b'"schema":99', 1)
        assert newer != file.read_bytes()
        file.write_bytes(newer)
        done = reader("list")
        assert (done.code, done.err.count("\n")) == (exits.LIBRARY, 1)
        assert file.read_bytes() == newer

    def test_a_full_disk_refuses_in_one_line(self) -> None:
        written("a.txt", PAGE * 2000)
        limited = ["sh", "-c", f'ulimit -f 1; exec "{sys.executable}" -B -m reader add a.txt']
        done = ended(subprocess.Popen(limited, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE))
        assert (done.code, done.out, done.err.count("\n")) == (exits.REFUSED, "", 1)


class TestProcesses:
    def test_a_reader_that_stops_listening_is_no_error(self, reader: Run) -> None:
        for number in range(300):
            written(f"pages/{number}.txt", f"第 {number} 篇\n")
        reader("add", "pages")
        running = process("list", "--json", stderr=subprocess.PIPE)
        assert running.stdout is not None
        assert json.loads(running.stdout.readline())["title"].startswith("第")
        running.stdout.close()
        assert running.stderr is not None
        assert (running.stderr.read(), running.wait(30)) == (b"", exits.DONE)

    def test_output_that_cannot_be_written_is_told_in_a_line(self) -> None:
        if not Path("/dev/full").exists():
            pytest.skip("needs /dev/full")
        for arguments in (["--help"], ["extract", str(PORTAL)]):
            with open("/dev/full", "wb") as full:
                running = process(*arguments, stdout=full)
                _, err = running.communicate(timeout=30)
            assert (running.returncode, err) == (exits.REFUSED, b"reader: No space left on device\n")

    def test_ctrl_c_keeps_what_was_reported(self) -> None:
        for number in range(4000):
            written(f"pages/{number:04}.txt", f"第 {number} 篇\n\n{PAGE}")
        running = process("add", "--json", "pages")
        assert running.stdout is not None
        lines = [running.stdout.readline()]
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=60)
        assert (running.returncode, err) == (exits.INTERRUPTED, b"")
        lines += out.splitlines()
        reported = {json.loads(line)["id"] for line in lines}
        with Library.open(Path("library")) as library:
            assert reported <= {row.id for row in library.catalog.rows}
        assert len(reported) < 4000

    def test_where_the_locale_knows_only_ascii(self) -> None:
        written("a.txt", PAGE.replace(TITLE, "café 😀 灯塔亮了", 1))
        ascii_only = environment(LC_ALL="C", PYTHONUTF8="0")
        text = ended(process("extract", "a.txt", env=ascii_only))
        assert text.out.startswith("caf\\xe9 \\U0001f600 \\u706f")
        (shape,) = ended(process("extract", "--json", "a.txt", env=ascii_only)).objects
        assert shape["title"] == "café 😀 灯塔亮了"
        assert ended(process("add", "a.txt", env=ascii_only)).code == exits.DONE
        (answer,) = ended(process("search", "--stdin", "--json", env=ascii_only), "灯塔\n".encode()).objects
        assert (answer["query"], len(answer["hits"])) == ("灯塔", 1)

    def test_answers_come_as_the_queries_do(self) -> None:
        written("titles.txt", "灯塔\n")
        with process("search", "--stdin", "--json", "--titles", "titles.txt") as running:
            assert running.stdin is not None
            assert running.stdout is not None
            for query in ("灯", "塔"):
                running.stdin.write(f"{query}\n".encode())
                running.stdin.flush()
                assert json.loads(running.stdout.readline())["query"] == query


class TestTerminals:
    """The same in a real terminal: a pty, whose output is read to the end."""

    def test_progress_is_shown_where_someone_watches(self) -> None:
        for number in range(3):
            written(f"pages/{number}.txt", f"第 {number} 篇\n")
        code, shown = in_terminal("add", "pages")
        assert code == exits.DONE
        assert "3 files…" in shown
        assert shown.rstrip().endswith("\r\x1b[K3 new in all")

    @pytest.mark.parametrize(
        ("settings", "said"),
        [
            ("theme =", "cannot be read"),
            ("measures = 3", "'measures' is no setting"),
            ("measure = 'wide'", "measure must be a whole number"),
            ("[keys]\nbookmark = 3", "keys.bookmark must be a text"),
            ("[keys]\nno-command = 'x'", "names no command"),
        ],
    )
    def test_settings_that_are_wrong_are_told_in_a_line(self, settings: str, said: str) -> None:
        written("config/archive-reader/settings.toml", settings)
        code, shown = in_terminal()
        assert code == exits.USAGE
        assert said in shown
        assert shown.strip().count("\n") == 0


def in_terminal(*arguments: str) -> tuple[int, str]:
    """Return the exit code and what a terminal would have got."""
    import pty

    leader, follower = pty.openpty()
    config = environment(XDG_CONFIG_HOME=str(Path("config").absolute()), TERM="xterm")
    running = process(*arguments, stdin=follower, stdout=follower, stderr=follower, env=config)
    os.close(follower)
    shown = b""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            part = os.read(leader, 4096)
        except OSError:  # EIO: the other side is closed
            break
        shown += part
    os.close(leader)
    return running.wait(30), shown.decode()
