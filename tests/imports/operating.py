"""The operator's way through the pages of imports, as a browser without scripts goes it."""

import io
import re
import time

from flask import Flask

from tests.imports.people_samples import child, workbook

DAYS = {"timetable-first": "2026-11-23", "timetable-last": "2027-05-26", "timetable-country": "RU"}
BORN = "2013-05-17"


class Operator:
    """Somebody at the pages of a school's imports."""

    def __init__(self, visitor, school: int, app: Flask):
        self.visitor, self.school, self.start = visitor, school, f"/office/{school}/imports"
        self.uploads = app.config["ZVONOK"].data_folder / "incoming"

    def upload(self, kind: str, data: bytes, name: str, **fields: str):
        """Send the file; typed fields beside it."""
        sent = {f"{kind}-file": (io.BytesIO(data), name), **fields}
        return self.visitor.post(f"{self.start}/{kind}", sent, content_type="multipart/form-data")

    def preview(self, kind: str, data: bytes, name: str, **fields: str) -> tuple[str, str]:
        """Upload and wait for the preview: its URL, and the page."""
        answer = self.upload(kind, data, name, **fields)
        assert answer.status_code == 303, answer.text
        return answer.location, self.read(answer.location)

    def read(self, page: str) -> str:
        """The page, once nothing is worked on any more."""
        for _ in range(200):
            text = self.visitor.get(page).text
            if 'id="work"' not in text:
                return text
            time.sleep(0.05)
        raise AssertionError("the work does not end")

    def confirm(self, page: str, text: str, **how: str) -> str:
        """Confirm what the page shows; the page that comes of it."""
        digest = re.search(r'name="digest" value="(\w+)"', text)
        answer = self.visitor.post(page, {"digest": digest[1] if digest else ""}, **how)
        assert answer.status_code == 303
        return self.read(answer.location)


def of_cast(*more: list, without: str = "") -> bytes:
    """A list of the cast's 7А as it is."""
    rows = [
        child("Мария", surname="Орлова", patronymic="Андреевна", born=BORN),
        child("Глеб", surname="Ёжиков", patronymic="Ильич", born=BORN),
        child("Лев", surname="Жуков", patronymic="Петрович", born=BORN),
    ]
    return workbook(*[row for row in rows if row[1] != without], *more)
