"""XML that is broken, mistaken or meant to harm: refused with a sentence, and at once."""

import pytest

from tests.imports.fet_samples import small
from tests.imports.real_input import LOM_FET
from webapp.imports.fet_file import read_fet
from webapp.imports.problems import ImportProblem
from webapp.imports.safe_xml import DEEPEST, LARGEST

DANGEROUS = "определения DTD или сущностей"
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


def refused(data: bytes) -> str:
    with pytest.raises(ImportProblem) as refusal:
        read_fet(data, "расписание.fet")
    told = str(refusal.value)
    assert told.startswith("Файл расписание.fet")
    return told


def with_doctype(doctype: str, name: str = "Школа") -> bytes:
    text = small().decode().replace("<fet ", f"{doctype}<fet ", 1)
    return text.replace("Школа</Institution_Name>", f"{name}</Institution_Name>").encode()


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(
            with_doctype(f'<!DOCTYPE fet [<!ENTITY l0 "ха">{LAUGHS}]>', "&l9;"), id="billion laughs"
        ),
        pytest.param(
            with_doctype('<!DOCTYPE fet [<!ENTITY a "' + "a" * 9999 + '">]>', "&a;" * 999), id="blowup"
        ),
        pytest.param(
            with_doctype('<!DOCTYPE fet [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "&x;"), id="file"
        ),
        pytest.param(
            with_doctype('<!DOCTYPE fet [<!ENTITY % x SYSTEM "http://127.0.0.1:9/"> %x;]>'), id="parameter"
        ),
        pytest.param(with_doctype('<!DOCTYPE fet SYSTEM "http://127.0.0.1:9/fet.dtd">'), id="external DTD"),
        pytest.param(with_doctype("<!DOCTYPE fet [<!ELEMENT fet ANY>]>"), id="any DTD"),
        pytest.param(with_doctype("<!-- --><!DOCTYPE fet PUBLIC 'a' 'b'>"), id="after a comment"),
    ],
)
def test_dtd_and_entities_are_refused(data: bytes) -> None:
    assert DANGEROUS in refused(data)


def test_deep_nesting_is_refused() -> None:
    assert f"глубже {DEEPEST} уровней" in refused(b"<fet>" + b"<a>" * 100_000)


def test_too_large_a_file_is_refused_before_it_is_parsed() -> None:
    assert "слишком большой" in refused(b"<fet>" + b" " * LARGEST)


def test_too_many_elements_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webapp.imports.safe_xml.MOST_ELEMENTS", 1000)
    assert "больше 1000 элементов" in refused(b"<fet>" + b"<a/>" * 2000 + b"</fet>")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_truncated_file_is_called_so(share: float) -> None:
    whole = LOM_FET.read_bytes()
    assert "обрывается" in refused(whole[: int(len(whole) * share)])


def test_file_cut_inside_a_letter_is_called_truncated() -> None:
    whole = LOM_FET.read_bytes()
    cut = whole.index("Понеделник".encode()) + 1
    assert "обрывается на середине буквы" in refused(whole[:cut])


def test_file_in_cp1251_that_claims_utf8_names_its_line() -> None:
    told = refused(small().decode().encode("cp1251"))
    assert "строка 5: файл записан не в UTF-8, похоже, в Windows-1251" in told


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (small().decode().replace("UTF-8", "windows-1251").encode("cp1251"), "не в UTF-8"),
        (small().replace(b"UTF-8", b"windows-1251"), "объявлена кодировка windows-1251"),
        (small().decode().encode("utf-16"), "UTF-16"),
        (small().replace(b"</Teacher>", b"</Teacher>\xff", 1), "не в UTF-8"),
        (b"", "файл пуст"),
        (b"   \n", "это не файл XML"),
        (b"PK\x03\x04" + b"\0" * 100, "двоичные данные"),
        ("Понедельник,1,7А".encode(), "это не файл XML"),
        (b"<html><body>404</body></html>", "это не файл FET: он начинается с элемента «html»"),
        (b'<?xml version="1.0"?><Students_Timetable/>', "это одна из выгрузок FET"),
        (b"<fet/>", "версия FET: «не указана»"),
        (small().replace(b"</Day>", b"</Dya>", 1), "нарушена разметка XML"),
        (small().replace("Школа".encode(), b"&school;"), "нарушена разметка XML"),
        (small() + b"<fet/>", "нарушена разметка XML"),
    ],
)
def test_mistaken_file_is_told_what_it_is(data: bytes, told: str) -> None:
    assert told in refused(data)
