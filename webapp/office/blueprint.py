"""The office's blueprint, which the files with its routes share."""

from typing import Any

from flask import Blueprint

from webapp.office import words
from webapp.people.contacts import shown_phone

bp = Blueprint("office", __name__)


@bp.context_processor
def _words() -> dict[str, Any]:
    return {"words": words, "shown_phone": shown_phone}
