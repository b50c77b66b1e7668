"""Posts of a member of staff."""

from flask import Response, url_for
from flask.typing import ResponseReturnValue

from webapp import clock, pages
from webapp.language import _
from webapp.office.access import operates_person
from webapp.office.blueprint import bp
from webapp.office.forms import LeavingForm, PostForm
from webapp.offline import online_only
from webapp.people import posting
from webapp.people.access import access, found
from webapp.people.models import Role, User
from webapp.people.viewer import me
from webapp.saving import save
from webapp.school.models import School

with_network = online_only("Доступ меняют при связи, чтобы он изменился сразу.")


def _post_page(form: PostForm, school: School, user: User, status: int = 200) -> Response:
    return pages.page(
        "office/post.html", title=_("Должность"), status=status, form=form, school=school, user=user
    )


@bp.get("/office/<int:school_id>/people/<int:user_id>/posts/new")
@access(operates_person)
def new_post(school: School, user: User) -> ResponseReturnValue:
    """The form for a post."""
    return _post_page(PostForm(formdata=None, starts=clock.today(school)), school, user)


@bp.post("/office/<int:school_id>/people/<int:user_id>/posts")
@with_network
@access(operates_person)
def appoint(school: School, user: User) -> ResponseReturnValue:
    """The user holds a post from a day."""
    form = PostForm()
    return save(
        form,
        lambda: posting.appoint(user, school, form.kind.data, form.first_day, by=me()),
        school=school.id,
        to=url_for("office.person", school_id=school.id, user_id=user.id),
        again=lambda status: _post_page(form, school, user, status),
    )


def _dismissal_page(form: LeavingForm, school: School, role: Role, status: int = 200) -> Response:
    return pages.page(
        "office/dismiss.html", title=_("Конец должности"), status=status, form=form, school=school, role=role
    )


@bp.get("/office/<int:school_id>/people/<int:user_id>/posts/<int:role_id>/end")
@access(operates_person)
def dismissal(school: School, user: User, role_id: int) -> ResponseReturnValue:
    """The form for the end of a post."""
    form = LeavingForm(formdata=None, last_day=clock.today(school))
    return _dismissal_page(form, school, found(posting.posts_of(user, school), role_id))


@bp.post("/office/<int:school_id>/people/<int:user_id>/posts/<int:role_id>/end")
@with_network
@access(operates_person)
def dismiss(school: School, user: User, role_id: int) -> ResponseReturnValue:
    """The post ends after the last day."""
    role, form = found(posting.posts_of(user, school), role_id), LeavingForm()
    return save(
        form,
        lambda: posting.dismiss(role, form.day, by=me()),
        school=school.id,
        to=url_for("office.person", school_id=school.id, user_id=user.id),
        again=lambda status: _dismissal_page(form, school, role, status),
    )
