"""The demo school: one Russian school, the same every time for one date."""
