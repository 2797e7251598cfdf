"""The file that `learn bank publish` writes: whole, quiet, closed, and the same for the same bank."""

import json
import re
import zlib
from base64 import b64decode, b64encode
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

import pytest

from learn.interactions import Match, Order
from learn.kinds import KINDS, kind_class
from learn.publishing.asked import PRESENTATIONS, presentations
from tests.cli.program import Program
from tests.publishing.bank import HOSTILE, QUESTIONS, write_bank


@pytest.fixture
def bank(tmp_path: Path) -> str:
    """A bank of every kind."""
    return str(write_bank(tmp_path))


def published(learn: Program, bank: str, folder: Path, *options: str) -> str:
    """The page's source."""
    page = folder / "page.html"
    ran = learn.run("bank", "publish", bank, "-o", str(page), "--force", *options)
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
        (("vietnam-precedent", "-o", "there.html"), 2, "is there already"),
    ],
)
def test_what_cannot_be_published_is_said(
    learn: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], code: int, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("there.html").write_text("mine", encoding="utf-8")
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
