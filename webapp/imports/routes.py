"""Pages of the room."""

from flask import Blueprint

bp = Blueprint("imports", __name__)
