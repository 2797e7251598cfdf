"""What can be asked of a library."""

from pathlib import Path

import pytest

from learn.content.pool import Pool
from learn.kinds.card import Card
from learn.problems import BrokenContent, NotFound, UsageError
from learn.session.candidate import Candidate
from learn.store.index_winners import teaching_order
from learn.store.library import Library, Root
from tests.store.shelves import Shelf, bank, lesson, library


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "content").two_lessons()


@pytest.fixture
def books(tmp_path: Path, shelf: Shelf) -> Library:
    return library(tmp_path, shelf)


def test_lessons_come_in_teaching_order(books: Library) -> None:
    listed = books.lessons()
    assert [(row.id, row.position, row.facts, row.questions) for row in listed] == [
        ("earlier", 0, 2, 0),
        ("later", 1, 2, 2),
    ]
    assert listed[1].requires == ("earlier",)
    assert (listed[1].title, listed[1].summary, listed[1].minutes) == ("Lesson later", "About later.", 7)


def test_a_lesson_with_its_text(books: Library) -> None:
    later = books.lesson("later")
    assert [fact.id for fact in later.facts] == ["later-a", "later-b"]
    assert later.sections[0].text == "Text."
    with pytest.raises(NotFound) as caught:
        books.lesson("latter")
    assert "'later'" in caught.value.hint


def test_banks(books: Library, shelf: Shelf) -> None:
    (row,) = books.banks()
    assert (row.id, row.title, row.lesson, row.questions) == ("later", "Bank later", "later", 3)
    assert books.bank("later") == row
    assert books.bank(str(shelf.path / "question_banks" / "later.yaml")) == row
    assert books.bank_title("later") == "Bank later"
    assert books.bank_title("gone") == "gone"
    with pytest.raises(NotFound) as caught:
        books.bank("lather")
    assert "'later'" in caught.value.hint
    with pytest.raises(NotFound):
        books.bank("missing.yaml")


def test_a_fact_with_who_says_so_and_where(books: Library) -> None:
    card = books.fact("later-a")
    assert card is not None
    assert (card.statement, card.claim, card.lesson) == ("Statement a.", "expert", "later")
    assert card.by == "Hong Min, researcher"
    assert card.where == "Commentary, paragraph 9; Interview, paragraph 2"
    assert card.disputed == "Statement b."
    other = books.fact("later-b")
    assert other is not None
    assert (other.by, other.where) == ("the commentary itself", "Commentary, paragraphs 3 and 5")
    assert books.fact("later/own") is None
    assert books.fact("nowhere") is None


def test_candidates(books: Library) -> None:
    assert books.candidates() == [
        Candidate("later", "q1", "card", 2, ("later-a",), "later", "intro", ("dates",), 1.0, 0),
        Candidate("later", "q2", "card", 2, ("later-a", "later-b"), "later", "core", (), 2.0, 1),
        Candidate("later", "own", "card", 2, ("later/own",), "", "core", (), 1.0, 2),
    ]


def test_candidates_that_fit(books: Library) -> None:
    def ids(**wish: object) -> list[str]:
        return [one.question for one in books.candidates(**wish)]  # type: ignore[arg-type]

    assert ids(banks=["later"]) == ["q1", "q2", "own"]
    assert ids(banks=["other"]) == []
    assert ids(banks=[]) == []
    assert ids(lesson="later") == ["q1", "q2"]
    assert ids(lesson="earlier") == []
    assert ids(tags=["dates", "people"]) == ["q1"]
    assert ids(kinds=["card"], limit=2) == ["q1", "q2"]
    assert ids(kinds=["choice"]) == []
    assert ids(facts=["later-b"]) == ["q2"]
    assert ids(facts=["later-a"], limit=1) == ["q1"]
    assert ids(facts=["later-a"], banks=["other"]) == []
    assert ids(limit=0) == []


def test_candidates_by_fact(books: Library) -> None:
    found = books.candidates_for(["later-b", "later-a", "later/own", "earlier-a"])
    assert {fact: [one.question for one in some] for fact, some in found.items()} == {
        "later-b": ["q2"],
        "later-a": ["q1", "q2"],
        "later/own": ["own"],
    }
    assert list(found) == ["later-b", "later-a", "later/own"]
    assert found["later-a"] == books.candidates()[:2]


def test_many_facts_at_once(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "content")
    shelf.bank("many", bank("many", *(f"q{n}" for n in range(1200))))
    books = library(tmp_path, shelf)
    everything = books.candidates()
    assert len(everything) == 1200
    assert len(books.candidates_for([one.facts[0] for one in everything])) == 1200
    assert list(books.lookup([(one.bank, one.question) for one in everything]).values()) == everything


