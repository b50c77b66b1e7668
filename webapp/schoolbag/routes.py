"""Pages of the room."""

from flask import Blueprint

bp = Blueprint("schoolbag", __name__)
