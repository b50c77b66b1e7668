"""Archives that are broken or meant to harm."""

import io
import struct
import zipfile

import pytest

from webapp.imports import safe_zip
from webapp.imports.problems import ImportProblem
from webapp.imports.safe_zip import read_zip

METHOD = zipfile.ZIP_DEFLATED


def packed(files: dict[str, bytes], method: int = METHOD) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def refused(data: bytes) -> str:
    with pytest.raises(ImportProblem) as refusal:
        read_zip(data, "архив.zip")
    return str(refusal.value)


def test_plain_archive_is_read_with_its_folders() -> None:
    files = {"users.csv": b"a", "папка/классы.csv": "б".encode(), "пусто.csv": b""}
    assert read_zip(packed(files), "a.zip") == files
    assert read_zip(safe_zip.packed(files), "a.zip") == files


def test_bomb_is_refused() -> None:
    assert "подозрительно сильно" in refused(packed({"users.csv": b"0" * 20_000_000}))


def test_total_size_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safe_zip, "LARGEST_TOTAL", 1_000_000)
    assert "слишком большой объём" in refused(
        packed({"a": b"1" * 600_000, "b": b"2" * 600_000}, zipfile.ZIP_STORED)
    )


def test_size_that_lies_is_counted_while_reading() -> None:
    """The directory says 10 bytes; what is packed are 2 million."""
    data = bytearray(packed({"a.csv": b"0" * 2_000_000}))
    directory = data.rindex(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = struct.pack("<I", 10)
    told = refused(bytes(data))
    assert "повреждён" in told


@pytest.mark.parametrize(
    "name",
    ["../users.csv", "a/../../users.csv", "/etc/passwd", "C:\\users.csv", "..\\users.csv", "\\\\host\\a"],
)
def test_name_that_leads_out_is_refused(name: str) -> None:
    entry = zipfile.ZipInfo("placeholder")
    entry.filename = name
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(entry, b"x")
    assert "ведёт за его пределы" in refused(buffer.getvalue())


def test_symlink_is_refused() -> None:
    entry = zipfile.ZipInfo("users.csv")
    entry.create_system = 3
    entry.external_attr = 0o120777 << 16
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(entry, "/etc/passwd")
    assert "ссылка на другой файл (users.csv)" in refused(buffer.getvalue())


def test_encrypted_archive_is_refused() -> None:
    data = bytearray(packed({"users.csv": b"abc"}))
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    assert "закрыт паролем" in refused(bytes(data))


def test_too_many_files_are_refused() -> None:
    assert "слишком много файлов: 201" in refused(packed({f"{n}.csv": b"" for n in range(201)}))


def test_two_files_of_one_name_are_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("users.csv", b"1")
        archive.writestr("users.csv", b"2")
    assert "два файла с одним именем" in refused(buffer.getvalue())


def test_unusual_compression_is_refused() -> None:
    assert "необычным способом" in refused(packed({"users.csv": b"abc"}, zipfile.ZIP_LZMA))


@pytest.mark.parametrize(
    "data",
    [b"", b"sourcedId,status", packed({"users.csv": b"abc" * 999})[:-40]],
    ids=["empty", "a table", "cut off"],  # an archive holds the time, which two workers read differently
)
def test_what_is_no_whole_archive_is_refused(data: bytes) -> None:
    assert "повреждён" in refused(data)


def test_damaged_content_is_noticed() -> None:
    data = bytearray(packed({"users.csv": bytes(range(256)) * 4}, zipfile.ZIP_STORED))
    data[100] ^= 0xFF
    assert "повреждён" in refused(bytes(data))
