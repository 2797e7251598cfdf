"""Which file wins where two share an id, and what follows: teaching order, facts, who asks what, renames, notices."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct, structs

from learn.content.values import Bank, Lesson
from learn.language import tr, translatable
from learn.session.candidate import Candidate
from learn.store.index_places import display
from learn.store.index_questions import cards_of, chunked
from learn.store.index_schema import FACT_POSITION, fingerprint

OWN = 1 << 40
"""Positions from here on belong to questions that are their own fact: one span of 2^20 a bank."""

_UNKNOWN = 1 << 62
_MOST_NOTICES = 3


class _File(Struct, frozen=True):
    """A file that is used: its row, its rank and its name."""

    id: int
    rank: int
    path: str
    value: Any
    former: bytes


def derive(db: sqlite3.Connection, changed: set[int]) -> None:
    """Everything that follows from the files together, after those with the ids `changed` were changed."""
    notices: list[str] = list(_broken(db))
    lessons = _winners(db, "lesson", Lesson, notices)
    banks = _winners(db, "bank", Bank, notices)
    facts = _lessons(db, lessons, notices)
    renames = _renames(db, lessons, banks, facts)
    _banks(db, banks, facts, renames, changed)
    _unknown_facts(db)
    notices += _unknown(db)
    _note(db, "notices", msgspec.json.encode(notices).decode())
    _note_content(db)


def _note_content(db: sqlite3.Connection) -> None:
    """What tells this content from any other, and how many facts it asks: for `learn.store.tally`."""
    files = db.execute("SELECT path, rank || ' ' || hex(sha256) FROM file")
    _note(db, "content", hash_of(dict(files) | {"": fingerprint()}))
    _note(db, "asked", db.execute("SELECT count(*) FROM fact WHERE questions > 0").fetchone()[0])


def _note(db: sqlite3.Connection, key: str, value: str) -> None:
    db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))


# ------------------------------------------------------------------------------------------------------------ winners


def _winners(db: sqlite3.Connection, sort: str, type_: type[Any], notices: list[str]) -> dict[str, _File]:
    """The nearest file of each id; the others become notices."""
    decode = msgspec.msgpack.Decoder(type_).decode
    found: dict[str, _File] = {}
    shadowed: list[tuple[str, str, str]] = []
    query = "SELECT owner, id, rank, path, head, former FROM file WHERE sort = ? AND owner <> '' ORDER BY rank, path"
    for owner, file, rank, path, head, former in db.execute(query, (sort,)):
        if owner in found:
            shadowed.append((owner, found[owner].path, path))
        else:
            found[owner] = _File(file, rank, path, decode(head), former)
    notices += _shadow_notices(sort, shadowed)
    return found


_TAKEN = {
    "bank": translatable("The bank {id} is taken from {file}, not from {other}."),
    "lesson": translatable("The lesson {id} is taken from {file}, not from {other}."),
}
_UNUSED = {
    "bank": translatable("{count} banks in {folders} are not used: nearer ones have the same ids."),
    "lesson": translatable("{count} lessons in {folders} are not used: nearer ones have the same ids."),
}


def _shadow_notices(sort: str, shadowed: list[tuple[str, str, str]]) -> Iterator[str]:
    if len(shadowed) <= _MOST_NOTICES:
        for owner, used, other in shadowed:
            yield tr(_TAKEN[sort], id=owner, file=display(used), other=display(other))
        return
    folders = sorted({display(str(Path(other).parent)) for _, _, other in shadowed})
    yield tr(_UNUSED[sort], count=len(shadowed), folders=", ".join(folders))


def _broken(db: sqlite3.Connection) -> Iterator[str]:
    from learn.content.report import summary
    from learn.problems import Problem

    decode = msgspec.msgpack.Decoder(tuple[Problem, ...]).decode
    for path, problems in db.execute("SELECT path, problems FROM file WHERE broken ORDER BY rank, path"):
        yield summary(display(path), decode(problems))


# ------------------------------------------------------------------------------------------------------------ lessons


def _lessons(db: sqlite3.Connection, lessons: Mapping[str, _File], notices: list[str]) -> dict[str, str]:
    """Writes the lessons in teaching order with their facts; the lesson of each fact."""
    owners, twice = _fact_owners(lessons)
    notices += twice
    db.execute("DELETE FROM lesson")
    order = teaching_order({id_: (one.rank, Path(one.path).name, one.value.requires) for id_, one in lessons.items()})
    rows = []
    for position, id_ in enumerate(order):
        lesson: Lesson = lessons[id_].value
        mine = [fact.id for fact in lesson.facts if owners[fact.id] == id_]
        rows += [(fact, id_) for fact in mine]
        requires = " ".join(lesson.requires)
        row = (id_, lessons[id_].id, position, lesson.title, lesson.summary, requires, lesson.minutes, len(mine))
        db.execute("INSERT INTO lesson VALUES (?,?,?,?,?,?,?,?)", row)
    _write_facts(db, rows)
    return owners


def _write_facts(db: sqlite3.Connection, taught: list[tuple[str, str]]) -> None:
    """Writes the facts of lessons (fact and lesson, in teaching order), unless they are as they were."""
    rows = [(fact, lesson, position) for position, (fact, lesson) in enumerate(taught)]
    if db.execute("SELECT id, lesson, position FROM fact WHERE bank = '' ORDER BY position").fetchall() != rows:
        db.execute("DELETE FROM fact WHERE bank = ''")
        db.executemany("INSERT OR REPLACE INTO fact VALUES (?,?,?,0,'')", sorted(rows))


def _fact_owners(lessons: Mapping[str, _File]) -> tuple[dict[str, str], list[str]]:
    """The lesson of each fact, the nearest where several have it, and a notice on each such fact."""
    owners: dict[str, str] = {}
    pairs = [(fact.id, id_) for id_, one in lessons.items() for fact in one.value.facts]  # nearest first
    for fact, id_ in pairs:
        owners.setdefault(fact, id_)
    twice = [
        tr(
            "The fact {fact} of lesson {lesson} is not used: {owner} has one of that id.",
            fact=fact,
            lesson=id_,
            owner=owners[fact],
        )
        for fact, id_ in pairs
        if owners[fact] != id_
    ]
    return owners, twice if len(twice) <= _MOST_NOTICES else [
        tr("{count} facts stand in two lessons.", count=len(twice))
    ]


def teaching_order(lessons: Mapping[str, tuple[int, str, Iterable[str]]]) -> list[str]:
    """Ids so that every lesson stands behind those it requires, else by (rank, file name).

    `lessons` maps an id to rank, file name and required ids. Where lessons require each other in a circle, the
    first of them by name goes first.
    """
    needs = {id_: [need for need in requires if need in lessons] for id_, (_, _, requires) in lessons.items()}
    waiting = sorted(lessons, key=lambda id_: lessons[id_][:2])
    order: dict[str, None] = {}
    while waiting:
        ready = next((id_ for id_ in waiting if all(need in order for need in needs[id_])), waiting[0])
        waiting.remove(ready)
        order[ready] = None
    return list(order)


# ------------------------------------------------------------------------------------------------------------ renames


def _renames(
    db: sqlite3.Connection, lessons: Mapping[str, _File], banks: Mapping[str, _File], facts: Mapping[str, str]
) -> dict[str, str]:
    """Writes what was renamed; the new ids of the facts of lessons by the old ones. An id still in use stays."""
    fact = {old: one.id for file in lessons.values() for one in file.value.facts for old in one.formerly}
    lesson = {old: id_ for id_, file in lessons.items() for old in file.value.formerly}
    bank = {old: id_ for id_, file in banks.items() for old in file.value.formerly}
    renamed = [("fact", old, new) for old, new in fact.items() if old not in facts]
    renamed += [("lesson", old, new) for old, new in lesson.items() if old not in lessons]
    renamed += [("bank", old, new) for old, new in bank.items() if old not in banks]
    for id_, file in banks.items():
        renamed += _question_renames(db, id_, file, [old for old in file.value.formerly if old not in banks])
    db.execute("DELETE FROM rename")
    db.executemany("INSERT OR IGNORE INTO rename VALUES (?,?,?)", renamed)
    return {old: new for kind, old, new in renamed if kind == "fact" and "/" not in old}


def _question_renames(
    db: sqlite3.Connection, bank: str, file: _File, banks: list[str]
) -> Iterator[tuple[str, str, str]]:
    """Old and new `bank/question` of renamed questions, and of all in a renamed bank; the same for their own facts."""
    former = msgspec.msgpack.decode(file.former, type=dict[str, list[str]])
    if not former and not banks:
        return
    for card in cards_of(db, file.id):
        for old_bank in (bank, *banks):
            for old_id in (card.question, *former.get(card.question, ())):
                old = f"{old_bank}/{old_id}"
                if old != card.ref:
                    yield "question", old, card.ref
                    if card.facts == (card.ref,):
                        yield "fact", old, card.ref


# -------------------------------------------------------------------------------------------------------------- banks


def _banks(
    db: sqlite3.Connection,
    banks: Mapping[str, _File],
    facts: Mapping[str, str],
    renames: Mapping[str, str],
    changed: set[int],
) -> None:
    """Writes the banks; those whose questions, facts and place are as they were are left alone."""
    signature = f"{hash_of(facts)} {hash_of(renames)} {hash_of(dict.fromkeys(banks, ''))}"
    old = db.execute("SELECT value FROM meta WHERE key = 'signature'").fetchone()
    same = old is not None and old[0] == signature
    _note(db, "signature", signature)
    known = dict(db.execute("SELECT id, file FROM bank")) if same else _clear_all(db)
    if not known:  # sorted once and not row by row
        db.execute("DROP INDEX fact_position")
    for ordinal, (id_, file) in enumerate(sorted(banks.items())):
        if known.get(id_) != file.id or file.id in changed:
            _bank(db, id_, file, ordinal, candidates_of(db, file.id, facts, renames))
    if not known:
        db.execute(FACT_POSITION)


def hash_of(mapping: Mapping[str, str]) -> str:
    """A digest of a mapping of texts."""
    from hashlib import sha256

    return sha256("\n".join(f"{key}={mapping[key]}" for key in sorted(mapping)).encode()).hexdigest()[:16]


def _clear_all(db: sqlite3.Connection) -> dict[str, int]:
    """Removes what is known of all banks; what is known then."""
    for statement in ("question_fact", "bank_lesson", "bank_chunk", "bank", "fact WHERE bank <> ''"):
        db.execute(f"DELETE FROM {statement}")  # noqa: S608 - names from the line above
    return {}


def _clear(db: sqlite3.Connection, bank: str) -> None:
    for table in ("question_fact", "fact", "bank_lesson", "bank_chunk"):
        db.execute(f"DELETE FROM {table} WHERE bank = ?", (bank,))  # noqa: S608 - names from the line above


def _bank(db: sqlite3.Connection, id_: str, file: _File, ordinal: int, candidates: list[Candidate]) -> None:
    """Writes a bank, and what follows from its candidates unless they are as they were."""
    blobs = chunked(candidates)
    old = db.execute("SELECT candidates FROM bank_chunk WHERE bank = ? ORDER BY n", (id_,)).fetchall()
    if old != [(blob,) for blob in blobs]:
        if old:
            _clear(db, id_)
        db.executemany("INSERT INTO bank_chunk VALUES (?,?,?)", [(id_, n, blob) for n, blob in enumerate(blobs)])
        _facts_of(db, id_, ordinal, candidates)
    bank: Bank = file.value
    ids = "\n".join(one.question for one in candidates)
    row = (id_, file.id, ordinal, bank.title, bank.lesson, len(candidates), ids)
    db.execute("INSERT OR REPLACE INTO bank VALUES (?,?,?,?,?,?,?)", row)


_OWN_FACTS = (
    "INSERT OR REPLACE INTO fact SELECT fact, '', ? + position, 1, bank FROM question_fact "
    "WHERE fact > ? || '/' AND fact < ? || '0'"  # the character behind the slash: all that begin with the bank's name
)


def _facts_of(db: sqlite3.Connection, bank: str, ordinal: int, candidates: list[Candidate]) -> None:
    """Writes which facts a bank asks, those that are its own questions, and how many questions of which lesson."""
    db.executemany(
        "INSERT OR IGNORE INTO question_fact VALUES (?,?,?,?,?)",
        sorted((fact, bank, one.question, one.recall, one.position) for one in candidates for fact in one.facts),
    )
    db.execute(_OWN_FACTS, (OWN + (ordinal << 20), bank, bank))
    counts = Counter(one.lesson for one in candidates)
    db.executemany("INSERT INTO bank_lesson VALUES (?,?,?)", [(lesson, bank, n) for lesson, n in counts.items()])


def candidates_of(
    db: sqlite3.Connection, file: int, facts: Mapping[str, str], renames: Mapping[str, str]
) -> list[Candidate]:
    """The questions of a file as candidates, in its order: their facts as they are called now, and their lessons."""
    cards = cards_of(db, file)
    if renames:
        cards = [_renamed(card, renames) for card in cards]
    return [structs.replace(card, lesson=facts[card.facts[0]]) if card.facts[0] in facts else card for card in cards]


def _renamed(card: Candidate, renames: Mapping[str, str]) -> Candidate:
    if renames.keys().isdisjoint(card.facts):
        return card
    return structs.replace(card, facts=tuple(dict.fromkeys(renames.get(fact, fact) for fact in card.facts)))


def _unknown_facts(db: sqlite3.Connection) -> None:
    """Adds facts that only questions know, removes those that none knows any more, and counts the questions on each."""
    db.execute("DELETE FROM fact WHERE bank = '?' AND NOT EXISTS (SELECT 1 FROM question_fact WHERE fact = fact.id)")
    db.execute(
        "INSERT INTO fact SELECT fact, '', ?, count(*), '?' FROM question_fact AS q "
        "WHERE NOT EXISTS (SELECT 1 FROM fact WHERE id = q.fact) GROUP BY fact",
        (_UNKNOWN,),
    )
    number = "(SELECT count(*) FROM question_fact AS q WHERE q.fact = fact.id)"
    where = f"bank IN ('', '?') AND questions <> {number}"
    db.execute(f"UPDATE fact SET questions = {number} WHERE {where}")  # noqa: S608 - written out above


def _unknown(db: sqlite3.Connection) -> Iterator[str]:
    """A notice for each bank that names facts which no lesson has."""
    query = (
        "SELECT q.bank, count(DISTINCT q.fact), min(q.fact) FROM fact AS f JOIN question_fact AS q ON q.fact = f.id "
        "WHERE f.bank = '?' GROUP BY q.bank ORDER BY q.bank"
    )
    for bank, number, first in db.execute(query):
        named = (
            tr("the fact {first}", first=first)
            if number == 1
            else tr("{count} facts (such as {first})", count=number, first=first)
        )
        yield tr(
            "The bank {bank} names {named} that no lesson has; see `learn bank lint {bank}`.", bank=bank, named=named
        )
