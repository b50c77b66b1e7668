"""Pages of the room; each part of a lesson's sheet has its routes in a file of its own."""

from webapp.journal import (
    bag_routes,
    column_routes,
    copy_routes,
    day_routes,
    homework_routes,
    lesson_routes,
    mark_routes,
    register_routes,
    remark_routes,
)
from webapp.journal.blueprint import bp

__all__ = [
    "bag_routes",
    "bp",
    "column_routes",
    "copy_routes",
    "day_routes",
    "homework_routes",
    "lesson_routes",
    "mark_routes",
    "register_routes",
    "remark_routes",
]
