"""The command palette: every command of the table, found by typing."""

from collections.abc import Callable

from textual.command import DiscoveryHit, Hit, Hits, Provider

from reader.ui.commands import Command
from reader.ui.keys import key_name
from reader.ui.screen import MainScreen
from reader.wording import tr


class CommandProvider(Provider):
    """Offers the command table; names are found fuzzily, with the keys beside them."""

    async def discover(self) -> Hits:
        """Offer everything before anything is typed."""
        for command in self._commands():
            yield DiscoveryHit(tr(command.title), self._performing(command), help=_keys(command))

    async def search(self, query: str) -> Hits:
        """Offer the commands whose title has the letters typed."""
        matcher = self.matcher(query)
        for command in self._commands():
            title = tr(command.title)
            if (score := matcher.match(title)) > 0:
                yield Hit(score, matcher.highlight(title), self._performing(command), help=_keys(command))

    def _commands(self) -> tuple[Command, ...]:
        return self.screen.commands if isinstance(self.screen, MainScreen) else ()

    def _performing(self, command: Command) -> Callable[[], None]:
        screen = self.screen
        assert isinstance(screen, MainScreen)
        return lambda: screen.action_run(command.id)


def _keys(command: Command) -> str:
    group = tr(command.group)
    return f"{group} · {'  '.join(map(key_name, command.keys))}" if command.keys else group
