"""What must hold of a bank that is carried out and in again, whatever the format."""

from types import ModuleType

import msgspec

from learn.content.values import Bank
from learn.exchange.report import Exported, Imported
from learn.kinds.base import Question


def there_and_back(module: ModuleType, bank: Bank) -> tuple[Exported, Imported]:
    """Write the bank and read it again; all that must hold of every bank is asserted on the way."""
    out: Exported = module.write(bank)
    assert out.data == module.write(bank).data, "the same bank makes the same bytes"
    assert [one.id for one in out.items] == [one.id for one in bank.questions], "every question has its report"
    assert all(one.notes for one in out.items if one.status != "exact"), "what is lost is said"
    back: Imported = module.read(out.data, f"{bank.id}.file")
    kept = {one.id for one in out.items if one.status != "skipped"}
    assert {one.id for one in back.items} <= kept
    exact_out = {one.id for one in out.items if one.status == "exact"}
    exact_in = {one.id for one in back.items if one.status == "exact"}
    before, after = by_id(bank), by_id(back.bank)
    for id_ in exact_out & exact_in:
        assert after[id_] == before[id_], "exact out and exact in: the same question"
    assert not back.problems or not kept
    return out, back


def by_id(bank: Bank) -> dict[str, Question]:
    """The bank's questions by their ids."""
    return {one.id: one for one in bank.questions}


def differences(one: Question, other: Question) -> dict[str, tuple[object, object]]:
    """The fields in which two questions differ (a help when a test fails)."""
    plain, others = msgspec.to_builtins(one), msgspec.to_builtins(other)
    return {key: (plain.get(key), others.get(key)) for key in plain | others if plain.get(key) != others.get(key)}
