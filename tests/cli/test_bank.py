"""A teacher's bank from nothing to paper, and out to other systems and back."""

from pathlib import Path

import pytest

from learn.content.bank import read_bank
from tests.cli.program import Program

ADD = ("--kind", "choice", "--id", "largest", "--set", "ask=Largest planet?", "--set", "answer=Jupiter")
WRONG = ("--set", "distractors=Saturn: It has rings.", "--set", "distractors=Mars")


@pytest.fixture
def planets(fresh: Program) -> Path:
    """A bank with one question, made by the commands."""
    assert fresh.run("bank", "new", "planets", "--title", "The planets").code == 0
    assert fresh.run("bank", "add", "planets", *ADD, *WRONG).code == 0
    return fresh.home / "question_banks" / "planets.yaml"


def ids(path: Path) -> list[str]:
    loaded = read_bank(path)
    assert loaded.value is not None
    assert loaded.problems == ()
    return [question.id for question in loaded.value.questions]


def test_a_new_bank_can_be_filled_asked_and_checked(fresh: Program, planets: Path) -> None:
    added = fresh.run("bank", "add", "planets", "--kind", "card", "--set", "front=A planet?", "--set", "back=Mars")
    assert added.code == 0
    assert ids(planets) == ["largest", "a-planet"]
    assert (planets.parent / "bank.schema.json").is_file()
    assert fresh.run("bank", "lint", str(planets)).code == 0
    assert "Jupiter" in fresh.run("quiz", "planets", "-n", "1", "--kind", "choice", "--plain").out


def test_a_bank_that_is_only_begun_is_no_error(fresh: Program) -> None:
    assert fresh.run("bank", "new", "empty").code == 0
    assert fresh.run("lessons").err == ""
    assert fresh.run("quiz", "empty", "--plain").code == 4


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("new", "Not A Slug"), "not-a-slug"),
        (("new",), "NAME is missing"),
        (("new", "planets"), "is there already"),
        (("add", "planets"), "what to add is missing"),
        (("add", "planets", *ADD, *WRONG), "has a question 'largest' already"),
        (("add", "planets", "--kind", "card", "--set", "front"), "has no `=`"),
        (("print", "planets", "-o", "x.doc"), "ends in none of"),
    ],
)
def test_a_mistake_is_told_with_its_remedy_and_changes_nothing(
    fresh: Program, planets: Path, arguments: tuple[str, ...], words: str
) -> None:
    before = planets.read_bytes()
    ran = fresh.run("bank", *arguments)
    assert ran.code == 2
    assert words in ran.err
    assert planets.read_bytes() == before


def test_the_same_words_twice_get_another_id(fresh: Program, planets: Path) -> None:
    card = ("--kind", "card", "--set", "front=A planet?", "--set", "back=Mars")
    for _ in range(3):
        assert fresh.run("bank", "add", "planets", *card).code == 0
    assert ids(planets) == ["largest", "a-planet", "a-planet-2", "a-planet-3"]


def test_a_preview_records_nothing(fresh: Program, planets: Path) -> None:
    ran = fresh.run("bank", "preview", str(planets), "largest", "--plain", stdin="1\n")
    assert ran.code == 0
    assert "nothing was recorded" in ran.out
    assert "learn undo" not in ran.out
    assert not fresh.has_log
    missing = fresh.run("bank", "preview", "planets", "larges")
    assert (missing.code, "largest" in missing.err) == (4, True)


def test_a_good_edit_takes_the_files_place(fresh: Program, planets: Path) -> None:
    ran = fresh.process("bank", "edit", "planets", "largest", VISUAL="", EDITOR="sed -i s/Largest/Biggest/")
    assert (ran.code, "is changed" in ran.out) == (0, True)
    assert "Biggest planet?" in planets.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("editor", "code", "words"),
    [
        ("sed -i s/answer:/anser:/", 3, "E113"),
        ("false", 2, "ended with 1"),
        ("no-such-editor-here", 2, "could not be started"),
        ("true", 0, "Nothing was changed"),
    ],
)
def test_any_other_edit_leaves_the_file_alone(
    fresh: Program, planets: Path, editor: str, code: int, words: str
) -> None:
    before = planets.read_bytes()
    ran = fresh.process("bank", "edit", str(planets), VISUAL="", EDITOR=editor)
    assert (ran.code, words in ran.out + ran.err) == (code, True)
    assert planets.read_bytes() == before


