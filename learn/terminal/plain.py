"""The plain asker: one line out after another, one line in for an answer. For screen readers, pipes and dumb terminals.

Nothing moves, nothing is drawn, nothing is known by colour or sign alone, and nothing waits for Enter that is not an
answer. Every command of the other askers is here, behind a slash.
"""

from collections.abc import Callable, Iterable, Sequence
from time import monotonic
from typing import TextIO, TypeVar

from msgspec import structs

from learn.interactions import Gaps, Interaction, Line, Match, Order, PickMany, PickOne, Response, Reveal
from learn.language import tr, translatable
from learn.session.asker import Answer, Asked, Closing, Command, Feedback, Opening, Reply
from learn.terminal import compose, wording
from learn.terminal.lines import Lines
from learn.terminal.look import WORDS
from learn.terminal.output import Output
from learn.terminal.rows import Row, heard, plain_lines
from learn.terminal.typed import Refused, Slash, choice_of, command_of, slash, text_of, word_of, yes_or_no

T = TypeVar("T")

HELP = (
    translatable("/hint shows a hint."),
    translatable("/skip leaves this question for later."),
    translatable("/guess says that you are guessing."),
    translatable("/undo takes the last answer back."),
    translatable("/wasright says that your last answer was right."),
    translatable("/flag, with a remark if you like, tells the teacher that something is wrong with this question."),
    translatable("/quit stops here. Go on later with: learn resume"),
    translatable("/? shows this. A typed answer that begins with a slash is typed with two."),
)


class PlainAsker:
    """An asker over lines. `clock` gives monotonic seconds."""

    def __init__(self, stdin: TextIO, stdout: TextIO, *, clock: Callable[[], float] = monotonic) -> None:
        self._reader = Lines(stdin)
        self._out = Output(stdout)
        self._clock = clock
        self._open: tuple[int, str] | None = None
        self._asked: tuple[int, str] | None = None
        self._since = 0.0
        self._all_told = False
        self._guessed = False
        self._typed: list[str] = []
        self._deadline: float | None = None

    # -- the session ---------------------------------------------------------------------------------------------

    def open(self, opening: Opening) -> None:
        """Say which session this is, and how to get help."""
        self._say(compose.opening_rows(opening, WORDS))
        self._out.lines([tr("Commands begin with a slash: /? lists them.")])

    def ask(self, asked: Asked) -> Reply:
        """Say the question unless it stands open already, and read lines until one is an answer or a command."""
        self._deadline = None if asked.seconds_left is None else self._clock() + asked.seconds_left
        self._put(asked)
        try:
            response = self._response(asked.interaction)
        except _Left as left:
            return self._command(left.command)
        except TimeoutError:
            return Command("expired")
        self._open = None
        return Answer(response=response, guessed=self._guessed, ms=round((self._clock() - self._since) * 1000))

    def malformed(self, message: str) -> None:
        """Say why the reply could not be taken. The question stays open."""
        self._open = self._asked
        self._say([Row(wording.sentence(message))])

    def tell(self, message: str) -> None:
        """Say it."""
        self._say([Row(message)])

    def hint(self, asked: Asked, text: str) -> None:  # noqa: ARG002 - an Asker is told
        """Say the hint."""
        self._say([compose.hint_row(text)])

    def recorded(self, asked: Asked, event: str) -> None:  # noqa: ARG002 - an Asker is told
        """Say that the answer of a test is kept."""
        self._out.lines([tr("Recorded.")])

    def feedback(self, feedback: Feedback) -> Command | None:
        """Say the verdict and go on; what the learner has to say about it, she can say at the next question."""
        self._say(_without_blanks(compose.feedback_rows(feedback, WORDS)))
        if feedback.can_override and not feedback.last:
            self._out.lines([tr("If you were right: /wasright")])
        return self._typed_ahead({"undo", "wasright", "flag"}) if feedback.last else None

    def verdicts(self, feedbacks: tuple[Feedback, ...]) -> None:
        """Say all verdicts of a test."""
        self._all_told = True
        self._out.lines([""])
        self._say(compose.verdict_rows(feedbacks, WORDS))

    def close(self, closing: Closing) -> Command | None:
        """Say how it ended. A line with /undo that is there already takes the last answer back."""
        self._out.lines([""])
        self._say(_without_blanks(compose.closing_rows(closing, WORDS, self._all_told)))
        if closing.paused or not closing.can_undo:
            return None
        self._out.lines([tr("To take the last answer back: learn undo")])
        return self._typed_ahead({"undo"})

    # -- the open question ---------------------------------------------------------------------------------------

    def _put(self, asked: Asked) -> None:
        self._asked = (asked.n, asked.question)
        if self._open == self._asked:
            return
        self._open, self._since, self._guessed, self._typed = self._asked, self._clock(), False, []
        self._out.lines([""])
        self._say(question_rows(asked))

    def _response(self, interaction: Interaction) -> Response:
        match interaction:
            case Line(unit=unit):
                return self._until_taken(_line_prompt(unit), _not_empty)
            case Gaps():
                return self._gaps(interaction)
            case Reveal(back=back):
                return self._reveal(back)
            case _:
                return self._until_taken(choice_prompt(interaction), lambda line: choice_of(line, interaction))

    def _gaps(self, interaction: Gaps) -> tuple[str, ...]:
        """One line a gap. Gaps typed before a command are kept for when the question goes on."""
        while len(self._typed) < interaction.gaps:
            prompt = tr("Gap {number} of {gaps}:", number=len(self._typed) + 1, gaps=interaction.gaps)
            self._typed.append(self._until_taken(prompt, lambda line: word_of(line, interaction.words)))
        filled, self._typed = tuple(self._typed), []
        return filled

    def _reveal(self, back: str) -> bool:
        if not self._typed:
            self._typed.append(self._line(tr("Think of the answer. Any line shows it:")))
            self._say([Row(back)])
        return self._until_taken(tr("Did you know it? y or n:"), yes_or_no)

    def _until_taken(self, prompt: str, read: Callable[[str], T]) -> T:
        """Prompt until a line can be read."""
        while True:
            try:
                return read(self._line(prompt))
            except Refused as refused:
                self._say([Row(str(refused))])

    def _line(self, prompt: str) -> str:
        """A line that is no command. What is asked of the prompt itself is settled here."""
        while True:
            self._say([Row(prompt)])
            line = "" if self._out.gone else self._reader.readline(self._seconds())
            if not line:
                raise _Left(Command("quit"))
            said = slash(line)
            if said is None:
                return line
            command = command_of(said)
            if command is not None:
                raise _Left(command)
            self._settle(said)

    def _settle(self, said: Slash) -> None:
        if said.name == "guess":
            self._guessed = not self._guessed
            self._out.lines([tr("This answer will count as a guess.") if self._guessed else tr("Not a guess.")])
        elif said.name == "?":
            self._out.lines([tr(line) for line in HELP])
        else:
            unknown = tr("There is no command /{name}. /? lists them; // begins a text with a slash.", name=said.name)
            self._say([Row(unknown)])

    def _command(self, command: Command) -> Command:
        """After a skip or an undo another question will stand open."""
        if command.name in {"skip", "undo"}:
            self._open = None
        return command

    def _seconds(self) -> float | None:
        return None if self._deadline is None else max(0.0, self._deadline - self._clock())

    def _typed_ahead(self, names: set[str]) -> Command | None:
        """One of these commands, if it is in the input already. Nothing waits for it."""
        if not self._reader.ready():
            return None
        said = slash(self._reader.readline())
        return command_of(said) if said is not None and said.name in names else None

    def _say(self, rows: Iterable[Row]) -> None:
        self._out.lines([heard(line) for line in plain_lines(rows)])


