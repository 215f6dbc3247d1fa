"""What the program says in Chinese, by what it says in English. Half-width spaces stand between Chinese and Latin."""

from collections.abc import Mapping

from reader.wording.zh import actions, commands, done, lists, page, search, settings, shell

_AREAS = (actions, commands, done, lists, page, search, settings, shell)

TABLE: Mapping[str, str] = {message: chinese for area in _AREAS for message, chinese in area.TABLE.items()}
