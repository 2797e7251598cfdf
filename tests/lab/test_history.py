"""A history that comes from Anki and goes back: what it does to the log, to memory and to statistics."""

import csv
from pathlib import Path

import pytest

from learn.lab.foreign_answers import answers_of
from learn.lab.review_csv import Dated
from learn.memory.evidence import recall_on
from learn.memory.model import Model
from learn.memory.replay import replay_rows
from tests.cli.program import Program
from tests.lab.collections import collection
from tests.lab.logs import as_csv, card, learned

START = 1_704_067_200_000  # 2024-01-01T00:00Z
DAY = 86_400_000

REVIEWS = [
    (START, 1, 1, 900, 0, 0),
    (START + DAY, 1, 3, 800, 1, 2500),
    (START + 2 * DAY, 2, 4, 700, 1, 2500),
    (START + 9 * DAY, 2, 2, 600, 1, 2500),
    (START + 9 * DAY + 5, 3, 3, 600, 1, 2500),
]
MAP = "card_id,fact\n1,moon-pulls\n2,twice-a-day\n"


@pytest.fixture
def anki(tmp_path: Path) -> Path:
    return collection(tmp_path / "collection.anki2", REVIEWS)


def mapped(tmp_path: Path, text: str = MAP) -> str:
    path = tmp_path / "map.csv"
    path.write_text(text)
    return str(path)


class TestImport:
    def test_reviews_become_answers_about_facts(self, learn: Program, anki: Path, tmp_path: Path) -> None:
        ran = learn.run("log", "import", str(anki), "--map", mapped(tmp_path), "--json")
        assert ran.code == 0
        assert {key: ran.json[key] for key in ("added", "known", "facts", "left_out", "cards_left_out", "graded")} == {
            "added": 4,
            "known": 0,
            "facts": 2,
            "left_out": 1,
            "cards_left_out": 1,
            "graded": 2,
        }
        assert ran.json["unknown"] == []
        history = learn.history()
        assert [(one["question"], one["score"]) for one in history] == [
            ("anki/1", 0.0),
            ("anki/1", 1.0),
            ("anki/2", 1.0),
            ("anki/2", 1.0),
        ]
        assert learn.due()["due"] == 2

    def test_importing_twice_changes_nothing(self, learn: Program, anki: Path, tmp_path: Path) -> None:
        arguments = ("log", "import", str(anki), "--map", mapped(tmp_path), "--json")
        learn.run(*arguments)
        before = learn.run("log", "export").out
        again = learn.run(*arguments)
        assert (again.json["added"], again.json["known"]) == (0, 4)
        assert learn.run("log", "export").out == before

    def test_a_larger_map_and_later_reviews_add_what_is_new(self, learn: Program, anki: Path, tmp_path: Path) -> None:
        learn.run("log", "import", str(anki), "--map", mapped(tmp_path))
        anki.unlink()
        more = [(START + 3600_000, 2, 3, 1, 0, 0), *REVIEWS, (START + 30 * DAY, 1, 3, 1, 1, 2500)]
        collection(anki, more)
        ran = learn.run("log", "import", str(anki), "--map", mapped(tmp_path, MAP + "3,spring-tide\n"), "--json")
        assert (ran.json["added"], ran.json["known"]) == (3, 4)
        assert learn.run("log", "verify").code == 0
        assert learn.run("doctor").code == 0

    def test_the_same_history_on_two_machines_is_one(self, learn: Program, anki: Path, tmp_path: Path) -> None:
        """Of one learner: the second machine began as a copy of the first."""
        learn.run("log", "import", str(anki), "--map", mapped(tmp_path, "card_id,fact\n9,x\n"))
        learn.run("config", "set", "new_per_day", "7")
        other = learn.copy(tmp_path / "other")
        for each in (learn, other):
            assert each.run("log", "import", str(anki), "--map", mapped(tmp_path)).code == 0
        lines = tmp_path / "other.jsonl"
        other.run("log", "export", "-o", str(lines))
        assert "0 events added" in learn.run("log", "merge", str(lines)).out

    def test_the_log_is_whole_and_statistics_know_the_recall(self, learn: Program, tmp_path: Path) -> None:
        reviews = learned(300)
        path = as_csv(reviews, tmp_path / "log.csv")
        facts = "card_id,fact\n" + "".join(f"{name},f-{name}\n" for name in {one.item for one in reviews})
        learn.run("log", "import", str(path), "--map", mapped(tmp_path, facts))
        assert learn.run("log", "verify").code == 0
        assert learn.run("doctor").code == 0
        (row,) = learn.run("stats", "--json").json["calibration"]
        assert (row["kind"], row["n"]) == ("card", 270)
        assert abs(row["predicted"] - row["observed"]) < 0.1
        assert learn.run("resume").code != 0  # an import is no session to go on with

    def test_cards_are_listed_to_be_mapped(self, learn: Program, anki: Path, tmp_path: Path) -> None:
        table = tmp_path / "cards.csv"
        assert learn.run("log", "import", str(anki), "--cards", str(table)).code == 0
        with table.open(newline="") as lines:
            rows = list(csv.DictReader(lines))
        assert [(row["card_id"], row["fact"], row["reviews"], row["front"]) for row in rows] == [
            ("1", "", "2", "Front 1"),
            ("2", "", "2", "Front 2"),
            ("3", "", "1", "Front 3"),
        ]
        assert learn.run("log", "import", str(anki), "--cards", str(table)).code == 2
        assert not learn.has_log

    def test_cards_of_our_own_packages_need_no_map(self, learn: Program, tmp_path: Path) -> None:
        notes = {1: ("learn/tides/what-pulls", "x"), 2: ("learn/tides/gone", "y"), 3: ("abc", "z")}
        path = collection(tmp_path / "c.anki2", REVIEWS, notes)
        ran = learn.run("log", "import", str(path), "--json")
        assert (ran.json["added"], ran.json["facts"], ran.json["left_out"]) == (2, 1, 3)

    def test_a_review_in_the_future_is_refused(self, learn: Program, tmp_path: Path) -> None:
        path = as_csv([card("1", 5000, 3)], tmp_path / "log.csv")
        ran = learn.run("log", "import", str(path), "--map", mapped(tmp_path))
        assert (ran.code, "lies in the future" in ran.err, learn.has_log) == (3, True, False)

    @pytest.mark.parametrize(
        ("text", "code", "said"), [("card_id,fact\n1,a\n1,b\n", 3, "map.csv:3"), ("x\n", 3, "map.csv:1")]
    )
    def test_a_bad_map_is_named(
        self, learn: Program, anki: Path, tmp_path: Path, text: str, code: int, said: str
    ) -> None:
        ran = learn.run("log", "import", str(anki), "--map", mapped(tmp_path, text))
        assert (ran.code, said in ran.err, learn.has_log) == (code, True, False)


