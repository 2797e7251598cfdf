"""Response processing of QTI 2.1: an interpreter for as much of it as items with one right answer use.

IMS QTI Information Model 2.1, sections 9 (response processing) and 15 (expressions). So what is right is not guessed
from the shape of an item but found by asking what a response earns and which feedback it gets to see. What is not
understood raises Skip: the question is left out rather than read wrong.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from decimal import Decimal
from typing import Any

from learn.exchange.intake import Skip
from learn.exchange.qti21_values import Declared, Ordered, Value, declared, number, single
from learn.exchange.xml_safe import Node
from learn.language import tr

_MOST_STEPS = 300_000
_TEMPLATES = ("match_correct", "map_response")

Responses = Mapping[str, Value]


class _Exit(Exception):
    """`exitResponse`."""


class Processing:
    """The declarations and the response processing of an item."""

    def __init__(self, item: Node) -> None:
        self.declared = {one.identifier: one for one in map(declared, item.all("responseDeclaration"))}
        self.outcomes = {one.get("identifier"): _default(one) for one in item.all("outcomeDeclaration")}
        node = item.find("responseProcessing")
        self.rules = [] if node is None else list(node)
        self.template = "" if node is None else node.get("template").rstrip("/").rpartition("/")[2]
        if not self.rules and not self.template:
            self.template = "match_correct"
        self.steps = _MOST_STEPS

    def run(self, responses: Responses) -> dict[str, Value]:
        """The outcomes that responses lead to."""
        return _Run(self, responses).outcomes()

    def score(self, responses: Responses) -> Decimal:
        """What responses earn: the outcome SCORE, or the only one that is a number."""
        outcomes = self.run(responses)
        numbers = {name: value for name, value in outcomes.items() if isinstance(value, Decimal) and name != "MAXSCORE"}
        if "SCORE" in outcomes:
            return numbers.get("SCORE", Decimal(0))
        if len(numbers) > 1:
            raise Skip(tr("it has several scores ({scores})", scores=", ".join(sorted(numbers))[:60]))
        return next(iter(numbers.values()), Decimal(0))

    def constants(self) -> list[Node]:
        """All values that the rules compare with."""
        return [one for rule in self.rules for one in rule.deep("baseValue")]

    def lists(self) -> list[Node]:
        """All lists of values that the rules compare with."""
        return [one for rule in self.rules for one in rule.deep("multiple")]


def _default(node: Node) -> Value:
    base = node.get("baseType")
    found = node.find("defaultValue")
    values = [single(one.text, base) for one in found.all("value")] if found is not None else []
    if node.get("cardinality") in ("multiple", "ordered"):
        return values or None
    return values[0] if values else Decimal(0) if base in ("float", "integer") else None


class _Run:
    """One run over one set of responses."""

    def __init__(self, processing: Processing, responses: Responses) -> None:
        self.processing = processing
        self.responses = responses
        self.values: dict[str, Value] = dict(processing.outcomes)

    def outcomes(self) -> dict[str, Value]:
        if self.processing.rules:
            with suppress(_Exit):
                self.do(self.processing.rules)
        else:
            self._by_template(self.processing.template)
        return self.values

    def _by_template(self, template: str) -> None:
        name = template.removesuffix(".xml")
        if name not in _TEMPLATES:
            raise Skip(tr("it is scored by the template `{name}`, which is not known here", name=name[:40]))
        asked = self._declared(
            "RESPONSE" if "RESPONSE" in self.processing.declared else next(iter(self.processing.declared), "")
        )
        given = self.responses.get(asked.identifier)
        if name == "map_response":
            self.values["SCORE"] = Decimal(0) if _is_null(given) else self._worth(asked, given)
        else:
            self.values["SCORE"] = Decimal(_matches(given, asked.right))

    def _declared(self, name: str) -> Declared:
        found = self.processing.declared.get(name)
        if found is None:
            raise Skip(tr("it declares no response `{name}`", name=name[:40]))
        return found

    @staticmethod
    def _worth(asked: Declared, given: Value) -> Decimal:
        if asked.mapping is None:
            raise Skip(tr("its scoring maps a response that has no mapping"))
        return asked.mapping.worth(given)

    # ----------------------------------------------------------------------------------------------------------- rules

    def do(self, rules: Iterable[Node]) -> None:
        """Carry out rules in their order."""
        for rule in rules:
            match rule.tag:
                case "responseCondition":
                    self._condition(rule)
                case "setOutcomeValue":
                    self.values[rule.get("identifier")] = self.value(_only(rule))
                case "responseProcessingFragment":
                    self.do(rule)
                case "exitResponse":
                    raise _Exit
                case tag:
                    raise Skip(tr("its scoring does `{tag}`, which is not understood", tag=tag[:40]))

    def _condition(self, node: Node) -> None:
        for branch in node:
            if branch.tag == "responseElse":
                self.do(branch)
                return
            test, *rules = branch if any(True for _ in branch) else (Node("nothing"),)
            if self.value(test) is True:
                self.do(rules)
                return

    # ----------------------------------------------------------------------------------------------------- expressions

    def value(self, node: Node) -> Value:
        """The value of an expression."""
        self.processing.steps -= 1
        if self.processing.steps < 0:
            raise Skip(tr("its scoring takes too many steps"))
        known = _EXPRESSIONS.get(node.tag)
        if known is None:
            raise Skip(tr("its scoring reckons with `{tag}`, which is not understood", tag=node.tag[:40]))
        return known(self, node)

    def several(self, node: Node) -> list[Value]:
        """The values of all expressions in one."""
        return [self.value(one) for one in node]

    def variable(self, node: Node) -> Value:
        """`variable`: a response or an outcome."""
        name = node.get("identifier")
        if name in self.responses:
            return self.responses[name]
        if name in self.values or name in self.processing.declared:
            return self.values.get(name)
        raise Skip(tr("its scoring uses `{name}`, which is not declared", name=name[:40]))

    def correct(self, node: Node) -> Value:
        """`correct`."""
        return self._declared(node.get("identifier")).right

    def map_response(self, node: Node) -> Value:
        """`mapResponse`."""
        name = node.get("identifier")
        return self._worth(self._declared(name), self.responses.get(name))


def _only(node: Node) -> Node:
    inner = list(node)
    if len(inner) != 1:
        raise Skip(tr("its scoring has `{tag}` with {count} values", tag=node.tag[:40], count=len(inner)))
    return inner[0]


def _is_null(value: Value) -> bool:
    return value is None or value in ("", [])


def _matches(one: Value, other: Value) -> bool:
    """Whether two values are the same; lists without regard to order, unless they are ordered ones."""
    if _is_null(one) or _is_null(other):
        return False
    if isinstance(one, Ordered) or isinstance(other, Ordered):
        return one == other
    if isinstance(one, list) and isinstance(other, list):
        return Counter(one) == Counter(other)
    return one == other


def _numbers(values: Iterable[Value]) -> list[Decimal] | None:
    """The values as numbers, lists taken apart; None if one is null."""
    flat: list[Value] = []
    for value in values:
        flat += value if isinstance(value, list) else [value]
    if not all(isinstance(one, Decimal) for one in flat):
        return None
    return [one for one in flat if isinstance(one, Decimal)]


def _base_value(_run: _Run, node: Node) -> Value:
    return single(node.text, node.get("baseType"))


def _match(run: _Run, node: Node) -> Value:
    one, other = _two(run, node)
    return _matches(one, other)


def _two(run: _Run, node: Node) -> tuple[Value, Value]:
    values = run.several(node)
    if len(values) != 2:
        raise Skip(tr("its scoring has `{tag}` with {count} values", tag=node.tag[:40], count=len(values)))
    return values[0], values[1]


def _string_match(run: _Run, node: Node) -> Value:
    one, other = _two(run, node)
    if not isinstance(one, str) or not isinstance(other, str):
        return False
    if node.get("caseSensitive", "true").lower() in ("false", "0"):
        one, other = one.casefold(), other.casefold()
    return other in one if node.get("substring").lower() in ("true", "1") else one == other


def _substring(run: _Run, node: Node) -> Value:
    part, whole = _two(run, node)
    if not isinstance(part, str) or not isinstance(whole, str):
        return False
    if node.get("caseSensitive", "true").lower() in ("false", "0"):
        part, whole = part.casefold(), whole.casefold()
    return part in whole


def _and(run: _Run, node: Node) -> Value:
    return all(run.value(one) is True for one in node)


def _or(run: _Run, node: Node) -> Value:
    return any(run.value(one) is True for one in node)


def _not(run: _Run, node: Node) -> Value:
    return run.value(_only(node)) is not True


def _compared(test: Callable[[Decimal, Decimal], bool]) -> Callable[[_Run, Node], Value]:
    def compare(run: _Run, node: Node) -> Value:
        numbers = _numbers(_two(run, node))
        return numbers is not None and len(numbers) == 2 and test(*numbers)

    return compare


def _equal(run: _Run, node: Node) -> Value:
    numbers = _numbers(_two(run, node))
    if numbers is None or len(numbers) != 2:
        return False
    given, right = numbers
    mode = node.get("toleranceMode", "exact")
    if mode == "exact":
        return given == right
    first, *rest = map(number, node.get("tolerance").split() or ["0"])
    second = rest[0] if rest else first
    if mode == "relative":
        low, high = sorted((right * (1 - first / 100), right * (1 + second / 100)))
    else:
        low, high = right - first, right + second
    above = given >= low if node.get("includeLowerBound", "true") != "false" else given > low
    return above and (given <= high if node.get("includeUpperBound", "true") != "false" else given < high)


def _sum(run: _Run, node: Node) -> Value:
    numbers = _numbers(run.several(node))
    return None if numbers is None else sum(numbers, Decimal(0))


def _product(run: _Run, node: Node) -> Value:
    numbers = _numbers(run.several(node))
    if numbers is None:
        return None
    total = Decimal(1)
    for one in numbers:
        total *= one
    return _bounded(total)


def _bounded(value: Decimal) -> Decimal:
    if abs(value.adjusted()) > 200:
        raise Skip(tr("its scoring comes to numbers that are beyond reckoning"))
    return value


def _subtract(run: _Run, node: Node) -> Value:
    numbers = _numbers(_two(run, node))
    return None if numbers is None else numbers[0] - numbers[1]


def _divide(run: _Run, node: Node) -> Value:
    numbers = _numbers(_two(run, node))
    return None if numbers is None or not numbers[1] else _bounded(numbers[0] / numbers[1])


def _extreme(choose: Callable[[Iterable[Decimal]], Decimal]) -> Callable[[_Run, Node], Value]:
    def extreme(run: _Run, node: Node) -> Value:
        numbers = _numbers(run.several(node))
        return choose(numbers) if numbers else None

    return extreme


def _gathered(kind: type[list[Any]]) -> Callable[[_Run, Node], Value]:
    def gather(run: _Run, node: Node) -> Value:
        found: list[Any] = kind()
        for value in run.several(node):
            found += value if isinstance(value, list) else [] if value is None else [value]
        return found or None

    return gather


def _member(run: _Run, node: Node) -> Value:
    one, several = _two(run, node)
    return isinstance(several, list) and one in several


def _contains(run: _Run, node: Node) -> Value:
    whole, part = _two(run, node)
    if not isinstance(whole, list) or not isinstance(part, list):
        return False
    return not Counter(part) - Counter(whole)


_EXPRESSIONS: dict[str, Callable[[_Run, Node], Value]] = {
    "baseValue": _base_value,
    "variable": _Run.variable,
    "correct": _Run.correct,
    "mapResponse": _Run.map_response,
    "null": lambda _run, _node: None,
    "isNull": lambda run, node: _is_null(run.value(_only(node))),
    "match": _match,
    "stringMatch": _string_match,
    "substring": _substring,
    "and": _and,
    "or": _or,
    "not": _not,
    "gt": _compared(lambda one, other: one > other),
    "gte": _compared(lambda one, other: one >= other),
    "lt": _compared(lambda one, other: one < other),
    "lte": _compared(lambda one, other: one <= other),
    "equal": _equal,
    "sum": _sum,
    "product": _product,
    "subtract": _subtract,
    "divide": _divide,
    "min": _extreme(min),
    "max": _extreme(max),
    "multiple": _gathered(list),
    "ordered": _gathered(Ordered),
    "member": _member,
    "contains": _contains,
    "containerSize": lambda run, node: Decimal(len(value) if isinstance(value := run.value(_only(node)), list) else 0),
}
