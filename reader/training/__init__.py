"""Making the data files by which pages are read, from folders of labelled pages; nothing of it runs in the reader.

A folder holds NAME.json for each page, with its `lang`, `title`, where known its `url`, and one label per line that is
not blank: as `labels` content, clutter, title, meta or ignore, or as `kinds` the labels of reader.core.article.Label.
The page's text, one block per line, is in NAME.txt beside it, or in the file that `text` names from there.
"""
