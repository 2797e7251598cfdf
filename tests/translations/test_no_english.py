"""In another language no English word is left on the screen: every command, in its ordinary, empty and wrong forms."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click
import pytest

import learn.app
from learn import language
from learn.app.config import LOGGED, SETTINGS
from learn.cli.root import root
from learn.content.schema import bank_schema, schema_text
from learn.exchange import FORMATS
from learn.gradebook import FORMATS as GRADEBOOKS
from learn.kinds import KINDS
from learn.language import LANGUAGES
from tests.beside_source import need_source
from tests.cli.program import Program, Ran
from tests.translations.hangul import BANK, BROKEN, FAULTY, LESSON, write_content
from tests.translations.pseudo import CODE, write_pseudo

need_source()

SAID = frozenset(
    [
        "learn",
        "python",
        "sqlite",
        "linux",
        "darwin",
        "kb",
        "mib",
        "utf",
        "anki",
        "moodle",
        "canvas",
        "fsrs",
        "nan",
        "integer",
        "float",
        "range",
    ]
)
"""What is called the same in every language, and click's names of numbers, which a translator leaves out."""

ELSEWHERE = re.compile(r"JSON is malformed[^)]*\)|^::\w+ .*?::|: (persist|rollback|wal|delete)$|\b\w+_\w+\b")
"""What a library says of a file, GitHub's own form of a finding, SQLite's journals, and names of columns."""

CODES = frozenset(
    word
    for name in (
        *KINDS,
        *FORMATS,
        *GRADEBOOKS,
        "intro",
        "core",
        "stretch",
        "review",
        "true",
        "false",
        "compact",
        "auto",
    )
    for word in re.findall("[a-z]+", name)
)
"""Values that are written in files and typed behind options."""

SOURCE = frozenset(line.strip() for line in (LESSON + BANK + BROKEN).splitlines())
"""Lines that are shown as they stand, above a caret."""


