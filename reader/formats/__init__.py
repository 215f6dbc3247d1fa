"""Articles as files for people and other programs: Markdown, HTML, plain text, EPUB. Pure functions of articles."""
