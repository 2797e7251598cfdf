"""The one pass over a log says yes where nothing is wrong, and no wherever the long way finds something."""

import sqlite3
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learn.events import FinishBody, OverrideBody, RegradeBody, RetractBody
from learn.store import doctor
from learn.store.audit import snapshot
from learn.store.log import Store
from learn.store.merge import export, merge
from learn.store.soundness import sound_log
from learn.store.verify import verify_log
from tests.store.histories import DAY, FACTS, SEOUL, START, Life, answer, begun, evidence, opened, scratch

TABLES = ("timeline", "state", "evidence", "question_use", "session", "amendment", "event")


def long_way(db: sqlite3.Connection) -> list[doctor.Finding]:
    return [*doctor._log(db, verify_log(db)), *doctor._projections(db)]


def spoilt(db: sqlite3.Connection, rng: Random) -> str:
    """Change one value, take one row away, or put one twice; what was done."""
    table = rng.choice(TABLES)
    columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
    rows = db.execute(f"SELECT * FROM {table}").fetchall()
    if not rows:
        return "nothing"
    row = rng.choice(rows)
    where = " AND ".join(f"{column} IS ?" for column in columns)
    if rng.random() < 0.25:
        db.execute(f"DELETE FROM {table} WHERE {where}", row)
        return f"{table}: {row} taken away"
    place = rng.randrange(len(columns))
    value = other(row[place], rng)
    try:
        db.execute(f"UPDATE {table} SET {columns[place]} = ? WHERE {where}", (value, *row))
    except sqlite3.Error:
        return "nothing"
    return f"{table}.{columns[place]}: {row[place]!r} became {value!r}"


def other(value: object, rng: Random) -> object:
    if isinstance(value, int):
        return value + rng.choice((1, -1, 1000, DAY))
    if isinstance(value, bytes):
        return bytes([value[0] ^ 1, *value[1:]])
    if isinstance(value, str):
        place = rng.randrange(len(value)) if value else 0
        return value[:place] + chr((ord(value[place]) if value else 48) ^ 1) + value[place + 1 :]
    return rng.choice((0, "x", START))


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 2**32), size=st.integers(1, 60))
def test_no_wherever_the_long_way_finds_something(seed: int, size: int) -> None:
    rng = Random(seed)
    with scratch() as folder, opened(folder / "home", seed) as store, opened(folder / "other", seed + 1) as away:
        store.db.execute("PRAGMA synchronous = OFF")
        away.db.execute("PRAGMA synchronous = OFF")
        mine, hers = Life(store, store.make_learner("Minji"), seed), Life(store, store.make_learner("Jisu"), seed + 1)
        there = Life(away, away.make_learner("Minji"), seed + 2)
        for life in (mine, hers, there):
            life.live(size, mine.seen)
        merge(store, list(export(away)))
        with snapshot(store) as db:
            report = sound_log(db)
            assert report == verify_log(db)
            assert long_way(db) == []
        for _ in range(4):
            with snapshot(store) as db:
                for (trigger,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
                    db.execute(f"DROP TRIGGER {trigger}")
                done = spoilt(db, rng)
                if sound_log(db) is not None:
                    found = [one for one in long_way(db) if "the guard" not in one.message]
                    assert found == [], done


@pytest.fixture
def lived(store: Store) -> Store:
    """A log with a session that was finished, one that was gone on with, and answers amended in every way."""
    minji = store.make_learner("Minji")
    first, second = "00000000-0000-7000-8000-00000000000a", "00000000-0000-7000-8000-00000000000b"
    for session in (first, second):
        store.record(minji, begun(session), START, SEOUL)
        given = [
            store.record(minji, answer(FACTS[n : n + 1 + n % 2], float(n % 2), session=session), START + n, SEOUL)
            for n in range(4)
        ]
        store.record(minji, FinishBody(session=session, points=1, max=2, percent=50), START + 10, SEOUL)
    store.record(minji, RetractBody(given[0].id), START + 11, SEOUL)
    store.record(minji, OverrideBody(given[1].id), START + 12, SEOUL)
    store.record(minji, RegradeBody(given[2].id, 0.5, (evidence(FACTS[4], 0.5),)), START + 13, SEOUL)
    store.follow()
    return store


@pytest.fixture
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return opened(tmp_path_factory.mktemp("home"))


def test_every_value_of_every_projection_counts(lived: Store) -> None:
    """Each column of each row of what is derived, changed alone: nothing is passed over that the long way finds."""
    passed = found = 0
    for table in TABLES[:-1]:
        rows = lived.db.execute(f"SELECT * FROM {table}").fetchall()
        columns = [row[1] for row in lived.db.execute(f"PRAGMA table_info({table})")]
        for row in rows[:6]:
            for place, column in enumerate(columns):
                where = " AND ".join(f"{name} IS ?" for name in columns)
                with snapshot(lived) as db:
                    value = other(row[place], Random(place))
                    try:
                        db.execute(f"UPDATE {table} SET {column} = ? WHERE {where}", (value, *row))
                    except sqlite3.Error:
                        continue
                    sound = sound_log(db) is not None
                    wrong = bool(long_way(db))
                    assert not (sound and wrong), (table, column, row, value)
                    passed, found = passed + sound, found + wrong
    assert found > 60
    assert passed <= 12  # numbers of rows, which say nothing
    lived.close()


def test_a_sound_log_is_looked_at_once(lived: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError("the long way was gone")

    monkeypatch.setattr(doctor, "verify_log", never)
    monkeypatch.setattr(doctor, "_projections", never)
    assert doctor.examine(lived).findings == []
    lived.close()
