"""Articles that are too long to be laid out at once, ones with links, and ones with folded text."""

from tests.ui.samples import SENTENCE

LONG = [
    ("long.txt", "长河\n\n长河晚报2026-03-05 05:06:07\n\n" + "".join(f"第{n}段,{SENTENCE}\n\n" for n in range(1, 1001)))
]
"""A thousand paragraphs."""

LINKED = [
    (
        "links.txt",
        "两条河的地图\n\n长河晚报2026-03-05 05:06:07\n\n"
        f"上游的图在 https://maps.example/up?x=1 那里。{SENTENCE}\n\n"
        f"下游的图在[下游的地图](https://maps.example/down),信写给 mailto:editor@maps.example 就行。{SENTENCE}\n\n"
        + "".join(f"第{n}段,{SENTENCE}\n\n" for n in range(1, 61))
        + "最后一张在 http://maps.example/last 那里,看的人很少。\n",
    )
]
"""Three links on the first screen, one at the end."""

FOLDED = [
    (
        "folded.txt",
        "关闭广告\n\n潮汐表\n\n长河晚报2026-03-05 05:06:07\n\n"
        + "".join(f"第{n}段,潮汐来了又去,{SENTENCE}\n\n" for n in range(1, 21))
        + "相关推荐\n\n潮汐的秘密\n\n长河晚报 12 阅读 03-04\n\n谁在看潮汐\n\n长河晚报 34 阅读 03-03\n\n"
        + "月亮和潮汐的故事\n\n长河晚报 56 阅读 03-02\n\n本站所有信息收集于互联网,如有侵权请联系我们及时删除\n",
    )
]
"""An article on tides, with recommendations that name them too."""
