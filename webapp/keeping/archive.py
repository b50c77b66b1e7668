"""A backup is one .tar.gz: database, secret, uploads, and last a manifest that vouches for them."""

import hashlib
import io
import json
import os
import tarfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO

from webapp import clock
from webapp.keeping.opening import Unable

FORMAT = 1
MANIFEST = "manifest.json"
DATABASES = {"sqlite": "database.sqlite", "postgres": "database.pgdump"}


@dataclass
class Manifest:
    """What a backup holds. files: name → sha256 and bytes; rows: table → number of rows in the snapshot."""

    engine: str
    made_at: str
    migrations: list[str]
    rows: dict[str, int]
    files: dict[str, list[str | int]] = field(default_factory=dict)
    format: int = FORMAT


class _Hashing(io.RawIOBase):
    """A file whose bytes are counted and hashed as they pass."""

    def __init__(self, file: IO[bytes]):
        self.file, self.hash, self.bytes = file, hashlib.sha256(), 0

    def read(self, size: int = -1) -> bytes:
        piece = self.file.read(size)
        self._count(piece)
        return piece

    def pass_on(self, target: IO[bytes]) -> None:
        """Copy all to the target."""
        while piece := self.read(1 << 20):
            target.write(piece)

    def seen(self) -> list[str | int]:
        """sha256 and bytes of what has passed."""
        return [self.hash.hexdigest(), self.bytes]

    def _count(self, piece: bytes) -> None:
        self.hash.update(piece)
        self.bytes += len(piece)


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """A file that appears under its name, readable by the owner alone, when all of it is on the disk."""
    part = path.with_name(f".{path.name}.part")
    with suppress(FileNotFoundError):
        part.unlink()
    try:
        with os.fdopen(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
        sync_folder(path.parent)
    finally:
        part.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Make renames in the folder outlive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def pack(path: Path, manifest: Manifest, members: Iterable[tuple[str, Path]]) -> None:
    """Write the backup to the path, whole or not at all. members are (name in the archive, file)."""
    with whole_file(path) as out, tarfile.open(fileobj=out, mode="w:gz", compresslevel=6) as tar:
        for name, source in members:
            with source.open("rb") as file:
                about, hashing = os.fstat(file.fileno()), _Hashing(file)
                tar.addfile(_header(name, about.st_size, about.st_mtime), hashing)
                manifest.files[name] = hashing.seen()
        text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1).encode()
        tar.addfile(_header(MANIFEST, len(text), clock.now().timestamp()), io.BytesIO(text))


def _header(name: str, size: int, changed: float) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.size, info.mtime, info.mode = size, int(changed), 0o600
    return info


def unpack(path: Path, folder: Path) -> Manifest:
    """Unpack the backup into the folder and compare every file with the manifest. Raises Unable."""
    seen: dict[str, list[str | int]] = {}
    try:
        with tarfile.open(path, "r:gz") as tar:
            for member in tar:
                target = folder / _safe(member)
                target.parent.mkdir(parents=True, exist_ok=True)
                source = tar.extractfile(member)
                assert source
                hashing = _Hashing(source)
                with target.open("wb") as file:
                    hashing.pass_on(file)
                    file.flush()
                    os.fsync(file.fileno())
                seen[member.name] = hashing.seen()
    except (tarfile.TarError, EOFError, zlib.error, OSError) as error:
        raise Unable(f"Копию {path} не прочесть, она повреждена или это не копия «Звонка»: {error}")
    return _vouched(path, folder, seen)


def _safe(member: tarfile.TarInfo) -> str:
    parts = PurePosixPath(member.name).parts
    known = member.name in {MANIFEST, "secret", *DATABASES.values()} or parts[:1] == ("uploads",)
    if not (known and member.isfile() and ".." not in parts):
        raise Unable(
            f"В копии лежит посторонний файл {member.name}: она сделана не «Звонком». Ничего не изменено."
        )
    return member.name


def _vouched(path: Path, folder: Path, seen: dict[str, list[str | int]]) -> Manifest:
    if MANIFEST not in seen:
        raise Unable(f"Копия {path} неполна: в ней нет описи. Возьмите другую.")
    fields = json.loads((folder / MANIFEST).read_text())
    if fields.get("format") != FORMAT:
        raise Unable(f"Копия {path} сделана другой версией «Звонка», эта её не читает.")
    manifest = Manifest(**fields)
    del seen[MANIFEST]
    for name in sorted({*seen, *manifest.files}):
        if seen.get(name) != manifest.files.get(name):
            raise Unable(f"Копия {path} повреждена: {name} не сходится с описью. Возьмите другую.")
    return manifest
