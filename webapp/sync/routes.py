"""What scripts and the worker ask for: the token, the manifest, what to hold."""

from flask import Blueprint, Response, jsonify
from flask_login import current_user
from flask_wtf.csrf import generate_csrf

from webapp import pages
from webapp.people.access import access, anyone

bp = Blueprint("sync", __name__)


@bp.get("/token")
@access(anyone)
def token() -> Response:
    """A fresh CSRF token and whose session this is; never stored."""
    owner = current_user.id if current_user.is_authenticated else None
    response = jsonify(token=generate_csrf(), owner=owner, build=pages.build())
    response.headers["Cache-Control"] = "no-store"
    return response
