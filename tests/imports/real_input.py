"""Files that other programs made, beside the project; see their README for origin and licence."""

from pathlib import Path

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
LOM_FET = SHARED / "lom-high-school" / "timetable.fet"
LOM_CSV = SHARED / "lom-high-school" / "timetable.csv"
ONEROSTER = SHARED / "oneroster-1.1"
