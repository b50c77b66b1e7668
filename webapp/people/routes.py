"""Entry, exit, one's own password; how Zvonok looks, and in which language it speaks."""

from webapp.people import entry_routes, language_routes, look_routes
from webapp.people.blueprint import bp

__all__ = ["bp", "entry_routes", "language_routes", "look_routes"]
