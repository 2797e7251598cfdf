"""A Korean learner on a real terminal: the interface and the content in Korean, Hangul typed, commands by their keys.

Each session is recorded on a screen that is wider than the terminal that the program is told of, so that a line which
is longer than the terminal shows as one, and is not wrapped out of sight.
"""

import re
import sys
import time
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path

import pytest

from learn import language
from learn.session.asker import Command
from learn.terminal.apps.base import COMPOSING
from learn.terminal.apps.press import key_name
from learn.terminal.dubeolsik import struck
from learn.terminal.plain import PlainAsker
from learn.terminal.typed import Refused, command_of, slash, yes_or_no
from learn.text import width
from tests.terminal.conftest import Approved
from tests.terminal.scenes import RIGHT
from tests.terminal.screen import CTRL_L, ENTER, Terminal
from tests.terminal.scripted import play

CUT = "\n\n--------\n\n"
CONTENT = Path(__file__).parent / "korean"
ROWS, SPARE = 48, 40
GO_ON, LEAVE, KEYS = "Enter 계속", "Enter 나가기", "키 안내"
LATIN = {"Enter", "Backspace", "Space", "Esc", "ctrl", "learn", "study", "review", "resume"}
"""What is Latin in a Korean session: names of keys, and commands as they are typed."""


@pytest.fixture(params=[80, 40])
def cells(request: pytest.FixtureRequest) -> int:
    found: int = request.param
    return found


