"""What people type about entry and passwords, and choose about the look."""

from wtforms import PasswordField, RadioField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import InputRequired, Length, ValidationError

from webapp.language import _, lazy
from webapp.saving import Form


class SignInForm(Form):
    """Login, email or phone, and the password."""

    login = StringField(
        lazy("Логин, почта или телефон"), [InputRequired(lazy("Введите логин.")), Length(max=100)]
    )
    password = PasswordField(lazy("Пароль"), [InputRequired(lazy("Введите пароль.")), Length(max=200)])


class PasswordForm(Form):
    """The present password and the new one."""

    present = PasswordField(
        lazy("Нынешний пароль"), [InputRequired(lazy("Введите нынешний пароль.")), Length(max=200)]
    )
    new = PasswordField(
        lazy("Новый пароль"), [InputRequired(lazy("Придумайте новый пароль.")), Length(max=200)]
    )
    again = PasswordField(lazy("Новый пароль ещё раз"), [InputRequired(lazy("Повторите новый пароль."))])

    def validate_new(self, field: PasswordField) -> None:
        """The new password is another one: a temporary one would stay on paper."""
        if field.data == self.present.data:
            raise ValidationError(_("Новый пароль должен отличаться от нынешнего."))

    def validate_again(self, field: PasswordField) -> None:
        """The new password is typed the same twice."""
        if field.data != self.new.data:
            raise ValidationError(_("Пароли не совпадают."))


class LookForm(Form):
    """The look in words of people.looks."""

    theme = RadioField(
        lazy("Цвета"),
        choices=[
            SelectChoice("system", lazy("Как на устройстве")),
            SelectChoice("light", lazy("Светлые")),
            SelectChoice("dark", lazy("Тёмные")),
            SelectChoice("contrast", lazy("Контрастные")),
        ],
    )
    size = RadioField(
        lazy("Размер шрифта"),
        choices=[
            SelectChoice("usual", lazy("Обычный")),
            SelectChoice("large", lazy("Крупный")),
            SelectChoice("huge", lazy("Очень крупный")),
        ],
    )
    spacing = RadioField(
        lazy("Расстояние между буквами и строками"),
        choices=[SelectChoice("usual", lazy("Обычное")), SelectChoice("loose", lazy("Свободное"))],
    )
    pictures = RadioField(
        lazy("Картинки"),
        choices=[SelectChoice("shown", lazy("Показывать")), SelectChoice("hidden", lazy("Не показывать"))],
    )
