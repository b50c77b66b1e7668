"""Phones and emails as they are kept: one way of writing for each."""

from email_validator import EmailNotValidError, validate_email

from webapp.changes.once import Refused
from webapp.people.signing_in import normal_phone


def kept_phone(text: str | None, country: str = "RU", field: str = "phone") -> str | None:
    """The phone in E.164, None for none. Raises Refused for what is no phone of the country or abroad."""
    if not text or not text.strip():
        return None
    phone = normal_phone(text, country)
    if phone is None:
        raise Refused("Это не похоже на номер телефона. Пример: +7 916 123-45-67.", field)
    return phone


def kept_email(text: str | None, field: str = "email") -> str | None:
    """The email in small letters, None for none. Raises Refused for what is no address."""
    if not text or not text.strip():
        return None
    try:
        checked = validate_email(text.strip(), check_deliverability=False)
    except EmailNotValidError:
        raise Refused("Это не похоже на адрес почты. Пример: orlova@mail.ru.", field) from None
    return checked.normalized.lower()
