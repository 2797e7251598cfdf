"""`python -m tests.faults` plays every fault and writes docs/reliability.md; `--table` leaves the long figures as
they are. `--kills N` and `--merges N` make the long part shorter. The page is not written anew where something is lost:
then a traceback names it."""

import argparse
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("LEARN_TEST_STEPS", "40")  # each command that writes is killed at so many of its steps

from tests.faults.figures import KILLS, MERGES, full_run
from tests.faults.ground import Ground
from tests.faults.page import PATH, write


def main() -> int:
    """Play; a traceback names what was lost."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--table", action="store_true", help="only the scenes")
    parser.add_argument("--kills", type=int, default=KILLS)
    parser.add_argument("--merges", type=int, default=MERGES)
    given = parser.parse_args()
    with TemporaryDirectory(prefix="learn-faults-") as folder:
        ground = Ground(Path(folder))
        figures = None if given.table else full_run(ground, given.kills, given.merges)
        write(ground, figures)
    print(f"{PATH.name} is written", file=sys.stderr)
    if figures is None:
        return 0
    lost = sum(one.lost + one.unsound for one in figures.kills.values())
    return int(lost > 0 or figures.equal < figures.merges)


if __name__ == "__main__":
    sys.exit(main())
