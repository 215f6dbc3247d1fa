"""Pages that try something on the terminal, and what a reader should see of it."""

from pathlib import Path

ATTACKS: dict[str, tuple[str, str]] = {
    "clipboard": ("\x1b]52;c;aG9zdGlsZQ==\x07", "␛]52;c;aG9zdGlsZQ==␇"),
    "window title": ("\x1b]0;hostile\x07", "␛]0;hostile␇"),
    "clear screen": ("\x1b[2J", "␛[2J"),
    "cursor query": ("\x1b[6n", "␛[6n"),
    "device query": ("\x1b[c", "␛[c"),
    "reset": ("\x1bc", "␛c"),
    "leave alternate screen": ("\x1b[?1049l", "␛[?1049l"),
    "8-bit query": ("\u009b6n", "\ufffd6n"),
    "8-bit title": ("\u009d0;hostile\u009c", "\ufffd0;hostile\ufffd"),
    "delete": ("a\x7fb", "a␡b"),
    "backspace": ("a\x08b", "a␈b"),
    "bidi override": ("\u202egnp\u202c", "⇦gnp⇔"),
    "bidi isolate": ("\u2066x\u2069", "⇨x⇔"),
    "markup": ("[red]x[/]", "[red]x[/]"),
    "markup action": ("[@click=app.quit]go[/]", "[@click=app.quit]go[/]"),
    "markup end": ("[/]", "[/]"),
}
"""What it tries -> the text that does it, and the text a reader should see instead."""

PAGE = """关闭广告

冬天的渡口{0}结冰

长河{0}晚报2026-03-04 05:{1:02}:07128人阅读

渡口的{0}老船工说，这条河三十年没有结过冰了，今年却冻得能走人。

孩子们在冰面上画了一条跑道，从东岸一直画到西岸的茶馆门口。

猜你喜欢

桥头的{0}早市又热闹起来
长河晚报 12阅读 2026-03-01

山里的邮差退休了
长河晚报 18阅读 2026-03-01

本站所有信息收集于互联网，如有侵权请联系我们及时删除
"""


def places(text: str) -> list[str]:
    """Return the pieces of a page in which a text stands, as the page has them: title, body, recommended item."""
    return [line.format(text) for line in ("冬天的渡口{0}结冰", "渡口的{0}老船工说", "桥头的{0}早市又热闹起来")]


def hostile_pages(folder: Path) -> None:
    """Write a page for each attack, with the attack in its text and in its file name."""
    write_pages(folder, [attack for attack, _ in ATTACKS.values()])


def write_pages(folder: Path, texts: list[str]) -> None:
    """Write a page for each text, with the text in it wherever a page has words; later ones are newer."""
    folder.mkdir(parents=True)
    for number, text in enumerate(texts):
        name = f"{number:02}{text.replace('/', '')}.txt"
        (folder / name).write_text(PAGE.format(text, number), "utf-8", newline="")
