"""Reading a bank: its head, its test, and its questions, each on its own."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from msgspec import structs

from learn.content.codes import fault
from learn.content.forms import convert, one_of
from learn.content.pause import paused_gc
from learn.content.reading import (
    Loaded,
    Once,
    Page,
    as_list,
    id_fault,
    ids_faults,
    is_id,
    items_of,
    open_page,
    places_of,
    with_lists,
)
from learn.content.tree import Where
from learn.content.values import Bank
from learn.kinds import KINDS, kind_class
from learn.kinds.base import Fault, Question
from learn.language import tr, translatable
from learn.problems import did_you_mean

_KINDS = frozenset(KINDS)
_IDS = ("id", "fact", "facts", "formerly")


def read_bank(path: str | Path, content: str | bytes | None = None) -> Loaded[Bank]:
    """The bank in a file (read from disk unless its content is given), with everything that is wrong in it."""
    with paused_gc():
        page = open_page(path, content)
        return bank_of(page)


def bank_of(page: Page, read: "ReadQuestion | None" = None) -> Loaded[Bank]:
    """The bank on a page that has been parsed; `read` reads one question (default: `read_question`)."""
    if not isinstance(page.plain, dict):
        if not page.problems:
            page.add(fault("E155", (), tr("this is not a bank"), tr("begin with `bank: its-id`")))
        return page.loaded(None)
    entries = page.plain
    head = _head(page, {key: value for key, value in entries.items() if key != "questions"})
    if "questions" not in entries and not (head and head.test and head.test.draw) and not page.problems:
        hint = tr("list them under `questions:`, or write `questions: []` for a bank that is only begun")
        page.add(fault("E114", ("questions",), tr("the bank has no questions"), hint))
    questions = tuple(_questions(page, entries, read or read_question))
    return page.loaded(None if head is None else structs.replace(head, questions=questions))


def _head(page: Page, entries: dict[str, Any]) -> Bank | None:
    """The bank without its questions; where only details are wrong, what is right of it."""
    prepared = with_lists(entries, "formerly")
    faults = _id_faults(prepared) + test_faults(prepared.get("test"))
    head, more = convert(prepared, Bank)
    page.add([one for one in faults + more if not page.is_spoiled(one.where[:1])])
    if head is None:
        rest = {key: entries[key] for key in ("bank", "title", "lesson") if isinstance(entries.get(key), str)}
        head = convert(rest, Bank)[0]
    return head if head is None or head.title else structs.replace(head, title=head.id)


def _id_faults(entries: dict[str, Any]) -> list[Fault]:
    found = [id_fault(entries.get(key), (key,)) for key in ("bank", "lesson")]
    return [one for one in found if one] + ids_faults(entries.get("formerly"), ("formerly",))


# -------------------------------------------------------------------------------------------------------------- tests

_FILTERS = ("bank", "lesson", "tag", "difficulty", "kind")


def test_faults(plain: Any) -> list[Fault]:
    """What the types of a test's fields cannot say."""
    if not isinstance(plain, dict):
        return []
    faults = [
        *_limits(plain, "questions", 1, None, ("test",)),
        *_limits(plain, "minutes", 0, None, ("test",)),
        *_limits(plain, "pass", 0, 100, ("test",)),
    ]
    draw = plain.get("draw")
    for place, pool in enumerate(draw if isinstance(draw, list) else []):
        if isinstance(pool, dict):
            faults += _pool_faults(pool, ("test", "draw", place))
    return faults


test_faults.__test__ = False  # type: ignore[attr-defined]


def _pool_faults(pool: dict[str, Any], where: Where) -> Iterator[Fault]:
    yield from _limits(pool, "count", 1, None, where)
    if not any(key in pool for key in _FILTERS):
        yield fault(
            "E154",
            where,
            tr("this draw says not what to draw"),
            tr("name one or more of: {names}", names=", ".join(_FILTERS)),
        )
    kind = pool.get("kind")
    if isinstance(kind, str) and kind not in _KINDS:
        yield _unknown_kind(kind, (*where, "kind"))


def _limits(entries: dict[str, Any], key: str, low: float, high: float | None, where: Where) -> Iterator[Fault]:
    value = entries.get(key)
    try:
        number = float(value) if isinstance(value, str) else None
    except ValueError:
        return
    if number is not None and not (low <= number and (high is None or number <= high)):
        wanted = tr("at least {low:g}", low=low) if high is None else tr("from {low:g} to {high:g}", low=low, high=high)
        yield fault("E116", (*where, key), tr("`{key}` must be {wanted}", key=key, wanted=wanted), "")


# ---------------------------------------------------------------------------------------------------------- questions


ReadQuestion: TypeAlias = Callable[[dict[str, Any]], tuple[Question | None, list[Fault]]]
"""What `read_question` does."""


