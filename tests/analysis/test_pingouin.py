"""Cronbach's alpha of random matrices as another program has it.

pingouin brings pandas and SciPy, so it runs in a Python of its own: LEARN_PINGOUIN_PYTHON names one that has it.
"""

import json
import os
import subprocess
from random import Random

import pytest

from learn.analysis.items import alpha, item_statistics
from tests.analysis.test_items import Marks, matrix

PYTHON = os.environ.get("LEARN_PINGOUIN_PYTHON", "")
THEIRS = """
import json, sys
import pandas, pingouin
print(json.dumps([pingouin.cronbach_alpha(data=pandas.DataFrame(marks))[0] for marks in json.load(sys.stdin)]))
"""


def random_marks(rng: Random) -> Marks:
    """2 to 12 items, 4 to 60 students, 0/1 or partial marks, more or less coherent."""
    items, students, coherence, parts = rng.randint(2, 12), rng.randint(4, 60), rng.random(), rng.choice([1, 2, 4])
    ability = [rng.random() for _ in range(students)]
    return [
        [round(parts * (coherence * one + (1 - coherence) * rng.random())) / parts for _ in range(items)]
        for one in ability
    ]


@pytest.mark.skipif(not PYTHON, reason="LEARN_PINGOUIN_PYTHON names no Python that has pingouin")
def test_alpha_of_two_hundred_random_matrices() -> None:
    rng = Random(11)
    ours: list[float] = []
    theirs: list[Marks] = []
    while len(ours) < 200:
        marks = random_marks(rng)
        found = alpha(matrix(marks))[0]
        if found is not None:
            ours.append(found)
            theirs.append(marks)
            items = matrix(marks)
            if len(marks[0]) > 2:
                kept = [[mark for at, mark in enumerate(row) if at != 1] for row in marks]
                without = item_statistics(items)[1].alpha_if_deleted
                if without is not None:
                    ours.append(without)
                    theirs.append(kept)
    done = subprocess.run([PYTHON, "-c", THEIRS], input=json.dumps(theirs), capture_output=True, text=True, check=True)
    assert ours == pytest.approx(json.loads(done.stdout), abs=1e-9)
