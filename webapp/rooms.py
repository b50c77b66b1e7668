"""The rooms that have pages, in the order in which they may import each other."""

from importlib import import_module

from flask import Flask

ROOMS = (
    "people",
    "school",
    "timetable",
    "absence",
    "homework",
    "marks",
    "schoolbag",
    "diary",
    "journal",
    "home",
    "sync",
    "office",
    "imports",
)


def register(app: Flask) -> None:
    """Register each room's blueprint."""
    for room in ROOMS:
        app.register_blueprint(import_module(f"webapp.{room}.routes").bp)
