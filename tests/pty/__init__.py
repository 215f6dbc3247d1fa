"""What only a real terminal shows: the program on a pseudo-terminal, its bytes read by a terminal emulator."""
