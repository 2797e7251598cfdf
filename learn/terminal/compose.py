"""Screens as rows: the opening, a question's head, the feedback on an answer, and the end. Values in, rows out."""

from collections.abc import Sequence
from typing import Any

from learn.interactions import Gaps, Line, Match, Order, Reveal, texts
from learn.language import tr, translatable, trn
from learn.session.asker import Asked, Closing, Feedback, Missed, Opening, Source
from learn.terminal import wording
from learn.terminal.look import Signs
from learn.terminal.rows import BLANK, Role, Row
from learn.text import width
from learn.verdict import Part

NOTHING = translatable("(nothing)")


def opening_rows(opening: Opening, signs: Signs) -> list[Row]:
    """What session this is, how far it has come, and what there is to know about it."""
    facts = [wording.mode(opening.mode), trn("{n} question", "{n} questions", opening.questions)]
    if opening.minutes is not None:
        facts.append(wording.counted_minutes(opening.minutes))
    if opening.require is not None:
        facts.append(tr("pass mark {percent}", percent=wording.percent(opening.require)))
    if opening.answered:
        facts.append(tr("{n} answered before", n=opening.answered))
    rows = [Row(opening.title, "strong"), Row(signs.between.join(facts), "dim")]
    return rows + [Row(notice, "dim") for notice in opening.notices]


def question_rows(asked: Asked, signs: Signs, cells: int) -> list[Row]:
    """Where the session stands, the question, and the hint where it was asked for before."""
    hint = [BLANK, hint_row(asked.hint_shown)] if asked.hint_shown else []
    ask = [BLANK, Row(asked.ask, "strong")] if asked.ask else []
    return [*head_rows(asked, signs, cells), *ask, *hint]


def hint_row(text: str) -> Row:
    """A hint, named as one."""
    return Row(text, mark=tr("Hint: "), mark_role="accent")


def head_rows(asked: Asked, signs: Signs, cells: int) -> list[Row]:
    """`Question 3 of 10`, a bar of what is done, and the lesson; the lesson below where the line is too short."""
    place = wording.place(asked)
    done = bar(asked.n - 1, asked.of, bar_cells(cells, width(place)), signs)
    head = f"{place}  {done}".rstrip()
    if width(f"{head}  {asked.heading}") <= cells:
        return [Row(asked.heading, "dim", mark=f"{head}  ", mark_role="accent")]
    return [Row(head, "accent"), Row(asked.heading, "dim")]


def bar(value: float, whole: float, cells: int, signs: Signs) -> str:
    """A bar of so many cells, as far filled as value is of whole; something is never drawn as nothing."""
    share = min(1.0, max(0.0, value / whole)) if whole else 0.0
    full = round(share * cells)
    if share > 0:
        full = max(1, full)
    if share < 1:
        full = min(full, cells - 1)
    return signs.full * full + signs.empty * (cells - full) if cells > 0 else ""


def bar_cells(cells: int, taken: int) -> int:
    """How long the bar of a head is: 20 cells, 10 on narrow screens, or what is left on very narrow ones."""
    left = cells - taken - 2
    return 20 if cells >= 60 else 10 if cells >= 36 else left if left >= 4 else 0


def outcome_row(feedback: Feedback, signs: Signs) -> Row:
    """The verdict in a sign and in words."""
    role, sign = _grade(1.0 if feedback.overridden else feedback.verdict.score, signs)
    return Row(wording.outcome(feedback) + ("" if sign else "."), role, mark=_before(sign))


def feedback_rows(feedback: Feedback, signs: Signs) -> list[Row]:
    """Everything that is said about an answer: the verdict, what was right, why, who says so, when it comes back."""
    blocks = [
        [outcome_row(feedback, signs), *answer_rows(feedback, signs)],
        _remarks(feedback),
        [Row(feedback.explain)] if feedback.explain else [],
        *[source_rows(source, signs) for source in feedback.sources],
        _return_rows(feedback),
    ]
    return spaced(blocks)


