"""What people type about entry and passwords, and choose about the look."""

from wtforms import PasswordField, RadioField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import InputRequired, Length, ValidationError

from webapp.saving import Form


class SignInForm(Form):
    """Login, email or phone, and the password."""

    login = StringField("Логин, почта или телефон", [InputRequired("Введите логин."), Length(max=100)])
    password = PasswordField("Пароль", [InputRequired("Введите пароль."), Length(max=200)])


class PasswordForm(Form):
    """The present password and the new one."""

    present = PasswordField("Нынешний пароль", [InputRequired("Введите нынешний пароль."), Length(max=200)])
    new = PasswordField("Новый пароль", [InputRequired("Придумайте новый пароль."), Length(max=200)])
    again = PasswordField("Новый пароль ещё раз", [InputRequired("Повторите новый пароль.")])

    def validate_new(self, field: PasswordField) -> None:
        """The new password is another one: a temporary one would stay on paper."""
        if field.data == self.present.data:
            raise ValidationError("Новый пароль должен отличаться от нынешнего.")

    def validate_again(self, field: PasswordField) -> None:
        """The new password is typed the same twice."""
        if field.data != self.new.data:
            raise ValidationError("Пароли не совпадают.")


class LookForm(Form):
    """The look in words of people.looks."""

    theme = RadioField(
        "Цвета",
        choices=[
            SelectChoice("system", "Как на устройстве"),
            SelectChoice("light", "Светлые"),
            SelectChoice("dark", "Тёмные"),
            SelectChoice("contrast", "Контрастные"),
        ],
    )
    size = RadioField(
        "Размер шрифта",
        choices=[
            SelectChoice("usual", "Обычный"),
            SelectChoice("large", "Крупный"),
            SelectChoice("huge", "Очень крупный"),
        ],
    )
    spacing = RadioField(
        "Расстояние между буквами и строками",
        choices=[SelectChoice("usual", "Обычное"), SelectChoice("loose", "Свободное")],
    )
    pictures = RadioField(
        "Картинки", choices=[SelectChoice("shown", "Показывать"), SelectChoice("hidden", "Не показывать")]
    )
