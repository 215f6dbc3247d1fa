"""A small library in which one page recommends others, one of which is there."""

HELD = "雾里的灯塔亮了三天"
ITEMS = (
    f"{HELD}\n\n海角周报 浏览 1820 2026-02-21\n\n"
    "卖鱼的老周学会了写诗,鱼摊上贴满了句子\n\n镇上新闻 浏览 96 2026-02-20\n\n"
    "一只海鸥连续四十天准时来上课\n\n海角周报 浏览 3107 2026-01-30\n"
)
PAGE = (
    "关闭广告\n\n冬天的渡口\n\n长河晚报2026-02-24 12:00:0128人阅读\n\n"
    "渡口的老船工说,这条河三十年没有结过冰了,今年却冻得能走人。\n\n"
    "孩子们在冰面上画了一条跑道,从东岸一直画到西岸的茶馆门口,每天傍晚都有人在那里比赛。\n\n"
    f"猜你喜欢\n\n{ITEMS}\n"
    "本站所有信息收集于互联网,如有侵权请联系我们及时删除\n"
)
OTHER = (
    f"{HELD}\n\n海角周报2026-02-21 08:00\n\n"
    "灯塔看守说,雾一起他就不敢睡,灯亮着,船上的人就知道岸在哪里,这三天他一共喝了四十壶茶。\n\n"
    "第四天早上雾散了,海面像一块刚擦过的玻璃,远处的船一艘一艘地露出来。\n"
)
PAGES = [("1.txt", OTHER), ("2.txt", PAGE)]
"""The newest, which recommends the other, stands first in the list."""
