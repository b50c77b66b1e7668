"""Whether pages have a service worker: a file in the data folder says that they have none.

Both processes of the server see it at once. Turned by `zvonok worker off` when a broken one was shipped.
"""

from pathlib import Path

from flask import current_app

_FILE = "worker-off"


def is_off() -> bool:
    """Whether the workers on devices are to end themselves, and pages to register none."""
    return (current_app.config["ZVONOK"].data_folder / _FILE).exists()


def turn(data_folder: Path, *, off: bool) -> None:
    """Turn it; turned twice it stays."""
    path = data_folder / _FILE
    if off:
        path.touch()
    else:
        path.unlink(missing_ok=True)
