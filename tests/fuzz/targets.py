"""What is fuzzed: one function of bytes for each reader. It returns, or raises `LearnError`; the rest is a finding."""

import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, NamedTuple
from zlib import crc32

from learn.content.files import read as read_content
from learn.exchange import module_of
from learn.problems import LearnError
from tests.fuzz import bar, seeds


class Target(NamedTuple):
    """A reader, what to begin with, and how many runs a second to expect of it."""

    run: Callable[[bytes], None]
    seeds: seeds.Seeds
    costs: int = 1
    """1: thousands of runs a second · 5: hundreds · 50: tens."""


# ---------------------------------------------------------------------------------------------------- our own content


def _asked(question: Any) -> None:
    """A good question can be asked, answered and graded."""
    from learn.verdict import Verdict

    shown = question.present(Random(1))
    samples = question.samples(shown)
    for answer in (samples.right, samples.wrong):
        verdict = question.grade(shown, answer)
        assert isinstance(verdict, Verdict)
        assert 0 <= verdict.score <= 1
    question.chance()


def _content(data: bytes) -> None:
    for expected in ("bank", "lesson", "sources"):
        sort, loaded = read_content("x.yaml", data, expected)
        bar.told(loaded.problems)
        if sort == "bank" and loaded.value is not None:
            for question in loaded.value.questions:  # type: ignore[union-attr]
                _asked(question)
        if sort:
            break


def _line_by_line(data: bytes) -> None:
    """What is read line by line is read the same by the parser."""
    from learn.content.lines import plain_lines
    from learn.content.nodes import marked
    from learn.content.refusals import decoded, is_safe
    from learn.content.tree import bare

    text, trouble = decoded(data)
    quick = plain_lines(text) if trouble is None and is_safe(text) else None
    if quick is not None:
        root, refusals = marked(text)
        assert not refusals, refusals
        assert root is not None
        assert bare(root) == quick, "the parser reads something else"


def _lint(data: bytes) -> None:
    from learn.content.check import check
    from learn.content.lint.run import warnings

    _, loaded = read_content("x.yaml", data, "bank")
    bar.told(check([loaded]))
    bar.told(warnings([loaded], [], lambda _: True))


def _format(data: bytes) -> None:
    """Canonical form: of what can be read, the meaning stays."""
    from learn.authoring.formatting import formatted

    sort, loaded = read_content("x.yaml", data)
    if sort and not loaded.problems:
        again = read_content("x.yaml", formatted("x.yaml", data.decode("utf-8-sig")).encode())[1]
        assert again.value == loaded.value, "fmt changed what the file says"


def _written(data: bytes) -> None:
    """What was read of a bank, written, is read as the same."""
    from learn.content.bank import read_bank
    from learn.content.writer import bank_text

    loaded = read_bank("x.yaml", data)
    if loaded.value is not None and not loaded.problems:
        again = read_bank("x.yaml", bank_text(loaded.value).encode())
        assert not again.problems, again.problems
        assert again.value == loaded.value, "the writer changed what the bank says"


# ---------------------------------------------------------------------------------------------------- other systems'


def _reader(form: str, name: str) -> Callable[[bytes], None]:
    def run(data: bytes) -> None:
        from learn.content.bank import read_bank
        from learn.content.writer import bank_text

        module = module_of(form)
        module.recognise(data, name)
        found = module.read(data, name)
        bar.imported(found)
        if found.bank.questions and crc32(data) % 4 == 0:  # costs more than the reading
            back = read_bank("x.yaml", bank_text(found.bank).encode())
            assert back.value is not None
            assert not back.problems, back.problems
            assert back.value.questions == found.bank.questions, "the written bank says something else"

    return run


def _writer(form: str) -> Callable[[bytes], None]:
    """Any bank, written in a format."""

    def run(data: bytes) -> None:
        from learn.content.bank import read_bank
        from learn.content.reading import is_id

        loaded = read_bank("x.yaml", data)
        if loaded.value is None or not loaded.value.questions or not is_id(loaded.value.id):
            return  # the program writes no bank with faults; this goes further, but files are named after the id
        module = module_of(form)
        done = module.write(loaded.value)
        assert len(done.items) == len(loaded.value.questions)
        for item in done.items:
            bar.safe(*item.notes)
        if hasattr(module, "read"):
            bar.imported(module.read(done.data, "x"))

    return run


def _recognised(data: bytes) -> None:
    from learn.app.exchanging import recognised

    recognised(data, "x")


