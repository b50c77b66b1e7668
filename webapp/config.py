"""Settings, from the environment and the one data folder."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Settings:
    """Where the data lies and how the program is reached.

    data_folder holds everything: database, secret, uploads, locks. database_url is `sqlite:///…` inside it
    unless DATABASE_URL names a PostgreSQL. secure_cookies is for a server behind TLS; behind_proxy says that
    a proxy stands before it, whose X-Forwarded-* headers are to be believed; style_page adds `/style`, which
    shows every component to who works on the styles.
    """

    data_folder: Path
    database_url: str
    secret: str
    port: int = 8000
    secure_cookies: bool = False
    behind_proxy: bool = False
    style_page: bool = False
    max_upload_bytes: int = 20 << 20


def _secret(folder: Path) -> str:
    """The key that signs sessions, made once and readable by the owner alone."""
    path = folder / "secret"
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return path.read_text()
    with os.fdopen(descriptor, "w") as file:
        file.write(secret := secrets.token_hex(32))
    return secret


def _port(text: str) -> int:
    if not (text.isdigit() and 0 < int(text) < 65536):
        raise SystemExit(f"PORT — это номер порта от 1 до 65535, а указано «{text}».")
    return int(text)


def _folder(path: Path) -> Path:
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise SystemExit(f"Папку данных {path} не создать: {error.strerror}. Её задаёт ZVONOK_DATA.")
    if not os.access(path, os.R_OK | os.W_OK | os.X_OK):
        raise SystemExit(f"В папку данных {path} нельзя писать. Её задаёт ZVONOK_DATA.")
    return path


def read_settings(folder: str | Path | None = None, database_url: str | None = None) -> Settings:
    """Settings from ZVONOK_DATA, DATABASE_URL, PORT, ZVONOK_HTTPS, ZVONOK_BEHIND_PROXY, ZVONOK_STYLE.

    The folder is made when missing. Raises SystemExit with what is wrong.
    """
    data_folder = _folder(Path(folder or os.environ.get("ZVONOK_DATA") or ROOT / ".data").resolve())
    return Settings(
        data_folder=data_folder,
        database_url=database_url
        or os.environ.get("DATABASE_URL")
        or f"sqlite:///{data_folder / 'zvonok.db'}",
        secret=_secret(data_folder),
        port=_port(os.environ.get("PORT") or "8000"),
        secure_cookies=os.environ.get("ZVONOK_HTTPS") == "1",
        behind_proxy=os.environ.get("ZVONOK_BEHIND_PROXY") == "1",
        style_page=os.environ.get("ZVONOK_STYLE") == "1",
    )
