"""The language in which the reader is spoken to, and its words. Sources are Russian; others have a catalog.

Acts and forms say their words through this, so it knows no Flask; `security` says whose language it is.
"""

from contextvars import ContextVar
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, cast

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.plural import PluralRule
from babel.support import LazyProxy, Translations
from markupsafe import escape

from webapp.config import ROOT

SOURCE = "ru"
# As each calls itself.
LANGUAGES = {"ru": "Русский", "en": "English"}
_LOCALES = {"ru": "ru", "en": "en_GB"}
_RUSSIAN = PluralRule({"one": "n % 10 = 1 and n % 100 != 11", "few": "n % 10 = 2..4 and n % 100 != 12..14"})

_current: ContextVar[str] = ContextVar("language", default=SOURCE)


def current() -> str:
    """The language of whoever is answered now: a key of LANGUAGES."""
    return _current.get()


def speak(code: str) -> None:
    """Answer in this language from now on, in this thread."""
    _current.set(code if code in LANGUAGES else SOURCE)


def locale() -> str:
    """The locale whose dates and numbers belong to the language."""
    return _LOCALES[_current.get()]


def catalog_path(code: str, domain: str = "messages") -> Path:
    """Where the words of a language stand: domain `messages`, or `scripts` for those said on the device."""
    return ROOT / "translations" / code / "LC_MESSAGES" / f"{domain}.po"


@cache
def _words(code: str) -> Translations:
    with catalog_path(code).open("rb") as file:
        catalog = read_po(file, locale=code)
    compiled = BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return Translations(compiled)


def _(text: str, /, **values: Any) -> str:
    """The text in the reader's language, `%(name)s` filled in; values with markup of their own keep it."""
    code = _current.get()
    if code != SOURCE:
        text = _words(code).gettext(text)
    if not values:
        return text
    if any(hasattr(value, "__html__") for value in values.values()):
        return escape(text) % values
    return text % values


def lazy(text: str, /, **values: Any) -> str:
    """The same for what is said once when a module is read: it becomes words when it is shown."""
    return cast(str, LazyProxy(_, text, enable_cache=False, **values))


def plural(count: int, one: str, few: str, many: str) -> str:
    """The number with its word: 1 урок, 2 урока, 5 уроков. A catalog holds it under the first two."""
    if _current.get() != SOURCE:
        return f"{count} {_words(_current.get()).ngettext(one, few, count)}"
    return f"{count} {dict(one=one, few=few).get(_RUSSIAN(count), many)}"
