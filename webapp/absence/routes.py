"""Pages of the room."""

from flask import Blueprint

bp = Blueprint("absence", __name__)