def test_one_question(books: Library) -> None:
    question = books.question("later", "q2")
    assert isinstance(question, Card)
    assert (question.front, question.back, question.points) == ("Front of q2", "Back", 2)
    assert books.candidate("later", "q2") == books.candidates()[1]
    assert books.lookup([("later", "q1"), ("later", "gone")]) == {("later", "q1"): books.candidates()[0]}
    for ask in (books.question, books.candidate):
        with pytest.raises(NotFound) as caught:
            ask("later", "q22")
        assert "'q2'" in caught.value.hint
        with pytest.raises(NotFound):
            ask("gone", "q1")


def test_the_heading_is_the_lesson_or_the_bank(books: Library) -> None:
    q1, _, own = books.candidates()
    assert (books.heading(q1), books.heading(own)) == ("Lesson later", "Bank later")


def test_the_test_of_a_bank(books: Library, shelf: Shelf, tmp_path: Path) -> None:
    terms = books.test_spec("later")
    assert terms is not None
    assert (terms.questions, terms.minutes, terms.require) == (None, 5, 70)
    assert terms.draw == (Pool(count=2, lesson="later"),)
    shelf.bank("plain", bank("plain", "q"))
    again = library(tmp_path, shelf)
    assert again.test_spec("plain") is None
    assert again.test_spec("gone") is None


def test_facts_that_are_new(books: Library) -> None:
    assert books.fact_count() == 3
    assert books.new_facts(set()) == ["later-a", "later-b", "later/own"]
    assert books.new_facts({"later-a"}, limit=1) == ["later-b"]
    assert books.new_facts({"later-a"}, lesson="later") == ["later-b"]
    assert books.fact_lessons(["later-a", "later/own", "nowhere"]) == {"later-a": "later"}


