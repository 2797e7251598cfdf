"""What must hold of anything that was read, whatever the file has become."""

from learn.content.reading import MOST_ID, SLUG
from learn.exchange.report import Imported
from learn.text import clean


def check(found: Imported, data: bytes) -> None:
    """What must hold of anything that was read."""
    lines = max(clean(data.decode("utf-8", "replace")).count("\n"), data.count(b"\n")) + 2
    assert all(not one.faults() for one in found.bank.questions), "no question breaks the rules of its kind"
    kept = [one.id for one in found.items if one.status != "skipped"]
    assert [one.id for one in found.bank.questions] == kept, "each question has its report, in order"
    assert len({one.id for one in found.items}) == len(found.items), "no id stands twice"
    assert all(SLUG.fullmatch(one.id) and len(one.id) <= MOST_ID for one in found.items)
    assert all(one.notes for one in found.items if one.status != "exact"), "what is lost is said"
    assert not any(one.notes for one in found.items if one.status == "exact")
    assert found.items or found.problems, "nothing vanishes without a word"
    assert all(1 <= one.span.line <= lines for one in found.problems)
    assert all(0 <= one.line <= lines for one in found.items)
    said = [note for one in found.items for note in one.notes] + [one.message for one in found.problems]
    assert all(clean(text, "") == text for text in said), "messages are fit for a terminal"
    texts = str(found.bank)
    assert "\ufdd8" not in texts
