"""Keeping the data: migrate, back up, restore, verify."""
