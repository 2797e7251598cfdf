"""The tables of `learn.db`: the log, which is the truth, and the projections, which can be made again from it.

Ids are kept as their 16 bytes, devices and learners as small numbers, bodies as JSON with sorted keys. Ten million
answers take about 5 GB, nine tenths of it the answers themselves.
"""

FORMAT = 1
"""The version of the tables, kept as `user_version`: so many steps has `migrations.STEPS`."""

APPLICATION_ID = 0x4C524E31
"""`LRN1`: how `file` and this program know a log of learn."""

PROJECTION_VERSION = 1
"""Goes up when the projections say something else, so that they are derived again on the first opening."""

LOG = (
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value ANY) STRICT, WITHOUT ROWID",
    "CREATE TABLE device (n INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE CHECK (length(id) = 16)) STRICT",
    # Who began on two machines has two ids. `same_as` says which learner they are here: that of the smallest id. The
    # log keeps what it says; everything that is derived counts them as one (see `learners`).
    """CREATE TABLE learner (
        n INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE CHECK (length(id) = 16), same_as INTEGER REFERENCES learner
    ) STRICT""",
    # Names live beside the log, never in it: a log can be handed on without them. One name is one learner.
    "CREATE TABLE name (learner INTEGER PRIMARY KEY REFERENCES learner, name TEXT NOT NULL) STRICT",
    "CREATE INDEX name_of ON name (name)",
    # A learner who was forgotten: merges refuse her events for good.
    "CREATE TABLE tombstone (learner BLOB PRIMARY KEY CHECK (length(learner) = 16)) STRICT, WITHOUT ROWID",
    # What facts, questions and lessons were called before, and lessons whose facts have a retention of their own: as
    # the library of this machine says (see `renames`).
    """CREATE TABLE rename (
        kind TEXT NOT NULL, old TEXT NOT NULL, new TEXT NOT NULL, PRIMARY KEY (kind, old)
    ) STRICT, WITHOUT ROWID""",
    "CREATE TABLE fact_lesson (fact TEXT PRIMARY KEY, lesson TEXT NOT NULL) STRICT, WITHOUT ROWID",
    """CREATE TABLE event (
        n INTEGER PRIMARY KEY,
        id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
        device INTEGER NOT NULL REFERENCES device,
        seq INTEGER NOT NULL,
        ms INTEGER NOT NULL,
        offset INTEGER NOT NULL,
        learner INTEGER NOT NULL REFERENCES learner,
        type TEXT NOT NULL,
        body TEXT NOT NULL
    ) STRICT""",
    # Lines with the id of an event in the log that say something else (see `conflict`), whole.
    """CREATE TABLE quarantine (
        id BLOB NOT NULL, hash BLOB NOT NULL, device BLOB NOT NULL, seq INTEGER NOT NULL, ms INTEGER NOT NULL,
        offset INTEGER NOT NULL, learner BLOB NOT NULL, type TEXT NOT NULL, body TEXT NOT NULL,
        PRIMARY KEY (id, hash)
    ) STRICT, WITHOUT ROWID""",
)

GUARDS = (
    """CREATE TRIGGER event_stays_as_it_is BEFORE UPDATE ON event
    BEGIN SELECT RAISE(ABORT, 'the log is append-only: events are never changed'); END""",
    """CREATE TRIGGER event_is_not_replaced BEFORE INSERT ON event
    WHEN EXISTS (SELECT 1 FROM event WHERE id = NEW.id OR n = NEW.n)
    BEGIN SELECT RAISE(ABORT, 'the log is append-only: this event is already there'); END""",
    # The only two ways out of the log: its learner was forgotten, or the whole line was moved to quarantine because
    # the genuine event arrived. Both leave their trace first, so nothing can go without one.
    """CREATE TRIGGER event_is_kept BEFORE DELETE ON event
    WHEN NOT EXISTS (
        SELECT 1 FROM learner JOIN tombstone ON tombstone.learner = learner.id WHERE learner.n = OLD.learner)
    AND NOT EXISTS (
        SELECT 1 FROM quarantine AS q JOIN learner ON learner.id = q.learner JOIN device ON device.id = q.device
        WHERE q.id = OLD.id AND q.seq = OLD.seq AND q.ms = OLD.ms AND q.offset = OLD.offset AND q.type = OLD.type
        AND q.body = OLD.body AND learner.n = OLD.learner AND device.n = OLD.device)
    BEGIN SELECT RAISE(ABORT, 'the log is append-only: events are never deleted'); END""",
)

