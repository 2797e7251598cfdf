"""The file that `learn bank publish` writes: whole, quiet, closed, and the same for the same bank."""

import json
import re
import zlib
from base64 import b64decode, b64encode
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

import pytest

from learn.interactions import Match, Order
from learn.kinds import KINDS, kind_class
from learn.publishing.asked import PRESENTATIONS, presentations
from learn.publishing.page import Quiz, packed
from learn.publishing.words import words
from tests.cli.program import Program
from tests.publishing.bank import HOSTILE, QUESTIONS, write_bank, write_korean_bank


@pytest.fixture
def bank(tmp_path: Path) -> str:
    """A bank of every kind."""
    return str(write_bank(tmp_path))


def published(learn: Program, bank: str, folder: Path, *options: str, **env: str) -> str:
    """The page's source."""
    page = folder / "page.html"
    ran = learn.run("bank", "publish", bank, "-o", str(page), "--force", *options, **env)
    assert ran.code == 0, ran
    return page.read_text(encoding="utf-8")


def unpacked(page: str) -> Any:
    """What is packed in a page."""
    found = re.search(r'<script type="text/plain" id="quiz">([^<]*)</script>', page)
    assert found
    return json.loads(zlib.decompress(b64decode(found[1])))


def test_every_question_and_nothing_of_its_key_stands_in_the_page(learn: Program, bank: str, tmp_path: Path) -> None:
    page = published(learn, bank, tmp_path)
    assert [one["id"] for one in unpacked(page)["questions"]] == [one["id"] for one in QUESTIONS]
    for text in ("Seoul", "Jeju", "조태용", "Armistice", "In fact.", HOSTILE):
        assert text not in page


