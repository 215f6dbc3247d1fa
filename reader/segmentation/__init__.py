"""Text segmentation: where the words and sentences of a text are (UAX #29, with a dictionary for Chinese)."""
