"""QTI 1.2 items with a line to type: texts, numbers, and Canvas' formulas."""

from decimal import Decimal

from learn.exchange.intake import Skip
from learn.exchange.qti12_numbers import number_fields
from learn.exchange.qti12_source import Source, note_right, only
from learn.exchange.xml_safe import Node
from learn.language import tr
from learn.text import as_pattern


def read_line(source: Source) -> None:
    """One field to type in: a number where its scoring compares numbers, else a text."""
    if not source.responses:
        raise Skip(tr("it has no field to type in"))
    response = source.responses[0]
    fib = response.find("render_fib")
    kind = fib.get("fibtype", "String").lower() if fib is not None else ""
    compares = any(node.tag != "varequal" for rule in source.rules if rule.gain > 0 for node, _ in rule.tests())
    if source.is_about("numerical") or kind in ("decimal", "integer", "scientific") or compares:
        read_number(source)
    else:
        _short(source)


def read_number(source: Source) -> None:
    only(source)
    fields = number_fields([rule for rule in source.rules if rule.sets], source.draft)
    source.draft.be("number", **fields)


def _short(source: Source) -> None:
    _, name, _ = only(source)
    accept, case = accepted(source, name)
    for text in accept:
        note_right(source, source.option_feedback(name, text))
    source.draft.be("short", accept=tuple(map(as_pattern, accept)), case=case)


def accepted(source: Source, name: str) -> tuple[list[str], bool]:
    """What is accepted for a typed response, and whether capitals count."""
    names = _names(source, name)
    most = max((rule.gain for rule in source.rules), default=Decimal(0))
    tests = [
        (node, rule.gain)
        for rule in source.rules
        for node, holds in rule.tests()
        if rule.gain > 0 and holds and node.tag == "varequal" and node.get("respident") in names
    ]
    if not tests:
        raise Skip(tr("no answer earns points"))
    best = most if any(gain == most for _, gain in tests) else max(gain for _, gain in tests)
    for node, gain in tests:
        if gain < best:
            source.draft.note(
                tr("`{text}` earns {share:.0%} there, nothing here", text=node.text.strip()[:40], share=gain / best)
            )
    right = [node for node, gain in tests if gain == best]
    case = source.metadata.get("case_sensitive", "").lower() == "true"
    return list(dict.fromkeys(_typed(node.text) for node in right)), case or all(
        node.get("case").lower() == "yes" for node in right
    )


def _names(source: Source, name: str) -> set[str]:
    """By what the scoring calls a field: its name, or that of the label in it (Brightspace)."""
    field = next((one for one in source.responses if one.get("ident") == name), Node(""))
    boxes = next((one.get("input_boxes") for one in field.all("render_fib")), "")
    if boxes not in ("", "0", "1"):
        raise Skip(tr("it has {lines} lines for several answers", lines=boxes[:5]))
    return {name, *(one.get("ident") for one in field.deep("response_label"))}


def _typed(text: str) -> str:
    return " ".join(text.split())


def read_calculated(source: Source) -> None:
    """A formula question: the first of the sets of values that were made for it."""
    calculated = source.item.find("itemproc_extension", "calculated")
    sets = list(calculated.deep("var_set")) if calculated is not None else []
    if calculated is None or not sets:
        raise Skip(tr("it is a formula without values"))
    text = source.ask
    for node in sets[0].all("var"):
        text = text.replace(f"[{node.get('name')}]", node.text.strip())
    tolerance = calculated.child_text("answer_tolerance")
    value = sets[0].child_text("answer")
    source.draft.note(tr("it keeps one of the {count} variants with other values", count=len(sets)))
    fields = {"value": value, "tolerance": "" if tolerance.strip("0.") == "" else tolerance}
    source.draft.be("number", ask=text, **fields)