def tree(command: click.Command = root, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command with the words it is called by."""
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            assert found is not None
            yield from tree(found, (*path, name))


COMMANDS = dict(tree())

FRESH = """\

lessons
read xlesson
due
stats
history
study
study xlesson
quiz
quiz xbank -n 10 --plain
quiz xbank --test
review
review -n 3
next
resume
resume --session xsession
undo
exam
exam --start
exam --drop
exam xbank --on tomorrow
exam xbank
exam xbank --on xday
exam xbank --on 2020-01-01
exam xbank --on 2030-01-01
bank list
bank show xbank
bank new xnew
bank new
bank new Xx!
bank add xnew
bank add xnew --kind short --set ask=무엇? --set accept=달
bank add xnew --kind short --set ask
bank add xnew --kind choice --set ask=무엇? --set answer=달
bank add xnew --kind number --set ask=무엇? --set value=달
bank edit xbank
bank edit xnowhere
bank preview xbank
bank preview xbank xnowhere
bank flags
bank flags --class xclass
bank fmt xbroken.yaml
bank fmt xnowhere.yaml
bank lint
bank lint xbroken.yaml
bank lint xnowhere.yaml
bank lint --select xrule
bank lint xbroken.yaml --format github
bank print xbank -o xtest.html
bank print xbank -o xtest.md
bank print xbank -o xtest.txt
bank publish xbank -o xpage.html
bank publish xbank -o xpage.txt
bank publish xbank -o xpage.html --lang x_x
bank export xbank --to gift -o xbank.gift
bank export xbank --to gift -o xbank.gift
bank export xbank --to csv -o xbank.csv
bank import xbank.gift -o xgift.yaml
bank export xbank --to moodle-xml -o xbank.xml
bank import xbank.xml -o xmoodle.yaml
bank export xbank --to aiken -o xaiken.txt
bank import xaiken.txt -o xaiken.yaml
bank export xbank --to qti12 -o xqti12.zip
bank import xqti12.zip -o xqti12.yaml
bank export xbank --to qti21 -o xqti21.zip
bank import xqti21.zip -o xqti21.yaml
bank export xbank --to anki-text -o xanki.txt
bank import xanki.txt -o xanki.yaml
bank export xbank --to apkg -o xbank.apkg
bank import xbank.apkg -o xapkg.yaml
bank export xbank --to kahoot -o xkahoot.xlsx
bank export xbank --to wayground -o xwayground.xlsx
bank import xfaulty.gift -o xfaulty.yaml
bank import xfaulty.xml -o xfaulty.yaml
bank import xfaulty.zip -o xfaulty.yaml
bank import xnowhere.gift
bank import xbroken.yaml
bank schema --xoption
lesson lint
lesson schema --xoption
scores list
scores items
scores items --from xnowhere.csv
scores items --from xmarks.csv
scores items --max 5
scores export --format csv -o xscores.csv
scores export --format xformat -o xscores.csv
scores regrade xbank
scores regrade xbank --accept xanswer
scores regrade xnowhere
scores report -o xreport.html
scores report -o xreport.txt
scores submit -o xhandin.learnlog
class list
class add xclass
class add xclass xnowhere.learnlog
class report xclass
class forget xclass
sync
sync xnowhere
lab evaluate
lab fit
lab fit --undo
lab simulate --xoption
log export -o xlog.jsonl
log merge xnowhere.jsonl
log verify
log verify xbroken.yaml
log import xnowhere.csv
log import xbroken.yaml
log forget --yes
backup
doctor
config
config set xkey xvalue
config set questions xvalue
config set retention 5
config set plain xvalue
config set color xvalue
config set extra_time 1000
config set lang xx
config unset xkey
xcommand
quizz
bank xcommand
quiz xnowhere
quiz xbank --kind xkind
quiz xbank --tag xtag
quiz xbroken.yaml
quiz xnowhere.yaml
quiz xbank -n 0
quiz xbank -n xnumber
quiz --test
quiz --minutes nan
quiz --xoption
quiz --tset
quiz --content xnowhere xbank
read
read xnowhere
read xlessom
study xnowhere
due xtoomany
due --color xcolor
stats --json --html xstats.html
"""

AFTER = """\

lessons
scores submit -o xhandin.learnlog
scores submit -o xhandin2.learnlog --since xday
scores submit -o xhandin2.learnlog --since 2030-01-01
scores submit -o xhandin2.learnlog --practice
class list
class add xclass xhandin.learnlog
class add xclass xhandin.learnlog xbroken.yaml --roster xroster.csv
read xlesson
due
due --ics xdue.ics
stats
stats --html xstats.html
stats --html xstats.html
history
history --everyone
study
study xlesson
quiz xbank -n 2 --plain
review
next
resume
undo
resume
exam xbank --on friday --minutes 5
exam
exam --start
exam --drop
bank flags
bank flags xbank
bank flags xbank --class xclass
scores list
scores list --practice
scores list --passing 50
scores list --class xclass
scores items
scores items --practice
scores items --class xclass
scores export --format csv -o xscores.csv
scores export --format csv -o xscores.csv
scores export --format canvas -o xcanvas.csv
scores export --class xclass --format moodle -o xmoodle.csv
scores export --format csv --heading xtest=xheading -o xscores2.csv
scores regrade xbank
scores regrade xbank --void xchoice --dry-run
scores regrade xbank --void xchoice
scores regrade xbank --void xchoice --yes --reason 까닭
scores report -o xreport.html
scores report -o xreport.html
class add xother --roster xbad.csv
class report xclass
class report xnowhere
class forget xclass --student xnobody --yes
class forget xclass --student 4711 --yes
class forget xclass --yes
sync xfolder
sync
lab evaluate
lab fit --dry-run
lab fit
log verify
log export -o xlog.jsonl
log export -o xlog.jsonl
log export --fsrs xreviews.csv
log export --fsrs xreviews2.csv --names
log verify xlog.jsonl
log merge xlog.jsonl
log import xreviews.csv
log import xreviews.csv --cards xcards.csv
backup
backup xbackup.db
backup xbackup.db
doctor
doctor --repair
config
config set new_per_day 5
config unset new_per_day
config set questions 5
config unset questions
undo
log forget
log forget --yes
"""

STDIN = {
    "quiz": "1\n2\n달\n?\nh\n1\nf\n까닭\n1,2\n1 2 3\ns\nu\n1\n1\n1\n1\n1\n1\n1\n",
    "review": "1\n2\n3\n",
    "next": "1\n",
    "study": "2\n2\n1\n2\n",
    "resume": "xxxx\nh\nw\nd\n2\n2\n2\n",
    "exam --start": "2\n2\n1\n1\n1\n",
    "bank preview": "2\n5\n달\nf\n1\n1\n1,2\n1 2\n1\n달\n해\n\ny\n",
}


def leaks_of(program: Program, line: str) -> list[str]:
    """The English that a line of arguments brings onto the screen."""
    stdin = next((text for start, text in STDIN.items() if line.startswith(start)), "")
    ran = program.run(*line.split(), stdin=stdin, LEARN_LANG=CODE)
    return [f"{line}: {words}" for words in english(ran, names_in(line))]


def names_in(line: str) -> frozenset[str]:
    """Words that are names of something in what this command prints, and would be English anywhere else."""
    if "--help" in line:
        return _choices()
    if line.startswith("config"):
        return frozenset(_words(*SETTINGS, *LOGGED, *LANGUAGES, "always", "never", "home"))
    return _keys() if "xbroken" in line or " lint" in line or "--to aiken" in line else frozenset()


@cache
def _choices() -> frozenset[str]:
    every = (one for command in COMMANDS.values() for one in command.params)
    return frozenset(_words(*(str(name) for one in every for name in (*getattr(one.type, "choices", ()), *one.opts))))


@cache
def _keys() -> frozenset[str]:
    """The keys of a bank's file, as its schema has them."""
    return frozenset(_words(*re.findall(r'"([a-z_]+)": {', schema_text(bank_schema()))))


def _words(*names: str) -> Iterator[str]:
    return (word for name in names for word in re.findall("[a-z]+", name))


def english(ran: Ran, names: frozenset[str] = frozenset()) -> Iterator[str]:
    """The words of each line that are neither content, name, path, command, option nor code."""
    for line in (ran.out + ran.whole_err).splitlines():
        words = [word for word in re.findall("[A-Za-z]{2,}", _told(line)) if _is_english(word, names)]
        if words:
            yield " ".join(words)


def _told(line: str) -> str:
    """What the program says in a line, without what it names."""
    if line.strip() in SOURCE:
        return ""
    rest = re.sub(r"^[a-z_]+ = .*(?=   \()|^  [a-z]+(?=  )", " ", ELSEWHERE.sub(" ", line))
    rest = re.sub(r"https?:\S*|\S*/\S*|\b[\w.-]+\.[a-z][a-z0-9]{1,8}\b|\S*[0-9a-f]{12}\S*", " ", rest)
    rest = re.sub(r"\[[a-z-]+\]|\[[\w|-]*\|[\w|-]*\]|[`'][\w.=-]+[`']|(?<!\w)--?[a-z][a-z_-]*|\.[a-z]+", " ", rest)
    for path in sorted(COMMANDS, key=len, reverse=True):
        rest = re.sub(rf"\blearn {' '.join(path)}\b", " ", rest) if path else rest
    return rest


def _is_english(word: str, names: frozenset[str]) -> bool:
    return not (word.isupper() or word[0] in "xX" or word.lower() in SAID | CODES | names)


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with files to name, the language in place of Korean, and no content but that in Hangul."""
    folder = tmp_path_factory.mktemp("pseudo")
    work = folder / "work"
    (work / "xfolder").mkdir(parents=True)
    (work / "xbroken.yaml").write_text(BROKEN, encoding="utf-8")
    (work / "xmarks.csv").write_text("xname,xone,xtwo\n하나,1,0\n둘,0,1\n셋,1,1\n", encoding="utf-8")
    (work / "xroster.csv").write_text("number,name\n4711,에이다\n4712,둘\n", encoding="utf-8")
    (work / "xfaulty.gift").write_text(FAULTY, encoding="utf-8")
    (work / "xfaulty.xml").write_text("<quiz><question type='essay'/><question/></quiz>", encoding="utf-8")
    (work / "xfaulty.zip").write_bytes(b"PK\x03\x04")
    (work / "xbad.csv").write_text("xcolumn\n1\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(language, "FOLDER", write_pseudo(folder / "translations"))
        patch.setattr(learn.app, "shipped", lambda: folder / "none")
        (folder / "none").mkdir()
        patch.chdir(work)
        yield folder


def program(folder: Path, home: str) -> Program:
    """`learn` in a home of its own; its learner and her settings have names as those of files."""
    found = Program(folder / home, write_content(folder / "content"), learner="xada")
    found.home.mkdir()
    (found.home / "config.toml").write_text('name = "에이다"\nstudent_id = "4711"\n', encoding="utf-8")
    return found


@pytest.fixture(scope="module")
def leaks(elsewhere: Path) -> dict[str, list[str]]:
    """What all lines bring, by the home in which they were typed."""
    fresh, after = program(elsewhere, "fresh"), program(elsewhere, "after")
    for arguments in ("quiz xbank -n 10 --seed 1 --plain", "quiz xbank --test --seed 1 --plain"):
        assert after.run(*arguments.split(), stdin=STDIN["quiz"]).code == 0
    after.at(3)
    helps = [" ".join((*path, "--help")) for path in COMMANDS]
    return {
        home: [found for line in lines for found in leaks_of(where, line)]
        for home, where, lines in (
            ("fresh", fresh, FRESH.splitlines()),
            ("help", fresh, helps),
            ("after", after, AFTER.splitlines()),
        )
    }


@pytest.mark.parametrize("home", ["fresh", "help", "after"])
def test_no_english_word_comes_out(leaks: dict[str, list[str]], home: str) -> None:
    assert leaks[home] == [], "\n".join(leaks[home])


def test_every_command_is_run() -> None:
    typed = {" ".join(line.split()[: len(path)]) for line in (FRESH + AFTER).splitlines() for path in COMMANDS}
    leaves = {" ".join(path) for path, command in COMMANDS.items() if not isinstance(command, click.Group)}
    assert leaves - typed == set()


def test_an_english_word_would_be_found() -> None:
    told = Ran(0, "뷁뷁 learn quiz xbank --test 3 /tmp/home/learn.db\n뷁 Frobnicate the 뷁\n", "learn: 뷁 'choice'\n")
    assert list(english(told)) == ["Frobnicate the"]
