"""The room's blueprint."""

from flask import Blueprint

bp = Blueprint("timetable", __name__)
