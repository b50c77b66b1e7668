"""What a family sends: a notice for Thursday to Saturday of the cast's week."""

THREE_DAYS = {
    "starts": "2026-11-19",
    "ends": "2026-11-21",
    "extent": "whole",
    "reason": "ill",
    "comment": "Температура",
}
