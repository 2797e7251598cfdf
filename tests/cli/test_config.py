"""Settings: each with its origin; those of the machine in config.toml, those of memory in the log."""

import pytest

from tests.cli.program import Program

LOGGED = {"retention": (0.9, "0.85", 0.85), "new_per_day": (20, "5", 5), "reviews_per_day": (200, "50", 50)}


def params(learn: Program) -> list[dict[str, object]]:
    """The settings that were written to the log."""
    return [event["body"] for event in learn.run("log", "export").lines[1:] if event["type"] == "params"]


def test_a_setting_is_kept_in_the_config_file_and_names_it(learn: Program) -> None:
    assert learn.run("config", "--json").json["questions"] == {"value": 10, "origin": "default"}
    path = learn.home / "config.toml"
    assert learn.run("config", "set", "questions", "5").out == f"questions = 5   ({path})\n"
    assert learn.run("config", "--json").json["questions"] == {"value": 5, "origin": str(path)}
    assert f"questions = 5   ({path})" in learn.run("config").out
    assert learn.run("quiz", "tides").out.count("Question 1 of 5") == 1
    assert not learn.has_log


def test_a_setting_can_be_taken_out_again_and_comments_stay(learn: Program) -> None:
    path = learn.home / "config.toml"
    path.write_text("# mine\nquestions = 7\ncolor = 'never'  # too bright\n", encoding="utf-8")
    assert learn.run("config", "unset", "questions").out == "questions is back to its default\n"
    assert path.read_text(encoding="utf-8") == "# mine\ncolor = 'never'  # too bright\n"
    assert learn.run("config", "unset", "questions").code == 0


def test_the_order_is_command_line_then_variable_then_file(learn: Program) -> None:
    learn.run("config", "set", "color", "always")
    path = str(learn.home / "config.toml")
    origins = [
        learn.run("config", "--json").json["color"],
        learn.run("config", "--json", LEARN_COLOR="never").json["color"],
        learn.run("config", "--json", "--color", "auto", LEARN_COLOR="never").json["color"],
    ]
    assert origins == [
        {"value": "always", "origin": path},
        {"value": "never", "origin": "LEARN_COLOR"},
        {"value": "auto", "origin": "command line"},
    ]


@pytest.mark.parametrize("value", ['with "quotes"', "back\\slash", "김민지", "line\nbreak", "# no comment", "4711"])
def test_any_text_comes_back_as_it_was_set(learn: Program, value: str) -> None:
    assert learn.run("config", "set", "name", value).code == 0
    assert learn.run("config", "--json").json["name"]["value"] == value


@pytest.mark.parametrize("key", list(LOGGED))
def test_settings_of_memory_are_events(learn: Program, key: str) -> None:
    """They travel with the log, so the config file has nothing of them."""
    default, text, value = LOGGED[key]
    assert learn.run("config", "--json").json[key] == {"value": default, "origin": "default"}
    assert learn.run("config", "set", key, text).out == f"{key} = {value}   (log)\n"
    assert learn.run("config", "--json").json[key] == {"value": value, "origin": "log"}
    assert f"{key} = {value}   (log)" in learn.run("config").out
    assert params(learn) == [{key: value}]
    assert not (learn.home / "config.toml").exists()


def test_settings_of_memory_are_the_learners_own(learn: Program) -> None:
    learn.run("config", "set", "retention", "0.8")
    assert learn.run("config", "--json", "--learner", "grace").json["retention"]["origin"] == "default"


def test_a_setting_of_memory_goes_back_to_its_default(learn: Program) -> None:
    learn.run("config", "set", "retention", "0.8")
    assert learn.run("config", "unset", "retention").out == "retention is back to its default\n"
    assert learn.run("config", "--json").json["retention"] == {"value": 0.9, "origin": "default"}
    assert params(learn) == [{"retention": 0.8}, {"retention": 0.9}]


def test_unsetting_what_was_never_set_writes_nothing(learn: Program) -> None:
    assert learn.run("config", "unset", "retention").code == 0
    assert not learn.has_log


@pytest.mark.parametrize(
    ("key", "text", "hint"),
    [
        ("retention", "0.5", "a number from 0.7 to 0.99"),
        ("retention", "nan", "a number from 0.7 to 0.99"),
        ("retention", "high", "a number from 0.7 to 0.99"),
        ("new_per_day", "2.5", "a whole number from 0 to 10000"),
        ("reviews_per_day", "lots", "a whole number from 0 to 10000"),
    ],
)
def test_a_value_that_does_not_fit_is_refused(learn: Program, key: str, text: str, hint: str) -> None:
    ran = learn.run("config", "set", key, text)
    assert (ran.code, ran.out) == (2, "")
    assert hint in ran.err
    assert not learn.has_log


def test_a_config_file_cannot_set_them_and_says_what_can(learn: Program) -> None:
    (learn.home / "config.toml").write_text("retention = 0.8\n", encoding="utf-8")
    ran = learn.run("due")
    assert ran.code == 2
    assert "learn config set retention" in ran.err


def test_higher_retention_brings_facts_back_sooner(after: Program) -> None:
    before = due_days(after)
    after.run("config", "set", "retention", "0.97")
    assert all(day <= before[fact] for fact, day in due_days(after).items())
    after.run("config", "set", "retention", "0.75")
    assert all(day >= before[fact] for fact, day in due_days(after).items())
    assert due_days(after) != before


def due_days(learn: Program) -> dict[str, str]:
    """The day on which each fact is due."""
    return {fact["fact"]: fact["due"] for fact in learn.due()["facts"]}


def test_a_limit_on_new_facts_holds_for_study(learn: Program) -> None:
    learn.run("config", "set", "new_per_day", "2")
    assert "Question 1 of 2" in learn.run("study", "--plain").out
    learn.run("config", "set", "new_per_day", "0")
    assert "You have met enough new facts for today" in learn.run("study", "--plain").out


def test_a_limit_on_reviews_holds_for_review(after: Program) -> None:
    after.run("config", "set", "reviews_per_day", "1")
    assert "1 question" in after.at(3).run("review", "--plain").out
    after.run("review", "--plain", stdin="moon\n")
    assert after.run("review").out == "You have done today's reviews. Left for the coming days: 1 fact.\n"