def test_a_broken_bank_can_be_opened_to_mend_it(fresh: Program, planets: Path) -> None:
    planets.write_text(planets.read_text(encoding="utf-8").replace("answer:", "anser:"), encoding="utf-8")
    assert fresh.process("bank", "edit", str(planets), VISUAL="", EDITOR="sed -i s/anser:/answer:/").code == 0
    assert ids(planets) == ["largest"]
    assert fresh.run("bank", "edit", "nowhere").code == 4


def test_formatting_is_checked_and_done(fresh: Program, planets: Path) -> None:
    planets.write_text("title: P  # mine\nbank: planets\nquestions: []\n", encoding="utf-8")
    assert fresh.run("bank", "fmt", "--check", str(planets)).code == 1
    assert fresh.run("bank", "fmt", str(planets.parent)).code == 0
    assert planets.read_text(encoding="utf-8").startswith("bank: planets\ntitle: P")
    assert "canonical" in fresh.run("bank", "fmt", "--check", str(planets)).out
    assert fresh.run("bank", "fmt", "nowhere.yaml").code == 4


@pytest.mark.parametrize("command", [("bank", "schema"), ("lesson", "schema"), ("lesson", "schema", "--sources")])
def test_schemas_are_json(fresh: Program, command: tuple[str, ...]) -> None:
    assert "draft-07" in fresh.run(*command).json["$schema"]


@pytest.mark.parametrize("suffix", ["html", "md", "pdf"])
def test_a_test_is_printed_once_and_replaced_only_by_force(fresh: Program, tmp_path: Path, suffix: str) -> None:
    if suffix == "pdf":
        pytest.importorskip("typst", reason="the [teacher] extra is not installed")
    out = tmp_path / f"test.{suffix}"
    arguments = ("bank", "print", "vietnam-precedent", "-o", str(out), "--key", "--versions", "2", "--seed", "4")
    assert "10 questions, 2 versions (seed 4)" in fresh.run(*arguments).out
    first = out.read_bytes()
    assert fresh.run(*arguments).code == 2
    assert fresh.run(*arguments, "--force", "-n", "5").code == 0
    assert out.read_bytes() != first


def test_a_printed_test_speaks_the_language_of_its_bank(fresh: Program, planets: Path, tmp_path: Path) -> None:
    for lang, interface, wanted in (("ko", "en", "이름:"), ("en", "ko", "Name:"), ("", "ko", "이름:")):
        bank, out = tmp_path / f"planets-{lang}.yaml", tmp_path / f"printed-{lang}.md"
        head = f"bank: planets{lang}\n" + (f"lang: {lang}\n" if lang else "")
        bank.write_text(planets.read_text("utf-8").replace("bank: planets\n", head, 1), encoding="utf-8")
        assert fresh.run("bank", "print", str(bank), "-o", str(out), LEARN_LANG=interface).code == 0
        assert wanted in out.read_text("utf-8")


def test_all_of_a_bank_without_a_test_is_printed_and_nothing_of_an_empty_one(
    fresh: Program, planets: Path, tmp_path: Path
) -> None:
    assert "1 question, 1 version (seed " in fresh.run("bank", "print", str(planets), "-o", str(tmp_path / "x.md")).out
    fresh.run("bank", "new", "empty")
    assert fresh.run("bank", "print", "empty", "-o", str(tmp_path / "y.md")).code == 4


