"""What templates can say: words, assets, and what every frame shows."""

from flask import Flask, current_app
from flask_login import current_user

from webapp import language, offline, pages, saving, weeks, worker_switch
from webapp.people import switching
from webapp.people.ties import children_of
from webapp.timetable import reasons
from webapp.words import dated, kilograms, long_date, moment, room_name, span, wall_time, week_name


def init(app: Flask) -> None:
    """Give the templates these words, the assets, and what every frame shows."""
    app.jinja_env.filters.update(
        dated=dated,
        long_date=long_date,
        week_name=week_name,
        kilograms=kilograms,
        moment=moment,
        hm=wall_time,
        placed=room_name,
        why=reasons.said,
    )
    app.jinja_env.globals.update(
        asset=pages.asset,
        build=pages.build,
        form_key=saving.form_key,
        plural=language.plural,
        _=language._,
        language=language.current,
        languages=language.LANGUAGES,
        span=span,
        week_of=weeks.week_of,
        shifted_week=weeks.shifted,
        children_of=children_of,
        child_head=switching.head,
        own_children=switching.own,
        chosen_child=switching.chosen,
        same_page=switching.same_page,
        stay_today=switching.today_in,
        kept_routes=offline.kept_routes,
        worker_is_off=worker_switch.is_off,
        max_upload=lambda: current_app.config["MAX_CONTENT_LENGTH"],
        viewer=current_user,
    )
    app.after_request(switching.remember)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
