"""How documents of an older schema become documents of this one.

A step changes one document from a version to the next; the version of a file is one more than there are steps.
Version 1 is the first that was released, so there is none yet. Add a step at the end, with a kept old file to test it.
"""

from reader.store.linefile import Step

ARTICLES: tuple[Step, ...] = ()
BODIES: tuple[Step, ...] = ()
