"""What no file can know of itself: whether the things that files say of each other are there and agree.

Every check is a function of the library and one file; it returns faults, whose places the file itself knows.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct, field, structs

from learn.content.codes import CODES, fault
from learn.content.files import AnyLoaded
from learn.content.lint.codes import RULES
from learn.content.pool import Pool
from learn.content.spans import Spans
from learn.content.tree import Where
from learn.content.values import Bank, Fact, Lesson, Sources, facts_of
from learn.kinds.base import Fault
from learn.language import tr
from learn.problems import Problem, did_you_mean


class _Drawn(NamedTuple):
    """What a pool looks at in a question."""

    bank: str
    lesson: str
    tags: tuple[str, ...]
    difficulty: str
    kind: str


class Known(Struct):
    """What there is in a library: ids, and what the checks ask about them."""

    lessons: dict[str, tuple[str, ...]] = field(default_factory=dict)  # required lessons
    facts: dict[str, str] = field(default_factory=dict)  # lesson
    former: dict[str, str] = field(default_factory=dict)  # new id of a renamed fact
    sources: dict[str, int | None] = field(default_factory=dict)  # paragraphs
    speakers: set[str] = field(default_factory=set)
    banks: dict[str, Bank] = field(default_factory=dict)
    asked: Counter[str] = field(default_factory=Counter)  # questions on each fact

    def drawn(self) -> Counter[_Drawn]:
        """How many questions there are that a pool cannot tell apart."""
        return Counter(
            _Drawn(id_, self.facts.get(facts_of(id_, one)[0], ""), one.tags, one.difficulty, one.kind)
            for id_, bank in self.banks.items()
            for one in bank.questions
        )


def check(files: Sequence[AnyLoaded]) -> list[Problem]:
    """What is wrong between the files of a library, in the order of the files."""
    known = known_of(one.value for one in files)
    owners: dict[tuple[str, str], str] = {}
    problems = []
    for loaded in files:
        faults = [*_twice(loaded, owners), *check_file(loaded, known)]
        problems += sorted((loaded.spans.problem(one) for one in faults), key=lambda one: one.span)
    return problems


def known_of(values: Iterable[Lesson | Bank | Sources | None]) -> Known:
    """What there is in these files. Where an id stands twice, the first counts."""
    known = Known()
    for value in values:
        if isinstance(value, Lesson):
            known.lessons.setdefault(value.id, value.requires)
            for one in value.facts:
                known.facts.setdefault(one.id, value.id)
                known.former.update(dict.fromkeys(one.formerly, one.id))
        elif isinstance(value, Bank):
            known.banks.setdefault(value.id, value)
            known.asked.update(fact for one in value.questions for fact in facts_of(value.id, one))
        elif isinstance(value, Sources):
            known.sources.update({one.id: one.paragraphs for one in value.sources if one.id not in known.sources})
            known.speakers.update(one.id for one in value.speakers)
    return known


def check_file(loaded: AnyLoaded, known: Known) -> Iterator[Fault]:
    """What is wrong between one file and the library it is part of."""
    if isinstance(loaded.value, Lesson):
        yield from _lesson(loaded.value, loaded.spans, known)
    elif isinstance(loaded.value, Bank):
        yield from _bank(loaded.value, loaded.spans, known)


# --------------------------------------------------------------------------------------------------------- same ids


def _twice(loaded: AnyLoaded, owners: dict[tuple[str, str], str]) -> Iterator[Fault]:
    """E168 for each id that an earlier file has."""
    for sort, id_, listed in _ids(loaded):
        first = owners.setdefault((sort, id_), loaded.spans.path)
        if first != loaded.spans.path:
            where = (*loaded.spans.item(listed, id_), "id") if listed else (sort,)
            hint = tr("it stands in {first}; `formerly: old-id` keeps progress when you rename one", first=first)
            yield fault("E168", where, tr("another file has a {sort} `{id}`", sort=sort, id=id_), hint)


def _ids(loaded: AnyLoaded) -> Iterator[tuple[str, str, str]]:
    """(sort, id, key of the list it stands in, or "" for the file's own)."""
    value = loaded.value
    if isinstance(value, Bank):
        yield "bank", value.id, ""
    elif isinstance(value, Lesson):
        yield "lesson", value.id, ""
        yield from (("fact", one.id, "facts") for one in value.facts)
    elif isinstance(value, Sources):
        yield from (("source", one.id, "sources") for one in value.sources)
        yield from (("speaker", one.id, "speakers") for one in value.speakers)


# ------------------------------------------------------------------------------------------------------------ lessons


def _lesson(lesson: Lesson, spans: Spans, known: Known) -> Iterator[Fault]:
    yield from _requires(lesson, known)
    yield from _sections(lesson, spans, known)
    for one in lesson.facts:
        yield from _fact(one, spans, known)


def _requires(lesson: Lesson, known: Known) -> Iterator[Fault]:
    for place, need in enumerate(lesson.requires):
        where: Where = ("requires", place)
        if need not in known.lessons:
            yield fault("E164", where, tr("there is no lesson `{need}`", need=need), did_you_mean(need, known.lessons))
        elif lesson.id in _behind(need, known):
            yield fault(
                "E165",
                where,
                tr("`{need}` requires this lesson in its turn", need=need),
                tr("remove one of the requirements"),
            )


def _behind(lesson: str, known: Known) -> set[str]:
    """The lesson and all that it requires, directly or not."""
    found: set[str] = set()
    waiting = [lesson]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += known.lessons.get(one, ())
    return found


def _sections(lesson: Lesson, spans: Spans, known: Known) -> Iterator[Fault]:
    own = {one.id for one in lesson.facts}
    taught: dict[str, str] = {}
    for section in lesson.sections:
        for fact in section.facts:
            if fact not in own:
                yield _unknown_fact(fact, _in_section(spans, section.heading, fact), known, own)
            elif taught.setdefault(fact, section.heading) != section.heading:
                where = _in_section(spans, section.heading, fact)
                hint = tr("the section “{taught}” teaches it already", taught=taught[fact])
                yield fault("E167", where, tr("two sections teach `{fact}`", fact=fact), hint)
    for fact in own - taught.keys():
        where = (*spans.item("facts", fact), "id")
        yield fault(
            "E166", where, tr("no section teaches `{fact}`", fact=fact), tr("name it in the `facts` of a section")
        )


def _in_section(spans: Spans, heading: str, fact: str) -> Where:
    return spans.within(spans.item("sections", heading, "heading"), fact, ("facts",))


def _fact(one: Fact, spans: Spans, known: Known) -> Iterator[Fault]:
    if one.by and one.by not in known.speakers:
        where = (*spans.item("facts", one.id), "by")
        yield fault("E162", where, tr("there is no speaker `{by}`", by=one.by), did_you_mean(one.by, known.speakers))
    if one.disputed == one.id:
        yield fault("E171", (*spans.item("facts", one.id), "disputed"), tr("a fact cannot dispute itself"))
    elif one.disputed and one.disputed not in known.facts:
        yield _unknown_fact(one.disputed, (*spans.item("facts", one.id), "disputed"), known)
    for place, (source, paragraph) in enumerate(one.sources):
        found = _citation(source, paragraph, known)
        if found is not None:
            code, message, hint = found
            yield fault(code, (*spans.item("facts", one.id), "from", place), message, hint)
    if known.banks and not known.asked[one.id]:
        yield fault(
            "W150",
            (*spans.item("facts", one.id), "id"),
            tr("no question asks for `{fact}`", fact=one.id),
            tr("write one"),
        )


def _citation(source: str, paragraph: int, known: Known) -> tuple[str, str, str] | None:
    """(code, message, hint) of what is wrong with a citation."""
    if source not in known.sources:
        return "E161", tr("there is no source `{source}`", source=source), did_you_mean(source, known.sources)
    paragraphs = known.sources[source]
    if paragraphs is not None and paragraph > paragraphs:
        message = tr(
            "`{source}` has {paragraphs} paragraphs, so there is no P{paragraph}",
            source=source,
            paragraphs=paragraphs,
            paragraph=paragraph,
        )
        return "E163", message, tr("the last is P{paragraphs}", paragraphs=paragraphs)
    return None


def _unknown_fact(fact: str, where: Where, known: Known, own: Iterable[str] | None = None) -> Fault:
    if fact in known.former:
        return fault(
            "E160",
            where,
            tr("the fact `{fact}` was renamed", fact=fact),
            tr("write `{wanted}`", wanted=known.former[fact]),
        )
    if fact in known.facts:
        return fault(
            "E160",
            where,
            tr("the fact `{fact}` belongs to lesson {lesson}", fact=fact, lesson=known.facts[fact]),
            tr("teach it there"),
        )
    return fault("E160", where, tr("there is no fact `{fact}`", fact=fact), did_you_mean(fact, own or known.facts))


# -------------------------------------------------------------------------------------------------------------- banks


def _bank(bank: Bank, spans: Spans, known: Known) -> Iterator[Fault]:
    if bank.lesson and bank.lesson not in known.lessons:
        hint = did_you_mean(bank.lesson, known.lessons)
        yield fault("E164", ("lesson",), tr("there is no lesson `{lesson}`", lesson=bank.lesson), hint)
    for question in bank.questions:
        for fact in (*question.facts, *question.part_facts()):
            if fact not in known.facts:
                where = spans.within(spans.item("questions", question.id), fact, ("fact", "facts"))
                yield _unknown_fact(fact, where, known)
        for place, code in enumerate(question.lint.ignore):
            if not _names_a_rule(code):
                where = (*spans.item("questions", question.id), "lint", "ignore", place)
                yield fault("W151", where, tr("`{code}` is no rule that can be ignored", code=code), _rule_meant(code))
    if bank.test is not None and bank.test.draw:
        yield from _draw(bank.test.draw, known)


def _names_a_rule(code: str) -> bool:
    """Whether it is a code, or the beginning of some: `W1` are all rules."""
    return code != "" and any(rule.startswith(code) for rule in RULES)


def _rule_meant(code: str) -> str:
    called = {one.rule: one.code for one in RULES.values()} | {one.code.lower(): one.code for one in RULES.values()}
    if code.lower() in called:
        return tr("write `{wanted}`", wanted=called[code.lower()])
    if code in CODES:
        return tr("only the rules of item writing can be ignored, {first} to {last}", first=min(RULES), last=max(RULES))
    meant = did_you_mean(code, [*RULES, *called])
    return meant or tr("`learn bank lint` tells the code of each warning")


def _draw(pools: Sequence[Pool], known: Known) -> Iterator[Fault]:
    drawn = known.drawn()
    wanted: Counter[tuple[str, ...]] = Counter()
    for place, pool in enumerate(pools):
        where: Where = ("test", "draw", place)
        if pool.bank and pool.bank not in known.banks:
            hint = did_you_mean(pool.bank, known.banks)
            yield fault("E170", (*where, "bank"), tr("there is no bank `{bank}`", bank=pool.bank), hint)
            continue
        if pool.lesson and pool.lesson not in known.lessons:
            hint = did_you_mean(pool.lesson, known.lessons)
            yield fault("E164", (*where, "lesson"), tr("there is no lesson `{lesson}`", lesson=pool.lesson), hint)
            continue
        chosen = (pool.bank, pool.lesson, pool.tag, pool.difficulty, pool.kind)
        wanted[chosen] += pool.count
        there = sum(number for one, number in drawn.items() if pool.draws(one))
        if wanted[chosen] > there:
            message = tr(
                "{wanted} questions are to be drawn here and there are {there}", wanted=wanted[chosen], there=there
            )
            yield fault("E169", (*where, "count"), message, _more_for(pool, drawn))


def _more_for(pool: Pool, drawn: Iterable[_Drawn]) -> str:
    cards = structs.replace(pool, kind="card")
    has_cards = not pool.kind and any(map(cards.draws, drawn))
    if has_cards:
        return tr("lower the count, or add questions; cards are drawn by `kind: card` alone")
    return tr("lower the count, or add questions")
