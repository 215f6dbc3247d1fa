"""Taking articles out in a real terminal: programs of our own stand where a browser and commands would."""

import base64
import gzip
import re
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.library import Library
from tests.pty.terminal import CTRL_C, CTRL_U, ENTER, ESCAPE, Terminal, environment, left_on

URL = "https://example.org/%E6%B8%A1?a=1&b=$(id)"


def program(folder: Path, name: str, script: str) -> None:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def with_links(home: Path) -> None:
    """Give every article of a library an address, as other importers do."""
    from reader.store import Store

    with Library.open(home) as library:
        rows = library.catalog.rows
        bodies = {row.id: library.body(row.id) for row in rows}
    from msgspec.structs import replace

    with Store.open(home) as store:
        for row in rows:
            store.relabel(row.id, replace(row.article, url="https://example.org/渡?a=1&b=$(id)"), bodies[row.id])


@pytest.fixture
def terminal(sample: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    """The app on the sample library, whose articles have addresses."""
    with_links(sample)
    program(sample / "programs", "mine", f'printf "<%s>" "$@" > "{sample}/opened"')
    program(sample / "programs", "w3m", f'printf "<%s>" "$@" > "{sample}/opened"; echo IN THE TERMINAL; read answer')
    settled = environment(sample)
    settled["PATH"] = f"{sample}/programs:{settled['PATH']}"
    monkeypatch.setattr("tests.pty.terminal.environment", lambda home: settled)
    settled["BROWSER"] = "mine --new"
    with Terminal(home=sample) as terminal:
        terminal.see("Articles · 16")
        terminal.see("11 min")
        terminal.rest()
        yield terminal


def copied(terminal: Terminal) -> str:
    """Return what the terminal was asked to copy last (OSC 52)."""
    found = re.findall(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07", bytes(terminal.raw))
    return base64.b64decode(found[-1]).decode() if found else ""


def test_the_original_is_opened_without_a_shell(terminal: Terminal, sample: Path) -> None:
    terminal.send("o")
    terminal.see("Opened in the browser")
    assert (sample / "opened").read_text() == f"<--new><{URL}>"


def test_a_browser_for_the_terminal_gets_it_and_gives_it_back(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_links(sample)
    program(sample / "programs", "w3m", f'printf "<%s>" "$@" > "{sample}/opened"; echo IN THE TERMINAL; read answer')
    settled = environment(sample) | {"BROWSER": "w3m"}
    settled["PATH"] = f"{sample}/programs:{settled['PATH']}"
    monkeypatch.setattr("tests.pty.terminal.environment", lambda home: settled)
    with Terminal(home=sample) as terminal:
        terminal.see("11 min")
        terminal.rest()
        terminal.send("o")
        terminal.see("IN THE TERMINAL")
        assert left_on(bytes(terminal.raw)) == set()
        assert (sample / "opened").read_text() == f"<{URL}>"
        drawn = len(terminal.raw)
        terminal.send(CTRL_C)
        terminal.see(lambda terminal: b"l read" in re.sub(rb"\x1b\[[0-9;]*m", b"", bytes(terminal.raw[drawn:])))
        terminal.press("l")
        terminal.see("h back")


def test_links_texts_and_quotes_are_copied(terminal: Terminal) -> None:
    terminal.send("y")
    terminal.see("Link copied")
    assert copied(terminal) == "https://example.org/渡?a=1&b=$(id)"
    terminal.send("Y")
    terminal.see("Article copied")
    assert copied(terminal).startswith("The Slowest Race in the World\n\n")
    terminal.send("l")
    terminal.see("h back")
    terminal.press("j", "j", "j", "j")
    terminal.send("&")
    terminal.see("Quote copied")
    assert copied(terminal).startswith("“For forty-four years")
    assert copied(terminal).endswith(f"” — The Slowest Race in the World, Farthing Quarterly, 2026-09-01, {URL}")


def test_exporting(terminal: Terminal, sample: Path) -> None:
    terminal.send("E")
    terminal.see("Export to (")
    terminal.send(ENTER)
    terminal.see("1 article exported to ~/2026-09-01")
    assert (sample / "2026-09-01 The Slowest Race in the World.md").exists()
    terminal.send("V")
    terminal.see("16 selected")
    terminal.send("E")
    terminal.see("Export to (")
    terminal.press(CTRL_U, "~/all.html.gz", ENTER)
    terminal.see("16 articles exported to ~/all.html.gz")
    assert gzip.decompress((sample / "all.html.gz").read_bytes()).count(b"<article ") == 16
    terminal.send("E")
    terminal.see("Export to (")
    terminal.send(ESCAPE)
    terminal.gone("Export to (")


def test_piping(terminal: Terminal, sample: Path) -> None:
    for key, file in (("|", "one"), ("｜", "two")):
        terminal.send(key)
        terminal.see("Pipe to the command:")
        terminal.press(CTRL_U, f"tee ~/{file} '$(id)'", ENTER)
        terminal.see("tee: done, exit code 0")
        terminal.see("Esc closes")
        terminal.send(ESCAPE)
        terminal.gone("Esc closes")
        assert (sample / file).read_text("utf-8").startswith("The Slowest Race in the World\n")
    terminal.send("|")
    terminal.see("tee ~/two")
    terminal.press(CTRL_U, "sleep 60", ENTER)
    terminal.see("sleep is running…")
    terminal.send(ESCAPE)
    terminal.see("The command was stopped")
