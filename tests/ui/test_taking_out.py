"""Taking articles out of the app: to the browser, the clipboard, a file, a command."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from reader.ui.draw import press, settle
from reader.ui.pager import Pager
from tests.ui.conftest import Running, app_over
from tests.ui.samples import PAGES, SENTENCE, said, screen_of

BY_TERMINAL = " · by the terminal, if it allows that (OSC 52)"

Program = Callable[[str, str], Path]


@pytest.fixture(autouse=True)
def program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Program:
    """Make programs on a PATH that has little else; what they are given is in a file of their name."""
    folder = tmp_path / "programs"
    folder.mkdir()
    for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY", "TMUX", "SSH_TTY", "SSH_CONNECTION", "WSL_DISTRO_NAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")

    def make(name: str, script: str) -> Path:
        path, kept = folder / name, tmp_path / f"{name}.given"
        path.write_text(f'#!/bin/sh\nexec >> "{kept}"\n{script}\n')
        path.chmod(0o755)
        return kept

    return make


async def link_all(pilot: Pilot[None]) -> None:
    """Give the articles addresses, as importers of other formats do."""
    screen = screen_of(pilot)
    from msgspec.structs import replace

    assert screen.library is not None
    rows = screen.library.catalog.rows
    linked = [replace(row.article, url=f"https://example.org/{number}?a=b c") for number, row in enumerate(rows)]
    screen.library.catalog = screen.library.catalog.with_articles(linked)
    screen.ask_view()
    screen.ask_page()
    await settle(pilot)


async def test_the_original_is_opened_with_its_address_as_one_argument(running: Running, program: Program) -> None:
    given = program("mine", 'printf "<%s>" "$@"')
    async with running(app_over(PAGES)) as pilot:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("BROWSER", "mine --new")
            await press(pilot, "o")
            assert said(screen_of(pilot)) == "No link is known for this article"
            await link_all(pilot)
            await press(pilot, "o")
            assert said(screen_of(pilot)) == "Opened in the browser"
            await press(pilot, "v", "v", "o")
            assert said(screen_of(pilot)) == "2 pages opened in the browser"
    assert given.read_text().startswith("<--new><https://example.org/3?a=b%20c>")
    assert given.read_text().count("<--new>") == 3


async def test_a_browser_that_fails_or_is_none_is_told(running: Running, program: Program) -> None:
    program("fails", "exit 3")
    async with running(app_over(PAGES)) as pilot:
        await link_all(pilot)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("BROWSER", "fails")
            await press(pilot, "o")
            assert said(screen_of(pilot)) == "fails could not open it (exit code 3)"
            patch.delenv("BROWSER")
            patch.setenv("PATH", "")
            await press(pilot, "o")
            assert said(screen_of(pilot)) == "No browser was found; name one in BROWSER"


async def test_many_are_not_opened_by_a_slip(running: Running, program: Program) -> None:
    pages = [(f"{number}.txt", f"第{number}篇\n\n{SENTENCE}\n") for number in range(11)]
    async with running(app_over(pages)) as pilot:
        await link_all(pilot)
        await press(pilot, "V", "o")
        assert said(screen_of(pilot)) == "10 at most are opened together; select fewer"


async def test_links_are_copied_one_a_line(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        await press(pilot, "y")
        assert said(screen_of(pilot)) == "No link is known for this article"
        await link_all(pilot)
        await press(pilot, "y")
        assert said(screen_of(pilot)) == f"Link copied{BY_TERMINAL}"
        assert pilot.app.clipboard == "https://example.org/3?a=b c"
        await press(pilot, "v", "v", "y")
        assert said(screen_of(pilot)) == f"2 links copied{BY_TERMINAL}"
        assert pilot.app.clipboard == "https://example.org/3?a=b c\nhttps://example.org/2?a=b c"


async def test_a_program_for_the_clipboard_is_used_where_there_is_one(running: Running, program: Program) -> None:
    given = program("xclip", "cat")
    async with running(app_over(PAGES)) as pilot:
        await link_all(pilot)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("DISPLAY", ":0")
            await press(pilot, "y")
        assert said(screen_of(pilot)) == "Link copied · xclip"
    assert given.read_text() == "https://example.org/3?a=b c"


async def test_texts_are_copied_unwrapped(running: Running) -> None:
    async with running(app_over(PAGES), (80, 24)) as pilot:
        await press(pilot, "Y")
        assert said(screen_of(pilot)) == f"Article copied{BY_TERMINAL}"
        assert pilot.app.clipboard.startswith("冬天的渡口\n\n长河晚报")
        assert f"\n\n第1天,{SENTENCE}\n\n" in pilot.app.clipboard
        await press(pilot, "v", "v", "Y")
        assert said(screen_of(pilot)) == f"2 articles copied{BY_TERMINAL}"
        assert [title in pilot.app.clipboard for title in ("冬天的渡口", "秋天的渡口", "夏天的渡口")] == [
            True,
            True,
            False,
        ]
        await press(pilot, "escape", "enter", "j", "j", ")", "Y")
        assert said(screen_of(pilot)) == f"Passage copied{BY_TERMINAL}"
        assert pilot.app.clipboard == f"第1天,{SENTENCE}"


async def test_the_paragraph_at_hand_is_quoted_with_its_source(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        await press(pilot, "ampersand")
        assert said(screen_of(pilot)).startswith("Nothing to quote here")
        await press(pilot, "enter", "j", "j", "ampersand")
        assert said(screen_of(pilot)) == f"Quote copied with its source{BY_TERMINAL}"
        source = "《冬天的渡口》，长河晚报，2026-03-04 05:06"
        assert pilot.app.clipboard == f"“第1天,{SENTENCE}”——{source}"
        await press(pilot, "full_stop", "full_stop", "ampersand")
        assert pilot.app.clipboard.endswith(f"”——{source}")
        assert len(pilot.app.clipboard) < len(f"“第1天,{SENTENCE}”——{source}")


async def test_articles_are_exported_to_the_file_named(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        await press(pilot, "E", "enter")
        assert said(screen_of(pilot)) == "1 article exported to ~/2026-03-04 冬天的渡口.md"
        assert Path("2026-03-04 冬天的渡口.md").read_text("utf-8").startswith('---\ntitle: "冬天的渡口"')
        await press(pilot, "E", "enter")
        assert said(screen_of(pilot)).endswith("is there already: name another file")
        await press(pilot, "v", "v", "E", "ctrl+u", "text:~/two.epub", "enter")
        assert said(screen_of(pilot)) == "2 articles exported to ~/two.epub"
        assert Path("two.epub").read_bytes()[:2] == b"PK"
        await press(pilot, "E", "ctrl+u", "text:~/out/", "enter")
        assert said(screen_of(pilot)) == "2 articles exported to ~/out"
        assert len(list(Path("out").iterdir())) == 2
        await press(pilot, "E")
        assert screen_of(pilot).status._box.value == "~/out/2 articles.md"


async def test_what_no_ending_says_is_told(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        await press(pilot, "E", "ctrl+u", "text:~/a.pdf", "enter")
        assert said(screen_of(pilot)) == "The ending of the file says the format: .md .html .txt .epub .jsonl"
        await press(pilot, "E", "ctrl+u", "text:~/no/such/a.md", "enter")
        assert "could not be written" in said(screen_of(pilot))


@pytest.mark.parametrize("ending", ["", ".md", "/", ".jsonl.gz"])
async def test_a_name_too_long_for_a_file_is_refused_in_a_line(running: Running, ending: str) -> None:
    async with running(app_over(PAGES)) as pilot:
        await press(pilot, "E", "ctrl+u", f"text:{'长' * 100}{ending}", "enter")
        assert ("could not be written" if ending else "The ending of the file") in said(screen_of(pilot))
        await press(pilot, "escape")
        assert not screen_of(pilot).status.is_asking


async def test_an_export_that_is_stopped_leaves_nothing(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    from reader.ui import exporting

    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        assert screen.library is not None
        work = exporting._work(screen, screen.library, screen.view.rows, Path("a.html"), "html", is_folder=False)
        with pytest.raises(exporting._Stopped):
            work(lambda: True)
        exporting.stop(screen)
        await settle(pilot)
        assert said(screen) == "Export stopped"
    assert not list(Path().glob("*a.html*"))


async def test_a_command_gets_the_texts_and_its_output_is_shown(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        await press(pilot, "v", "v", "vertical_line", "text:grep -c 渡口", "enter")
        assert isinstance(pilot.app.screen, Pager)
        assert pilot.app.screen._title == "grep: done, exit code 0"
        assert pilot.app.screen._text == ("62",)
        await press(pilot, "escape", "vertical_line")
        assert screen_of(pilot).status._box.value == "grep -c 渡口"


async def test_nothing_a_command_prints_reaches_the_terminal(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        await press(pilot, "vertical_line", "text:printf '\\033]0;x\\007[red]x[/]\\r\\n\\ta\\377'", "enter")
        assert isinstance(pilot.app.screen, Pager)
        assert pilot.app.screen._text == ("␛]0;x␇[red]x[/]", "        a\ufffd")


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("true", "true: done, exit code 0"),
        ("false", "false: done, exit code 1"),
        ("no-such-program x", "no-such-program could not be started (No such file or directory)"),
        ("'x", "the command has a quote without its end"),
        ("sh -c 'kill -9 $$'", "sh: ended by signal 9"),
    ],
)
async def test_how_a_command_ended_is_told(running: Running, command: str, told: str) -> None:
    async with running(app_over(PAGES)) as pilot:
        await press(pilot, "vertical_line", f"text:{command}", "enter")
        assert said(screen_of(pilot)) == told


async def test_a_command_is_stopped_by_escape(running: Running) -> None:
    async with running(app_over(PAGES)) as pilot:
        screen = screen_of(pilot)
        await press(pilot, "vertical_line", "text:sleep 30")
        await pilot.press("enter")
        await pilot.pause()
        assert said(screen) == "sleep is running… · Esc stops it"
        await press(pilot, "escape")
        assert said(screen) == "The command was stopped"
        assert not screen.jobs.is_busy("pipe")