def _unpacked(data: bytes) -> None:
    from learn.exchange.package_zip import BadPackage, listed, peek, safe_name, unpack

    for name in listed(data)[:20]:
        peek(data, name)
    try:
        package = unpack(data)
    except BadPackage as bad:
        bar.safe(str(bad))
        return
    taken: set[str] = set()
    for name in package:
        made = safe_name(name, taken)
        assert made.casefold() not in taken
        assert not set(made) & set("/\\:\0")
        assert made not in (".", "..")
        taken.add(made.casefold())


def _xml(data: bytes) -> None:
    from learn.exchange.xml_safe import Node, parse
    from learn.problems import Problem

    root = parse(data, "x.xml")
    if isinstance(root, Problem):
        bar.told([root])
    else:
        assert isinstance(root, Node)
        _ = root.text, root.outer


def _html(data: bytes) -> None:
    from learn.exchange.html_text import plain
    from learn.text import clean

    text, lost = plain(data.decode("utf-8", "replace"))
    clean(text)
    clean("".join(lost))


def _text(data: bytes) -> None:
    from learn import text

    source = data.decode("utf-8", "surrogateescape")
    shown = text.clean(source)
    assert text.clean(shown) == shown
    assert all(text.width(row) <= 40 for row in text.wrap(shown, 40))
    for case in (False, True):
        once = text.normalise(source, case)
        assert text.normalise(once, case) == once, "normalise is not idempotent"
    text.parse_number(source)
    text.parse_number(source, "km")
    pattern, _, typed = source.partition("\n")
    text.matches(pattern, typed)
    text.literal(pattern)
    text.cut(shown, 20)


# ------------------------------------------------------------------------------------------------ answers and the log


@cache
def _shown() -> list[tuple[Any, Any]]:
    return [(question, question.present(Random(1))) for question in seeds.every_kind().questions]


def _reply(data: bytes) -> None:
    """A line into every interaction, and what it says into the grader."""
    from learn.protocol import Unfit, read_reply
    from learn.session.asker import Answer
    from learn.verdict import Malformed, Verdict

    line = data.decode("utf-8", "surrogateescape")
    for question, shown in _shown():
        try:
            reply = read_reply(line, shown.interaction)
        except Unfit as unfit:
            bar.must(str(unfit), "a line was refused without a word")
            continue
        if isinstance(reply, Answer):
            graded = question.grade(shown, reply.response)
            assert isinstance(graded, Verdict | Malformed)
            if isinstance(graded, Verdict):
                assert 0 <= graded.score <= 1
            else:
                bar.safe(graded.message)


def _jsonl(data: bytes) -> None:
    """Any lines into `learn quiz --jsonl`."""
    lines = data.decode("utf-8", "surrogateescape")
    ran = seeds.home().run("quiz", "tides", "--jsonl", "--seed", "1", stdin=lines)
    assert ran.code in (0, 130), ran
    assert ran.events("session"), ran
    bar.safe(ran.whole_err)


def _merged(data: bytes) -> None:
    """A log from elsewhere: what is taken in is sound, and taking it in again changes nothing."""
    from learn.store.log import Store
    from learn.store.merge import merge

    rng = Random(1)
    with (
        tempfile.TemporaryDirectory(prefix="learn-fuzz-") as folder,
        Store.open(Path(folder) / "home" / "learn.db", rng.getrandbits) as store,
    ):
        for _ in range(2):
            report = merge(store, data.split(b"\n"), follow_forgetting=True)
            for line in report.lines():
                assert isinstance(line, str)
        assert report.added == 0, "merging again added events"


def _verified(data: bytes) -> None:
    from learn.store.verify import verify_lines

    verify_lines(data.split(b"\n")).lines()


def _hand_in(data: bytes) -> None:
    from learn.classroom.reading import read

    found = read("x.learnlog", data)
    for finding in found.findings:
        bar.safe(finding.text)
    if found.header is not None:
        bar.safe(found.header.name, found.header.student_id)


def _in_program(name: str, *arguments: str) -> Callable[[bytes], None]:
    """The bytes as a file of this name, `{}` in the arguments: in a home of its own, by the command line."""

    def run(data: bytes) -> None:
        program = seeds.home()
        path = program.home / name
        path.write_bytes(data)
        ran = program.run(*(str(path) if one == "{}" else one for one in arguments))
        assert ran.code in range(6), ran
        bar.safe(ran.whole_err, ran.out)

    return run


# --------------------------------------------------------------------------------------------- what teachers bring


def _roster(name: str) -> Callable[[bytes], None]:
    def run(data: bytes) -> None:
        from learn.classroom.roster_reading import read_roster

        roster, warnings = read_roster(Path(name), data)
        bar.told(warnings)
        for pupil in roster.pupils:
            bar.safe(pupil.student.name, pupil.student.number, pupil.student.section)

    return run


