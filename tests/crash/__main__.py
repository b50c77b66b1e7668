"""`python -m tests.crash --rounds 100`: kill -9 of the whole server under a load of marks, many times."""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.crash.rounds import crash


def _say(text: str) -> None:
    end = "" if sys.stderr.isatty() else "\n"
    print(f"\r{text}" if not end else text, end=end, file=sys.stderr, flush=True)


if __name__ == "__main__":
    reading = argparse.ArgumentParser(prog="python -m tests.crash", description=__doc__)
    reading.add_argument("--rounds", type=int, default=100)
    rounds = reading.parse_args().rounds
    with tempfile.TemporaryDirectory(prefix="zvonok-crash-") as folder:
        outcome = crash(Path(folder), rounds, say=_say)
    print(f"\n{outcome}")
    for text in outcome.strange[:20]:
        print(f"  {text}")
    sys.exit(not outcome.is_clean)
