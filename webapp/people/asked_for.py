"""The page to go on to after something that stands before it: sign-in, a change of language."""

from urllib.parse import urlsplit

from flask import request


def came_from() -> str:
    """The page of ours on which a form stood, as the browser tells; else the first page."""
    parts = urlsplit(request.referrer or "")
    if parts.netloc != request.host or not parts.path.startswith("/") or parts.path.startswith("//"):
        return "/"
    return parts.path + (f"?{parts.query}" if parts.query else "")


def asked_for() -> str:
    """The path that `next` names, only if it is one of our own; else the first page."""
    wanted = request.values.get("next", "/")
    parts = urlsplit(wanted)
    own = (
        wanted.startswith("/")
        and not wanted.startswith(("//", "/\\"))
        and not parts.netloc
        and not parts.scheme
    )
    return wanted if own else "/"
