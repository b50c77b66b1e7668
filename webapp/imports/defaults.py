"""What the form of a timetable offers before anything is chosen."""

from datetime import date
from typing import Any

from webapp.school.models import AcademicYear, School


def timetable_defaults(school: School, today: date) -> dict[str, Any]:
    """From today, or the coming year's first day, to the year's last; the school's country.

    A school without a year gets 1 September to 31 May.
    """
    year = AcademicYear.select().where(AcademicYear.school == school, AcademicYear.ends >= today)
    found = year.order_by(AcademicYear.starts).first()
    begins = today.year if today.month >= 6 else today.year - 1
    starts = found.starts if found else date(begins, 9, 1)
    ends = found.ends if found else date(begins + 1, 5, 31)
    return {"first": max(starts, today) if found else starts, "last": ends, "country": school.country}
