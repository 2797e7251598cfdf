"""How a session can end from outside: keys, signals, terminals and pipes that go away. Two answers in, one open."""

import signal
from functools import partial

from tests.cli.program import Program
from tests.faults.ground import QUIZ, Ground, need_full_device, screen, sound
from tests.faults.outcome import Outcome, plain
from tests.faults.talk import Talk
from tests.terminal.screen import CTRL_C, CTRL_D, ENTER, Terminal

GO_ON = "enter go on"
STOPPED = "Stopped here. Go on with: learn resume"


def begin(program: Program, answers: int = 2) -> Terminal:
    """A session on a screen in which so many answers have been seen graded, the next question open."""
    terminal = screen(program, *QUIZ)
    for n in range(1, answers + 1):
        terminal.until(partial(_asks, n))
        terminal.send("1")
        terminal.until(GO_ON)
        terminal.send(ENTER)
    terminal.until(lambda text: f"Question {answers + 1} of" in text and "q quit" in text)
    return terminal


def _asks(n: int, text: str) -> bool:
    return f"Question {n} of" in text and "q quit" in text


def _goes_on(program: Program) -> None:
    ran = program.run("resume", "--plain", stdin="1\n")
    assert ran.code == 0
    assert "Question 3 of 3" in ran.out
    assert "Right." in ran.out


def _after(program: Program, reads: str, code: int) -> Outcome:
    kept = sound(program, 5)
    _goes_on(program)
    return Outcome(reads=reads, kept=f"{kept}; `learn resume` puts the open question", code=str(code))


def ctrl_c(ground: Ground) -> Outcome:
    """Ctrl-C at a question"""
    program = ground.home()
    with begin(program) as terminal:
        terminal.send(CTRL_C)
        code = terminal.ended()
        assert terminal.echoes
        return _after(program, plain(terminal.text[terminal.text.rindex("Interrupted") :]), code)


def ctrl_d(ground: Ground) -> Outcome:
    """Ctrl-D at a question"""
    program = ground.home()
    with begin(program) as terminal:
        terminal.send(CTRL_D)
        terminal.until("learn resume")
        terminal.send(ENTER)
        code = terminal.ended()
        return _after(program, STOPPED if "learn resume" in terminal.text else terminal.text, code)


def terminated(ground: Ground) -> Outcome:
    """SIGTERM at a question: the system shuts down"""
    program = ground.home()
    with begin(program) as terminal:
        terminal.process.send_signal(signal.SIGTERM)
        code = terminal.ended()
        assert terminal.echoes
        return _after(program, plain(terminal.text[terminal.text.rindex("Interrupted") :]), code)


def hung_up(ground: Ground) -> Outcome:
    """The terminal window is closed (SIGHUP)"""
    program = ground.home()
    with begin(program) as terminal:
        terminal.close()
        code = terminal.process.wait(20)
    return _after(program, "nothing: there is no terminal any more", code)


def killed(ground: Ground) -> Outcome:
    """The process is killed (SIGKILL) at a question"""
    program = ground.home()
    with begin(program) as terminal:
        terminal.process.kill()
        code = terminal.process.wait(20)
    return _after(program, "what the shell says of a killed process", code)


def resized(ground: Ground) -> Outcome:
    """The terminal is made small and large again in the midst of a question"""
    program = ground.home()
    with begin(program) as terminal:
        for cells, rows in ((24, 5), (1, 1), (40, 24), (120, 50)):
            terminal.resize(cells, rows)
        terminal.until(lambda text: "Question 3 of 3" in text and "q quit" in text)
        terminal.send("1")
        terminal.until(GO_ON)
        terminal.send(ENTER)
        terminal.until("enter leave")
        terminal.send(ENTER)
        code = terminal.ended()
    return Outcome("the question, drawn anew; the session goes on to its end", sound(program, 6), str(code))


def input_ends(ground: Ground) -> Outcome:
    """The input ends in the midst of a session (a pipe that runs dry)"""
    program = ground.home()
    ran = program.process(*QUIZ, "--plain", stdin="1\n1\n")
    assert STOPPED in ran.out
    assert ran.err == ""
    return _after(program, STOPPED, ran.code)


def reader_left(ground: Ground) -> Outcome:
    """The reader of the output leaves: `learn history | head -1`, or one who watches a session"""
    program = ground.home()
    ran = program.shell("yes 1 | head -2 | learn quiz tides --kind choice --plain | head -1; learn history | head -1")
    assert ran.err == ""
    assert len(ran.out.splitlines()) == 2
    number = len(program.history())
    sound(program, number)
    assert number >= 3
    return Outcome("nothing more: nobody reads", "all answers that were seen graded", str(ran.code))


def _silent(ground: Ground, redirections: str) -> Outcome:
    program = ground.home()
    codes = set()
    for command in ("due", "stats --json", "quiz tides --plain", "quiz tides --jsonl", "history", "log merge -"):
        ran = program.shell(f"learn {command} {redirections}")
        assert "Traceback" not in ran.whole_err, ran.whole_err
        assert ran.err == ""
        codes.add(ran.code)
    return Outcome("whatever can still be shown", sound(program, 3), " ".join(map(str, codes)))


def no_input(ground: Ground) -> Outcome:
    """Started with its input closed (`<&-`)"""
    return _silent(ground, "<&-")


def no_output(ground: Ground) -> Outcome:
    """Started with its output closed (`>&-`)"""
    return _silent(ground, ">&- </dev/null")


def no_streams(ground: Ground) -> Outcome:
    """Started with input, output and errors closed"""
    return _silent(ground, "<&- >&- 2>&-")


def output_on_a_full_disk(ground: Ground) -> Outcome:
    """The output goes to a full disk (`learn history > /dev/full`)"""
    need_full_device()
    program = ground.home()
    ran = program.shell("learn history >/dev/full")
    return Outcome(plain(ran.err), sound(program, 3), str(ran.code))


def errors_on_a_full_disk(ground: Ground) -> Outcome:
    """Messages go to a full disk (`2> /dev/full`)"""
    need_full_device()
    program = ground.home()
    ran = program.shell("learn due 2>/dev/full && learn quiz zzz 2>/dev/full")
    assert ran.out
    return Outcome("what is due; of the error nothing", sound(program, 3), str(ran.code))


def file_deleted_meanwhile(ground: Ground) -> Outcome:
    """`learn.db` is deleted while a session is open"""
    program = ground.home()
    copy = program.home / "kept.db"
    assert program.run("backup", str(copy)).code == 0
    with Talk(program, *QUIZ) as talk:
        talk.until("One number")
        (program.home / "learn.db").unlink()
        assert talk.answer("1") == ""
        code = talk.ended()
        reads = plain(talk.errors, HOME=program.home)
    copy.replace(program.home / "learn.db")
    return Outcome(reads, f"a copy of `learn backup`, put back, holds {sound(program, 3)}", str(code))


SCENES = (
    ctrl_c,
    ctrl_d,
    terminated,
    hung_up,
    killed,
    resized,
    input_ends,
    reader_left,
    no_input,
    no_output,
    no_streams,
    output_on_a_full_disk,
    errors_on_a_full_disk,
    file_deleted_meanwhile,
)
