"""The rooms that have pages, in the order in which they may import each other."""

from importlib import import_module

from flask import Flask
from werkzeug.routing import IntegerConverter

ROOMS = (
    "people",
    "school",
    "timetable",
    "absence",
    "homework",
    "marks",
    "schoolbag",
    "signatures",
    "diary",
    "journal",
    "lately",
    "home",
    "sync",
    "office",
    "imports",
)


class Id(IntegerConverter):
    """A number in an address: one that a column can hold, in plain digits."""

    regex = r"[0-9]{1,9}"


def register(app: Flask) -> None:
    """Register each room's blueprint, and the page of styles where it is asked for."""
    app.url_map.converters["int"] = Id
    for room in ROOMS:
        app.register_blueprint(import_module(f"webapp.{room}.routes").bp)
    if app.config["ZVONOK"].style_page:
        app.register_blueprint(import_module("webapp.home.style_routes").bp)
