"""A static page kept by a service worker of a few lines: what an offline start costs at least."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

WEEK, PLAIN = "/week.html", "/plain.html"
_WORKER = """const files = %s;
const fill = async () => (await caches.open("site")).addAll(files);
const kept = async ({ request }) => (await caches.match(request)) ?? fetch(request);
addEventListener("install", (event) => event.waitUntil(fill()));
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => event.respondWith(kept(event)));
"""
_PLAIN = """<!doctype html><html lang="ru"><meta charset="utf-8"><title>Страница</title><p>Одна строка.
<script>navigator.serviceWorker.register("/worker.js")</script>"""


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Nothing is told of single requests."""


@contextmanager
def static_site(folder: Path, week: str, assets: list[Path]) -> Iterator[str]:
    """Serve the document of the week with its built files, and a page of one line; yields the address."""
    built = folder / "static" / "build"
    built.mkdir(parents=True)
    for asset in assets:
        shutil.copy(asset, built)
    (folder / WEEK[1:]).write_text(week)
    (folder / PLAIN[1:]).write_text(_PLAIN)
    files = [WEEK, PLAIN, *(f"/static/build/{asset.name}" for asset in assets)]
    (folder / "worker.js").write_text(_WORKER % files)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
