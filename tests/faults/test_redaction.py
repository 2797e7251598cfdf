"""`learn doctor --redact` can be pasted anywhere: no name, id, answer, title or path is in it, whatever it finds."""

import sqlite3
from pathlib import Path

import pytest

from tests.cli.program import Program
from tests.faults.ground import Ground

SECRETS = ("Min-ji", "Kim", "4711", "secret", "Secret", "Moon", "moon", "tides", "Tides", "Documents")


@pytest.fixture
def told_everything(tmp_path: Path) -> Program:
    """A log with every sort of finding, in a folder whose name says whose it is."""
    ground = Ground(tmp_path / "Kim Min-ji" / "Documents")
    program = ground.home()
    program.learner = "Kim Min-ji"
    assert program.run("quiz", "tides", "--kind", "short", "--plain", stdin="the secret answer\nMoon\n").code == 0
    assert program.run("config", "set", "name", "Kim Min-ji").code == 0
    assert program.run("config", "set", "student_id", "4711").code == 0
    bank = ground.content / "question_banks" / "secret bank.yaml"
    bank.write_text("bank: secret-bank\ntitle: Secret\nquestions:\n  - {id: a, kind: choice, ask: Secret?}\n")
    (ground.content / "question_banks" / "tides2.yaml").write_text(
        (ground.content / "question_banks" / "tides.yaml").read_text()
    )
    (program.home / "learn.db").chmod(0o644)
    db = sqlite3.connect(program.home / "learn.db")
    db.execute("DROP TRIGGER event_stays_as_it_is")
    db.execute("""UPDATE event SET body = replace(body, '"bank":"tides"', '"bank":"secret \\n bank"') WHERE n > 4""")
    db.execute("UPDATE event SET body = replace(body, 'secret', 'Secret') WHERE n = 3")
    db.execute("UPDATE event SET seq = 1 WHERE n = 2")
    db.execute("UPDATE state SET due_day = due_day + 1")
    db.commit()
    db.close()
    return program


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_nothing_tells_who_or_where(told_everything: Program, options: tuple[str, ...]) -> None:
    plain = told_everything.run("doctor", *options)
    assert any(secret in plain.out for secret in SECRETS)  # there is something to leave out
    ran = told_everything.run("doctor", "--redact", *options)
    assert ran.code == plain.code == 1
    if not options:
        assert ran.out.splitlines()[-1] == plain.out.splitlines()[-1]  # as many findings
    _is_clean(ran.out + ran.err, told_everything)
    assert "E114" in ran.out
    assert "others may read it" in ran.out
    assert "is stored but does not follow" in ran.out


@pytest.mark.parametrize("content", [b"not a log", b"SQLite format 3\0" + b"\xff" * 4000])
def test_not_even_where_the_log_cannot_be_opened(told_everything: Program, content: bytes) -> None:
    (told_everything.home / "learn.db").write_bytes(content)
    ran = told_everything.run("doctor", "--redact")
    assert ran.code == 5
    assert "HOME" in ran.err
    _is_clean(ran.out + ran.err, told_everything)


def _is_clean(text: str, program: Program) -> None:
    assert [secret for secret in SECRETS if secret in text] == []
    assert str(program.home) not in text
    assert str(Path.home()) not in text
    db = sqlite3.connect(program.home / "learn.db")
    try:
        ids = {bytes(row[0]).hex() for row in db.execute("SELECT id FROM event UNION SELECT id FROM learner")}
    except sqlite3.DatabaseError:
        ids = set()
    finally:
        db.close()
    assert [one for one in ids if one in text.replace("-", "")] == []


def test_a_name_of_one_letter_does_not_eat_the_report(tmp_path: Path) -> None:
    program = Ground(tmp_path).home()
    program.learner = "a"
    assert "Everything is as it should be." in program.run("doctor", "--redact").out
