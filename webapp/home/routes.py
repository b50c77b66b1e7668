"""The first page of each role, and hello."""

from flask import Blueprint, Response
from flask.typing import ResponseReturnValue

from webapp import pages
from webapp.people.access import access, anyone, signed_in
from webapp.people.ties import children_of
from webapp.people.viewer import me

bp = Blueprint("home", __name__)


@bp.get("/")
@access(signed_in)
def home() -> ResponseReturnValue:
    """Where the viewer's day begins."""
    return pages.page("home/home.html", title="Звонок", children=children_of(me()))


@bp.get("/hello")
@access(signed_in)
def hello() -> Response:
    """The least page there is, signed in and with all headers: what others are measured against."""
    return pages.page("home/hello.html", title="Привет")


@bp.get("/health")
@access(anyone)
def health() -> Response:
    """That the server answers."""
    return Response("ok\n", mimetype="text/plain")
