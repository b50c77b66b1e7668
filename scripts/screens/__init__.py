"""The visual record: each main page at three sizes and in both themes, kept as pictures in docs/screens."""
