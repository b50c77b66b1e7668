"""The room's blueprint, on which each of its files puts its routes."""

from flask import Blueprint

bp = Blueprint("journal", __name__)
