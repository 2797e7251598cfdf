"""The events of the log: one immutable value for each thing that happened, and their JSON.

The envelope says who, where and when; the body says what. Everything else the program knows about a learner is
derived from these. Bodies are open: a reader ignores keys it does not know, so that logs of newer programs merge.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any, Literal, TypeAlias

import msgspec
from msgspec import Struct, field

ROLLOVER_MINUTES = 4 * 60
"""A learner's day begins at 04:00 by her own clock: an answer after midnight still belongs to the evening."""

_EPOCH_DAY = date(1970, 1, 1).toordinal()

Mode = Literal["practice", "review", "test"]


class Event(Struct, frozen=True):
    """One line of the log.

    `id` is a UUIDv7 in its usual text form, `device` and `learner` are random ids, `seq` counts the device's
    events from 1, `ms` is UTC in milliseconds since 1970, `offset` the local offset in minutes east of UTC.
    """

    id: str
    device: str
    seq: int
    ms: int
    offset: int
    learner: str
    type: str
    body: dict[str, Any]

    @property
    def order(self) -> tuple[int, str, int]:
        """The key that replay sorts by: time, then device, then sequence."""
        return (self.ms, self.device, self.seq)

    @property
    def day(self) -> int:
        """The learner's calendar day (see `learner_day`)."""
        return learner_day(self.ms, self.offset)


