"""Reading aloud: an asker that has each question and each verdict spoken by a program, beside what it shows."""

import os
import shlex
import subprocess
from collections.abc import Callable, Sequence
from contextlib import suppress

from learn.interactions import Gaps, Interaction, Match, Order, PickMany, PickOne
from learn.language import current, tr
from learn.problems import UsageError
from learn.session.asker import Asked, Asker, Closing, Command, Feedback, Opening, Reply
from learn.terminal import compose, wording
from learn.terminal.look import WORDS
from learn.terminal.plain import with_named_gaps
from learn.terminal.rows import heard
from learn.text import clean

LANG = "{lang}"


class Voice:
    """A program that speaks what it reads on stdin, such as `espeak-ng` or `say`. What is new interrupts the old.

    `{lang}` in its command stands for the language of what it is to say: `espeak-ng -v {lang}`.
    """

    def __init__(self, command: str) -> None:
        self._command = shlex.split(command, posix=os.name == "posix")  # a path of Windows keeps its backslashes
        self._speaking: subprocess.Popen[bytes] | None = None

    @property
    def minds_language(self) -> bool:
        """Whether it is told which language a text is in."""
        return any(LANG in part for part in self._command)

    def say(self, text: str, lang: str = "") -> None:
        """Begin to speak, in the interface's language unless told another. UsageError where it cannot be run."""
        self.hush()
        try:
            self._speaking = subprocess.Popen(  # noqa: S603 - the learner's own command
                [part.replace(LANG, lang or current()) for part in self._command],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        except OSError as error:
            raise UsageError(
                tr("{program} cannot be run: {why}", program=self._command[0], why=error.strerror),
                hint=tr("learn config unset speak, or install it"),
            ) from None
        assert self._speaking.stdin is not None
        with suppress(OSError):  # it went away; Windows says so in another way
            self._speaking.stdin.write(clean(text).encode())
            self._speaking.stdin.close()

    def hush(self) -> None:
        """Stop speaking."""
        if self._speaking is not None and self._speaking.poll() is None:
            self._speaking.terminate()
            self._speaking.wait()
        self._speaking = None

    def finish(self) -> None:
        """Let the last words be heard, for half a minute at most."""
        if self._speaking is not None:
            with suppress(subprocess.TimeoutExpired):
                self._speaking.wait(30)


class SpeakingAsker:
    """An asker that shows as `asker` does and lets `voice` say it.

    `lang_of` knows the language of a bank by its name; it is asked only where the voice wants to know.
    """

    def __init__(self, asker: Asker, voice: Voice, lang_of: Callable[[str], str] = lambda _: "") -> None:
        self._asker = asker
        self._voice = voice
        self._lang_of = lang_of
        self._said: int | None = None

    def open(self, opening: Opening) -> None:
        """Shown, not said: the first question follows at once."""
        self._asker.open(opening)

    def ask(self, asked: Asked) -> Reply:
        """Say the question when it is put, not when it stands open still."""
        if asked.n != self._said:
            self._voice.say(question_aloud(asked), self._lang(asked))
            self._said = asked.n
        reply = self._asker.ask(asked)
        self._voice.hush()
        return reply

    def malformed(self, message: str) -> None:
        """Say why the reply could not be taken."""
        self._voice.say(message)
        self._asker.malformed(message)

    def tell(self, message: str) -> None:
        """Shown alone."""
        self._asker.tell(message)

    def hint(self, asked: Asked, text: str) -> None:
        """Say the hint."""
        self._voice.say(_text([text]), self._lang(asked))
        self._asker.hint(asked, text)

    def recorded(self, asked: Asked, event: str) -> None:
        """Shown alone: the next question follows at once."""
        self._asker.recorded(asked, event)

    def feedback(self, feedback: Feedback) -> Command | None:
        """Say the verdict and why."""
        self._voice.say(feedback_aloud(feedback), self._lang(feedback.asked))
        self._said = None
        return self._asker.feedback(feedback)

    def verdicts(self, feedbacks: tuple[Feedback, ...]) -> None:
        """Shown alone: all of a test at once is too much to listen to."""
        self._asker.verdicts(feedbacks)

    def close(self, closing: Closing) -> Command | None:
        """Say the score, and let it be heard."""
        self._voice.say(_text([row.mark + row.text for row in compose.closing_rows(closing, WORDS)[:3]]))
        command = self._asker.close(closing)
        self._voice.finish()
        return command

    def _lang(self, asked: Asked) -> str:
        return self._lang_of(asked.question.partition("/")[0]) if self._voice.minds_language else ""


def question_aloud(asked: Asked) -> str:
    """The question as it is said: where one is, what is asked, and what there is to choose from."""
    hint = [asked.hint_shown] if asked.hint_shown else []
    return _text([wording.place(asked), asked.ask, *_choices(asked.interaction), *hint])


def feedback_aloud(feedback: Feedback) -> str:
    """The verdict as it is said: the outcome, what would have been right, and why."""
    outcome = compose.outcome_row(feedback, WORDS)
    answers = [row.mark + row.text for row in compose.answer_rows(feedback, WORDS)]
    return _text([outcome.mark + outcome.text, *answers, feedback.explain])


def _choices(interaction: Interaction) -> list[str]:
    match interaction:
        case PickOne(options=some) | PickMany(options=some) | Order(items=some):
            return _numbered(some)
        case Match(left=left, right=right):
            return [*_numbered(left), *_numbered(right)]
        case Gaps(words=words):
            return [with_named_gaps(interaction), *_numbered(words or ())]
        case _:
            return []


def _numbered(texts: Sequence[str]) -> list[str]:
    return [f"{number}: {text}" for number, text in enumerate(texts, start=1)]


def _text(pieces: Sequence[str]) -> str:
    """Pieces as sentences, without marks that would be spelled: a voice pauses between lines that end."""
    from learn.terminal.unmarked import unmarked

    said = [heard(unmarked(piece)).strip() for piece in pieces if piece.strip()]
    return "\n".join(piece if piece[-1] in ".?!:…" else f"{piece}." for piece in said) + "\n"
