"""Files to begin with: those of the shared data, where they are, and what this program writes itself."""

import atexit
import json
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import cache
from pathlib import Path

from learn.content.values import Bank
from learn.exchange import module_of
from tests.cli.content import BANK, LESSON, SOURCES, write_content
from tests.cli.program import Program
from tests.exchange.data import ROOT
from tests.kinds.examples import EXAMPLES, build

_MOST = 200_000
"""Bytes of a seed: what is larger is mutated too seldom at the places that matter."""

Seeds = Callable[[], Sequence[bytes]]


def files(*globs: str) -> list[bytes]:
    """The files of the shared data with such paths; none where there is no such data."""
    found = [path for glob in globs for path in sorted(ROOT.glob(glob)) if path.is_file()]
    return [data for path in found if len(data := path.read_bytes()) <= _MOST]


@cache
def every_kind() -> Bank:
    """A bank with the examples of all kinds."""
    made = [(kind, fields) for kind, several in EXAMPLES.items() for fields in several]
    questions = tuple(build(kind, **{**fields, "id": f"q-{at}"}) for at, (kind, fields) in enumerate(made))
    return Bank(id="every-kind", title="Every kind", questions=questions)


def yaml() -> list[bytes]:
    """A bank, a lesson, sources, a bank of every kind, the hostile files and those of the corpus of faults."""
    from learn.content.writer import bank_text

    corpus = sorted((Path(__file__).parents[1] / "corpus").glob("*.yaml"))
    own = [BANK.encode(), LESSON.encode(), SOURCES.encode(), bank_text(every_kind()).encode()]
    return [*own, *(path.read_bytes() for path in corpus), *files("hostile/yaml/*")]


def exchange(form: str, *globs: str) -> Seeds:
    """The given files of a format, and our own bank written in it where it can be."""

    def found() -> list[bytes]:
        module = module_of(form)
        own = [module.write(every_kind()).data] if hasattr(module, "write") else []
        return [*own, *files(*globs)]

    return found


