"""The command line in Korean: chosen in every way there is, complete, and laid out by terminal cells."""

import re
from pathlib import Path

import click
import pytest

from learn.cli.root import root
from learn.text import width
from tests.cli.program import Program


def paths(command: click.Command = root, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Every command by the words it is called by."""
    found = [path]
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            sub = command.get_command(context, name)
            assert sub is not None
            found += paths(sub, (*path, name))
    return found


@pytest.mark.parametrize("cells", [80, 40])
def test_help_is_korean_and_fits(learn: Program, cells: int) -> None:
    for path in paths():
        ran = learn.run(*path, "--help", LEARN_LANG="ko", COLUMNS=str(cells))
        assert ran.out.startswith(f"사용법: learn {' '.join(path)}".rstrip())
        assert "이 도움말을" in ran.out
        told, _, examples = re.sub("\n  연구:", "\n  예:", ran.out).partition("\n  예:")
        wide = [line for line in told.splitlines() if width(line) > cells and not re.search(r"^  -|[|]|\w{30}", line)]
        assert wide == []
        if cells == 80:
            typed = [line for line in examples.splitlines() if width(line) > cells and "learn" not in line[:12]]
            assert [line for line in typed if "--set" not in line] == []


def test_descriptions_of_options_stand_in_one_column(learn: Program) -> None:
    lines = learn.run("due", "--help", LEARN_LANG="ko").out.splitlines()
    starts = {
        width(line.partition(about)[0])
        for line in lines
        for about in ("앞으로의", "JSON으로", "이 도움말")
        if about in line
    }
    assert len(starts) == 1


def test_descriptions_of_examples_stand_in_one_column(learn: Program) -> None:
    lines = learn.run("exam", "--help", LEARN_LANG="ko").out.splitlines()
    examples = [line for line in lines if line.startswith("    learn exam")]
    assert len({width(re.split("  (?=[가-힣])", line)[0] + "  ") for line in examples}) == 1


WRONG = {
    "quizz": "오류: 명령 'quizz'이(가) 없습니다.",
    "quiz --tset": "오류: 옵션 '--tset'이(가) 없습니다.",
    "quiz -n 0": "오류: '-n' / '--questions'의 값이 잘못되었습니다: 0이(가) 1<=x<=1000 범위에 있지 않습니다.",
    "quiz -n many": "'many'은(는) 여기에 쓸 수 있는 수가 아닙니다.",
    "quiz --minutes nan": "nan: 쓸 수 있는 수가 아닙니다.",
    "due --color blue": "'blue'은(는) 'auto', 'always', 'never' 중 하나가 아닙니다.",
    "due now": "오류: 예상하지 못한 인수가 더 있습니다 (now)",
    "read": "오류: 빠진 인수 'LESSON'.",
    "bank export tides --to gift": "오류: 빠진 옵션 '-o' / '--output'.",
    "quiz --test": "learn: 시험에는 문제 은행이 필요합니다\n",
    "config set plain maybe": "learn: learn config set: plain에 'maybe'은(는) 쓸 수 없습니다\n",
    "config set questions five": "  쓸 수 있는 값: 0부터 10000까지의 정수\n",
    "exam tides --on xday": "learn: 'xday': 날짜가 아닙니다\n",
    "bank print tides -o x.txt": "learn: x.txt: 파일 이름이 .pdf, .html, .md 가운데 하나로 끝나지 않습니다\n",
}


@pytest.mark.parametrize("line", list(WRONG))
def test_what_does_not_fit_is_said_in_korean(learn: Program, line: str) -> None:
    ran = learn.run(*line.split(), LEARN_LANG="ko")
    assert (ran.code, ran.out) == (2, "")
    assert WRONG[line] in ran.err
    assert "Usage" not in ran.err
    assert "Error" not in ran.err


def test_a_hand_in_is_described_in_columns(after: Program, tmp_path: Path) -> None:
    after.run("config", "set", "name", "에이다")
    after.run("config", "set", "student_id", "4711")
    arguments = ("scores", "submit", "--practice", "-o", str(tmp_path / "x.learnlog"))
    lines = after.run(*arguments, LEARN_LANG="ko").out.splitlines()
    assert lines[1:4] == [
        "  제출자    에이다, 학번 4711",
        "  내용      연습 세션 1개, 답 3개: tides",
        "  기간      2026-03-02",
    ]


def test_the_history_stands_in_columns(after: Program) -> None:
    after.run("undo")
    lines = after.run("history", LEARN_LANG="ko").out.splitlines()
    assert len({width(line.partition("tides/")[0]) for line in lines}) == 1
    assert any("  맞음    tides/" in line for line in lines)
    assert lines[-1].endswith("(다시 나옴, 되돌림)") or lines[-1].endswith("(되돌림, 다시 나옴)")


def test_a_session_of_no_bank_is_called_in_the_language_that_holds(after: Program) -> None:
    """The log keeps the English name, so that who reads it in another language finds it in her own."""
    after.at(9)
    after.run("review", "--plain", stdin="1\n")
    assert "“복습” 이어서 하기." in after.run(LEARN_LANG="ko").out
    assert "Go on with “Review”." in after.run().out


def test_a_language_that_is_set_holds_at_once_for_every_command(learn: Program) -> None:
    without = {"LEARN_LANG": ""}
    assert learn.run("config", "set", "lang", "ko", **without).code == 0
    assert "lang = ko   (" in learn.run("config", **without).out
    assert "   (기본값)" in learn.run("config", **without).out
    assert learn.run("--help", **without).out.startswith("사용법:")
    assert "사용법: learn quiz" in learn.run("quiz", "--nonsense", **without).err
    assert learn.run("history", **without).out.startswith("아직 답이 없습니다.")
    assert learn.run("config", "unset", "lang", **without).out == "lang: 기본값으로 되돌렸습니다\n"
    assert learn.run("--help", **without).out.startswith("Usage:")


def test_another_home_has_a_language_of_its_own(learn: Program, tmp_path: Path) -> None:
    without = {"LEARN_LANG": ""}
    other = str(tmp_path / "other")
    assert learn.run("config", "set", "lang", "ko", "--home", other, **without).code == 0
    assert learn.run("--home", other, "--help", **without).out.startswith("사용법:")
    assert learn.run("quiz", f"--home={other}", "--nonsense", **without).err.startswith("사용법:")
    assert learn.run("history", "--home", other, **without).out.startswith("아직 답이 없습니다.")
    assert learn.run("--help", **without).out.startswith("Usage:")


def test_a_language_that_there_is_not(learn: Program) -> None:
    ran = learn.run("due", LEARN_LANG="fr")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "learn: LEARN_LANG: lang cannot be 'fr'\n  it is one of en, ko\n"
    assert learn.run("--help", LEARN_LANG="fr").out.startswith("Usage:")


def test_a_wrong_language_in_the_settings_can_be_set_right(learn: Program) -> None:
    (learn.home / "config.toml").write_text('lang = "kr"\n', encoding="utf-8")
    assert learn.run("due", LEARN_LANG="").code == 2
    assert learn.run("config", "set", "lang", "ko", LEARN_LANG="").code == 0
    assert learn.run("due", LEARN_LANG="").code == 0
    (learn.home / "config.toml").write_text('lang = "kr"\n', encoding="utf-8")
    assert learn.run("config", "unset", "lang", LEARN_LANG="").code == 0


def test_the_language_of_the_system_is_spoken_unless_another_is_set(learn: Program) -> None:
    system = {"LEARN_LANG": "", "LC_ALL": "ko_KR.UTF-8"}
    assert learn.run("--help", **system).out.startswith("사용법:")
    assert learn.run("--help", LEARN_LANG="en", LC_ALL="ko_KR.UTF-8").out.startswith("Usage:")
    assert learn.run("--help", LEARN_LANG="", LC_ALL="C", LANGUAGE="ko").out.startswith("Usage:")


def test_what_programs_read_is_the_same_in_every_language(after: Program) -> None:
    """Keys, values that stand for something, and the log itself."""
    there = after.run("config", "--json", LEARN_LANG="en").json
    assert after.run("config", "--json", LEARN_LANG="ko").json == there | {
        "lang": {"value": "ko", "origin": "LEARN_LANG"}
    }
    assert after.run("doctor", "--json", LEARN_LANG="ko").json["figures"].keys() == (
        after.run("doctor", "--json").json["figures"].keys()
    )
    assert after.run("history", "--json", LEARN_LANG="ko").out == after.run("history", "--json").out
    assert after.run("log", "export", LEARN_LANG="ko").out == after.run("log", "export").out


def test_a_redacted_report_is_english(after: Program) -> None:
    """Names are found in it by English words, and who is shown it may read no Korean."""
    assert after.run("doctor", "--redact", LEARN_LANG="ko").out == after.run("doctor", "--redact").out
