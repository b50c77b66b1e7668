"""Figures as rows of README's tables."""


def heading(*cells: str) -> None:
    """Begin a table."""
    print()
    row(*cells)
    row(*["---"] * len(cells))


def row(*cells: str) -> None:
    """One row, at once: the next may take minutes."""
    print(f"| {' | '.join(cells)} |", flush=True)
