"""What a pasted column means, by the server and by the scripts."""

import json
import subprocess

import pytest

from tests.journal.columns import EXAMPLES, PUPILS
from tests.sources import ROOT
from webapp.journal.column_reading import KINDS, pupil_of, read_column
from webapp.marks.scales import SCALES

ASK = """
import { read } from "./static/js/column_reading.js";
const { examples, ...sheet } = JSON.parse(process.argv[1]);
const told = examples.map(([text, first, scale]) => read(text, { ...sheet, ...scale }, first));
console.log(JSON.stringify(told));
"""


def given(values, kind):
    return " ".join([*values, *([kind] if kind else [])])


@pytest.mark.parametrize("what", EXAMPLES)
def test_the_server_understands(what):
    text, first, scale, expected = EXAMPLES[what]
    pupils = [pupil_of(number, name) for number, name in enumerate(PUPILS)]
    found = read_column(text, pupils, SCALES[scale], first)
    told = [(x.number, x.pupil.id if x.pupil else -1, given(x.values, x.kind), x.error) for x in found]
    assert told == expected


def test_the_scripts_understand_the_same():
    scales = {code: {"values": scale.values, "scale": scale.name} for code, scale in SCALES.items()}
    examples = [(text, first, scales[scale]) for text, first, scale, _ in EXAMPLES.values()]
    about = json.dumps({"pupils": PUPILS, "signs": KINDS, "examples": examples})
    node = [str(ROOT / ".venv/bin/node"), "--input-type=module", "-e", ASK, about]
    answers = json.loads(subprocess.run(node, cwd=ROOT, check=True, capture_output=True).stdout)
    for what, answer in zip(EXAMPLES, answers, strict=True):
        told = [(x["number"], x["pupil"], given(x["values"], x["kind"]), x["error"]) for x in answer]
        assert told == EXAMPLES[what][3], what
