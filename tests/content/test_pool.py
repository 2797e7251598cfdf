"""Which questions a pool of a test draws, and that a bank which asks for more than there are is told so."""

from collections.abc import Sequence

import pytest

from learn.content.bank import read_bank
from learn.content.check import check
from learn.content.pool import Pool
from learn.session.candidate import Candidate

CHOICE = Candidate("bank", "one", "choice", 0, ("fact",), "lesson", "core", ("dates",), 1.0, 0)
CARD = Candidate("bank", "two", "card", 2, ("fact",), "lesson", "core", (), 1.0, 1)

WITH_A_CARD = """
bank: capitals
test: {{draw: [{{{pool}count: {count}}}]}}
questions:
  - {{id: one, kind: short, ask: The capital of France?, accept: Paris}}
  - {{id: two, kind: card, front: The capital of Italy, back: Rome}}
"""


@pytest.mark.parametrize(
    ("pool", "drawn"),
    [
        (Pool(count=1), [CHOICE]),
        (Pool(count=1, kind="choice"), [CHOICE]),
        (Pool(count=1, kind="card"), [CARD]),
        (Pool(count=1, kind="short"), []),
        (Pool(count=1, bank="bank", lesson="lesson", tag="dates", difficulty="core"), [CHOICE]),
        (Pool(count=1, bank="other"), []),
        (Pool(count=1, lesson="other"), []),
        (Pool(count=1, tag="places"), []),
        (Pool(count=1, difficulty="stretch"), []),
    ],
)
def test_a_pool_draws_what_fits_all_of_its_fields_and_cards_only_by_name(
    pool: Pool, drawn: Sequence[Candidate]
) -> None:
    assert [one for one in (CHOICE, CARD) if pool.draws(one)] == drawn


def codes(pool: str, count: int) -> list[str]:
    """What is said of a bank with a card and another question whose test draws so many of a pool."""
    loaded = read_bank("capitals.yaml", WITH_A_CARD.format(pool=pool, count=count).encode())
    assert loaded.problems == ()
    return [problem.code for problem in check([loaded])]


def test_a_card_is_not_counted_where_a_test_would_not_draw_it() -> None:
    assert codes("bank: capitals, ", 1) == []
    assert codes("bank: capitals, ", 2) == ["E169"]
    assert codes("kind: card, ", 1) == []
    assert codes("kind: card, ", 2) == ["E169"]