class _Left(Exception):
    """The learner gave a command instead of an answer."""

    def __init__(self, command: Command) -> None:
        super().__init__(command.name)
        self.command = command


def question_rows(asked: Asked) -> list[Row]:
    """The question as it is said: where it stands, what is asked, and the numbered options."""
    rows = [Row(_head(asked))]
    if asked.ask:
        rows.append(Row(asked.ask))
    rows += interaction_rows(asked.interaction)
    return rows + ([compose.hint_row(asked.hint_shown)] if asked.hint_shown else [])


def interaction_rows(interaction: Interaction) -> list[Row]:
    """What there is to choose from, numbered from 1."""
    match interaction:
        case PickOne(options=shown) | PickMany(options=shown) | Order(items=shown):
            return _numbered(shown)
        case Match(left=left, right=right):
            return [Row(tr("Left:")), *_numbered(left), Row(tr("Right:")), *_numbered(right)]
        case Gaps(words=words):
            return [Row(with_named_gaps(interaction)), *([Row(tr("Words:")), *_numbered(words)] if words else [])]
        case _:
            return []


def with_named_gaps(interaction: Gaps) -> str:
    """The text with each gap by its number: a voice passes over `____` in silence."""
    first, *others = interaction.text.split("____")
    return first + "".join(tr("(gap {number})", number=n) + text for n, text in enumerate(others, 1))


def choice_prompt(interaction: Interaction) -> str:
    """What to type, for the interactions that are answered by numbers."""
    match interaction:
        case PickMany(choose=None):
            return tr("All that apply, as numbers with spaces between:")
        case PickMany(choose=choose):
            return tr("Exactly {n}, as numbers with spaces between:", n=choose)
        case Order():
            return tr("The order from first to last, as numbers with spaces between:")
        case Match():
            return tr("For each on the left in turn the number of its right side, with spaces between:")
        case PickOne(options=options):
            return tr("One number from 1 to {size}:", size=len(options))
        case _:
            return tr("Your answer:")


def _head(asked: Asked) -> str:
    parts = [wording.place(asked), asked.heading]
    if asked.seconds_left is not None:
        parts.append(tr("{time} left", time=wording.spoken_time(asked.seconds_left)))
    return ", ".join(part for part in parts if part) + "."


def _numbered(texts: Sequence[str]) -> list[Row]:
    return [Row(text, mark=f"{index}. ") for index, text in enumerate(texts, 1)]


def _line_prompt(unit: str) -> str:
    return tr("Your answer, in {unit}:", unit=unit) if unit else tr("Your answer:")


def _not_empty(line: str) -> str:
    text = text_of(line)
    if not text:
        raise Refused(tr("Type an answer, or /skip."))
    return text


def _without_blanks(rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if row != structs.replace(row, text="", mark="")]
