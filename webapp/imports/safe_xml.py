"""XML from strangers: no DTD, no entities, no other encoding, not too large, not too deep."""

import io
import re
from xml.etree.ElementTree import Element, ParseError
from xml.parsers.expat import errors

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from webapp.imports.file_text import check_size, utf8
from webapp.imports.problems import ImportProblem, Problem
from webapp.language import _, lazy

LARGEST = 16 * 1024 * 1024
DEEPEST = 40
MOST_ELEMENTS = 1_000_000

# FET before 5.41 wrote this line; it declares nothing.
_BARE_DOCTYPE = re.compile(r"\s*(<\?xml[^>]*\?>)?\s*<!DOCTYPE\s+\w+\s*>", re.IGNORECASE)
_ENCODING = re.compile(r"""\s*<\?xml[^>]*\bencoding\s*=\s*["']([^"']*)["']""", re.IGNORECASE)
_TRUNCATED = {
    errors.codes[errors.XML_ERROR_NO_ELEMENTS],
    errors.codes[errors.XML_ERROR_UNCLOSED_TOKEN],
    errors.codes[errors.XML_ERROR_PARTIAL_CHAR],
    errors.codes[errors.XML_ERROR_UNCLOSED_CDATA_SECTION],
}
_UTF8 = lazy("кодировка UTF-8: так сохраняет сам FET, не меняйте файл в других программах")
_SAVED = lazy("файл, сохранённый программой FET")


def parse_xml(data: bytes, file: str) -> Element:
    """The root element. Raises ImportProblem for anything that is not whole, plain, UTF-8 XML."""
    check_size(len(data), file, LARGEST)
    text = utf8(data, file, _UTF8)
    if not text.lstrip().startswith("<"):
        raise ImportProblem([Problem(file, _("это не файл XML"), _SAVED)])
    declared = _ENCODING.match(text)
    if declared and declared[1].lower() not in ("utf-8", "utf8"):
        what = _("в файле объявлена кодировка %(name)s", name=declared[1])
        raise ImportProblem([Problem(file, what, _UTF8)])
    try:
        return _tree(text, file)
    except ParseError as error:
        raise ImportProblem([_broken(file, error)]) from error
    except DefusedXmlException as error:
        what = _(
            "в файле есть определения DTD или сущностей; такие файлы не принимаются, они могут быть опасны"
        )
        raise ImportProblem([Problem(file, what, _SAVED)]) from error


def _tree(text: str, file: str) -> Element:
    depth = count = 0
    events = iterparse(
        io.BytesIO(text.encode()),
        events=("start", "end"),
        forbid_dtd=not _BARE_DOCTYPE.match(text),
        forbid_entities=True,
        forbid_external=True,
    )
    root: Element | None = None
    for event, element in events:
        root = element if root is None else root
        if event == "end":
            depth -= 1
            continue
        depth += 1
        count += 1
        if depth > DEEPEST:
            what = _("элементы вложены глубже %(number)s уровней: это не файл FET", number=DEEPEST)
            raise ImportProblem([Problem(file, what)])
        if count > MOST_ELEMENTS:
            what = _("в файле больше %(number)s элементов: это не файл FET", number=MOST_ELEMENTS)
            raise ImportProblem([Problem(file, what)])
    assert root is not None  # without an element the parser has raised
    return root


def _broken(file: str, error: ParseError) -> Problem:
    row = error.position[0]
    if error.code in _TRUNCATED:
        what = _("файл обрывается: он сохранён или скопирован не целиком")
        return Problem(file, what, _("закрывающий элемент </fet> в конце файла"), row=row)
    expected = _("файл в том виде, в каком его сохранил FET")
    return Problem(file, _("нарушена разметка XML"), expected, row=row)