@pytest.mark.parametrize("form", ["gift", "moodle-xml", "csv", "qti12", "qti21"])
def test_out_and_in_again_gives_the_same_questions_in_place(
    fresh: Program, planets: Path, tmp_path: Path, form: str
) -> None:
    pytest.importorskip("defusedxml", reason="the [teacher] extra is not installed")
    away, back = tmp_path / "away", tmp_path / "back.yaml"
    out = fresh.run("bank", "export", "planets", "--to", form, "-o", str(away), "--strict", "--report", "json")
    assert out.code == 0
    assert '"status":"exact"' in out.err
    assert "1 added, 0 updated, 0 kept" in fresh.run("bank", "import", str(away), "-o", str(back)).err
    assert "0 added, 1 updated, 0 kept" in fresh.run("bank", "import", str(away), "-o", str(back)).err
    ours, theirs = read_bank(planets).value, read_bank(back).value
    assert ours is not None
    assert theirs is not None
    assert theirs.questions == ours.questions


def test_an_import_without_a_file_to_write_prints_the_bank(fresh: Program, tmp_path: Path) -> None:
    gift = tmp_path / "quiz.gift"
    gift.write_text("::Sky:: The sky is {=blue ~green}\n", encoding="utf-8")
    ran = fresh.run("bank", "import", str(gift))
    assert ran.code == 0
    assert "questions:" in ran.out
    assert "gift: 1 question," in ran.err


def test_what_is_lost_is_listed_and_strict_makes_it_count(fresh: Program, tmp_path: Path) -> None:
    away = tmp_path / "x.aiken"
    ran = fresh.run("bank", "export", "vietnam-precedent", "--to", "aiken", "-o", str(away), "--strict")
    assert ran.code == 1
    assert "skipped" in ran.err
    assert "37 questions" in ran.err


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("import", "nowhere.gift"), 4, "no such file"),
        (("import", "FILE"), 2, "not recognised"),
        (("import", "FILE", "--from", "kahoot"), 2, "can be written, not read"),
        (("export", "planets", "--to", "nonsense", "-o", "x"), 2, "nonsense"),
        (("export", "planet", "--to", "gift", "-o", "x"), 4, "planets"),
    ],
)
def test_wrong_files_and_formats(
    fresh: Program, planets: Path, tmp_path: Path, arguments: tuple[str, ...], code: int, words: str
) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("Dear colleague,\n", encoding="utf-8")
    ran = fresh.run("bank", *(str(file) if one == "FILE" else one for one in arguments))
    assert (ran.code, words in ran.err) == (code, True)
    assert ids(planets) == ["largest"]


def test_a_broken_bank_is_not_imported_into(fresh: Program, planets: Path, tmp_path: Path) -> None:
    gift = tmp_path / "quiz.gift"
    gift.write_text("::Sky:: The sky is {=blue ~green}\n", encoding="utf-8")
    broken = planets.read_text(encoding="utf-8").replace("answer:", "anser:")
    planets.write_text(broken, encoding="utf-8")
    assert fresh.run("bank", "import", str(gift), "-o", str(planets)).code == 3
    assert planets.read_text(encoding="utf-8") == broken


DRAWING = """bank: finals
title: Finals
test:
  draw:
    - {lesson: the-deployment, count: 2}
    - {lesson: the-deployment, kind: short, count: 1}
"""


def test_a_bank_that_draws_its_questions_is_listed_with_how_many(fresh: Program) -> None:
    (fresh.home / "question_banks").mkdir(parents=True, exist_ok=True)
    (fresh.home / "question_banks" / "finals.yaml").write_text(DRAWING)
    listed = fresh.run("bank", "list").out.splitlines()
    assert [line.split(maxsplit=3) for line in listed if "finals" in line] == [["finals", "3", "drawn", "Finals"]]
    assert "Finals: draws 3; finals." in fresh.run("bank", "list", "--plain").out


def test_an_import_that_would_be_too_large_to_read_again_writes_nothing(
    fresh: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "words.csv").write_text("".join(f"front {n},back {n}\n" for n in range(40)))
    monkeypatch.setattr("learn.app.exchanging.MOST_BYTES", 1_000)
    out = tmp_path / "words.yaml"
    ran = fresh.run("bank", "import", str(tmp_path / "words.csv"), "--from", "anki-text", "-o", str(out))
    assert (ran.code, out.exists()) == (2, False)
    assert ran.err.endswith(
        "bytes, at most 1,000\n  split what you import into 3 parts or more, and import each into a bank of its own\n"
    )
