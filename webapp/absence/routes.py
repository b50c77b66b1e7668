"""Absence notices: the family's pages, one notice, the school's side."""

from webapp.absence import family_routes, notice_routes, school_routes
from webapp.absence.blueprint import bp

__all__ = ["bp", "family_routes", "notice_routes", "school_routes"]
