"""Bringing a backup back: checked before anything is touched, what was there is kept aside."""

import shutil
import tempfile
from pathlib import Path
from typing import NamedTuple

from peewee import Database, DatabaseError

from webapp import clock, db
from webapp.config import Settings
from webapp.keeping import postgres, snapshots
from webapp.keeping.archive import DATABASES, Manifest, sync_folder, unpack
from webapp.keeping.opening import Unable
from webapp.keeping.postgres import ASIDE
from webapp.keeping.snapshots import HISTORY, Progress, Snapshot
from webapp.migrating import migrate, names

SIDE_FILES = ("-wal", "-shm")


class Restored(NamedTuple):
    """What was brought back, and where that is which was there before (None: nothing was)."""

    manifest: Manifest
    aside: str | None


def restore(settings: Settings, path: Path, *, replace: bool, progress: Progress) -> Restored:
    """Put the backup's database, secret and uploads in place, and bring the schema up to date.

    The caller holds the data folder. Refuses a database with rows unless replace, which keeps it aside.
    Raises Unable; then everything is as it was.
    """
    aside = _stamp() if _has_data(settings) else None
    if aside and not replace:
        raise Unable(
            f"Здесь уже есть данные: {settings.data_folder}. Ничего не изменено.\n"
            "Восстановите в пустую папку (ZVONOK_DATA=…) или добавьте --replace: прежние данные отложатся."
        )
    near = Path(db.database.obj.database).parent if db.is_sqlite() else settings.data_folder
    with tempfile.TemporaryDirectory(prefix=".restoring-", dir=near) as folder:
        progress("Проверка копии", 0, 0)
        manifest = unpack(path, Path(folder))
        _check_fits(manifest)
        place = _place_sqlite if manifest.engine == "sqlite" else _place_postgres
        kept = place(settings, Path(folder), manifest, aside, progress)
    progress("Схема базы", 0, 0)
    migrate()
    return Restored(manifest, kept)


def _stamp() -> str:
    return f"{clock.now():%Y%m%d_%H%M%S}"


def _has_data(settings: Settings) -> bool:
    """Whether a person would miss anything: rows, uploads, or a database too broken to tell."""
    if any((settings.data_folder / "uploads").rglob("*")):
        return True
    if not db.is_sqlite():
        return _has_rows(db.database.obj)
    file = Path(db.database.obj.database)
    if not file.exists():
        return False
    try:
        with snapshots.opened_file(file) as database:
            return _has_rows(database)
    except DatabaseError:
        return True


def _has_rows(database: Database) -> bool:
    return any(n for table, n in snapshots.count(database).rows.items() if table != HISTORY)


def _check_fits(manifest: Manifest) -> None:
    if manifest.engine != snapshots.engine():
        raise Unable(
            f"Копия снята с базы {manifest.engine}, а открыта {snapshots.engine()}: её задаёт DATABASE_URL. "
            "Ничего не изменено."
        )
    if unknown := sorted({*manifest.migrations} - {*names()}):
        raise Unable(
            f"Копия сделана более новой версией «Звонка» ({unknown[-1]}). Обновите программу и повторите. "
            "Ничего не изменено."
        )


def _check_rows(manifest: Manifest, found: Snapshot) -> None:
    for table, wanted in manifest.rows.items():
        if found.rows.get(table) != wanted:
            raise Unable(
                f"В таблице {table} строк {found.rows.get(table)}, а по описи {wanted}. Ничего не изменено."
            )


def _place_sqlite(
    settings: Settings, folder: Path, manifest: Manifest, aside: str | None, progress: Progress
) -> str | None:
    progress("Проверка базы", 0, 0)
    new = folder / DATABASES["sqlite"]
    with snapshots.opened_file(new) as copy:
        _check_rows(manifest, snapshots.count(copy))
    target = Path(db.database.obj.database)
    db.database.close_all()
    kept = settings.data_folder / f"{ASIDE}{aside}"
    files = [target, *(target.with_name(target.name + end) for end in SIDE_FILES)]
    if aside:
        kept.mkdir()
        _move([*files, settings.data_folder / "secret", settings.data_folder / "uploads"], kept)
    for file in files:
        file.unlink(missing_ok=True)
    _place_files(settings.data_folder, folder)
    new.replace(target)
    sync_folder(target.parent)
    return str(kept) if aside else None


def _place_postgres(
    settings: Settings, folder: Path, manifest: Manifest, aside: str | None, progress: Progress
) -> str | None:
    progress("Загрузка базы (pg_restore)", 0, 0)
    schema = postgres.set_aside(aside or _stamp())
    try:
        postgres.load(settings.database_url, folder / DATABASES["postgres"])
        _check_rows(manifest, snapshots.count(db.database.obj))
    except Unable:
        postgres.take_back(schema)
        raise
    if not aside:
        postgres.forget(schema)
        _place_files(settings.data_folder, folder)
        return None
    kept = settings.data_folder / f"{ASIDE}{aside}"
    kept.mkdir()
    _move([settings.data_folder / "secret", settings.data_folder / "uploads"], kept)
    _place_files(settings.data_folder, folder)
    return f"схема {schema}, {kept}"


def _place_files(data: Path, folder: Path) -> None:
    (folder / "secret").chmod(0o600)
    shutil.move(folder / "secret", data / "secret")
    if (folder / "uploads").is_dir():
        shutil.rmtree(data / "uploads", ignore_errors=True)
        shutil.move(folder / "uploads", data / "uploads")


def _move(files: list[Path], folder: Path) -> None:
    for file in files:
        if file.exists():
            shutil.move(file, folder / file.name)
