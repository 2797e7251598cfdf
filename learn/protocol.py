"""The JSON-lines asker: the engine driven by another program, one JSON object a line in either direction.

The lines are a contract (docs/design.md, "JSON lines"): indexes count from 0, unknown keys are ignored, a line that
makes no sense is answered by an error and leaves the question open. A verdict and the question after it are printed
at once, so `undo`, `override` and `flag` may come at any time; `override` means the last answer.
"""

from collections.abc import Callable
from typing import Any, Protocol, TextIO

import msgspec

from learn.interactions import Interaction, fault, freeze
from learn.language import tr
from learn.session.asker import Answer, Asked, Closing, Command, Feedback, Opening, Reply, Return, Source
from learn.text import inert

COMMANDS = ("hint", "skip", "undo", "override", "flag", "quit")
MAX_REMARK = 2_000


class LineReader(Protocol):
    """Where the other program's lines come from: `learn.terminal.lines.Lines` is one."""

    def readline(self, seconds: float | None = None) -> str:
        """The next line, "" at the end. TimeoutError after `seconds`."""


class Unfit(Exception):
    """A line that is neither an answer to the open question nor a command; its message is for the line's author."""


class JsonLinesAsker:
    """An asker over two streams. `clock` gives monotonic seconds."""

    def __init__(self, reader: LineReader, writer: TextIO, clock: Callable[[], float]) -> None:
        self._reader = reader
        self._writer = writer
        self._clock = clock
        self._open: tuple[int, str] | None = None
        self._asked: tuple[int, str] | None = None
        self._since = 0.0
        self._gone = False

    # -- the session ---------------------------------------------------------------------------------------------

    def open(self, opening: Opening) -> None:
        """Print the session line, and a notice for each notice."""
        line = {"event": "session", "session": opening.session, "mode": opening.mode, "questions": opening.questions}
        self._print(line | {"title": opening.title, "answered": opening.answered} | _limits(opening))
        for notice in opening.notices:
            self.tell(notice)

    def ask(self, asked: Asked) -> Reply:
        """Print the question unless it stands open already, and read lines until one is an answer or a command."""
        self._put(asked)
        deadline = None if asked.seconds_left is None else self._clock() + asked.seconds_left
        while not self._gone:
            try:
                line = self._reader.readline(None if deadline is None else max(0.0, deadline - self._clock()))
                if deadline is not None and self._clock() >= deadline:
                    return Command("expired")
                reply = read_reply(line, asked.interaction)
            except TimeoutError:
                return Command("expired")
            except Unfit as unfit:
                self._error(str(unfit))
            else:
                return self._timed(reply)
        return Command("quit")

    def malformed(self, message: str) -> None:
        """Print an error line. The question stays open."""
        self._open = self._asked
        self._error(message)

    def tell(self, message: str) -> None:
        """Print a notice."""
        self._print({"event": "notice", "message": message})

    def hint(self, asked: Asked, text: str) -> None:
        """Print the hint."""
        self._print({"event": "hint", "n": asked.n, "text": text})

    def recorded(self, asked: Asked, event: str) -> None:
        """Print that the answer of a test is on disk."""
        self._print({"event": "recorded", "n": asked.n, "recorded": event})

    def feedback(self, feedback: Feedback) -> Command | None:
        """Print the verdict, and go on: what the other program has to say about it comes with its next line."""
        self._print(verdict_line(feedback))
        return None

    def verdicts(self, feedbacks: tuple[Feedback, ...]) -> None:
        """Print all verdicts of a test."""
        for feedback in feedbacks:
            self._print(verdict_line(feedback))

    def close(self, closing: Closing) -> Command | None:
        """Print the score, or the score so far."""
        self._print(closing_line(closing))
        return None

    # -- the open question ---------------------------------------------------------------------------------------

    def _put(self, asked: Asked) -> None:
        self._asked = (asked.n, asked.question)
        if self._open == self._asked:
            return
        self._open = self._asked
        self._since = self._clock()
        self._print(question_line(asked))

    def _timed(self, reply: Reply) -> Reply:
        """The reply with the time it took. After an answer, a skip or an undo another question will stand open."""
        if isinstance(reply, Answer):
            self._open = None
            return msgspec.structs.replace(reply, ms=round((self._clock() - self._since) * 1000))
        if reply.name in {"skip", "undo"}:
            self._open = None
        return reply

    # -- writing -------------------------------------------------------------------------------------------------

    def _error(self, message: str) -> None:
        self._print({"event": "error", "message": message})

    def _print(self, line: dict[str, Any]) -> None:
        """One flushed line. When nobody reads any longer, the session is left as by quit."""
        if self._gone:
            return
        try:
            _write(self._writer, inert(msgspec.json.encode(line)) + b"\n")
        except (OSError, ValueError):
            self._gone = True
            from learn.app.streams import silence

            silence(self._writer)


