"""Pages of the room."""

from flask import Blueprint

bp = Blueprint("timetable", __name__)
