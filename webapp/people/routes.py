"""Entry, exit, one's own password; how Zvonok looks."""

from webapp.people import entry_routes, look_routes
from webapp.people.blueprint import bp

__all__ = ["bp", "entry_routes", "look_routes"]