@cache
def _kept() -> tuple[Program, Path]:
    """A home with three answers, and a test that was taken; and what it held then."""
    folder = Path(tempfile.mkdtemp(prefix="learn-fuzz-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    program = Program(folder / "home", write_content(folder / "content"))
    program.run("config", "set", "name", "Ada Lovelace")
    program.run("config", "set", "student_id", "4711")
    assert program.run("quiz", "tides", "-n", "2", "--seed", "1", "--plain", stdin="1\n2\n2\n").code == 0
    assert program.run("quiz", "tides", "--test", "--seed", "1", "--plain", stdin="1\n2\n2\n\n").code in (0, 1)
    shutil.copytree(program.home, folder / "kept")
    return program, folder / "kept"


def home() -> Program:
    """The program in that home, as it was: always at the same place, so that the index of the content stays good."""
    program, kept = _kept()
    shutil.rmtree(program.home)
    shutil.copytree(kept, program.home)
    return Program(program.home, program.content)


@cache
def _exported() -> tuple[bytes, bytes]:
    program = home()
    log, hand_in = program.home / "log.jsonl", program.home / "ada.learnlog"
    for arguments in (("log", "export", "-o", str(log)), ("scores", "submit", "-o", str(hand_in))):
        ran = program.run(*arguments)
        assert ran.code == 0, ran.whole_err
    return log.read_bytes(), hand_in.read_bytes()


def logs() -> list[bytes]:
    """An exported log, with and without a name, and a hand-in."""
    log, hand_in = _exported()
    learner = json.loads(log.splitlines()[1])["learner"].encode()
    return [log, hand_in, log + b'{"forgotten":"' + learner + b'"}\n', b"".join(reversed(log.splitlines(True)))]


def hand_ins() -> list[bytes]:
    """A hand-in, and one with another behind it."""
    _, hand_in = _exported()
    return [hand_in, hand_in + hand_in, hand_in.replace(b"\n", b"\r\n")]


def roster_csv() -> list[bytes]:
    """Rosters as a spreadsheet and as Canvas write them."""
    return [
        b'number,name,section,code,excused,extra_time,email\n1,Ada,A,x,final,25%,a@b\n2,"Bo, Jr.",B,,,1.5,\n',
        "\ufeffStudent,ID,SIS User ID,SIS Login ID,Section\n    Points Possible,,,,\nÀda,71,S1,ada,A\n".encode(),
        b"Student number;Name\r\n1;Zed\r\n2;Una\r\n",
    ]


def roster_yaml() -> list[bytes]:
    """A roster in YAML."""
    return [
        b"""class: ten
title: Ten
students:
  - {number: 1, name: Ada, excused: [final], extra_time: 25%}
  - {number: 2, name: Bo, canvas: 7, section: A}
""",
        b"students:\n  - number: '1'\n    name: Ada\n    code: x\n",
    ]


def marks() -> list[bytes]:
    """Marks as a matrix, as Moodle and as Canvas write them."""
    matrix = b"student,q1,q2,total\nmax,2,1,3\nada,1,1,2\nbo,0,,0\nzed,2,1,3\n"
    grades = (
        b"Surname,First name,Email address,State,Started on,Completed,Time taken,Grade/3.00,Q. 1 /1.00,Q. 2 /2.00\n"
        b"L,Ada,a@b,Finished,1 January 2026  9:00 AM,1 January 2026  9:10 AM,10 mins,2.00,1.00,1.00\n"
        b"Overall average,,,,,,,2.00,1.00,1.00\n"
    )
    canvas = (
        b'name,id,sis_id,section,section_id,section_sis_id,submitted,attempt,"12: What, now?",1.0,13: And?,2.0,'
        b"n correct,n incorrect,score\nAda,1,,A,2,,2026-01-01 09:00:00 UTC,1,yes,1.0,no,0.0,1,1,1.0\n"
    )
    responses = (
        b"Last name,First name,Response 1,Right answer 1,Response 2,Right answer 2\nL,Ada,a,a,b,c\nM,Bo,c,a,c,c\n"
    )
    return [matrix, grades, canvas, responses, *files("stats/*.csv")]


@cache
def _collection() -> bytes:
    with closing(sqlite3.connect(":memory:")) as db:
        db.executescript(
            "CREATE TABLE col(id INTEGER PRIMARY KEY, conf TEXT);"
            "CREATE TABLE notes(id INTEGER PRIMARY KEY, guid TEXT, mid INTEGER, flds TEXT, tags TEXT);"
            "CREATE TABLE cards(id INTEGER PRIMARY KEY, nid INTEGER, did INTEGER, ord INTEGER);"
            "CREATE TABLE revlog(id INTEGER PRIMARY KEY, cid INTEGER, usn INTEGER, ease INTEGER, ivl INTEGER,"
            " lastIvl INTEGER, factor INTEGER, time INTEGER, type INTEGER);"
            """INSERT INTO col VALUES(1, '{"creationOffset":-60,"rollover":4}');"""
            "INSERT INTO notes VALUES(1, 'learn/tides/what-pulls', 1, 'front\x1fback', ''),"
            " (2, 'x', 1, '<b>f</b>', '');"
            "INSERT INTO cards VALUES(11, 1, 1, 0), (12, 2, 1, 0);"
            "INSERT INTO revlog VALUES(1750000000000, 11, 0, 3, 1, 0, 2500, 4000, 0),"
            " (1750100000000, 11, 0, 1, 1, 0, 2500, 4000, 1), (1750000001000, 12, 0, 4, 1, 0, 2500, 4000, 0);"
        )
        return bytes(db.serialize())


def collections() -> list[bytes]:
    """A collection of Anki's, and ones that our own packages hold."""
    from learn.exchange.package_zip import unpack

    package = unpack(module_of("apkg").write(every_kind()).data)
    return [_collection(), *(data for name, data in package.files.items() if name.endswith("anki2"))]


def reviews() -> list[bytes]:
    """Reviews as the tools of FSRS exchange them, and a map of cards."""
    return [
        b"card_id,review_rating,review_time,review_duration\n1,3,2026-01-31T08:00:00+00:00,1500\n2,1,2026-02-01,\n",
        b"card_id,fact\n1,moon-pulls\n2,\n",
    ]


def replies() -> list[bytes]:
    """Lines of another program's answers."""
    lines = [
        b'{"answer":0}',
        b'{"answer":[0,1]}',
        b'{"answer":"Seoul","guessed":true}',
        b'{"answer":["a","b"]}',
        b'{"answer":true}',
        b'{"command":"skip"}',
        b'{"command":"flag","remark":"wrong?"}',
        b'{"command":"undo"}\n{"answer":1}\n{"command":"override"}',
        b'{"command":"hint"}',
        b'{"answer":[2,1,0]}\n{"command":"quit"}',
        b'{"answer":"300 000"}',
        b'{"answer":"1/3"}',
        b'{"answer":1e400}',
        b'{"answer":' + b"[" * 2000,
        b'{"answer":-1}',
        b'{"answer":18446744073709551616}',
        b'{"answer":"\\ud800\\u202e\\u001b[2J"}',
    ]
    return [*lines, b"\n".join(lines)]


def settings() -> list[bytes]:
    """Settings as `learn config set` writes them."""
    return [
        b'learner = "ada"\nquestions = "5"\nplain = "true"\nextra_time = 25\ncolor = "never"\n',
        b'content = ["a", "b"]\n[speak]\nx = 1979-05-27T07:32:00Z\n',
        b"questions = 0xff\nname = '''\nA\n'''\n",
    ]


def notes() -> list[bytes]:
    """The notes that the program keeps beside its log."""
    return [
        b'{"banks":["tides"],"on":"2026-03-20","made":"2026-03-02","began":1.5,"minutes":20.0,"lessons":["tides"]}',
        b'{"banks":["tides"],"on":"2026-03-03","made":"2026-03-02","began":0.0}',
        b'{"folder":"/tmp","at":1750000000000,"names":true,"read":{"a.learnlog":[12,34]}}',
    ]


def html() -> list[bytes]:
    """HTML as question banks have it."""
    return [
        b"<p>One &amp; <b>two</b><br/>three <img src='a.png' alt='x'> <script>alert(1)</script></p>",
        b"\\(x^2\\) <table><tr><td>1</td></tr></table><ul><li>a</li></ul> &#x202e; &nbsp;",
        b"<!-- c --><![CDATA[x]]><a href=javascript:alert(1)>y</a>",
    ]


def texts() -> list[bytes]:
    """Naughty strings, one a seed."""
    some = [line for data in files("hostile/naughty_strings.txt") for line in data.split(b"\n") if line]
    return [*some[::7], b"1,234.5", "٣٫١٤ %".encode(), b"1/3", b"-1e99", b"*war*", "ﬀ Å é 전쟁".encode()]


def xml() -> list[bytes]:
    """The attacks on XML readers."""
    return [*files("hostile/xml/*"), *files("qti21/*"), *files("moodlexml/*")]
