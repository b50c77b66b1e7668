"""Pages of the room."""

from flask import Blueprint

bp = Blueprint("diary", __name__)
