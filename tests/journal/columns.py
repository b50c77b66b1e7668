"""Columns as teachers copy them, and what they mean; the server and the scripts read them alike."""

PUPILS = [
    "Ёжиков Глеб Ильич",
    "Жуков Лев Петрович",
    "Орлова Мария Андреевна",
    "Орлова Мария",
    "Ли-Соболев Ян",
]
FIVE = "5 баллов"
NO_MARK = "«{}»: на шкале «5 баллов» такой оценки нет."
EXTRA = "Строка лишняя: ученики в списке кончились."
SEVERAL = "Таких учеников несколько: допишите имя."
UNKNOWN = "Такого ученика в списке этого урока нет."
NAMELESS = "В строке нет фамилии, а в других есть."
MANY = "В строке больше одного столбца оценок: скопируйте один."
TWO_SIGNS = "В ячейке больше одной отметки о посещении."
FRACTION = "«{}» — дробь или две оценки? Две пишут так: «5; 4»."
TWICE = "Этот ученик уже есть в строке {}. Оценки одного ученика — в одной ячейке: «5, 4»."

# what it is: text, place where it begins, scale, [(line, place on the list or -1, what is given, error)]
EXAMPLES = {
    "one mark a line": ("5\n4\n3", 0, "5", [(1, 0, "5", ""), (2, 1, "4", ""), (3, 2, "3", "")]),
    "as Excel copies": ("5\r\n\r\n н \r\n", 0, "5", [(1, 0, "5", ""), (2, 1, "", ""), (3, 2, "absent", "")]),
    "the first has nothing": ("\n5", 0, "5", [(1, 0, "", ""), (2, 1, "5", "")]),
    "from a row on": ("5\n4", 3, "5", [(1, 3, "5", ""), (2, 4, "4", "")]),
    "more lines than students": ("5\n\n4\n", 3, "5", [(1, 3, "5", ""), (2, 4, "", ""), (3, -1, "", EXTRA)]),
    "signs of the register": (
        "Н\nоп\nу\nб\nбыл", 0, "5",
        [(1, 0, "absent", ""), (2, 1, "late", ""), (3, 2, "excused", ""), (4, 3, "ill", ""),
         (5, 4, "present", "")],
    ),
    "several in a cell": ("5, 4\n5;4\n5/4 оп\n5 5", 0, "5",
        [(1, 0, "5 4", ""), (2, 1, "5 4", ""), (3, 2, "5 4 late", ""), (4, 3, "5 5", "")]),
    "two signs in a cell": ("н, оп", 0, "5", [(1, 0, "", TWO_SIGNS)]),
    "a fraction is asked about": ("4,5\n4.5", 0, "5",
        [(1, 0, "", FRACTION.format("4,5")), (2, 1, "", FRACTION.format("4.5"))]),
    "what no scale has": ("5-\n6\n•\nотл\n05", 0, "5",
        [(n, n - 1, "", NO_MARK.format(word)) for n, word in enumerate(("5-", "6", "•", "отл", "05"), 1)]),
    "the rare mark": ("1", 0, "5", [(1, 0, "1", "")]),
    "a scale of ten": ("10\n0", 0, "10",
        [(1, 0, "10", ""), (2, 1, "", "«0»: на шкале «10 баллов» такой оценки нет.")]),
    "a scale of a hundred": ("87\n0\n101", 0, "100",
        [(1, 0, "87", ""), (2, 1, "0", ""), (3, 2, "", "«101»: на шкале «100 баллов» такой оценки нет.")]),
    "passed and failed": ("зачет\nНезачёт\nн", 0, "pass",
        [(1, 0, "зачёт", ""), (2, 1, "незачёт", ""), (3, 2, "absent", "")]),
    "names in any order": ("Жуков Лев\t5\nежиков\t\n", 0, "5", [(1, 1, "5", ""), (2, 0, "", "")]),
    "the mark before the name": ("5\tЖУКОВ", 0, "5", [(1, 1, "5", "")]),
    "surname and name apart": ("Ёжиков\tГлеб\t5", 0, "5", [(1, 0, "5", "")]),
    "initials": ("Жуков Л.П.\t4\nЛи-Соболев Я.\t3", 0, "5", [(1, 1, "4", ""), (2, 4, "3", "")]),
    "two of one surname": ("Орлова\t5\nОрлова Мария\t4\nОрлова Мария Андреевна\t3", 0, "5",
        [(1, -1, "", SEVERAL), (2, 3, "4", ""), (3, 2, "3", "")]),
    "a stranger": ("Чужов\t5\nЖуков\t4", 0, "5", [(1, -1, "", UNKNOWN), (2, 1, "4", "")]),
    "a line without a name": ("Жуков\t5\n4\n\nЁжиков\t3", 0, "5",
        [(1, 1, "5", ""), (2, -1, "", NAMELESS), (4, 0, "3", "")]),
    "one twice": ("Жуков\t5\nЁжиков\t3\nЖуков\t4", 0, "5",
        [(1, 1, "5", ""), (2, 0, "3", ""), (3, 1, "", TWICE.format(1))]),
    "the number of the line beside the name": ("1\tЖуков\t5", 0, "5", [(1, 1, "", MANY)]),
    "two columns of marks": ("5\t4", 0, "5", [(1, 0, "", MANY)]),
    "names alone": ("Жуков\nЁжиков", 0, "5", [(1, 1, "", ""), (2, 0, "", "")]),
    "nothing": (" \r\n\t\n", 0, "5", []),
}  # fmt: skip

# The same for a reader of English, whose keypad says `abs` and `pass`; registers are kept in Russian as well.
IN_ENGLISH = {
    "signs of the register": (
        "Abs\nlate\nEXC\nill\nhere", 0, "5",
        [(1, 0, "absent", ""), (2, 1, "late", ""), (3, 2, "excused", ""), (4, 3, "ill", ""),
         (5, 4, "present", "")],
    ),
    "Russian signs": (
        "Н\nоп\nу\nб\nбыл", 0, "5",
        [(1, 0, "absent", ""), (2, 1, "late", ""), (3, 2, "excused", ""), (4, 3, "ill", ""),
         (5, 4, "present", "")],
    ),
    "a mark and a sign": ("5; late\n4 оп", 0, "5", [(1, 0, "5 late", ""), (2, 1, "4 late", "")]),
    "passed and failed": ("pass\nFail\nзачет\nнезачёт\nabs", 0, "pass",
        [(1, 0, "зачёт", ""), (2, 1, "незачёт", ""), (3, 2, "зачёт", ""), (4, 3, "незачёт", ""),
         (5, 4, "absent", "")]),
    "beside names": ("Жуков\tabs\nЁжиков\tн", 0, "5", [(1, 1, "absent", ""), (2, 0, "absent", "")]),
}  # fmt: skip
