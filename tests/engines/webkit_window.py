"""A browser over WebKitGTK for WebKitWebDriver: python3 webkit_window.py PROFILE [BYTES]

MiniBrowser under automation forgets everything at its end; this one keeps its profile in a folder. It runs
with the machine's Python, which has GTK, and knows nothing of the project. A tab whose title becomes
«kill this tab» is torn down at once, without a word to its page. BYTES is what one origin may store.
"""

import shutil
import sys
from pathlib import Path
from typing import Any

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import GLib, Gtk, WebKit2  # noqa: E402


def open_tab(session: Any, context: Any) -> Any:
    """A window with one page, as the driver asks for it."""
    view = WebKit2.WebView(web_context=context, is_controlled_by_automation=True, settings=like_safari())
    window = Gtk.Window(default_width=360, default_height=740)
    window.add(view)
    window.show_all()
    view.connect("close", lambda view: window.destroy())
    view.connect("notify::title", lambda view, title: tear_down_if_told(view, window))
    return view


def like_safari() -> Any:
    """navigator.storage is on there, and off in WebKitGTK unless asked for."""
    settings = WebKit2.Settings()
    features = WebKit2.Settings.get_all_features()
    for feature in map(features.get, range(features.get_length())):
        if feature.get_identifier() in ("StorageAPI", "StorageAPIEstimate"):
            settings.set_feature_enabled(feature, True)
    return settings


def tear_down_if_told(view: Any, window: Any) -> None:
    """The window goes with its page; the driver would end its session if the page's process died first."""
    if view.get_title() == "kill this tab":
        GLib.idle_add(window.destroy)


def begin(context: Any, session: Any) -> None:
    """Tell the driver who this is, and make the tabs that it wishes."""
    about = WebKit2.ApplicationInfo()
    about.set_name("Zvonok")
    about.set_version(1, 0, 0)
    session.set_application_info(about)
    session.connect("create-web-view", open_tab, context)


def main(profile: Path, *limit: str) -> None:
    """Run until killed."""
    share = int(limit[0]) / shutil.disk_usage(profile).total if limit else -1.0
    manager = WebKit2.WebsiteDataManager(
        base_data_directory=str(profile / "data"),
        base_cache_directory=str(profile / "cache"),
        origin_storage_ratio=share,
    )
    cookies = manager.get_cookie_manager()
    cookies.set_persistent_storage(str(profile / "cookies"), WebKit2.CookiePersistentStorage.SQLITE)
    context = WebKit2.WebContext(website_data_manager=manager)
    context.set_preferred_languages(["ru-RU"])
    context.set_automation_allowed(True)
    context.connect("automation-started", begin)
    Gtk.main()


main(Path(sys.argv[1]), *sys.argv[2:])
