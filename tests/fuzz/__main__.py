"""`python -m tests.fuzz --engine firefox --writes 600`: random writes through random faults in one engine."""

import argparse
import random
import sys
import tempfile
from pathlib import Path

from tests.engines import ENGINES
from tests.fuzz.run import fuzz


def _say(text: str) -> None:
    end = "" if sys.stderr.isatty() else "\n"
    print(f"\r{text:<70}" if not end else text, end=end, file=sys.stderr, flush=True)


if __name__ == "__main__":
    reading = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    reading.add_argument("--engine", choices=ENGINES, default="chromium")
    reading.add_argument("--writes", type=int, default=600)
    reading.add_argument("--seed", type=int, default=random.randrange(10**6))
    asked = reading.parse_args()
    with tempfile.TemporaryDirectory(prefix="zvonok-fuzz-") as folder:
        outcome = fuzz(Path(folder), asked.engine, asked.writes, asked.seed, say=_say)
    print(outcome)
    for text in outcome.strange()[:40]:
        print(f"  {text}")
    sys.exit(not outcome.is_clean)