def read_reply(line: str, interaction: Interaction) -> Reply:
    """What a line says: an answer that fits the interaction, or a command. The end of input quits. Raises Unfit."""
    if not line:
        return Command("quit")
    message = _decoded(line)
    if "command" in message:
        return _command(message)
    if "answer" not in message:
        raise Unfit(tr('the line has neither "answer" nor "command"'))
    unfit = fault(interaction, message["answer"])
    if unfit is not None:
        raise Unfit(unfit)
    guessed = message.get("guessed", False)
    if not isinstance(guessed, bool):
        raise Unfit(tr('"guessed" is true or false'))
    return Answer(response=freeze(message["answer"]), guessed=guessed)


def _decoded(line: str) -> dict[str, Any]:
    try:
        message = msgspec.json.decode(line.encode("utf-8"))
    except UnicodeEncodeError:
        raise Unfit(tr("the line is not UTF-8")) from None
    except RecursionError:
        raise Unfit(tr("the line is nested too deeply")) from None
    except msgspec.MsgspecError as error:
        raise Unfit(tr("the line is not JSON: {error}", error=error)) from None
    if not isinstance(message, dict):
        raise Unfit(tr('the line is not a JSON object such as {"answer":0}'))
    return message


def _command(message: dict[str, Any]) -> Command:
    name, remark = message["command"], message.get("remark", "")
    if name not in COMMANDS:
        raise Unfit(tr('"command" is one of {names}', names=", ".join(COMMANDS)))
    if not isinstance(remark, str):
        raise Unfit(tr('"remark" is a text'))
    return Command(name=name, remark=remark[:MAX_REMARK])


def question_line(asked: Asked) -> dict[str, Any]:
    """The question as it is printed: the contract's keys first, then what helps a front end."""
    line: dict[str, Any] = {
        "event": "question",
        "n": asked.n,
        "question": asked.question,
        "kind": asked.kind,
        "ask": asked.ask,
        "comeback": asked.comeback,
        "interaction": asked.interaction,
        "of": asked.of,
        "heading": asked.heading,
        "hint": asked.has_hint,
    }
    return line if asked.seconds_left is None else line | {"seconds_left": round(asked.seconds_left, 1)}


def verdict_line(feedback: Feedback) -> dict[str, Any]:
    """The verdict as it is printed. `expected` is in words, `key` in the form of a response."""
    verdict = feedback.verdict
    return {
        "event": "verdict",
        "n": feedback.n,
        "score": float(verdict.score),
        "correct": verdict.correct,
        "expected": verdict.expected,
        "key": verdict.key,
        "feedback": verdict.feedback,
        "explain": feedback.explain,
        "sources": [_source(source) for source in feedback.sources],
        "recorded": feedback.recorded,
        "question": feedback.asked.question,
        "note": verdict.note,
        "parts": [float(part.score) for part in verdict.parts],
        "returns": [_return(back) for back in feedback.returns],
        "can_override": feedback.can_override,
        "overridden": feedback.overridden,
    }


def closing_line(closing: Closing) -> dict[str, Any]:
    """`finished` with the score, or `paused` with the score so far, which is not told in a test."""
    if closing.untold:
        return {"event": "paused", "max": closing.max, "answered": closing.answered}
    score = {"points": closing.points, "max": closing.max}
    if closing.paused:
        return {"event": "paused"} | score | {"answered": closing.answered}
    rest = {"percent": closing.percent, "passed": closing.passed, "reason": closing.reason}
    return {"event": "finished"} | score | rest | {"answered": closing.answered, "next_due": closing.next_due}


def _limits(opening: Opening) -> dict[str, Any]:
    limits = {"minutes": opening.minutes, "require": opening.require}
    return {name: value for name, value in limits.items() if value is not None}


def _source(source: Source) -> dict[str, str]:
    line = {name: getattr(source, name) for name in ("fact", "statement", "claim", "by", "where")}
    return line | {"disputed": source.disputed} if source.disputed else line


def _return(back: Return) -> dict[str, Any]:
    return {"fact": back.fact, "days": back.days}


def _write(writer: TextIO, line: bytes) -> None:
    """JSON is UTF-8 whatever the locale says, so the bytes go past the text layer where there is one."""
    binary = getattr(writer, "buffer", None)
    if binary is None:
        writer.write(line.decode("utf-8"))
        writer.flush()
    else:
        writer.flush()
        binary.write(line)
        binary.flush()
