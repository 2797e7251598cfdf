"""What the response processing of a QTI 1.2 item gives for a response, and which feedback belongs to what.

IMS Question & Test Interoperability: ASI Information Model, version 1.2, section 4 (`resprocessing`, `respcondition`,
`conditionvar`). Two liberties that all authoring systems take: a rule goes on to the next unless it says
`continue="No"` (the specification's default is "No", yet everyone adds up rules without saying so), and all scoring
variables are one where only one is there.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation

import msgspec
from msgspec import Struct

from learn.exchange.intake import Skip
from learn.exchange.xml_safe import Node
from learn.language import tr

_SCORE = re.compile("score|point|mark|grade", re.IGNORECASE)
_TESTS = frozenset({"varequal", "vargt", "vargte", "varlt", "varlte"})
_MOST_TESTS = 5_000

Chosen = Mapping[str, frozenset[str]]
"""Response identifier → the identifiers that are chosen."""


class Rule(Struct, frozen=True):
    """One `respcondition`: when, what it does to which variable, what it shows, and whether the next is looked at."""

    when: tuple[Node, ...]
    sets: tuple[tuple[str, str, Decimal], ...]
    shows: tuple[str, ...]
    ends: bool

    @property
    def gain(self) -> Decimal:
        """The most that one of its settings gives."""
        return max((value for _, action, value in self.sets if action in ("set", "add")), default=Decimal(0))

    def tests(self) -> Iterator[tuple[Node, bool]]:
        """All tests of the response in its condition, each with whether it must hold (or must not)."""
        for node in self.when:
            yield from _tests(node, True)

    def named(self, response: str) -> list[str]:
        """What a response must be, or hold, for the rule: identifiers of options, in their order."""
        return [node.text.strip() for node, holds in self.tests() if holds and node.get("respident") == response]

    @property
    def only(self) -> Node | None:
        """The test that is the whole condition, if it is one `varequal`."""
        return self.when[0] if len(self.when) == 1 and self.when[0].tag == "varequal" else None

    @property
    def always(self) -> bool:
        """Whether the condition is that there is any response, or none."""
        return len(self.when) == 1 and self.when[0].tag == "other"


def _tests(node: Node, holds: bool) -> Iterator[tuple[Node, bool]]:
    if node.tag in _TESTS:
        yield node, holds
    for one in node:
        yield from _tests(one, holds != (node.tag == "not"))


def rules_of(item: Node) -> list[Rule]:
    """The rules of an item in their order."""
    found = [_rule(node) for part in item.all("resprocessing") for node in part.all("respcondition")]
    if sum(1 for rule in found for _ in (rule, *rule.tests())) > _MOST_TESTS:
        raise Skip(tr("its scoring has more than {most:,} tests", most=_MOST_TESTS))
    return found if any(rule.sets and rule.gain > 0 for rule in found) else [_meant(rule) for rule in found]


def _meant(rule: Rule) -> Rule:
    """A rule that sets nothing: right is, in Blackboard's blanks, what shows the feedback `correct`."""
    if rule.sets or "correct" not in rule.shows:
        return rule
    return msgspec.structs.replace(rule, sets=(("SCORE", "set", Decimal(100)),))


def _rule(node: Node) -> Rule:
    condition = node.find("conditionvar")
    return Rule(
        when=tuple(condition) if condition is not None else (),
        sets=tuple((one.get("varname"), one.get("action", "Set").lower(), _value(one)) for one in node.all("setvar")),
        shows=tuple(one.get("linkrefid") for one in node.all("displayfeedback")),
        ends=node.get("continue").lower() == "no",
    )


def _value(node: Node) -> Decimal:
    """What is set; Blackboard writes `SCORE.max` for full marks."""
    text = node.text.strip().lower()
    named = {".max": Decimal(100), ".min": Decimal(0)}.get(text[-4:])
    return number(text or "0") if named is None else named


def number(text: str) -> Decimal:
    """A number as XML Schema writes it. Raises Skip for anything else."""
    try:
        value = Decimal(text.strip())
    except InvalidOperation:
        raise Skip(tr("`{text}` is not a number", text=text.strip()[:40])) from None
    if not value.is_finite() or abs(value.adjusted()) > 60 or len(text) > 80:
        raise Skip(tr("`{text}` is no number that can be reckoned with", text=text.strip()[:40]))
    return value


def score(rules: list[Rule], chosen: Chosen) -> Decimal:
    """What a choice of options earns."""
    values: dict[str, Decimal] = {}
    fired = False
    for rule in rules:
        if not rule.sets or not _holds_all(rule.when, chosen, fired):
            continue
        fired = True
        for name, action, value in rule.sets:
            values[name] = _changed(values.get(name, Decimal(0)), action, value)
        if rule.ends:
            break
    named = [name for name in values if _SCORE.search(name)]
    return sum((values[name] for name in named or values), Decimal(0))


def _changed(before: Decimal, action: str, value: Decimal) -> Decimal:
    match action:
        case "add":
            return before + value
        case "subtract":
            return before - value
        case "multiply":
            return before * value
        case "set":
            return value
        case _:
            raise Skip(tr("the scoring does `{action}`, which is not understood", action=action[:20]))


def _holds_all(nodes: tuple[Node, ...], chosen: Chosen, fired: bool) -> bool:
    return all(_holds(node, chosen, fired) for node in nodes)


def _holds(node: Node, chosen: Chosen, fired: bool) -> bool:
    match node.tag:
        case "varequal":
            return node.text.strip() in chosen.get(node.get("respident"), ())
        case "and" | "conditionvar":
            return _holds_all(tuple(node), chosen, fired)
        case "or":
            return any(_holds(one, chosen, fired) for one in node)
        case "not":
            return not any(_holds(one, chosen, fired) for one in node)  # of several none, as Brightspace means it
        case "other":
            return not fired
        case "unanswered":
            return not chosen.get(node.get("respident"))
        case _:
            raise Skip(tr("the scoring tests by `{tag}`, which is not understood", tag=node.tag[:20]))


class Feedback(Struct, frozen=True):
    """Texts shown after an answer: by option, always, for right answers, for wrong ones; and hints and solutions."""

    options: Mapping[tuple[str, str], Node]
    general: tuple[Node, ...] = ()
    right: tuple[Node, ...] = ()
    wrong: tuple[Node, ...] = ()


def feedback_of(item: Node, rules: list[Rule]) -> Feedback:
    """Which of the item's feedback is shown when."""
    texts = {node.get("ident"): node for node in item.all("itemfeedback")}
    options: dict[tuple[str, str], Node] = {}
    sorts: dict[str, list[Node]] = {"general": [], "right": [], "wrong": []}
    scored = False
    for rule in rules:
        scored = scored or rule.gain > 0
        for name in rule.shows:
            if name not in texts:
                continue
            test = rule.only
            if test is not None and rule.gain <= 0:
                options.setdefault((test.get("respident"), test.text.strip()), texts[name])
                continue
            sort = "right" if rule.gain > 0 else "wrong" if scored or not rule.always else "general"
            sorts[sort].append(texts[name])
    return Feedback(options, *(tuple(dict.fromkeys(sorts[sort])) for sort in ("general", "right", "wrong")))
