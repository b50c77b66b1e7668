"""Why lessons change. The reasons named here are stored in Russian, and said in the reader's language."""

from contextvars import Context

from webapp.language import _, lazy

# Offered to whoever changes a lesson; the first is the commonest.
OFFERED = (
    lazy("Болезнь учителя"),
    lazy("Командировка учителя"),
    lazy("Курсы учителя"),
    lazy("Мероприятие в школе"),
    lazy("Мороз"),
    lazy("Авария в здании"),
)


def _source(text: str) -> str:
    """As the sources have it, whoever is answered: an empty context speaks Russian."""
    return Context().run(str, text)


_RESCHEDULED = lazy("Изменилось расписание")
_DAYS_OFF = lazy("Нет уроков: %(name)s")
_KNOWN = {_source(reason): reason for reason in (*OFFERED, _RESCHEDULED)}
# What the program itself writes: the timetable has another lesson, or none, then; days off, named after this.
RESCHEDULED = _source(_RESCHEDULED)
DAYS_OFF = _source(_DAYS_OFF) % {"name": ""}


def kept(typed: str) -> str:
    """What is stored for the typed reason: a known one in Russian, any other as it is."""
    return next((stored for stored, reason in _KNOWN.items() if str(reason) == typed), typed)


def said(stored: str) -> str:
    """A stored reason in the reader's language."""
    if stored.startswith(DAYS_OFF):
        return _("Нет уроков: %(name)s", name=stored.removeprefix(DAYS_OFF))
    return str(_KNOWN.get(stored, stored))
