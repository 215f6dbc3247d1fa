"""Typing into the search box over a large library, in a real terminal, while another process adds to it."""

import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from hashlib import blake2b
from pathlib import Path
from random import Random

from textual import events

from reader.core.article import Article, Block, Body, Label, Section
from reader.core.query import View
from reader.core.state import ReadingState
from reader.library import Library
from reader.store import Store, StoredArticle
from reader.ui import app
from reader.ui.app import ReaderApp
from tests.bench.pages import FIRST, page_text
from tests.bench.terminal import PAUSE, Terminal

COUNT = 100_000
TYPED = ("claude", "zhongguo", "中国经济", "renmin ribao", "q", "的", "source:日报 zg", "xqzvk")
CHINESE = """
    中国 经济 人民 日报 城市 科技 发布 首次 研究 大学 学生 医院 手机 汽车 市场 公司 技术 产品 用户 数据 模型
    智能 机器 芯片 国际 合作 会议 报告 增长 消费 价格 北京 上海 广州 深圳 成都 杭州 南京 武汉 西安 天气 暴雨
    降温 春天 夏天 秋天 冬天 电影 音乐 游戏 比赛 冠军 决赛 足球 篮球 旅游 酒店 铁路 高铁 航班 机场 地铁 环保
    能源 电池 太阳 月球 火箭 卫星 航天 农村 粮食 种子 茶叶 美食 教育 考试 就业 青年 老人 儿童 健康 疫苗 药物
    法律 法院 案件 警方 安全 网络 平台 直播 短信 软件 系统 更新 版本 开源 社区 的 了 将
""".split()  # noqa: SIM905
ENGLISH = """
    claude model open source review how to build a better keyboard winter garden letters signal harbour
    station history of paper ink light camera lens river bridge city night market tea coffee bread travel
    notes on design reading memory attention language code compiler kernel network database index search
    engine release update security launch phone
""".split()  # noqa: SIM905
SOURCES = [f"{place}{kind}" for place in CHINESE[31:60] for kind in ("日报", "晚报", "之家", "周刊")]


def title(number: int) -> str:
    """Return the title of article `number`: words of both languages by chance, the more Chinese, and a number."""
    chance = Random(number)
    chinese = "".join(chance.choices(CHINESE, k=chance.randint(5, 11)))
    english = " ".join(chance.choices(ENGLISH, k=chance.randint(2, 7)))
    return f"{chance.choice((chinese, chinese, english, f'{chinese} {english}'))} {number}"


def stored(number: int) -> StoredArticle:
    """Return article `number`, with next to no text."""
    chance = Random(-number)
    when = FIRST + timedelta(minutes=30 * number)
    article = Article(
        id=blake2b(b"%d" % number, digest_size=8).hexdigest(),
        title=title(number),
        added=when + timedelta(days=chance.randint(0, 9)),
        source=chance.choice(SOURCES),
        published=when,
        language="zh-Hans",
        length=4,
    )
    body = Body(blocks=(Block(text="一二三四"),), sections=(Section(label=Label.CONTENT, start=0, stop=1),))
    state = ReadingState(bookmarked=when if number % 500 == 0 else None, tags=("later",) if number % 300 == 0 else ())
    return StoredArticle(article=article, state=state, body=body, original=b"")


class Watched(ReaderApp):
    """The app, which notes how late its event loop wakes up, and when what was typed is answered and painted.

    late: when, how much by the clock, and how much its threads computed meanwhile: where that is less, the machine was
    busy with something else.
    """

    CSS_PATH = os.fspath(Path(app.__file__).with_name("reader.tcss"))

    def __init__(self, folder: Path, report: Path) -> None:
        super().__init__(folder)
        self.report = report
        self.late: list[tuple[float, float, float]] = []
        self.answered: list[tuple[float, float, float]] = []
        self.keyed = 0.0

    def on_mount(self) -> None:
        """Start to watch; textual calls the method of the class above too."""
        self.watching = asyncio.create_task(self._watch())
        self.watch(self.main, "view", self._answered, init=False)

    async def on_event(self, event: events.Event) -> None:
        """Note when a key arrives."""
        if isinstance(event, events.Key):
            self.keyed = time.monotonic()
        await super().on_event(event)

    async def on_unmount(self) -> None:
        """Hand in the notes."""
        self.watching.cancel()
        self.report.write_text(json.dumps({"late": self.late, "answered": self.answered}))

    async def _watch(self) -> None:
        while True:
            before, used = time.monotonic(), time.process_time()
            await asyncio.sleep(0.001)
            now = time.monotonic()
            self.late.append((now, now - before - 0.001, time.process_time() - used))

    def _answered(self, view: View) -> None:
        if keyed := self.keyed:
            self.keyed = 0.0
            self.main.call_after_refresh(lambda: self.answered.append((keyed, time.monotonic() - keyed, view.seconds)))


