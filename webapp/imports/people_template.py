"""The empty list that an office downloads, fills in and sends back."""

import io
from datetime import date

import xlsxwriter

HEADINGS = (
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
EXAMPLE: tuple[str | date, ...] = (
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
_WIDTHS = (8, 18, 14, 18, 15, 30, 14, 20, 26, 30, 14, 20, 26)
_LAST_ROW = 1500

_ABOUT = (
    ("Как заполнять", ""),
    (
        "Одна строка — один ученик",
        "Братья и сёстры занимают каждый свою строку; родителя повторите в каждой.",
    ),
    (
        "Строка-образец",
        "Вторую строку листа «Ученики» удалите или замените; если она останется, она не загрузится.",
    ),
    ("Класс", '7А. Можно и «7 а», «7-А», «7 "А"»: это один и тот же класс.'),
    ("Фамилия, Имя, Отчество", "По свидетельству о рождении, с буквой Ё. Отчества может не быть."),
    ("Дата рождения", "14.05.2013"),
    ("Родитель: ФИО", "Фамилия Имя Отчество в одной ячейке."),
    ("Родитель: кем приходится", "мать, отец или опекун. Можно не заполнять."),
    ("Родитель: телефон", "+7 900 000-00-01 или 8 900 000-00-01; несколько номеров — через запятую."),
    ("Родитель: почта", "Можно не заполнять."),
    (
        "Один родитель у нескольких детей",
        "Узнаётся по телефону или почте вместе с именем; одного имени мало.",
    ),
    ("Порядок столбцов", "Любой. Столбцы про родителей можно убрать; столбцов сверх этих быть не должно."),
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
    sheet = workbook.add_worksheet("Ученики")
    for column, (heading, example, width) in enumerate(zip(HEADINGS, EXAMPLE, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width, as_date if isinstance(example, date) else as_text)
        sheet.write_string(0, column, heading, bold)
        if isinstance(example, date):
            sheet.write_datetime(1, column, example, grey_date)
        else:
            sheet.write_string(1, column, example, grey)
    sheet.freeze_panes(1, 3)
    kinships = {"validate": "list", "source": ["мать", "отец", "опекун"], "ignore_blank": True}
    for column, heading in enumerate(HEADINGS):
        if heading.endswith("кем приходится"):
            sheet.data_validation(1, column, _LAST_ROW, column, kinships)


def _write_about(workbook: xlsxwriter.Workbook) -> None:
    bold = workbook.add_format({"bold": True, "valign": "top"})
    wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
    sheet = workbook.add_worksheet("Как заполнять")
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 80)
    for row, (what, how) in enumerate(_ABOUT):
        sheet.write_string(row, 0, what, bold)
        sheet.write_string(row, 1, how, wrapped)
