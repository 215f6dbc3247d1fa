"""Pages of one small site, written by us: one head, one foot, and a line of prose below every article that is no part
of it, which reads like the article to any model that sees one page alone."""

from pathlib import Path
from zlib import crc32

from reader.core.article import Body
from reader.library import Library
from tests.conftest import NOON

SITE = "沙洲晚报"
PROMO = "每天傍晚六点，编辑部的老周会在江边的茶馆里念一段当天的来信，欢迎你也来坐坐，茶水由我们请。"
FOOT = f"关于我们 | 联系我们 | 网站地图\n{SITE}版权所有 © 2019-2026 苏ICP备00000042号-1"

ARTICLES = (
    ("老桥要修了，渡船又忙起来", "停了八年的渡船这个星期又开了。船老大说，早上头一班坐了四十个人，比桥上还热闹。"),
    ("小学的菜园结出第一个南瓜", "孩子们给南瓜起名叫大圆。校长说，谁答对了当天的算术题，谁就可以给它浇一次水。"),
    ("气象站来了两位夜班新人", "新来的两位姑娘一个管风，一个管雨。站长说，从前这活儿一个人干，夜里连个说话的都没有。"),
    ("旧书摊搬进了邮局的门厅", "下雨天书摊没处去，邮局的所长便让出半个门厅。如今寄信的人总要先翻两页书才走。"),
    ("江滩上的鸟比去年多了三成", "观鸟的人数了整整两个早晨。他们说，多出来的大半是白鹭，芦苇留着没割，鸟就留下来了。"),
)

EN_SITE = "Fenland Ledger"
EN_PROMO = (
    "The river walk starts at the mill at nine. We pass the lock, the weir and the old ferry, and turn back when it "
    "gets cold."
)
EN_FOOT = f"About us\nContact us\n© 2026 {EN_SITE}. All rights reserved."
EN_ARTICLES = (
    (
        "The lock keeper retires",
        "After forty years at the lock he has handed over the key. He says the river taught him to wait.",
    ),
    (
        "A library in a phone box",
        "The box by the green now holds sixty books. Nobody is sure who brings the detective stories.",
    ),
    (
        "Bees on the town hall roof",
        "Two hives arrived in April. The clerk, who was stung once, has become their keenest friend.",
    ),
)


def page(number: int, *, promo: str = PROMO, name: str = SITE) -> str:
    """Return page `number` of the site."""
    title, text = ARTICLES[number]
    paragraphs = "\n\n".join(
        f"{text}{more}" for more in ("", "这件事镇上的人说了好几天。", "记者去看的时候，天刚刚放晴。")
    )
    head = f"首页 新闻 生活 文化\n登录 | 注册\n\n{title}\n\n{name}2026-03-0{number + 1} 08:00:00\n"
    return f"{head}\n{paragraphs}\n\n{promo}\n\n{FOOT}\n"


def en_page(number: int) -> str:
    """Return page `number` of the English site."""
    title, text = EN_ARTICLES[number]
    more = "Our reporter spent a morning there, and came back with more questions than answers, as one does."
    head = f"Home\nNews\nSport\nLog in\n\n{title}\n\nBy Ann Marsh, {EN_SITE}\nMarch {number + 1}, 2026\n"
    return f"{head}\n{text}\n\n{more} It was day {number}.\n\n{EN_PROMO}\n\n{EN_FOOT}\n"


def added(library: Library, *texts: str) -> list[str]:
    """Add pages, and return the ids of those that are new."""
    folder = Path("pages")
    folder.mkdir(exist_ok=True)
    paths = [folder / f"{crc32(text.encode()):08x}.txt" for text in texts]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, "utf-8")
    return [str(outcome.id) for outcome in library.add(paths) if outcome.status == "new"]


def opened() -> Library:
    return Library.open(Path("library"), clock=lambda: NOON)


def shows(body: Body, text: str) -> bool:
    """Whether a line is shown as article."""
    return any(
        block.text.strip() == text and not body.sections[body.section_of(index)].label.is_clutter
        for index, block in enumerate(body.blocks)
    )