def main(arguments: list[str]) -> None:
    """Print what typing takes. arguments: how many articles (100000)."""
    count = int(arguments[0]) if arguments else COUNT
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        library = home / "library"
        store = Store.open(library)
        store.put(map(stored, range(count)))
        store.close()
        measure(home, library, count)


def measure(home: Path, library: Path, count: int) -> None:
    """Print what typing into a library made of `count` articles takes. home: a folder for all else."""
    _tell_index(library)
    report = home / "report.json"
    phases = _type(home, library, report, count)
    _tell(phases, json.loads(report.read_text()))


def _tell_index(library: Path) -> None:
    """Print how long the index takes, and its memory, with nothing else going on."""
    with Library.open(library) as opened:
        before, start = _memory(), time.perf_counter()
        opened.prepare_search()
        print(f"index: {time.perf_counter() - start:.2f} s, {_memory() - before:.0f} MB")


def _memory() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _type(home: Path, library: Path, report: Path, count: int) -> dict[str, tuple[float, float, Terminal]]:
    """Use the app as a reader would; return when each phase began and ended."""
    with watched(home, library, report) as terminal:
        return _phases(terminal, home, library, count)


def watched(home: Path, library: Path, report: Path) -> Terminal:
    """Open a library in the app that watches itself; what it noted is in `report` once it was quit."""
    return Terminal.start(sys.executable, "-m", "tests.bench.typing", os.fspath(library), os.fspath(report), home=home)


def _phases(terminal: Terminal, home: Path, library: Path, count: int) -> dict[str, tuple[float, float, Terminal]]:
    phases: dict[str, tuple[float, float, Terminal]] = {}

    def phase(name: str, queries: tuple[str, ...], seconds: float = 0.0) -> None:
        begin = time.monotonic()
        for query in queries:
            terminal.press(f"/{query}\x1b")
            time.sleep(2 * PAUSE)
        time.sleep(seconds)
        phases[name] = begin, time.monotonic(), terminal

    begin = time.monotonic()
    terminal.wait_for(title(count - 1)[:6])
    phases["starting"] = begin, time.monotonic(), terminal
    phase("first keys, while the index is built", ("经济",), 6.0)
    phase("idle", (), 4.0)
    phase("typing", TYPED)
    with _adding(home, library):
        phase("being added to", (), 5.0)
        phase("typing while being added to", TYPED)
    terminal.quit()
    return phases


class _adding:  # noqa: N801 - used as a function
    """Another process that adds pages as long as the block lasts."""

    def __init__(self, home: Path, library: Path) -> None:
        self._pages = home / "pages"
        self._pages.mkdir()
        for number in range(6_000):
            (self._pages / f"{number}.txt").write_text(page_text(number), "utf-8")
        self._command = [sys.executable, "-m", "reader", "--library", os.fspath(library), "add", os.fspath(self._pages)]

    def __enter__(self) -> None:
        self._process = subprocess.Popen(self._command, stdout=subprocess.PIPE)
        assert self._process.stdout is not None
        self._process.stdout.readline()

    def __exit__(self, *_: object) -> None:
        ended = self._process.poll()
        self._process.kill()
        added = len(self._process.communicate()[0].splitlines())
        print(f"another process added {added:,} articles meanwhile{'' if ended is None else ', and came to its end'}")


def _tell(phases: dict[str, tuple[float, float, Terminal]], report: dict[str, list[list[float]]]) -> None:
    for name, (begin, end, terminal) in phases.items():
        late = [late for at, *late in report["late"] if begin <= at < end]
        print(f"{name} ({end - begin:.0f} s)")
        if late:
            stalls = sorted((1000 * min(clock, used) for clock, used in late), reverse=True)
            worst = ", ".join(f"{stall:.1f}" for stall in stalls[:4])
            print(f"    event loop: longest stalls {worst} ms; 99 % within {stalls[len(stalls) // 100]:.1f}", end="")
            print(f"; {1000 * max(clock for clock, _ in late):.0f} ms with what else this machine was doing")
        painted = [seconds for at, seconds in terminal.painted if begin <= at < end]
        answered = [(seconds, own) for at, seconds, own in report["answered"] if begin <= at < end]
        _tell_times("key to its first frame", painted)
        _tell_times("key to the answer painted", [seconds for seconds, _ in answered])
        _tell_times("of which finding", [own for _, own in answered])
        if answered and name.startswith("first"):
            first = ", ".join(f"{1000 * seconds:.0f}" for seconds, _ in answered[:4])
            print(f"    the first keys were answered within {first} ms")


def _tell_times(what: str, seconds: list[float]) -> None:
    if seconds:
        ordered = sorted(1000 * one for one in seconds)
        p95 = ordered[int(0.95 * (len(ordered) - 1))]
        middle, most = statistics.median(ordered), ordered[-1]
        print(f"    {what}: p50 {middle:.1f}, p95 {p95:.1f}, max {most:.1f} ms ({len(ordered)} times)")


if __name__ == "__main__":
    Watched(Path(sys.argv[1]), Path(sys.argv[2])).run()
