"""The demo school as plans: no database, one date."""

from datetime import date

import pytest

from webapp.demo.school import SchoolPlan, plan_school

TODAY = date(2026, 11, 18)


@pytest.fixture(scope="session")
def plan() -> SchoolPlan:
    return plan_school(TODAY)
