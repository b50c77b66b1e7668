"""`zvonok operator` and `zvonok access`: entry for whoever keeps the server, when no page can give it."""

import sys

import click

from webapp import clock, db
from webapp.changes.log import record
from webapp.changes.once import write_transaction
from webapp.keeping.opening import open_data
from webapp.migrating import migrate
from webapp.names import folded
from webapp.people import passwords
from webapp.people.models import Role, User
from webapp.school.models import School


@click.command(help="Завести оператора школы (и школу, если её нет) и напечатать временный пароль.")
@click.argument("login")
@click.option("--school", "school_name", required=True, help="Название школы.")
@click.option("--name", required=True, help="Фамилия Имя Отчество.")
def operator(login: str, school_name: str, name: str) -> None:
    """The first operator of a school: there is nobody yet who could add one on a page."""
    open_data()
    migrate()
    surname, _, rest = " ".join(name.split()).partition(" ")
    given, _, patronymic = rest.partition(" ")
    if not given:
        raise click.BadParameter("нужны хотя бы фамилия и имя", param_hint="--name")
    with db.database.connection_context():
        if User.get_or_none(login=folded(login)):
            sys.exit(f"Логин «{login}» занят. Новый пароль для него: zvonok access {login}")
        temporary = passwords.temporary()
        password_hash = passwords.hashed(temporary)
        with write_transaction(None):
            school, _ = School.get_or_create(name=school_name)
            user = User.create(
                login=folded(login),
                surname=surname,
                given_name=given,
                patronymic=patronymic,
                created_at=clock.now(),
            )
            Role.create(user=user, school=school, kind="operator", starts=clock.today(school))
            about = {"by": 0, "school": school.id, "what": f"user:{user.id}", "scopes": [school.scope]}
            record("post.began", **about, after={"kind": "operator"})
            passwords.issue(user, by=0, password_hash=password_hash)
    _say(user, temporary)


@click.command(help="Напечатать новый временный пароль для LOGIN; прежний и все входы перестают действовать.")
@click.argument("login")
def access(login: str) -> None:
    """A way back in for an operator who forgot."""
    open_data()
    with db.database.connection_context():
        user = User.get_or_none(login=folded(login))
        if user is None:
            sys.exit(f"Логина «{login}» нет.")
        temporary = passwords.temporary()
        password_hash = passwords.hashed(temporary)
        with write_transaction(None):
            passwords.issue(user, by=0, password_hash=password_hash)
    _say(user, temporary)


def _say(user: User, temporary: str) -> None:
    click.echo(f"{user.full_name}\n  логин:  {user.login}\n  пароль: {temporary}")
    click.echo("Пароль временный: при первом входе программа попросит придумать свой.")
