"""Servers killed in the middle of writes."""
