"""Two thousand broken copies of each given file of QTI: a report each time, no traceback, no faulty question."""

import pytest

from learn.exchange import module_of
from tests.exchange.data import shared
from tests.exchange.mutations import mutated, mutated_xml

MALFORMED = "instructure_item_fib_str.xml"  # as it was given: there is no tree to break


@pytest.mark.slow
@pytest.mark.parametrize("name", ["qti12", "qti21"])
def test_two_thousand_broken_copies_of_each_file(name: str) -> None:
    module = module_of(name)
    for seed, path in enumerate(sorted(shared(name).iterdir())):
        data = path.read_bytes()
        copies = [*mutated(data, seed, 1000), *(mutated_xml(data, seed, 1000) if path.name != MALFORMED else ())]
        for copy in copies:
            module.recognise(copy, path.name)
            back = module.read(copy, path.name)
            assert back.items or back.problems
            assert len({one.id for one in back.items}) == len(back.items)
            assert all(not question.faults() for question in back.bank.questions)
