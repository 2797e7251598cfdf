"""The conversation between a session and whoever puts its questions before a learner.

A front end is an `Asker`: it shows what it is handed and returns what the learner did. It knows the seven
interactions and nothing about kinds, memory or the store. The rich terminal, the plain prompts and the JSON lines
are three askers over the same engine.
"""

from typing import Literal, Protocol, TypeAlias

from msgspec import Struct

from learn.events import Mode
from learn.interactions import Interaction, Response
from learn.verdict import Verdict


class Opening(Struct, frozen=True):
    """A session begins or goes on: `answered` of `questions` are behind it when it was paused before."""

    session: str
    mode: Mode
    questions: int
    title: str
    answered: int = 0
    minutes: float | None = None
    require: float | None = None
    notices: tuple[str, ...] = ()


class Asked(Struct, frozen=True):
    """One question to put before the learner.

    `n` counts 1 … `of` over the plan and on behind it for comebacks; `question` is `bank/id`; `heading` names the
    lesson (or bank); `has_hint` says whether /hint has something to give; `seconds_left` is the rest of a time
    limit when the question is put (None: no limit); `can_undo` whether an answer of this session can be taken back.
    """

    n: int
    of: int
    question: str
    kind: str
    ask: str
    interaction: Interaction
    heading: str = ""
    comeback: bool = False
    has_hint: bool = False
    hint_shown: str = ""
    seconds_left: float | None = None
    can_undo: bool = False
    test: bool = False


class Source(Struct, frozen=True):
    """A fact behind the question: its statement, who says so, what sort of claim it is, and where it stands.

    `by` is the speaker's name and role or the source's own voice, `where` e.g. "Kyunghyang Shinmun, paragraph 9".
    """

    fact: str
    statement: str
    claim: str
    by: str
    where: str
    disputed: str = ""


class Return(Struct, frozen=True):
    """When a fact comes back: in `days` (0: later in this session)."""

    fact: str
    days: int


class Feedback(Struct, frozen=True):
    """What is shown after an answer, once it is on disk as event `recorded`."""

    n: int
    asked: Asked
    response: Response
    verdict: Verdict
    recorded: str
    explain: str = ""
    sources: tuple[Source, ...] = ()
    returns: tuple[Return, ...] = ()
    can_override: bool = False
    overridden: bool = False
    last: bool = False


class Missed(Struct, frozen=True):
    """A question of the session that was not answered right at first, with what would have been."""

    question: str
    ask: str
    expected: str


class Closing(Struct, frozen=True):
    """The end of a session: the score, what was learned, and what comes next.

    `passed` is None where no pass mark was set; `reason` tells a full run from one that time ended; `paused` is
    set when the learner left before the end, and then the rest is the score so far; `learned` are statements of
    facts answered right for the first time; `next_due` is the day (YYYY-MM-DD) of the next review. `untold` says that
    there is a score and nobody is told it yet: a test that was left.
    """

    points: float
    max: float
    percent: float
    passed: bool | None = None
    require: float | None = None
    reason: Literal["done", "time"] = "done"
    paused: bool = False
    answered: int = 0
    right: int = 0
    learned: tuple[str, ...] = ()
    missed: tuple[Missed, ...] = ()
    next_due: str = ""
    next_due_count: int = 0
    due_now: int = 0
    advice: str = ""
    can_undo: bool = False
    untold: bool = False


class Answer(Struct, frozen=True):
    """The learner's answer, which fits the interaction; `ms` is how long she took."""

    response: Response
    guessed: bool = False
    ms: int = 0


class Command(Struct, frozen=True):
    """Something else than an answer. `expired`: the time limit ran out while the question stood open."""

    name: Literal["hint", "skip", "undo", "override", "flag", "quit", "expired"]
    remark: str = ""


Reply: TypeAlias = Answer | Command


class Asker(Protocol):
    """What a front end does. Calls come in the order of a session; nothing is called after `close`.

    Ctrl-C is KeyboardInterrupt, end of input is `Command("quit")`: either pauses the session.
    """

    def open(self, opening: Opening) -> None:
        """The session begins, or goes on."""

    def ask(self, asked: Asked) -> Reply:
        """Put the question and return what the learner did. Called again for the same `n` after a hint, a
        malformed answer or a flag: then the question is still open."""

    def malformed(self, message: str) -> None:
        """The last reply could not be taken, and why; `ask` follows for the same question."""

    def tell(self, message: str) -> None:
        """A short notice between questions: an answer taken back, a question flagged."""

    def hint(self, asked: Asked, text: str) -> None:
        """The hint that was asked for; `ask` follows for the same question with `hint_shown` set."""

    def recorded(self, asked: Asked, event: str) -> None:
        """In a test: the answer is on disk as `event`; the verdict comes at the end."""

    def feedback(self, feedback: Feedback) -> Command | None:
        """Show the verdict. None goes on; undo, override, flag and quit are carried out (override and flag are
        followed by another `feedback` for the same answer)."""

    def verdicts(self, feedbacks: tuple[Feedback, ...]) -> None:
        """At the end of a test: all verdicts together, before `close`."""

    def close(self, closing: Closing) -> Command | None:
        """Show the end. `undo` takes the last answer back and opens its question again; None leaves."""