def test_the_recall_written_is_that_of_the_default_model() -> None:
    """Of two cards on one fact, in the order of time."""
    reviews = [Dated("a", 3, START, 0, 1), Dated("b", 1, START + DAY, 0, 1), Dated("a", 3, START + 5 * DAY, 0, 1)]
    found = answers_of(reviews, {"a": "sea", "b": "sea"}, "s")
    model = Model()
    first = found[0].ms // DAY
    rows = [(0, first, 1.0, 0.0, 0.0, 0.0, 0.3, 1.0, 1.0), (0, first + 1, 0.0, 0.0, 0.0, 0.0, 0.3, 1.0, 1.0)]
    before = replay_rows(rows, model)[0]
    assert found[0].body.recall == 0.3
    assert found[2].body.recall == pytest.approx(recall_on(before, first + 5, model))
    assert [one.number for one in found] == [1, 2, 3]


class TestExport:
    def test_what_goes_out_measures_the_same(self, learn: Program, tmp_path: Path) -> None:
        """Imported, exported and read again: the same figures as from the log itself."""
        reviews = learned(600)
        path = as_csv(reviews, tmp_path / "log.csv")
        facts = "card_id,fact\n" + "".join(f"{name},f-{name}\n" for name in {one.item for one in reviews})
        learn.run("log", "import", str(path), "--map", mapped(tmp_path, facts))
        out = tmp_path / "out.csv"
        assert learn.run("log", "export", "--fsrs", str(out)).code == 0
        quick = ("--resamples", "20", "--json")
        own = learn.run("lab", "evaluate", *quick).json
        assert own == learn.run("lab", "evaluate", str(out), "--rollover", "4", *quick).json
        lines = tmp_path / "log.jsonl"
        learn.run("log", "export", "-o", str(lines))
        assert own == learn.run("lab", "evaluate", str(lines), *quick).json
        assert own == learn.run("lab", "evaluate", str(learn.home / "learn.db"), *quick).json

    def test_ratings_are_right_and_wrong(self, learn: Program, tmp_path: Path) -> None:
        learn.run("quiz", "tides", "-n", "2", "--seed", "1", "--plain", stdin="1\n2\n2\n")
        out = tmp_path / "out.csv"
        ran = learn.run("log", "export", "--fsrs", str(out))
        with out.open(newline="") as lines:
            rows = list(csv.DictReader(lines))
        assert [row["review_rating"] for row in rows] == ["3" if one["score"] == 1 else "1" for one in learn.history()]
        assert all(row["review_time"].endswith("+00:00") for row in rows)
        assert "could be guessed" in ran.err
        assert learn.run("log", "export", "--fsrs", str(out)).code == 2
        assert learn.run("log", "export", "--fsrs", str(out), "--force", "--everyone").code == 2

    def test_what_was_taken_back_does_not_go_out(self, learn: Program, tmp_path: Path) -> None:
        learn.run("quiz", "tides", "-n", "2", "--seed", "1", "--plain", stdin="1\n1\n")
        learn.run("undo")
        out = tmp_path / "out.csv"
        learn.run("log", "export", "--fsrs", str(out))
        assert len(out.read_text().splitlines()) == 1 + len(learn.history()) - sum(
            one.get("retracted", False) for one in learn.history()
        )
