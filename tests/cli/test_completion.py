"""What Tab offers in a shell."""

import pytest

from tests.cli.program import Program


def offered(learn: Program, line: str) -> list[str]:
    """The completions of the last word of a command line."""
    words = line.split(" ")
    ran = learn.process(_LEARN_COMPLETE="bash_complete", COMP_WORDS=line, COMP_CWORD=str(len(words) - 1))
    assert ran.err == ""
    return [one.split(",", 1)[1] for one in ran.out.splitlines()]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("learn qu", ["quiz"]),
        ("learn re", ["review", "resume", "read"]),
        ("learn log ex", ["export"]),
        ("learn config s", ["set"]),
        ("learn quiz --se", ["--seed"]),
        ("learn quiz --kind tr", ["true_false"]),
        ("learn quiz ti", ["tides"]),
        ("learn quiz tides al", ["alliance-shifts"]),
        ("learn read ti", ["tides"]),
        ("learn study vie", ["vietnam-precedent"]),
        ("learn bank show ti", ["tides"]),
        ("learn config set rev", ["reviews_per_day"]),
        ("learn --col", ["--color"]),
    ],
)
def test_tab_completes(learn: Program, line: str, words: list[str]) -> None:
    assert offered(learn, line) == words


def test_every_command_is_offered(learn: Program) -> None:
    from learn.cli.root import COMMANDS

    assert offered(learn, "learn ") == list(COMMANDS)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_gets_its_script(learn: Program, shell: str) -> None:
    ran = learn.process(_LEARN_COMPLETE=f"{shell}_source")
    assert "learn" in ran.out


def test_completing_on_a_fresh_machine_makes_no_log(fresh: Program) -> None:
    assert offered(fresh, "learn quiz ti") == ["tides"]
    assert not fresh.has_log
