"""Beginning sessions and going on with them, on the real store and library."""

from pathlib import Path
from random import Random

import pytest

from learn.app.sessions import Wish, begin
from learn.problems import NotFound
from learn.session.asker import Asked, Command, Reply
from learn.session.candidate import Candidate
from learn.session.plan import Known, Standing, rank_questions
from tests.app.pupil import Pupil, PupilAsker

TIDES = Wish(banks=("tides",), seed=3)


def refs(asker: PupilAsker) -> list[str]:
    """The questions that were answered, without their bank."""
    return [asked.question.removeprefix("tides/") for asked in asker.asked]


def never(_question: str, _facts: tuple[str, ...]) -> bool:
    return False


def paused(pupil: Pupil, wish: Wish, after: int) -> PupilAsker:
    """A session left when so many questions were answered."""
    with pupil.app() as app:
        return pupil.session(app, wish, patience=after)


def resumed(pupil: Pupil) -> PupilAsker:
    """That session, gone on with to its end."""
    with pupil.app() as app:
        return pupil.resume(app)


@pytest.mark.parametrize("left_after", range(1, 9))
@pytest.mark.parametrize("schedule", [True, False])
def test_a_session_goes_on_with_the_question_that_was_open(pupil: Pupil, left_after: int, schedule: bool) -> None:
    """Also where that is a comeback: a session left and resumed asks what it would have asked at one sitting."""
    pupil.knows = never
    wish = Wish(banks=("tides",), seed=3, schedule=schedule)
    whole = paused(Pupil(pupil.home.with_name("other"), pupil.content, never), wish, after=99)
    first = paused(pupil, wish, left_after)
    assert len(whole.asked) == 9
    rest = resumed(pupil)
    assert refs(first) + refs(rest) == refs(whole)
    assert [asked.n for asked in (*first.asked, *rest.asked)] == [asked.n for asked in whole.asked]
    shown = [asked.interaction for asked in (*first.asked, *rest.asked)]
    assert shown == [asked.interaction for asked in whole.asked]


def test_a_finished_session_is_not_resumed(pupil: Pupil) -> None:
    paused(pupil, TIDES, after=99)
    with pytest.raises(NotFound), pupil.app() as app:
        pupil.resume(app)


def test_what_was_passed_over_was_skipped_and_still_comes_at_the_end(pupil: Pupil) -> None:
    class Skipping(PupilAsker):
        def ask(self, asked: Asked) -> Reply:
            return Command("skip") if asked.n == 1 else super().ask(asked)

    with pupil.app() as app:
        asker = Skipping(pupil.knows, patience=2)
        asker.conversation = begin(app, TIDES, asker)
        asker.conversation.run()
    assert [asked.n for asked in resumed(pupil).asked] == [4, 5, 6, 1]


def test_a_question_that_is_gone_is_left_out_and_the_others_keep_their_places(pupil: Pupil) -> None:
    first = paused(pupil, TIDES, after=2)
    assert pupil.content is not None
    bank = pupil.content / "question_banks" / "tides.yaml"
    text = bank.read_text(encoding="utf-8")
    gone = refs(first)[0]
    bank.write_text(without(text, gone), encoding="utf-8")
    rest = resumed(pupil)
    assert [asked.n for asked in rest.asked] == [3, 4, 5, 6]
    assert len({*refs(first), *refs(rest)}) == 6


def without(bank: str, question: str) -> str:
    """The text of a bank without one of its questions."""
    head, *questions = bank.split("  - id: ")
    return "  - id: ".join([head, *(one for one in questions if not one.startswith(f"{question}\n"))])


def test_resumed_answers_are_graded_for_the_closing_like_fresh_ones(tmp_path: Path) -> None:
    """The log holds responses as JSON: a list comes back as the tuple it was."""
    pupil = Pupil(tmp_path / "home", knows=never)
    wish = Wish(banks=("alliance-shifts",), kinds=("match", "order", "multiple", "cloze"), count=5)
    with pupil.app() as app:
        pupil.session(app, wish, patience=5)
    asker = resumed(pupil)
    assert asker.conversation is not None
    assert not asker.conversation.state.queue


class TestComebacks:
    """Wrong answers come back once, by another question if there is one."""

    def test_by_another_question_on_the_fact(self, pupil: Pupil) -> None:
        pupil.knows = never
        asker = paused(pupil, Wish(banks=("tides",), kinds=("short",)), after=99)
        assert [asked.comeback for asked in asker.asked] == [False, False, True, True]

    @pytest.mark.parametrize("kind", ["choice", "short"])
    def test_of_the_kinds_that_were_asked_for(self, pupil: Pupil, kind: str) -> None:
        """Who wants to answer with digits does not want to type at the end."""
        pupil.knows = never
        asker = paused(pupil, Wish(banks=("tides",), kinds=(kind,)), after=99)
        assert {asked.kind for asked in asker.asked} == {kind}
        assert any(asked.comeback for asked in asker.asked)

    def test_with_the_tags_that_were_asked_for(self, pupil: Pupil) -> None:
        pupil.knows = never
        asker = paused(pupil, Wish(banks=("tides",), tags=("names",), count=1), after=99)
        assert set(refs(asker)) == {"in-line", "in-line-typed"}

    def test_also_after_resuming(self, pupil: Pupil) -> None:
        pupil.knows = never
        paused(pupil, Wish(banks=("tides",), kinds=("choice",)), after=2)
        assert {asked.kind for asked in resumed(pupil).asked} == {"choice"}


def test_the_end_is_written_once(pupil: Pupil) -> None:
    paused(pupil, TIDES, after=5)
    assert len(resumed(pupil).asked) == 1
    with pupil.app() as app:
        assert [session.finished for session in app.store.sessions(app.learner)] == [True]


def test_a_question_is_not_asked_for_the_sake_of_one_fact_where_another_was_just_asked_by_it() -> None:
    """A question on several facts is the last one on each of them."""
    both, other = candidate("both", "one", "two"), candidate("other", "one", recall=2)
    standings = {
        "one": Standing(0.9, 0.5, last_question="bank/x"),
        "two": Standing(0.9, 0.5, last_question="bank/both"),
    }
    ranked = rank_questions("one", [both, other], Known(standings, {}), Random(1))
    assert [one.question for one in ranked] == ["other", "both"]


def candidate(question: str, *facts: str, recall: int = 0) -> Candidate:
    return Candidate("bank", question, "choice", recall, facts, "lesson", "core", (), 1.0, 0)