@pytest.fixture
def learn(cells: int, tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    """`learn …` on a terminal of so many cells."""
    running: list[Terminal] = []
    env = {
        "HOME": str(tmp_path),
        "LEARN_HOME": str(tmp_path / "learn"),
        "LEARN_LEARNER": "민지",
        "LEARN_LANG": "ko",
        "LEARN_CONTENT": str(CONTENT),
        "LEARN_NOW": "2026-05-03T10:00:00+09:00",
    }

    def run(*arguments: str) -> Terminal:
        terminal = Terminal(*arguments, command=(sys.executable, "-m", "learn"), cells=cells, rows=ROWS, env=env)
        terminal.screen.resize(ROWS, cells + SPARE)
        running.append(terminal)
        return terminal

    yield run
    for terminal in running:
        terminal.__exit__()


SIDES = {"ㄱ": "자음", "ㄴ": "자음", "ㅏ": "모음"}
ANSWERS: dict[str, Callable[[str], tuple[str, ...]]] = {
    "임금은 누구": lambda screen: (place("세종", screen),),
    "모두 고르": lambda screen: (*(place(one, screen) for one in ("혀", "목구멍", "이")), ENTER),
    "1446년에 반포": lambda screen: (place("참", screen),),
    "이름을 쓰": lambda _: ("세종대왕", ENTER),
    "해는 언제": lambda _: ("1446년", ENTER),
    "차례대로": lambda screen: (place("집현전을 열다", screen), place("새 글자를 만들다", screen), ENTER),
    "짝지으": lambda screen: (*(place(one, screen) for one in ("하늘", "땅", "사람")), ENTER),
    "나누세요": lambda screen: (*(place(SIDES[one], screen) for one in re.findall("([ㄱㄴㅏ]) →", screen)), ENTER),
    "바다": lambda screen: (place("하늘", screen), place("사람", screen), ENTER),
    "만든 글자이며": lambda _: ("세종", ENTER, "백성", ENTER),
    "글을 붙인": lambda _: (ENTER, "예"),
}
"""What is typed as the right answer, by something that stands in the question."""


def place(option: str, screen: str) -> str:
    """The number before an option."""
    found = re.search(rf"(\d)  (?:[●○] )?{option}$", screen, re.MULTILINE)
    assert found, (option, screen)
    return found[1]


def right(screen: str) -> tuple[str, ...]:
    """The keys of the right answer to the question on the screen."""
    return next(keys for known, keys in ANSWERS.items() if known in " ".join(screen.split()))(screen)


class Recording:
    """A session with what was seen of it."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        self.shots: list[str] = []

    def shoot(self, end: str = KEYS) -> str:
        """Draw anew, so that only what belongs to this prompt is on the screen, and keep it."""
        self.terminal.until(lambda text: text.endswith(end))
        times = self.terminal.raw.count(b"\x1b[2J")
        self.terminal.send(CTRL_L)
        self.terminal.written("\x1b[2J", times + 1)
        self.shots.append(self.terminal.until(lambda text: text.endswith(end)))
        return self.shots[-1]

    def press(self, *keys: str, until: str | Callable[[str], bool] = KEYS) -> None:
        """Press, and wait for what comes of it."""
        self.terminal.send(*keys)
        self.terminal.until(until)

    def go_on(self) -> None:
        """From the feedback to what comes next."""
        time.sleep(COMPOSING)  # an Enter at once would belong to the Hangul before it
        self.press(ENTER, until=lambda text: GO_ON not in text and text.endswith(KEYS))


def latin(text: str) -> set[str]:
    """The Latin words that are no slash commands."""
    return set(re.findall(r"(?<![/A-Za-z])[A-Za-z]{2,}", text))


def test_a_whole_session(learn: Callable[..., Terminal], cells: int, approved: Approved) -> None:
    with learn() as terminal:
        terminal.until("Y=예")
        start = terminal.text[terminal.text.index("learn에 오신") :]  # behind the line that says which clock holds
        terminal.send("ㅜ")
        terminal.until(lambda text: text.endswith("아니요"))
        assert terminal.ended() == 0
    with learn("quiz", "hangul", "-n", "11", "--seed", "1") as terminal:
        said = Recording(terminal)
        terminal.until(KEYS)
        opening = terminal.text[terminal.text.index("\n한글\n") : terminal.text.index("문제 1/11")].strip()
        asked = 0
        while LEAVE not in terminal.text:
            asked += 1
            question = said.shoot()
            if asked == 1:
                first_question(said, question)
            elif asked == 3:
                a_flag(said)
            else:
                terminal.send(*right(question))
            terminal.until(GO_ON)
            said.shoot()
            said.go_on()
        said.shoot()
        terminal.send("ㅂ")
        assert terminal.ended() == 0
    shots = [start, opening, *said.shots]
    approved(f"korean-session-{cells}", CUT.join(shots))
    lines = [line for shot in shots for line in shot.splitlines()]
    assert [line for line in lines if width(line) > cells] == []
    assert latin("\n".join(shots)) - LATIN == set()


def first_question(said: Recording, question: str) -> None:
    """The keys are listed, the hint shown, a guess noted; a wrong answer is taken back, another counted as right."""
    said.press("?", until="저장됩니다")
    said.shoot("저장됩니다")
    said.press("?")
    said.press("ㅗ", until="힌트: 집현전")
    said.press("ㅎ", until="추측으로 답합니다")
    said.shoot()
    said.press(place("정조", question), until="틀림")
    said.press("ㅕ", until="되돌렸습니다")
    said.press(place("성종", question), until="증손자")
    said.shoot()
    said.press("ㅐ", until="맞음(본인 판단)")


def a_flag(said: Recording) -> None:
    """The teacher is told, with a remark in Hangul."""
    said.press("ㄹ", until="Esc 취소")
    said.shoot("Esc 취소")
    said.press("정답이 둘입니다", ENTER, until="선생님께 알리도록")
    said.terminal.send(*right(said.shoot()))


# -- the keys of a Korean keyboard, whichever language the interface has -------------------------------------------


def test_keys_are_known_by_what_a_latin_keyboard_would_type() -> None:
    assert [struck(word) for word in ("한글", "값", "쀍", "ㅗㅑㅜㅅ", "h 훈", "")] == [
        *("gksrmf", "rkqt", "Qnpfr"),
        *("hint", "h gns", ""),
    ]
    assert struck("ᄒ") == struck("ㅎ") == struck("ﾾ") == "g"  # as other systems send it
    assert [key_name(key) for key in "ㅗㄴㅕㅎㅐㄹㅂㅛㅜㅓㅏ"] == list("hsugofqynjk")
    assert [key_name(key) for key in ("１", "?", "호", "박")] == ["1", "?", "호", "박"]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("/ㅗㅑㅜㅅ", "hint"),
        ("/ㄴ", "skip"),
        ("/나ㅑㅔ", "skip"),
        ("/ㅕㅜ애", "undo"),
        ("/벼ㅑㅅ", "quit"),
        ("/림ㅎ 왜", "flag"),
    ],
)
def test_commands_behind_a_slash(typed: str, name: str) -> None:
    said = slash(typed)
    assert said is not None
    command = command_of(said)
    assert isinstance(command, Command)
    assert command.name == name
    assert command.remark == ("왜" if name == "flag" else "")


def test_yes_and_no() -> None:
    assert all(yes_or_no(line) for line in ("y", "Yes", "ㅛ", "예", " 네 \n", "예", "1"))
    assert not any(yes_or_no(line) for line in ("n", "no", "ㅜ", "아니요", "아니오", "0"))
    for line in ("", "ㅗ", "예스", "아"):
        with pytest.raises(Refused):
            yes_or_no(line)


@pytest.mark.parametrize(
    ("name", "keys", "replies"),
    [
        ("pick-one", ("ㅎ", "1"), "0?"),
        ("pick-one", ("ㄴ",), "/skip"),
        ("line", ("ㅗ", ENTER), "ㅗ"),  # what is typed as an answer is one
        ("line", ("/벼ㅑㅅ", ENTER), "/quit"),
        ("reveal", (ENTER, "ㅛ"), "True"),
        ("reveal", (ENTER, "네"), "True"),
        ("reveal", (ENTER, "ㅜ"), "False"),
        ("reveal", (ENTER, "아"), "False"),
        ("reveal", ("ㅂ",), "/quit"),
    ],
)
def test_a_korean_keyboard_in_a_session(name: str, keys: tuple[str, ...], replies: str) -> None:
    with Terminal(name) as terminal:
        terminal.until(lambda text: text.endswith("keys"))
        terminal.send(*keys)
        terminal.until(
            lambda text: "REPLIES" in text or (text.endswith("keys") and ("go on" in text or "leave" in text))
        )
        time.sleep(COMPOSING)
        terminal.send(ENTER)
        terminal.until(lambda text: "REPLIES" in text or "enter leave" in text)
        terminal.send(ENTER)
        terminal.until("REPLIES")
        assert terminal.text.split("REPLIES ")[1].strip() == replies


def test_the_enter_that_ends_the_composing_answers_nothing() -> None:
    with Terminal("pick-one", "pick-one", "reveal", "pick-many") as terminal:
        terminal.until(lambda text: text.endswith("keys"))
        terminal.send("ㄴ", ENTER)
        terminal.until(lambda text: "Question 2 of 4" in text and text.endswith("keys"))
        time.sleep(COMPOSING)  # nothing happens in it, and then keys are what they were
        assert "Question 2 of 4" in terminal.text
        terminal.send("ㅓ")
        terminal.until("› 2")
        time.sleep(COMPOSING)
        terminal.send(ENTER)
        terminal.until("enter go on")
        terminal.send(ENTER)
        terminal.until("show the answer")
        terminal.send(ENTER)
        terminal.until("knew it")
        terminal.send("ㅛ", ENTER)
        terminal.until("enter go on")
        terminal.send("ㅂ", ENTER)
        terminal.until("REPLIES")
        assert terminal.text.split("REPLIES ")[1].strip() == "/skip 1 True /quit"


# -- line by line ----------------------------------------------------------------------------------------------------


@pytest.fixture
def korean() -> Iterator[None]:
    language.use("ko")
    yield
    language.use("en")


@pytest.mark.usefixtures("korean")
def test_the_plain_prompts_in_korean(approved: Approved) -> None:
    lines = [
        *("/?", "/ㅗㅑㅜㅅ", "/guess", "다섯", "2", "/wasright", "0 1", "1 2 5", "", "10,000", "1234", "9", "1 2 3"),
        *("10,000", "Russia", "Seoul", "3", "", "글쎄", "예"),
    ]
    out = StringIO()
    play(PlainAsker(StringIO("".join(f"{line}\n" for line in lines)), out, clock=lambda: 0.0), list(RIGHT), seconds=90)
    said = out.getvalue()
    approved("plain-session-korean", said)
    for english in ("Type", "number", "Right", "answer", "Gap", "command", "Words", "left", "Hint"):
        assert english not in said, english
