"""Pages of the room."""

from flask import Blueprint

bp = Blueprint("homework", __name__)
