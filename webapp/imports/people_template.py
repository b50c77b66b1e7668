"""The empty list that an office downloads, fills in and sends back."""

import io
from datetime import date

import xlsxwriter

from webapp.language import _, lazy

# The importer knows Russian headings alone, so the list is the same in every language.
FOREIGN_HEADINGS = (
    "Класс",
    "Фамилия",
    "Имя",
    "Отчество",
    "Дата рождения",
    "Родитель 1: ФИО",
    "Родитель 1: кем приходится",
    "Родитель 1: телефон",
    "Родитель 1: почта",
    "Родитель 2: ФИО",
    "Родитель 2: кем приходится",
    "Родитель 2: телефон",
    "Родитель 2: почта",
)
# Numbers and addresses that nobody has: example.org is kept for examples.
FOREIGN_EXAMPLE: tuple[str | date, ...] = (
    "7А",
    "Образцова",
    "Алёна",
    "Игоревна",
    date(2013, 5, 14),
    "Образцова Мария Петровна",
    "мать",
    "+7 900 000-00-01",
    "maria@example.org",
    "Образцов Игорь Олегович",
    "отец",
    "+7 900 000-00-02",
    "",
)
_FOREIGN_KINSHIP = "кем приходится"
_FOREIGN_KINSHIPS = ["мать", "отец", "опекун"]
_WIDTHS = (8, 18, 14, 18, 15, 30, 14, 20, 26, 30, 14, 20, 26)
_LAST_ROW = 1500

# The columns as they are called in the list, and what to write there.
_FOREIGN_TITLES = (
    "Класс",
    "Фамилия, Имя, Отчество",
    "Дата рождения",
    "Родитель: ФИО",
    "Родитель: кем приходится",
    "Родитель: телефон",
    "Родитель: почта",
)
_COLUMNS = (
    lazy('7А. Можно и «7 а», «7-А», «7 "А"»: это один и тот же класс.'),
    lazy("По свидетельству о рождении, с буквой Ё. Отчества может не быть."),
    lazy("14.05.2013"),
    lazy("Фамилия Имя Отчество в одной ячейке."),
    lazy("мать, отец или опекун. Можно не заполнять."),
    lazy("+7 900 000-00-01 или 8 900 000-00-01; несколько номеров — через запятую."),
    lazy("Можно не заполнять."),
)
_ABOUT = (
    (lazy("Как заполнять"), ""),
    (
        lazy("Одна строка — один ученик"),
        lazy("Братья и сёстры занимают каждый свою строку; родителя повторите в каждой."),
    ),
    (
        lazy("Строка-образец"),
        lazy("Вторую строку листа «Ученики» удалите или замените; если она останется, она не загрузится."),
    ),
    *zip(_FOREIGN_TITLES, _COLUMNS, strict=True),
    (
        lazy("Один родитель у нескольких детей"),
        lazy("Узнаётся по телефону или почте вместе с именем; одного имени мало."),
    ),
    (
        lazy("Порядок столбцов"),
        lazy("Любой. Столбцы про родителей можно убрать; столбцов сверх этих быть не должно."),
    ),
)


def template() -> bytes:
    """An .xlsx of a sheet «Ученики» with headings and an example, and a sheet «Как заполнять»."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as workbook:
        _write_list(workbook)
        _write_about(workbook)
    return buffer.getvalue()


def _write_list(workbook: xlsxwriter.Workbook) -> None:
    bold = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    grey = workbook.add_format({"font_color": "#666666", "italic": True, "num_format": "@"})
    grey_date = workbook.add_format({"font_color": "#666666", "italic": True, "num_format": "dd.mm.yyyy"})
    # Text keeps +7 and leading zeros of what is typed into it.
    as_text = workbook.add_format({"num_format": "@"})
    as_date = workbook.add_format({"num_format": "dd.mm.yyyy"})
    sheet = workbook.add_worksheet(_("Ученики"))
    for column, (heading, example, width) in enumerate(
        zip(FOREIGN_HEADINGS, FOREIGN_EXAMPLE, _WIDTHS, strict=True)
    ):
        sheet.set_column(column, column, width, as_date if isinstance(example, date) else as_text)
        sheet.write_string(0, column, heading, bold)
        if isinstance(example, date):
            sheet.write_datetime(1, column, example, grey_date)
        else:
            sheet.write_string(1, column, example, grey)
    sheet.freeze_panes(1, 3)
    kinships = {"validate": "list", "source": _FOREIGN_KINSHIPS, "ignore_blank": True}
    for column, heading in enumerate(FOREIGN_HEADINGS):
        if heading.endswith(_FOREIGN_KINSHIP):
            sheet.data_validation(1, column, _LAST_ROW, column, kinships)


def _write_about(workbook: xlsxwriter.Workbook) -> None:
    bold = workbook.add_format({"bold": True, "valign": "top"})
    wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
    sheet = workbook.add_worksheet(_("Как заполнять"))
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 80)
    for row, (what, how) in enumerate(_ABOUT):
        sheet.write_string(row, 0, str(what), bold)
        sheet.write_string(row, 1, str(how), wrapped)