def answer_rows(feedback: Feedback, signs: Signs) -> list[Row]:
    """What was answered and what is right, as far as that needs saying."""
    verdict, interaction = feedback.verdict, feedback.asked.interaction
    if isinstance(interaction, Reveal):
        return []
    if isinstance(interaction, (Match, Gaps)) and verdict.parts and not verdict.correct:
        return [row for index, part in enumerate(verdict.parts, 1) for row in _part_rows(part, index, signs)]
    if verdict.correct:
        return _confirmed(feedback)
    numbered = isinstance(interaction, Order)
    given = _labelled(tr("You answered"), given_texts(feedback), numbered=numbered)
    return given + _labelled(tr("Right answer"), expected_texts(feedback), numbered=numbered)


def given_texts(feedback: Feedback) -> list[str]:
    """The answer in words, one text for each of its items."""
    said = texts(feedback.asked.interaction, feedback.response)
    return [": ".join(map(str, item)) if isinstance(item, list) else str(item) or tr(NOTHING) for item in said]


def expected_texts(feedback: Feedback) -> list[str]:
    """The right answer in words, one text for each of its items."""
    expected, interaction = as_texts(feedback.verdict.expected), feedback.asked.interaction
    if isinstance(interaction, Match) and len(expected) == len(interaction.left):
        return [f"{left}: {right}" for left, right in zip(interaction.left, expected, strict=True)]
    return expected


def as_texts(expected: Any) -> list[str]:
    """A verdict's `expected`, whatever its form, as texts."""
    if isinstance(expected, (list, tuple)):
        return [": ".join(map(str, one)) if isinstance(one, (list, tuple)) else str(one) for one in expected]
    return [] if expected is None or expected == "" else [str(expected)]


def source_rows(source: Source, signs: Signs) -> list[Row]:
    """A fact: its statement, who says so, what sort of claim it is, where it stands, and who says otherwise."""
    claim = wording.claim(source.claim)
    whose = signs.between.join(part for part in (source.by, claim, source.where) if part)
    rows = [Row(source.statement), Row(whose, "dim", mark=signs.dash and f"{signs.dash} ")]
    return rows + ([Row(source.disputed, "partly", mark=tr("Disputed: "))] if source.disputed else [])


def verdict_rows(feedbacks: Sequence[Feedback], signs: Signs) -> list[Row]:
    """The verdicts of a test, all together: what was right in a line, what was not in full."""
    blocks = [_verdict_block(feedback, signs) for feedback in feedbacks]
    return spaced([[Row(tr("Your answers"), "strong")], *blocks])


def closing_rows(closing: Closing, signs: Signs, all_told: bool = False) -> list[Row]:
    """The end: the score, whether it was enough, what was learned, what was missed (unless `all_told`), what comes."""
    return spaced(
        [
            _score_rows(closing, signs),
            _listed(tr("Learned"), closing.learned, signs),
            [] if all_told else _missed_rows(closing.missed, signs),
            _next_rows(closing),
        ]
    )


def spaced(blocks: Sequence[Sequence[Row]]) -> list[Row]:
    """The blocks that are not empty, with a blank line between them."""
    rows: list[Row] = []
    for block in blocks:
        if block:
            rows += [BLANK, *block] if rows else block
    return rows


def _before(sign: str) -> str:
    return f"{sign} " if sign else ""


def _grade(score: float, signs: Signs) -> tuple[Role, str]:
    if score >= 1:
        return "good", signs.right
    return ("bad", signs.wrong) if score <= 0 else ("partly", signs.partly)


def _confirmed(feedback: Feedback) -> list[Row]:
    """A right answer is repeated only where it was typed: its best spelling is worth a look."""
    typed = isinstance(feedback.asked.interaction, (Line, Gaps))
    differs = given_texts(feedback) != expected_texts(feedback)
    return _labelled(tr("As written here"), expected_texts(feedback)) if typed and differs else []


def _labelled(label: str, answers: Sequence[str], numbered: bool = False) -> list[Row]:
    if len(answers) == 1 and not numbered:
        return [Row(answers[0], mark=f"{label}: ", mark_role="dim")]
    marks = [f"{index}. " if numbered else "" for index in range(1, len(answers) + 1)]
    return [Row(f"{label}:", "dim")] * bool(answers) + [
        Row(answer, mark=mark, mark_role="dim", indent=2) for mark, answer in zip(marks, answers, strict=True)
    ]