def test_the_policy_lets_run_and_look_only_what_is_in_the_page(learn: Program, bank: str, tmp_path: Path) -> None:
    page = published(learn, bank, tmp_path, "--title", HOSTILE)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    assert policy[1].startswith("default-src 'none';")
    assert "unsafe" not in policy[1]
    for tag in ("script", "style"):
        (body,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        hashed = b64encode(sha256(body.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{hashed}'" in policy[1]
    assert HOSTILE not in page
    assert not re.findall(r"""(?:src|href)=["'](?!data:,)""", page.split("<script>")[0])


def test_the_same_bank_makes_the_same_page(learn: Program, bank: str, tmp_path: Path) -> None:
    assert published(learn, bank, tmp_path) == published(learn, bank, tmp_path)
    assert published(learn, bank, tmp_path) != published(learn, bank, tmp_path, "--test")


def test_options_say_what_the_page_is(learn: Program, bank: str, tmp_path: Path) -> None:
    options = ("--test", "--title", "복습", "--lang", "ko", "--minutes", "2.5", "--require", "60", "-n", "4")
    quiz = unpacked(published(learn, bank, tmp_path, *options))
    assert (quiz["mode"], quiz["title"], quiz["lang"]) == ("test", "복습", "ko")
    assert (quiz["minutes"], quiz["require"], len(quiz["questions"])) == ("2.5", "60.0", 4)
    assert quiz["extra"] is None, "the learner says her extra time"


def test_the_page_speaks_the_language_that_is_asked_for_else_that_of_the_interface(
    learn: Program, bank: str, tmp_path: Path
) -> None:
    korean = str(write_korean_bank(tmp_path))
    for name, options, env, spoken, title, first in (
        (bank, (), {}, "en", "en", "en"),
        (bank, (), {"LEARN_LANG": "ko"}, "ko", "en", "en"),
        (bank, ("--lang", "ko"), {}, "ko", "ko", "ko"),
        (bank, ("--lang", "de-CH"), {"LEARN_LANG": "ko"}, "ko", "de-CH", "de-CH"),
        (korean, (), {}, "en", "ko", "ko"),
        (korean, ("--lang", "ko-KR"), {}, "ko", "ko", "ko"),
        (korean, ("--lang", "en"), {"LEARN_LANG": "ko"}, "en", "ko", "ko"),
    ):
        page = published(learn, name, tmp_path, *options, **env)
        quiz = unpacked(page)
        assert f'<html lang="{spoken}">' in page
        assert quiz["words"] == words(spoken)
        assert (quiz["lang"], quiz["questions"][0]["lang"]) == (title, first)
        assert f"{words(spoken)['noScript']}</p></noscript>" in page


def test_progress_outlives_new_words(learn: Program, bank: str, tmp_path: Path) -> None:
    """What a browser keeps is named by what is asked, not by how the page says it."""
    keys = {unpacked(published(learn, bank, tmp_path, *options))["key"] for options in ((), ("--title", "Other"))}
    assert len(keys) == 2
    quiz = Quiz("t", "en", "practice", (), {}, ())
    with patch("learn.publishing.page.words", lambda _: {"start": "Go"}):
        other = json.loads(zlib.decompress(b64decode(packed(quiz))))
    assert other["words"] == {"start": "Go"}
    assert other["key"] == json.loads(zlib.decompress(b64decode(packed(quiz))))["key"]


ROSTER = "name,number,extra_time\nAda Lovelace,4711,25%\nBob Brown,4712,\nCai Deng,4713,1.5\nEve Fox,4714,x1.5\n"


def test_a_roster_makes_a_page_for_each_extra_time_and_names_nobody_in_it(
    learn: Program, bank: str, tmp_path: Path
) -> None:
    (tmp_path / "10b.csv").write_text(ROSTER, encoding="utf-8")
    page = tmp_path / "test.html"
    options = ("--test", "--minutes", "30", "--roster", str(tmp_path / "10b.csv"), "--seed", "1")
    ran = learn.run("bank", "publish", bank, "-o", str(page), *options)
    lines = ran.out.splitlines()
    assert [line for line in lines if line.startswith(f"{page}: 11 questions, ")] == lines[:1]
    found = {path.name: unpacked(path.read_text(encoding="utf-8")) for path in tmp_path.glob("*.html")}
    assert {name: quiz["extra"] for name, quiz in found.items()} == {
        "test.html": 0.0, "test-37.5-minutes.html": 25.0, "test-45-minutes.html": 50.0,
    }  # fmt: skip
    assert len({quiz["key"] for quiz in found.values()}) == 3
    assert len({json.dumps(quiz["questions"]) for quiz in found.values()}) == 1
    assert "  with 25% extra time, for Ada Lovelace (4711)" in lines
    assert "  with 50% extra time, for Cai Deng (4713), Eve Fox (4714)" in lines
    for path in tmp_path.glob("*.html"):
        whole = path.read_text(encoding="utf-8") + json.dumps(found[path.name])
        assert not any(text in whole for text in ("Lovelace", "4711", "4713"))


def test_a_test_draws_from_other_banks_as_it_says(learn: Program, tmp_path: Path) -> None:
    quiz = unpacked(published(learn, "final-test", tmp_path, "--test", "--seed", "3"))
    assert quiz["banks"] == ["final-test"]
    assert len({one["bank"] for one in quiz["questions"]}) > 1
    assert set(quiz["versions"]) == {one["bank"] for one in quiz["questions"]}
    assert all(quiz["versions"].values())


def test_several_banks_make_one_page(learn: Program, tmp_path: Path) -> None:
    quiz = unpacked(published(learn, "vietnam-precedent", tmp_path, "--lang", "en"))
    page = tmp_path / "both.html"
    ran = learn.run("bank", "publish", "vietnam-precedent", "the-deployment", "-o", str(page))
    both = unpacked(page.read_text(encoding="utf-8"))
    assert both["banks"] == ["vietnam-precedent", "the-deployment"]
    assert len(both["questions"]) > len(quiz["questions"])
    assert ran.out.startswith(f"{page}: {len(both['questions'])} questions, ")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("vietnam-precedent", "-o", "quiz.pdf"), 2, "does not end in .html"),
        (("no-such-bank", "-o", "quiz.html"), 4, "no-such-bank"),
        (("vietnam-precedent", "-o", "quiz.html", "--lang", '"><b>'), 2, "no language tag"),
        (("-o", "quiz.html"), 2, "BANK"),
        (("vietnam-precedent", "-o", "quiz.html", "--roster", "no.csv"), 4, "no such file: no.csv"),
        (("vietnam-precedent", "-o", "quiz.html", "--roster", "10b.csv"), 2, "add --test and --minutes"),
        (("final-test", "-o", "quiz.html", "--test", "--roster", "bad.csv"), 3, "extra_time cannot be '25'"),
        (("vietnam-precedent", "-o", "there.html"), 2, "is there already"),
    ],
)
def test_what_cannot_be_published_is_said(
    learn: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], code: int, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("there.html").write_text("mine", encoding="utf-8")
    Path("10b.csv").write_text(ROSTER, encoding="utf-8")
    Path("bad.csv").write_text("name,number,extra_time\nAda,1,25\n", encoding="utf-8")
    ran = learn.run("bank", "publish", *arguments)
    assert ran.code == code
    assert said in ran.err
    assert Path("there.html").read_text(encoding="utf-8") == "mine"


def test_presentations_differ_and_are_those_of_their_seeds() -> None:
    for fields in QUESTIONS:
        if fields["kind"] not in ("order", "match"):
            continue
        kind = kind_class(fields["kind"])
        import msgspec

        question = msgspec.convert(kind.prepare(fields), kind, strict=False)
        found = presentations(question, Random(1))
        assert len(found) == min(PRESENTATIONS, 6)
        assert len({(shown.order, shown.left) for _, shown in found}) == len(found)
        for seed, shown in found:
            assert question.present(Random(seed)) == shown
            assert isinstance(shown.interaction, Order | Match)


def test_the_bank_has_every_kind() -> None:
    assert {one["kind"] for one in QUESTIONS} == set(KINDS)
