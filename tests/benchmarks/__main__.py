"""`make bench`: ratios of pages, bytes on the wire, what is done offline; as rows of README's tables.

Words choose parts: `python -m tests.benchmarks wire offline`.
"""

import sys

from tests.benchmarks import offline, ratios, wire
from tests.benchmarks.served import demo_school

if __name__ == "__main__":
    parts = sys.argv[1:] or ["ratios", "wire", "offline"]
    if "ratios" in parts:
        ratios.run()
    with demo_school() as school:
        if "wire" in parts:
            wire.run(school)
        if "offline" in parts:
            offline.run(school)
