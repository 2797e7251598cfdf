"""What the page of formats rests on: its samples are good questions, and no loss goes without a word."""

import pytest

from learn.kinds import KINDS
from tests.contracts.format_samples import everything, further, plain
from tests.contracts.formats_page import Table, formats_page


@pytest.fixture(scope="module")
def table() -> Table:
    return Table()


@pytest.mark.parametrize("kind", KINDS)
def test_samples_are_without_faults(kind: str) -> None:
    for question in (plain(kind), everything(kind), *further(kind).values()):
        assert question.faults() == []
        assert question.kind == kind


@pytest.mark.parametrize("kind", KINDS)
def test_each_sample_differs_from_the_plain_one(kind: str) -> None:
    fields = [str(question).replace(question.id, "") for question in (plain(kind), *further(kind).values())]
    assert len(set(fields)) == len(fields)


def test_a_sample_that_comes_back_changed_was_not_called_exact(table: Table) -> None:
    every = {**table.found, **{(form, kind, "everything"): one for (form, kind), one in table.whole.items()}}
    silent = [where for where, one in every.items() if one.status == "exact" and one.same is False]
    assert silent == []


def test_one_more_thing_that_does_not_come_back_is_one_more_note(table: Table) -> None:
    silent = [
        (form, kind, name)
        for (form, kind, name), one in table.found.items()
        if one.same is False and name and set(one.notes) == set(table.found[form, kind, ""].notes)
        if table.found[form, kind, ""].same
    ]
    assert silent == []


def test_every_format_and_kind_is_on_the_page() -> None:
    page = formats_page()
    assert all(f"\n| {kind} |" in page for kind in KINDS)
    assert all(f"\n## {form}\n" in page for form in Table().forms)
