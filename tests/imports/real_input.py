"""Files that other programs made, beside the project; see their README for origin and licence."""

from datetime import date
from pathlib import Path

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
LOM_FET = SHARED / "lom-high-school" / "timetable.fet"
LOM_CSV = SHARED / "lom-high-school" / "timetable.csv"
ONEROSTER = SHARED / "oneroster-1.1"
LOM_DAYS = (date(2026, 9, 15), date(2027, 6, 30))