def _part_rows(part: Part, index: int, signs: Signs) -> list[Row]:
    """One item or gap: what was given, and what is right where that differs."""
    role, sign = _grade(part.score, signs)
    name = part.text or tr("Gap {number}", number=index)
    given = Row(f"{name}: {part.given or tr(NOTHING)}", mark=_before(sign), mark_role=role)
    if part.score >= 1:
        return [given if sign else Row(f"{given.text}: " + tr("right"))]
    word = "" if sign else ": " + tr("wrong")
    return [
        Row(given.text + word, mark=given.mark, mark_role=role),
        Row(part.expected, mark="  " + (tr("right: ") if sign else tr("Right answer") + ": "), mark_role="dim"),
    ]


def _remarks(feedback: Feedback) -> list[Row]:
    verdict = feedback.verdict
    return [Row(text) for text in (verdict.note, verdict.feedback) if text]


def _return_rows(feedback: Feedback) -> list[Row]:
    text = wording.comes_back(feedback.returns)
    return [Row(text, "dim")] if text else []


def _verdict_block(feedback: Feedback, signs: Signs) -> list[Row]:
    role, sign = _grade(feedback.verdict.score, signs)
    said = "" if sign else f" {wording.outcome(feedback)}."
    head = Row(f"{feedback.n}. {feedback.asked.ask}{said}", mark=_before(sign), mark_role=role)
    if feedback.verdict.correct:
        return [head]
    explain = [Row(feedback.explain)] if feedback.explain else []
    sources = [row for source in feedback.sources for row in source_rows(source, signs)]
    return [head, *answer_rows(feedback, signs), *_remarks(feedback), *explain, *sources]


def _score_rows(closing: Closing, signs: Signs) -> list[Row]:
    score = tr("{points} of {max} points", points=wording.number(closing.points), max=wording.number(closing.max))
    if closing.paused:
        if not closing.answered:
            return [Row(tr("Stopped before the first answer."), "strong")]
        return [Row(tr("Stopped here. Go on with: learn resume"), "strong"), Row(_so_far(closing, score))]
    rows = [Row(tr("Time is up."), "strong")] if closing.reason == "time" else []
    rows.append(Row(f"{wording.percent(closing.percent)}, {score}", "strong"))
    return rows + _passed_rows(closing, signs)


def _so_far(closing: Closing, score: str) -> str:
    if closing.untold:
        return trn("{n} question answered.", "{n} questions answered.", closing.answered)
    return trn(
        "{n} question answered, {score} so far.",
        "{n} questions answered, {score} so far.",
        closing.answered,
        score=score,
    )


def _passed_rows(closing: Closing, signs: Signs) -> list[Row]:
    if closing.passed is None:
        return []
    said = tr("Passed") if closing.passed else tr("Not passed")
    if closing.require is not None:
        said += " (" + tr("pass mark {percent}", percent=wording.percent(closing.require)) + ")"
    if closing.passed:
        return [Row(said, "good", mark=_before(signs.right))]
    return [Row(said, "bad", mark=_before(signs.wrong))]


def _listed(title: str, items: Sequence[str], signs: Signs) -> list[Row]:
    if not items:
        return []
    return [Row(title, "strong"), *[Row(item, mark=_before(signs.bullet), mark_role="dim") for item in items]]


def _missed_rows(missed: Sequence[Missed], signs: Signs) -> list[Row]:
    rows: list[Row] = []
    for one in missed:
        rows.append(Row(one.ask, mark=_before(signs.bullet), mark_role="dim"))
        rows.append(
            Row(one.expected, mark=_before(signs.arrow) or tr("Right answer") + ": ", mark_role="good", indent=2)
        )
    return [Row(tr("Missed"), "strong"), *rows] if rows else []


def _next_rows(closing: Closing) -> list[Row]:
    rows = []
    if closing.due_now and not closing.advice:
        due = trn("{n} fact due now: learn review", "{n} facts due now: learn review", closing.due_now)
        rows.append(Row(due))
    if closing.next_due:
        rows.append(Row(_next_review(closing)))
    if closing.advice:
        rows.append(Row(closing.advice))
    return rows


def _next_review(closing: Closing) -> str:
    if not closing.next_due_count:
        return tr("Next review: {day}", day=closing.next_due)
    return trn(
        "Next review: {day}, {n} fact",
        "Next review: {day}, {n} facts",
        closing.next_due_count,
        day=closing.next_due,
    )