def _questions(page: Page, entries: dict[str, Any], read: ReadQuestion) -> Iterator[Question]:
    once = Once()
    for where, one in items_of(page, entries, "questions"):
        question, faults = read(one)
        id_ = one.get("id")
        twice = once.fault(page, id_, (*where, "id")) if isinstance(id_, str) else None
        if faults:
            page.add([Fault((*where, *each.where), each.message, each.hint, each.code) for each in faults])
        if twice:
            page.add(twice)
        elif question is not None and not faults:
            yield question


def read_question(plain: dict[str, Any]) -> tuple[Question | None, list[Fault]]:
    """The question that an author's mapping stands for, or None, and what is wrong with it.

    Places count from the question down. A question may be returned together with faults of its content.
    """
    kind = plain.get("kind")
    if kind.__class__ is not str or kind not in _KINDS:
        return None, [_kind_fault(plain), *_named_faults(plain)]
    cls = kind_class(kind)
    question = _of_texts(plain, cls)
    if question is not None:
        return question, question.faults()
    question, faults = convert(cls.prepare(_common(plain)), cls)
    faults += _named_faults(plain)
    if question is not None:
        faults += question.faults()
        for fact in question.part_facts():
            if not is_id(fact):
                faults += filter(None, (id_fault(fact, where) for where in places_of(plain, fact, "fact")))
    return question, faults


def _of_texts(plain: dict[str, Any], cls: type[Question]) -> Question | None:
    """The question of a mapping that is an id and texts: most cards. None for all that takes a closer look."""
    if not plain.keys() <= _texts_of(cls):
        return None
    for value in plain.values():
        if value.__class__ is not str:
            return None
    fields = plain.copy()
    del fields["kind"]
    try:
        return cls(**fields) if is_id(plain["id"]) else None
    except (KeyError, TypeError):  # one is missing
        return None


@cache
def _texts_of(cls: type[Question]) -> frozenset[str]:
    """The keys under which a kind that knows no shorthand has texts of any sort."""
    if cls.prepare.__func__ is not Question.prepare.__func__:  # type: ignore[attr-defined]
        return frozenset()
    return frozenset(("kind", *(one.name for one in structs.fields(cls) if one.type is str)))


_CALLED = {
    "multiple_choice": translatable("write `choice` for one right answer, `multiple` for several"),
    "single_choice": translatable("write `choice`"),
    "multiple_answer": translatable("write `multiple`"),
    "short_answer": translatable("write `short`"),
    "text": translatable("write `short`"),
    "fill_in": translatable("write `cloze` for gaps in a text, `short` for a line"),
    "gap": translatable("write `cloze`"),
    "numeric": translatable("write `number`"),
    "numerical": translatable("write `number`"),
    "timeline": translatable("write `order`"),
    "categorize": translatable("write `sort`"),
    "flashcard": translatable("write `card`"),
}
"""What other programs call our kinds."""


def _kind_fault(plain: dict[str, Any]) -> Fault:
    if "kind" not in plain:
        return fault("E114", (), tr("`{key}` is missing", key="kind"), one_of(list(KINDS)))
    if not isinstance(plain["kind"], str):
        return fault("E115", ("kind",), tr("`kind` must be a text"), one_of(list(KINDS)))
    return _unknown_kind(plain["kind"], ("kind",))


def _unknown_kind(kind: str, where: Where) -> Fault:
    plain = kind.lower().replace("-", "_").replace(" ", "_")
    hint = tr(_CALLED[plain]) if plain in _CALLED else did_you_mean(plain, KINDS) or one_of(list(KINDS))
    return fault("E152", where, tr("there is no kind of question `{kind}`", kind=kind[:30]), hint)


_SHORTHAND = frozenset({"fact", "facts", "tags", "formerly", "lint"})


def _common(plain: dict[str, Any]) -> dict[str, Any]:
    """The mapping with the shorthand that all kinds share written out: `fact`, and single texts for lists."""
    common = plain.copy()
    del common["kind"]
    if _SHORTHAND.isdisjoint(common):
        return common
    if "fact" in common and "facts" not in common:
        common["facts"] = common.pop("fact")
    for key in ("facts", "tags", "formerly"):
        if key in common:
            common[key] = as_list(common[key])
    lint = common.get("lint")
    if isinstance(lint, dict):
        common["lint"] = with_lists(lint, "ignore")
    return common


def _named_faults(plain: dict[str, Any]) -> list[Fault]:
    """E150 for the id, and for those of the facts and of former names."""
    faults: list[Fault] = []
    for key in _IDS:
        value = plain.get(key)
        if value is None or (value.__class__ is str and is_id(value)):
            continue
        faults += ids_faults(value, (key,))
    return faults
