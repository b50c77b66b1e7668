"""A text that is cut off or stands off the screen is found; test_pages.py looks for them on every page."""

import pytest
from playwright.sync_api import Browser

from tests.axe.overflowing import ZOOMED, overflowing


@pytest.mark.browser
def test_what_is_cut_off_or_off_the_screen_is_found(chromium: Browser):
    page = chromium.new_page(viewport=ZOOMED)
    page.set_content(
        "<p>Видно</p><p style='width: 40px; overflow: hidden; white-space: nowrap'>Обрезано здесь</p>"
        "<p style='position: relative; left: 620px; width: 200px'>Не поместилось</p>"
        "<div style='width: 80px; overflow-x: auto; white-space: nowrap'>Прокручивается по природе</div>"
    )
    assert [text.partition(":")[0] for text in overflowing(page)[-2:]] == ["cut off", "off the screen"]
    page.close()