def test_a_path_that_nobody_named_before(books: Library, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(bank("mine", "q"))
    assert books.bank(str(path)).id == "mine"
    assert books.question("mine", "q").id == "q"
    assert books.question("later", "q1").id == "q1"


def test_a_lesson_is_no_bank(books: Library, shelf: Shelf) -> None:
    with pytest.raises(UsageError):
        books.bank(str(shelf.path / "lessons" / "02-earlier.yaml"))


def test_a_bank_of_unknown_facts_can_be_asked(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "content")
    shelf.bank("loose", bank("loose", "q, fact: not-in-any-lesson"))
    books = library(tmp_path, shelf)
    assert [one.facts for one in books.candidates()] == [("not-in-any-lesson",)]
    assert books.bank("loose").questions == 1
    assert books.new_facts(set()) == ["not-in-any-lesson"]
    assert [notice for notice in books.notices if "not-in-any-lesson" in notice]


# --------------------------------------------------------------------------------------------------------- broken files


def test_a_broken_bank_that_nobody_asked_for_is_one_line(tmp_path: Path, shelf: Shelf) -> None:
    shelf.bank("broken", bank("broken", "fine", "bad, points: many", "worse, points: none"))
    books = library(tmp_path, shelf)
    (notice,) = books.notices
    assert "broken.yaml:5: E116" in notice
    assert "(and 1 more)" in notice
    assert [row.id for row in books.banks()] == ["later"]
    assert [one.question for one in books.candidates(banks=["broken"])] == ["fine"]
    assert books.question("later", "q1").id == "q1"


def test_a_broken_bank_that_was_asked_for_stops(tmp_path: Path, shelf: Shelf) -> None:
    path = shelf.bank("broken", bank("broken", "fine", "bad, points: many"))
    books = library(tmp_path, shelf)
    for name in ("broken", str(path)):
        with pytest.raises(BrokenContent) as caught:
            books.bank(name)
        assert [problem.code for problem in caught.value.problems] == ["E116"]
        assert list(caught.value.problems) == books.problems(name)


def test_a_bank_without_an_id_is_found_by_its_file(tmp_path: Path, shelf: Shelf) -> None:
    shelf.bank("torn", "bank: [torn\n")
    with pytest.raises(BrokenContent):
        library(tmp_path, shelf).bank("torn")


def test_a_broken_lesson(tmp_path: Path, shelf: Shelf) -> None:
    shelf.lesson("03-broken", lesson("broken") + "  - {id: Bad, statement: x}\n")
    books = library(tmp_path, shelf)
    assert [row.id for row in books.lessons()] == ["earlier", "later"]
    with pytest.raises(BrokenContent):
        books.lesson("broken")
    card = books.fact("broken-a")
    assert card is not None
    assert card.lesson == "broken"


def test_problems_know_their_place(tmp_path: Path, shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf.bank("broken", bank("broken", "bad, points: many"))
    monkeypatch.chdir(shelf.path)
    (problem,) = library(tmp_path, shelf).problems("broken")
    assert problem.span.path == "question_banks/broken.yaml"
    assert (problem.span.line, problem.source) == (
        4,
        "  - {id: bad, kind: card, front: Front of bad, back: Back,  points: many}",
    )


# ---------------------------------------------------------------------------------------------------- the same id twice


def test_the_nearer_bank_wins(tmp_path: Path, shelf: Shelf) -> None:
    near = Shelf(tmp_path / "near", rank=0)
    near.bank("copy", bank("later", "mine"))
    books = library(tmp_path, shelf, near)
    assert [one.question for one in books.candidates()] == ["mine"]
    assert books.candidates_for(["later-a"]) == {}
    (notice,) = books.notices
    assert "later" in notice
    assert notice.index("copy.yaml") < notice.index("later.yaml")


def test_the_nearer_lesson_wins_with_its_facts(tmp_path: Path, shelf: Shelf) -> None:
    near = Shelf(tmp_path / "near", rank=0)
    near.lesson("mine", lesson("later").replace("Statement a.", "Another statement."))
    books = library(tmp_path, shelf, near)
    card = books.fact("later-a")
    assert card is not None
    assert card.statement == "Another statement."


def test_a_path_is_nearer_than_all_folders(tmp_path: Path, shelf: Shelf) -> None:
    path = tmp_path / "later.yaml"
    path.write_text(bank("later", "mine"))
    books = library(tmp_path, shelf, files=(path,))
    assert books.bank("later").path.endswith(str(path))
    assert [one.question for one in books.candidates()] == ["mine"]


def test_many_shadows_are_one_notice(tmp_path: Path) -> None:
    shelves = [Shelf(tmp_path / name, rank) for rank, name in enumerate(("near", "far"))]
    for shelf in shelves:
        for number in range(9):
            shelf.bank(f"b{number}", bank(f"b{number}", "q"))
    (notice,) = library(tmp_path, *shelves).notices
    assert "9 banks" in notice


def test_the_same_fact_in_two_lessons(tmp_path: Path, shelf: Shelf) -> None:
    shelf.lesson("03-third", lesson("third").replace("third-a", "later-a"))
    books = library(tmp_path, shelf)
    assert books.fact_lessons(["later-a"]) == {"later-a": "later"}
    assert [notice for notice in books.notices if "later-a" in notice]


def test_one_file_by_two_ways_is_one_file(tmp_path: Path, shelf: Shelf) -> None:
    link = tmp_path / "link"
    link.symlink_to(shelf.path)
    books = Library.open(tmp_path / "cache", [Root(shelf.path, 1), Root(link, 2)], [link / "question_banks/later.yaml"])
    assert books.notices == ()
    assert books.bank("later").questions == 3


# ------------------------------------------------------------------------------------------------------- teaching order


def test_teaching_order() -> None:
    lessons: dict[str, tuple[int, str, tuple[str, ...]]] = {
        "c": (1, "01.yaml", ("a", "elsewhere")),
        "a": (1, "03.yaml", ()),
        "b": (1, "02.yaml", ()),
        "mine": (0, "09.yaml", ("c",)),
    }
    assert teaching_order(lessons) == ["b", "a", "c", "mine"]


def test_a_circle_is_taught_all_the_same() -> None:
    assert teaching_order({"a": (1, "1", ("b",)), "b": (1, "2", ("a",)), "c": (1, "3", ("c",))}) == ["a", "b", "c"]


# -------------------------------------------------------------------------------------------------------------- renames


def test_former_ids_are_followed(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "content")
    text = lesson("new").replace("claim: expert", "claim: expert\n    formerly: [oldest, old-a]")
    shelf.lesson("new", text.replace("title:", "formerly: old\ntitle:"))
    shelf.bank("bank", bank("bank", "q, fact: old-a", "own, formerly: owned", "other", head="formerly: former\n"))
    books = library(tmp_path, shelf)
    assert books.lesson("old").id == "new"
    assert books.bank("former").id == "bank"
    assert books.question("bank", "owned").id == "own"
    assert books.question("former", "owned").id == "own"
    assert books.question("former", "q").id == "q"
    assert books.candidate("former", "owned") == books.candidate("bank", "own")
    assert books.candidate("bank", "q").facts == ("new-a",)
    assert books.candidates()[0].facts == ("new-a",)
    assert books.candidates()[0].lesson == "new"
    card = books.fact("oldest")
    assert card is not None
    assert card.fact == "new-a"
    assert books.renames() == {
        "lesson": {"old": "new"},
        "bank": {"former": "bank"},
        "question": {
            "bank/owned": "bank/own",
            "former/own": "bank/own",
            "former/owned": "bank/own",
            "former/q": "bank/q",
            "former/other": "bank/other",
        },
        "fact": {
            "oldest": "new-a",
            "old-a": "new-a",
            "bank/owned": "bank/own",
            "former/own": "bank/own",
            "former/owned": "bank/own",
            "former/other": "bank/other",
        },
    }


def test_an_id_still_in_use_is_not_renamed(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "content")
    shelf.lesson("a", lesson("a").replace("claim: expert", "claim: expert\n    formerly: a-b"))
    shelf.bank("bank", bank("bank", "q, fact: a-b"))
    books = library(tmp_path, shelf)
    assert books.renames()["fact"] == {}
    assert books.candidates()[0].facts == ("a-b",)
