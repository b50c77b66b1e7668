"""Pages of the room."""

from flask import Blueprint

bp = Blueprint("marks", __name__)
