"""Searching: the box, saved searches, queries and what they mean."""

from collections.abc import Mapping

TABLE: Mapping[str, str] = {
    # search
    "{count:,} titles to go": "还有 {count:,} 个标题",
    "reading texts · {done:,} of {total:,}": "正在读取正文 · {done:,}/{total:,}",
    "searching texts": "正在搜索正文",
    "seen on {count} other pages of {source}": "在 {source} 的另外 {count} 个页面上也有",
    "text of this article": "本文内容",
    "title, pinyin, initials…  source:  after:  is:": "标题、拼音、首字母……  来源：  之后：  状态：",
    "Search in texts": "搜索正文",
    "Search": "搜索",
    "Search for commands…": "搜索命令……",
    "Find in article": "在文章中查找",
    "{count:,} found": "找到 {count:,} 篇",
    # saved searches
    "Nothing is searched for: / searches, 2 to 4 show shelves": "没有搜索内容：/ 搜索，2 到 4 显示各书架",
    "New name, empty forgets it: ": "新名称（留空则忘记）：",
    "Name (5–9 first picks the key): ": "名称（开头写 5–9 可指定按键）：",
    " · {key} shows it": " · 按 {key} 显示",
    "{what} · u undoes": "{what} · u 撤销",
    "Not saved": "没有保存",
    "{first} to {last} are taken: a number first replaces one, as in “{last} {name}”": (
        "{first} 到 {last} 都已占用：开头写数字可替换一个，例如“{last} {name}”"
    ),
    "Nothing is saved as {slot} yet: {key} saves what is searched for": (
        "{slot} 还没有保存的搜索：按 {key} 保存当前搜索"
    ),
    # labels, shelves and places as a query names them
    "text": "正文",
    "all": "全部",
    "trashed": "在回收站",
    "source": "来源",
    "tag": "标签",
    "after": "之后",
    "before": "之前",
    "on": "日期",
    "is": "状态",
    "in": "范围",
    # queries in words, what they do not say, what may be meant
    " and ": " 和 ",
    "exactly “{phrase}”": "原样含“{phrase}”",
    "without “{phrase}”": "不含“{phrase}”",
    "from {sources}": "来自 {sources}",
    "not from {sources}": "不来自 {sources}",
    "tagged {tags}": "标签 {tags}",
    "not tagged {tags}": "无标签 {tags}",
    "since {day}": "{day} 起",
    "before {day}": "{day} 之前",
    "not {shelf}": "不含{shelf}",
    "in the text": "在正文中",
    "{field}:": "{field}",
    "Did you mean {meant}:? “{field}:” is searched as text.": "是否指“{meant}：”？“{field}:”按文字搜索。",
    "“{field}:” is searched as text; fields are {names}.": "“{field}:”按文字搜索；可用 {names}。",
    "source: wants part of a publisher's name.": "来源：后面写媒体名称的一部分。",
    "tag: wants a tag's name.": "标签：后面写标签名。",
    "is: knows {names}.": "状态：可用 {names}。",
    "in: knows {names}.": "范围：可用 {names}。",
    "{field}: wants a date, such as {days}.": "{field}：后面写日期，例如 {days}。",
    "“{value}” is no date; write {days}.": "“{value}”不是日期；请写 {days}。",
    "2026-01, 7d, today (also 2026, 2026-01-15, 2w, 3m, 1y, yesterday)": (
        "2026-01、7d、今天（或 2026、2026-01-15、2w、3m、1y、昨天）"
    ),
    "neither archived nor trashed": "未归档，不在回收站",
    "not read yet": "还没有读",
    "marked with b": "按 b 标记的",
    "put away with e": "按 e 收起的",
    "the articles' texts": "文章的正文",
    "their titles": "文章的标题",
}