def learner_day(ms: int, offset: int) -> int:
    """The calendar day, as `date.toordinal()` counts, by local offset (minutes) and the 04:00 rollover."""
    return _EPOCH_DAY + (ms // 60_000 + offset - ROLLOVER_MINUTES) // 1440


def day_text(day: int) -> str:
    """An ordinal day as YYYY-MM-DD."""
    return date.fromordinal(day).isoformat()


def utc_text(ms: int) -> str:
    """Milliseconds since 1970 as RFC 3339 in UTC, to the millisecond."""
    moment = datetime.fromtimestamp(ms / 1000, UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{ms % 1000:03d}Z"


class Evidence(Struct, frozen=True, omit_defaults=True):
    """What one answer says about one fact.

    `score` 0–1 as earned; `guess` the probability of full marks by blind guess; `chance` the expected blind score;
    `slip` the probability that one who knows fails; `recall` as predicted just before the answer; `prior` the
    recall to assume should this turn out to be the fact's first sight.
    """

    fact: str
    score: float
    guess: float
    chance: float = 0.0
    slip: float = 0.0
    recall: float = 0.0
    prior: float = 0.3


class Draw(Struct, frozen=True):
    """One question of a session's plan: which, and the seed it is presented with."""

    bank: str
    question: str
    seed: int


class SessionBody(Struct, frozen=True, omit_defaults=True):
    """A session was begun: its mode and its whole plan, enough to go on with it after anything.

    `session` is its own random id (UUIDv7), known before the event is written with the first answer. `minutes` limits
    a test (and asks a review to end); `extra_time` is how much of it, in percent of the rest, was given to this learner
    on top. `require` is the pass mark in percent, `schedule` false means that answers
    leave memory alone, `study` names the lesson read before, `kinds` and `tags` are what the questions were limited
    to (none: all).
    """

    mode: Mode
    plan: tuple[Draw, ...]
    session: str = ""
    title: str = ""
    banks: tuple[str, ...] = ()
    minutes: float | None = None
    require: float | None = None
    schedule: bool = True
    seed: int | None = None
    study: str = ""
    kinds: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    extra_time: float | None = None


class AnswerBody(Struct, frozen=True, omit_defaults=True):
    """A question was answered: enough to derive memory, to show the answer and to grade it again.

    `n` is the place in the session (comebacks count on behind the plan), `hash` the content hash of the question,
    `seed` presents it as it was shown, `response` holds indexes as shown, `chosen` the same in words, `recall` is
    the predicted recall of the fact (the mean of several), `ms` how long the answer took.
    """

    session: str
    n: int
    bank: str
    question: str
    hash: str
    kind: str
    seed: int
    response: Any
    chosen: tuple[Any, ...]
    score: float
    evidence: tuple[Evidence, ...]
    parts: tuple[float, ...] = ()
    points: float = 1.0
    recall: float = 0.0
    ms: int = 0
    hint: bool = False
    guessed: bool = False
    comeback: bool = False


class FinishBody(Struct, frozen=True, omit_defaults=True):
    """A session reached its end: points earned of `max`, percent, and whether the pass mark was met."""

    session: str
    points: float
    max: float
    percent: float
    passed: bool | None = None
    reason: Literal["done", "time"] = "done"


class RetractBody(Struct, frozen=True):
    """The answer `target` is taken back."""

    target: str


class OverrideBody(Struct, frozen=True, omit_defaults=True):
    """The learner says that the answer `target` was right; it counts with `score` from then on."""

    target: str
    score: float = 1.0


class RegradeBody(Struct, frozen=True, omit_defaults=True):
    """The answer `target` was graded again; its `score` and `evidence` replace the old, which stay in the log.

    `points` is what the question can earn (0: it was voided), `hash` the content hash of the question as it was graded
    by, `accept` what was taken for right beside its key; `overridden` says that the learner's own word was kept.
    """

    target: str
    score: float
    evidence: tuple[Evidence, ...]
    parts: tuple[float, ...] = ()
    points: float | None = None
    old: float = 0.0
    hash: str = ""
    reason: str = ""
    accept: tuple[str, ...] = ()
    overridden: bool = False


class ReadBody(Struct, frozen=True):
    """A lesson was read to its end."""

    lesson: str


class FlagBody(Struct, frozen=True, omit_defaults=True):
    """The learner tells the teacher that something is wrong with a question."""

    bank: str
    question: str
    hash: str = ""
    remark: str = ""


class SuspendBody(Struct, frozen=True, omit_defaults=True):
    """A fact is taken out of reviews, or (on=False) back in."""

    fact: str
    on: bool = True


class BuryBody(Struct, frozen=True):
    """A fact is left alone until the ordinal day `until`."""

    fact: str
    until: int


class ParamsBody(Struct, frozen=True, omit_defaults=True):
    """The learner's settings of memory from now on; what is None stays as it was."""

    version: str = ""
    parameters: tuple[float, ...] | None = None
    retention: float | None = None
    lesson_retention: dict[str, float] = field(default_factory=dict)
    new_per_day: int | None = None
    reviews_per_day: int | None = None


Body: TypeAlias = (
    SessionBody
    | AnswerBody
    | FinishBody
    | RetractBody
    | OverrideBody
    | RegradeBody
    | ReadBody
    | FlagBody
    | SuspendBody
    | BuryBody
    | ParamsBody
)

BODIES: dict[str, type[Any]] = {
    "session": SessionBody,
    "answer": AnswerBody,
    "finish": FinishBody,
    "retract": RetractBody,
    "override": OverrideBody,
    "regrade": RegradeBody,
    "read": ReadBody,
    "flag": FlagBody,
    "suspend": SuspendBody,
    "bury": BuryBody,
    "params": ParamsBody,
}
TYPES: dict[type[Any], str] = {body: name for name, body in BODIES.items()}


def body_of(event: Event) -> Any:
    """The typed body of an event. msgspec.ValidationError where it does not have that shape; None: unknown type."""
    body = BODIES.get(event.type)
    return None if body is None else msgspec.convert(event.body, body)


def body_data(body: Body) -> dict[str, Any]:
    """The body as plain JSON data, defaults left out."""
    data: dict[str, Any] = msgspec.to_builtins(body)
    return data


def uuid7_bytes(ms: int, random_bits: Callable[[int], int]) -> bytes:
    """The 16 bytes of `uuid7`."""
    value = (ms & ((1 << 48) - 1)) << 80 | 0x7 << 76 | random_bits(12) << 64 | 0b10 << 62 | random_bits(62)
    return value.to_bytes(16, "big")


def uuid7(ms: int, random_bits: Callable[[int], int]) -> str:
    """A UUID version 7 (RFC 9562, section 5.7): 48 bits of milliseconds, 74 random bits from `random_bits(n)`."""
    text = uuid7_bytes(ms, random_bits).hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
