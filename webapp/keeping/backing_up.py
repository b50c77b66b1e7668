"""A copy of everything in one file, made while the server works."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import cysqlite
from peewee import DatabaseError

from webapp import clock
from webapp.config import Settings
from webapp.keeping import snapshots
from webapp.keeping.archive import DATABASES, Manifest, pack
from webapp.keeping.opening import Unable
from webapp.keeping.snapshots import Progress


def back_up(settings: Settings, path: Path, progress: Progress) -> tuple[Path, Manifest]:
    """Copy the open database, the secret and the uploads to the path: a new file, or a folder to put it into.

    The file appears whole or not at all. Raises Unable.
    """
    path = _new_file(path)
    try:
        with tempfile.TemporaryDirectory(prefix=".zvonok-backup-", dir=path.parent) as folder:
            return path, _write(settings, path, Path(folder), progress)
    except (OSError, DatabaseError, cysqlite.Error) as error:
        reason = getattr(error, "strerror", None) or error
        raise Unable(f"Копия не сделана: {reason}. Проверьте место на диске и права на папку.")


def _write(settings: Settings, path: Path, folder: Path, progress: Progress) -> Manifest:
    engine = snapshots.engine()
    name = DATABASES[engine]
    snapshot = snapshots.take(settings.database_url, folder / name, progress)
    manifest = Manifest(engine, clock.now().isoformat(), snapshot.migrations, snapshot.rows)
    members = [(name, folder / name), *_other_files(settings.data_folder)]
    pack(path, manifest, _counted(members, progress))
    return manifest


def _new_file(path: Path) -> Path:
    if path.is_dir():
        path = path / f"zvonok-{clock.now():%Y%m%d-%H%M%S}.tar.gz"
    if path.exists():
        raise Unable(f"Файл {path} уже есть. Прежняя копия не перезаписывается: дайте другое имя.")
    if not path.parent.is_dir():
        raise Unable(f"Папки {path.parent} нет. Создайте её или укажите другую.")
    return path.resolve()


def _other_files(data: Path) -> Iterator[tuple[str, Path]]:
    """After the database: what it speaks of was uploaded before."""
    yield "secret", data / "secret"
    for file in sorted((data / "uploads").rglob("*")):
        if file.is_file() and not file.is_symlink():
            yield file.relative_to(data).as_posix(), file


def _counted(members: list[tuple[str, Path]], progress: Progress) -> Iterator[tuple[str, Path]]:
    total = sum(file.stat().st_size for _, file in members)
    done = 0
    for name, file in members:
        progress("Упаковка", done, total)
        yield name, file
        done += file.stat().st_size
    progress("Упаковка", total, total)
