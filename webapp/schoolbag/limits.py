"""How heavy a schoolbag may be, by Rospotrebnadzor's norm or by the school's own limits (BagLimit)."""

from typing import NamedTuple

PRIMARY = 4
# Up to this grade: grams of the daily set of books and writing materials.
DAILY_SET = ((2, 1500), (4, 2000), (6, 2500), (8, 3500), (11, 4000))
EMPTY_BAG, EMPTY_PRIMARY_BAG = 1000, 700


class Limit(NamedTuple):
    """Grams: the most that the daily set may weigh, and the empty bag, which comes on top."""

    grams: int
    empty_bag: int


def limit_by_norm(grade: int) -> Limit:
    """The norm for the grade: 1.5 kg in grades 1-2 to 4 kg in 9-11; the bag 0.7 kg in 1-4, then 1 kg."""
    grams = next((grams for last, grams in DAILY_SET if grade <= last), DAILY_SET[-1][1])
    return Limit(grams, EMPTY_PRIMARY_BAG if grade <= PRIMARY else EMPTY_BAG)
