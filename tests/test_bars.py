"""Where the parts of the bars are drawn."""

from datetime import date

from webapp.bars import HEIGHT, bars_of

MONDAY, TUESDAY, WEDNESDAY = date(2026, 11, 16), date(2026, 11, 17), date(2026, 11, 18)


def test_the_greatest_day_takes_the_whole_height_and_the_others_their_share():
    shown = bars_of({TUESDAY: (2,), MONDAY: (4,), WEDNESDAY: (0,)})
    assert [(bar.day, bar.parts) for bar in shown.bars] == [
        (MONDAY, [(0, HEIGHT)]),
        (TUESDAY, [(HEIGHT // 2, HEIGHT // 2)]),
        (WEDNESDAY, [(HEIGHT, 0)]),
    ]
    assert (shown.limit_at, shown.highest) == (None, [MONDAY])


def test_a_limit_above_all_bars_stands_at_the_upper_edge():
    shown = bars_of({MONDAY: (1000,)}, limit=4000)
    assert shown.limit_at == 0
    assert shown.bars[0].parts == [(HEIGHT * 3 // 4, HEIGHT // 4)]


def test_a_limit_below_the_greatest_stands_where_it_is_crossed():
    assert bars_of({MONDAY: (4000,)}, limit=1000).limit_at == HEIGHT * 3 // 4


def test_stacked_parts_meet_and_fill_the_sum():
    (bar,) = bars_of({MONDAY: (333, 333, 334)}).bars
    below = HEIGHT
    for top, height in bar.parts:
        assert top + height == below
        below = top
    assert below == 0


def test_days_that_share_the_greatest_value_are_all_the_highest():
    assert bars_of({MONDAY: (3,), TUESDAY: (1, 2), WEDNESDAY: (1,)}).highest == [MONDAY, TUESDAY]


def test_of_days_that_are_alike_and_of_no_days_none_is_the_highest():
    assert bars_of({MONDAY: (3,), TUESDAY: (3,)}).highest == []
    assert bars_of({}).highest == []
    assert bars_of({MONDAY: (0,)}).highest == []
