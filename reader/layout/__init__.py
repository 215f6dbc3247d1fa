"""From articles to lines of cells: pure functions, no terminal, no clock."""
