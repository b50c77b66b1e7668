"""Phones and emails as they are kept: one way of writing for each."""

import phonenumbers
from email_validator import EmailNotValidError, validate_email

from webapp.changes.once import Refused
from webapp.language import _
from webapp.people.signing_in import normal_phone


def kept_phone(text: str | None, country: str = "RU", field: str = "phone") -> str | None:
    """The phone in E.164, None for none. Raises Refused for what is no phone of the country or abroad."""
    if not text or not text.strip():
        return None
    phone = normal_phone(text, country)
    if phone is None:
        raise Refused(_("Это не похоже на номер телефона. Пример: +7 916 123-45-67."), field)
    return phone


def shown_phone(phone: str) -> str:
    """A kept phone as people read it, «+7 900 000-01-40»; what is none stays as it is."""
    try:
        number = phonenumbers.parse(phone)
    except phonenumbers.NumberParseException:
        return phone
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def kept_email(text: str | None, field: str = "email") -> str | None:
    """The email in small letters, None for none. Raises Refused for what is no address."""
    if not text or not text.strip():
        return None
    try:
        checked = validate_email(text.strip(), check_deliverability=False)
    except EmailNotValidError:
        raise Refused(_("Это не похоже на адрес почты. Пример: orlova@mail.ru."), field) from None
    return checked.normalized.lower()
