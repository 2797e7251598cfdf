"""What every kind of question has in common, and the phases that each kind fills in.

A kind is a subclass of `Question` in a module of its own: the fields its author writes, and five methods. The
registry in `learn.kinds` imports it when the first question of that kind is met.
"""

from collections.abc import Callable
from math import isfinite
from random import Random
from typing import Any, ClassVar, Literal

from msgspec import Struct, field

from learn.interactions import Interaction, Response
from learn.language import tr
from learn.text import is_blank
from learn.verdict import Malformed, Verdict

SLIP_CLOSED = 0.03
"""Probability of a wrong answer to a known fact where the answer is picked, not typed (design.md, section 3)."""

Difficulty = Literal["intro", "core", "stretch"]


class Shown(Struct, frozen=True):
    """A question as it was put before the learner.

    `order[i]` is the author's index of the option (item, right side) shown in place i, `left[i]` the same for the
    left side of a match: the same question and seed always give the same `Shown`.
    """

    interaction: Interaction
    order: tuple[int, ...] = ()
    left: tuple[int, ...] = ()


class Chance(Struct, frozen=True):
    """What blind guessing earns: `full`, the probability of full marks (g), and `mean`, the expected score (E)."""

    full: float
    mean: float


class Samples(Struct, frozen=True):
    """Answers that a question makes of itself, so that one test covers every kind.

    `wrong` earns less than 1; `malformed` is refused, by the interaction or by `grade` (None: nothing that fits
    the interaction is malformed for this kind).
    """

    right: Response
    wrong: Response
    malformed: Any = None


class Fault(Struct, frozen=True):
    """Something wrong within one question: where (keys and indexes from the question down), what, and the remedy."""

    where: tuple[str | int, ...]
    message: str
    hint: str = ""
    code: str = "E120"


class LintOptions(Struct, frozen=True):
    """Which lint rules this question is exempt from."""

    ignore: tuple[str, ...] = ()


class Option(Struct, frozen=True, omit_defaults=True):
    """A wrong answer, and what to tell the learner who gives it."""

    text: str
    feedback: str = ""


class Item(Struct, frozen=True, omit_defaults=True):
    """One thing to place; `fact`, where named, is what the verdict on this item is evidence for."""

    text: str
    fact: str = ""


class ByInstance:
    """A class attribute that some questions of the class have otherwise: the class reads `default`."""

    def __init__(self, default: Any, rule: Callable[[Any], Any]) -> None:
        self.default = default
        self.rule = rule

    def __get__(self, instance: Any, owner: type[Any]) -> Any:
        return self.default if instance is None else self.rule(instance)


class Question(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One prompt testing one or more facts: what all kinds share. Texts are Markdown-free plain text."""

    kind: ClassVar[str]
    closed: ClassVar[bool] = True  # the answer is picked from what is shown, so a lucky guess can be right
    recall: ClassVar[int] = 0  # 0 recognition (picked), 1 reconstruction (order, word bank), 2 recall (typed, card)
    ask_optional: ClassVar[bool] = False  # the kind has a text of its own to put before the learner

    id: str
    ask: str = ""
    facts: tuple[str, ...] = ()
    points: float = 1.0
    tags: tuple[str, ...] = ()
    difficulty: Difficulty = "core"
    hint: str = ""
    explain: str = ""
    shuffle: bool = True
    lint: LintOptions = field(default_factory=LintOptions)
    formerly: tuple[str, ...] = ()

    @classmethod
    def prepare(cls, plain: dict[str, Any]) -> dict[str, Any]:
        """What an author wrote (texts, lists, mappings) with shorthand written out, ready for `msgspec.convert`.

        Never raises and never drops: what is no shorthand stays as it is, for `convert` to refuse by name.
        """
        return plain

    @property
    def prompt(self) -> str:
        """The text to put before the learner."""
        return self.ask

    def present(self, rng: Random) -> Shown:
        """The question as shown, options shuffled by `rng` unless the author said not to."""
        raise NotImplementedError

    def grade(self, shown: Shown, response: Response) -> Verdict | Malformed:
        """The verdict on a response that fits `shown.interaction` (see `interactions.fault`)."""
        raise NotImplementedError

    def chance(self) -> Chance:
        """What blind guessing earns on this question."""
        raise NotImplementedError

    def samples(self, shown: Shown) -> Samples:
        """A right, a wrong and a malformed answer to the question as shown."""
        raise NotImplementedError

    def faults(self) -> list[Fault]:
        """What the types of the fields cannot say: contradictions within this question (codes: `kinds.faults`)."""
        faults = []
        if not self.ask_optional and is_blank(self.ask):
            faults.append(Fault(("ask",), tr("the question is missing"), tr("write `ask: …`"), code="E120"))
        if not (self.points > 0 and isfinite(self.points)):
            faults.append(Fault(("points",), tr("points are a number above 0"), code="E128"))
        return faults

    def part_facts(self) -> tuple[str, ...]:
        """Facts named on single items or gaps (`{text: …, fact: id}`), each once."""
        return ()

    @property
    def slip(self) -> float:
        """Probability that someone who knows the answer gets it wrong all the same."""
        return SLIP_CLOSED if self.closed else 0.0


def shuffled(size: int, rng: Random, shuffle: bool = True) -> tuple[int, ...]:
    """The indexes 0..size-1 in the order to show them."""
    order = list(range(size))
    if shuffle:
        rng.shuffle(order)
    return tuple(order)
