"""Zvonok, a school diary and class journal that keeps working when the signal does not."""

from datetime import timedelta
from typing import Any
from wsgiref.headers import Headers

from flask import Flask, Response
from flask_compress import Compress
from flask_login import LoginManager
from flask_wtf import CSRFProtect
from htmx_flask import Htmx
from werkzeug.middleware.proxy_fix import ProxyFix
from whitenoise import WhiteNoise

from webapp import db, offline, pages, phrases, problems, receipts, rooms, security
from webapp.config import ROOT, Settings, read_settings


def create_app(settings: Settings | None = None) -> Flask:
    """The application over one database. Settings come from the environment unless given."""
    settings = settings or read_settings()
    app = Flask(
        __name__,
        template_folder=str(ROOT / "templates"),
        static_folder=str(ROOT / "static"),
        static_url_path="/static",
    )
    app.config.from_mapping(_flask_settings(settings))
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    if settings.behind_proxy:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=1)  # type: ignore[method-assign]
    _serve_built_files(app)
    db.use(settings.database_url)
    _keep_connections(app)
    Htmx(app)
    Compress(app)
    offline.init(app)
    CSRFProtect(app)
    receipts.init(app)
    security.init(app, LoginManager(app))
    phrases.init(app)
    problems.init(app)
    rooms.register(app)
    app.after_request(_name_build)
    return app


def _flask_settings(settings: Settings) -> dict[str, Any]:
    return {
        "ZVONOK": settings,
        "SECRET_KEY": settings.secret,
        "MAX_CONTENT_LENGTH": settings.max_upload_bytes,
        "MAX_FORM_MEMORY_SIZE": 1 << 20,
        "PERMANENT_SESSION_LIFETIME": timedelta(days=200),
        "SESSION_REFRESH_EACH_REQUEST": False,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": settings.secure_cookies,
        "WTF_CSRF_TIME_LIMIT": None,
        "SEND_FILE_MAX_AGE_DEFAULT": timedelta(days=365),
        "COMPRESS_ALGORITHM": ["br", "zstd", "gzip"],
        "COMPRESS_BR_LEVEL": 5,
        "COMPRESS_ZSTD_LEVEL": 3,
        "COMPRESS_STREAMS": False,
        "TEMPLATES_AUTO_RELOAD": False,
    }


def _serve_built_files(app: Flask) -> None:
    """Built files go out as compressed at build, for ever: their names change with their content."""
    served = WhiteNoise(
        app.wsgi_app,
        root=str(ROOT / "static" / "build"),
        prefix="static/build/",
        max_age=3600,
        allow_all_origins=False,
        immutable_file_test=r"/[\w-]+-[A-Z0-9]{8}\.\w+$",
        add_headers_function=_no_sniffing,
    )
    app.wsgi_app = served  # type: ignore[method-assign]


def _no_sniffing(headers: Headers, path: str, url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"


def _name_build(response: Response) -> Response:
    """Every answer says whose it is: what lacks the build comes from a captive portal or a proxy."""
    response.headers["Zvonok-Build"] = pages.build()
    return response


def _keep_connections(app: Flask) -> None:
    """A connection a request from the pool; it goes back when the request ends."""

    @app.before_request
    def connect() -> None:
        db.database.connect(reuse_if_open=True)

    @app.teardown_request
    def give_back(error: BaseException | None) -> None:
        if not app.testing and not db.database.is_closed():
            db.database.close()
