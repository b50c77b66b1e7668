"""What people type about entry and passwords."""

from wtforms import PasswordField, StringField
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