def _marks(data: bytes) -> None:
    from learn.gradebook.reading import read
    from learn.gradebook.reading_marks import Wanted

    read(data, "marks.csv", Wanted())


def _anki(data: bytes) -> None:
    from learn.store.anki import read_bytes

    read_bytes(data, "collection.anki2")


def _reviews(data: bytes) -> None:
    from learn.lab.card_map import read_map
    from learn.lab.review_csv import read_csv, reviews_of

    text = data.decode("utf-8", "replace")
    for read in (lambda: reviews_of(read_csv("x.csv", text), 4.0), lambda: read_map("x.csv", text)):
        try:
            read()
        except LearnError as error:
            bar.must(error.message, "an error without a message")


def _settings(data: bytes) -> None:
    from learn.app.config import SETTINGS, Config

    with tempfile.TemporaryDirectory(prefix="learn-fuzz-") as folder:
        (Path(folder) / "config.toml").write_bytes(data)
        config = Config(Path(folder), {}, {})
        for key in SETTINGS:
            try:
                config.value(key)
            except LearnError as error:
                bar.must(error.message, "an error without a message")


TARGETS: dict[str, Target] = {
    "yaml": Target(_content, seeds.yaml),
    "yaml-lines": Target(_line_by_line, seeds.yaml),
    "yaml-lint": Target(_lint, seeds.yaml, 5),
    "yaml-fmt": Target(_format, seeds.yaml, 5),
    "yaml-write": Target(_written, seeds.yaml, 5),
    "gift": Target(_reader("gift", "x.gift"), seeds.exchange("gift", "gift/*.gift", "gift/*.txt")),
    "aiken": Target(_reader("aiken", "x.txt"), seeds.exchange("aiken", "aiken/*")),
    "csv": Target(_reader("csv", "x.csv"), seeds.exchange("csv", "stats/*.csv")),
    "moodle-xml": Target(_reader("moodle-xml", "x.xml"), seeds.exchange("moodle-xml", "moodlexml/*", "hostile/xml/*")),
    "qti12": Target(_reader("qti12", "x.xml"), seeds.exchange("qti12", "qti12/*", "hostile/xml/*")),
    "qti21": Target(_reader("qti21", "x.xml"), seeds.exchange("qti21", "qti21/*", "hostile/xml/*")),
    "anki-text": Target(_reader("anki-text", "x.txt"), seeds.exchange("anki-text")),
    "apkg": Target(_reader("apkg", "x.apkg"), seeds.exchange("apkg"), 5),
    "recognise": Target(_recognised, seeds.xml),
    "zip": Target(_unpacked, seeds.exchange("apkg")),
    "xml": Target(_xml, seeds.xml),
    "html": Target(_html, seeds.html),
    "text": Target(_text, seeds.texts),
    **{
        f"to-{form}": Target(_writer(form), seeds.yaml, 5)
        for form in ("gift", "moodle-xml", "aiken", "csv", "qti12", "qti21", "anki-text", "apkg", "kahoot", "wayground")
    },
    "reply": Target(_reply, seeds.replies),
    "jsonl": Target(_jsonl, seeds.replies, 50),
    "merge": Target(_merged, seeds.logs, 5),
    "verify": Target(_verified, seeds.logs),
    "hand-in": Target(_hand_in, seeds.hand_ins),
    "roster-csv": Target(_roster("roster.csv"), seeds.roster_csv),
    "roster-yaml": Target(_roster("roster.yaml"), seeds.roster_yaml),
    "marks": Target(_marks, seeds.marks),
    "anki": Target(_anki, seeds.collections),
    "reviews": Target(_reviews, seeds.reviews),
    "config": Target(_settings, seeds.settings),
    "class-add": Target(_in_program("a.learnlog", "class", "add", "ten", "{}"), seeds.hand_ins, 50),
    "scores-items": Target(_in_program("m.csv", "scores", "items", "{}"), seeds.marks, 50),
    "log-import": Target(_in_program("c.anki2", "log", "import", "{}"), seeds.collections, 50),
    "log-merge": Target(_in_program("l.jsonl", "log", "merge", "{}"), seeds.logs, 50),
    "exam-json": Target(_in_program("exam.json", "exam"), seeds.notes, 50),
    "sync-json": Target(_in_program("sync.json", "sync"), seeds.notes, 50),
    "config-toml": Target(_in_program("config.toml", "config"), seeds.settings, 50),
}
