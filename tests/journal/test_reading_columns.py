"""What a pasted column means, by the server and by the scripts."""

import json
import subprocess

import pytest

from tests.journal.columns import EXAMPLES, IN_ENGLISH, NO_MARK, PUPILS
from tests.sources import ROOT
from webapp import language
from webapp.absence.models import SIGNS
from webapp.absence.registering import word
from webapp.journal.column_reading import pupil_of, read_column
from webapp.marks.scales import SCALES

ASK = """
import { read } from "./static/js/column_reading.js";
const { examples, ...sheet } = JSON.parse(process.argv[1]);
const told = examples.map(([text, first, scale]) => read(text, { ...sheet, ...scale }, first));
console.log(JSON.stringify(told));
"""


def given(values, kind):
    return " ".join([*values, *([kind] if kind else [])])


@pytest.fixture(params=[("ru", EXAMPLES), ("en", IN_ENGLISH)], ids=["ru", "en"])
def examples(request):
    """The examples of a language that is spoken meanwhile."""
    code, found = request.param
    language.speak(code)
    yield found
    language.speak(language.SOURCE)


def understood(text, first, scale):
    """What the server makes of the column."""
    pupils = [pupil_of(number, name) for number, name in enumerate(PUPILS)]
    found = read_column(text, pupils, SCALES[scale], first)
    return [(x.number, x.pupil.id if x.pupil else -1, given(x.values, x.kind), x.error) for x in found]


def on_keypad(scale):
    """What a script finds of the scale on the page: its name and its keys, in the reader's language."""
    said = {language._(value): value for value in scale.keys}
    return {"values": scale.values, "scale": str(scale.name), "said": said}


def test_the_server_understands(examples):
    for what, (text, first, scale, expected) in examples.items():
        assert understood(text, first, scale) == expected, what


def test_the_signs_of_another_language_are_no_marks():
    assert [error for *_, error in understood("abs\nlate", 0, "5")] == [
        NO_MARK.format(x) for x in ("abs", "late")
    ]


def test_an_error_is_told_in_the_readers_language():
    language.speak("en")
    try:
        ((*_, error),) = understood("6", 0, "5")
    finally:
        language.speak(language.SOURCE)
    assert error == "“6” is not a mark on this scale: 5-point scale."


def test_the_scripts_understand_the_same(examples):
    columns = [(text, first, on_keypad(SCALES[scale])) for text, first, scale, _ in examples.values()]
    about = json.dumps({"pupils": PUPILS, "signs": {word(kind): kind for kind in SIGNS}, "examples": columns})
    node = [str(ROOT / ".venv/bin/node"), "--input-type=module", "-e", ASK, about]
    answers = json.loads(subprocess.run(node, cwd=ROOT, check=True, capture_output=True).stdout)
    for what, answer in zip(examples, answers, strict=True):
        told = [(x["number"], x["pupil"], given(x["values"], x["kind"]), x["error"]) for x in answer]
        assert told == examples[what][3], what