# Created as TEMP tables of the same names, these hide the stored ones: `doctor` derives everything again by the very
# code that keeps them up to date.
PROJECTIONS = {
    # Events by whose they are and what they say, in the order of time: kept out of the log so that an answer's commit
    # does not wait for it.
    "timeline": """(
        learner INTEGER NOT NULL, type TEXT NOT NULL, ms INTEGER NOT NULL, event INTEGER NOT NULL,
        PRIMARY KEY (learner, type, ms, event)
    ) STRICT, WITHOUT ROWID""",
    # One fact for one learner. `memory` is a MemoryState as a JSON array, NULL while no answer counts (all taken back,
    # or only suspended): its shape is the memory room's own and not the business of SQL.
    "state": """(
        n INTEGER PRIMARY KEY,
        learner INTEGER NOT NULL,
        fact TEXT NOT NULL,
        memory TEXT,
        due_day INTEGER, first_day INTEGER, last_answer_day INTEGER, last_ms INTEGER, last_question TEXT,
        suspended INTEGER NOT NULL DEFAULT 0,
        buried_until INTEGER NOT NULL DEFAULT 0
    ) STRICT""",
    # Which answers may speak about a state: the index that one fact is replayed by.
    "evidence": """(
        state INTEGER NOT NULL, ms INTEGER NOT NULL, event INTEGER NOT NULL, PRIMARY KEY (state, ms, event)
    ) STRICT, WITHOUT ROWID""",
    # How often a question was put and when last: answers taken back were asked all the same.
    "question_use": """(
        learner INTEGER NOT NULL, question TEXT NOT NULL, times INTEGER NOT NULL, last_ms INTEGER NOT NULL,
        PRIMARY KEY (learner, question)
    ) STRICT, WITHOUT ROWID""",
    # first_ms and last_ms span the answers, so that they are found by time. event is NULL while only they arrived.
    "session": """(
        learner INTEGER NOT NULL, id BLOB NOT NULL, event INTEGER, ms INTEGER,
        finished INTEGER NOT NULL DEFAULT 0, answered INTEGER NOT NULL DEFAULT 0,
        first_ms INTEGER, last_ms INTEGER,
        PRIMARY KEY (learner, id)
    ) STRICT, WITHOUT ROWID""",
    # Retracts, overrides and regrades by the event they are about, which may arrive after them.
    "amendment": """(
        target BLOB NOT NULL, event INTEGER NOT NULL, PRIMARY KEY (target, event)
    ) STRICT, WITHOUT ROWID""",
}

PROJECTION_INDEXES = (
    # With all that counting needs, so that it does not touch the rows.
    "CREATE INDEX {schema}state_fact ON state (learner, fact, due_day, suspended, buried_until)",
    "CREATE INDEX {schema}state_due ON state (learner, due_day) WHERE due_day IS NOT NULL",
    "CREATE INDEX {schema}state_aside ON state (learner) WHERE suspended OR buried_until > 0",
    "CREATE INDEX {schema}session_open ON session (learner, ms) WHERE finished = 0 AND event IS NOT NULL",
)


def projection_statements(temporary: bool = False) -> list[str]:
    """The statements that create the projections, stored or as TEMP tables that hide the stored ones."""
    schema = "temp." if temporary else ""
    tables = [f"CREATE TABLE {schema}{name} {columns}" for name, columns in PROJECTIONS.items()]
    return tables + [index.format(schema=schema) for index in PROJECTION_INDEXES]


def first_statements() -> list[str]:
    """The statements that make a new file of the first version."""
    return [*LOG, *projection_statements(), *GUARDS]
