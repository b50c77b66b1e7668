"""The blueprint of what everybody does with one's own account."""

from flask import Blueprint

bp = Blueprint("people", __name__)
