"""The page's script without a browser: seals, chains, rounding; and that it was built from its sources."""

import json
import os
import shutil
import subprocess
from importlib.resources import files
from pathlib import Path
from random import Random
from typing import Any, Literal

import msgspec
import pytest

from learn.classroom.handin import HandInHeader, written
from learn.events import AnswerBody, Draw, FinishBody, FlagBody, RetractBody, SessionBody, utc_text
from learn.store.codec import body_json, id_bytes, id_text, sealed
from learn.store.wire import event_line, read_lines

SCRIPT = str(files("learn.publishing").joinpath("page.js"))
WEB = Path(__file__).parents[2] / "web"
LEARNER, DEVICE = (f"0000000{n}-0000-4000-8000-00000000000{n}" for n in (1, 2))
SESSION = "01890000-0000-7000-8000-000000000001"


def script(program: str, told: Any) -> Any:
    """What a program makes of `told` with the page's script at hand as `learnPage`."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("there is no node on this machine")
    whole = (
        'const fs = require("fs"), vm = require("vm"), context = vm.createContext({ TextEncoder });'
        'vm.runInContext(fs.readFileSync(process.argv[1], "utf8"), context);'
        'const { learnPage } = context, told = JSON.parse(fs.readFileSync(0, "utf8"));'
        f"process.stdout.write(JSON.stringify({program}));"
    )
    done = subprocess.run(
        [node, "-e", whole, SCRIPT], input=json.dumps(told), capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def events(count: int) -> list[dict[str, Any]]:
    """Events of many sorts and lengths, as the page would seal them."""
    rng = Random(5)
    bodies = [body_json({"text": "한é" * rng.randrange(60), "n": n, "x": rng.random()}) for n in range(count)]
    return [
        {
            "device": DEVICE, "learner": LEARNER, "seq": n + 1, "ms": rng.randrange(253_370_764_800_000),
            "offset": rng.randrange(-840, 841), "type": "answer", "body": body, "fresh": rng.randrange(4096),
        }
        for n, body in enumerate(bodies)
    ]  # fmt: skip


def python_line(event: dict[str, Any]) -> str:
    """The line that the store writes for the same event and the same random bits."""
    device, learner = (id_bytes(event[name]) for name in ("device", "learner"))
    seq, ms, offset = event["seq"], event["ms"], event["offset"]
    made = sealed(device, learner, seq, ms, offset, event["type"], event["body"], lambda _: event["fresh"])
    return event_line(
        id_text(made.id), event["device"], made.seq, made.ms, made.offset, event["learner"], made.type, made.body
    )


def test_an_event_is_sealed_as_the_store_seals_it() -> None:
    told = events(300)
    found = script("told.map(({ fresh, ...event }) => learnPage.eventLine(event, fresh))", told)
    assert found == [python_line(event) for event in told]


def test_a_hand_in_is_written_as_learn_writes_it() -> None:
    lines = [python_line(event) for event in events(20)]
    for name, number, practice, code in (("Ada Lovelace", "4711", True, ""), ('조 "태용" \\', "", False, "비밀 é")):
        who = {"name": name, "number": number, "learner": LEARNER, "made": 1772445600000, "practice": practice}
        asked = {"who": {**who, "banks": {"b": "2", "a": "1"}}, "lines": lines, "code": code}
        found = script("learnPage.handIn(told.who, told.lines, told.code)", asked)
        header = HandInHeader(
            name=name, student_id=number, learner=LEARNER, made=utc_text(1772445600000), banks={"a": "1", "b": "2"},
            scope={"practice": True} if practice else {},
        )  # fmt: skip
        names = {LEARNER: f"{name} ({number})" if number else name}
        assert found == "".join(f"{line}\n" for line in written(header, names, lines, code))


def test_sessions_and_their_ends_are_written_as_learn_writes_them() -> None:
    quiz = {"mode": "test", "title": '한 "t"', "banks": ["a", "b"], "minutes": "2.5", "require": None}
    question = {"bank": "a", "id": "q"}
    told = {"quiz": quiz, "plan": [[question, {"seed": seed}] for seed in (1, 2)], "session": SESSION}
    plan = tuple(Draw(bank="a", question="q", seed=seed) for seed in (1, 2))
    session = SessionBody(mode="test", plan=plan, session=SESSION, title='한 "t"', banks=("a", "b"))
    limits = [(30 * (1 + extra / 100), extra) for extra in (12.5, 25.0, 33.0, 100 / 3)]
    for minutes, extra in ((2.5, None), (None, None), *limits):
        asked = {**told, "limit": {"minutes": minutes, "extra": extra or 0}}
        written = script("learnPage.sessionBody(told.quiz, told.session, told.plan, told.limit)", asked)
        assert written == body_json(msgspec.structs.replace(session, minutes=minutes, extra_time=extra))
    ends: list[tuple[bool | None, Literal["done", "time"]]] = [(None, "done"), (True, "time"), (False, "done")]
    for passed, reason in ends:
        score = {"points": 1.333333, "max": 2, "percent": 66.67, "passed": passed}
        end = FinishBody(session=SESSION, points=1.333333, max=2.0, percent=66.67, passed=passed, reason=reason)
        program = "learnPage.finishBody(told.session, told.score, told.reason)"
        assert script(program, {"session": SESSION, "score": score, "reason": reason}) == body_json(end)


def test_what_is_taken_back_and_what_is_flagged_is_written_as_learn_writes_it() -> None:
    assert script("learnPage.retractBody(told)", SESSION) == body_json(RetractBody(SESSION))
    question = {"bank": "a", "id": "q", "hash": "0123"}
    for remark in ("", 'two "keys"?', "틀렸어요 \ud83d\ude00", "<b>\\"):
        flag = FlagBody(bank="a", question="q", hash="0123", remark=remark)
        told = {"question": question, "remark": remark}
        assert script("learnPage.flagBody(told.question, told.remark)", told) == body_json(flag)


def test_taking_back_leads_to_where_the_session_stood_before_the_answer() -> None:
    """Random sessions of skips and answers, taken back one by one to the beginning."""
    walk = """told.map((seed) => {
      let state = seed;
      const next = (below) => (state = (state * 48271) % 2147483647) % below;
      const questions = [1, 2, 3, 4].map((size) => ({ shows: Array(size).fill(0) }));
      const plan = questions.map((_, at) => ({ n: at + 1, question: at, presentation: 0, comeback: false }));
      let run = { plan, entries: [] };
      const stands = () => learnPage.stateOf(run, questions, true);
      const before = [];
      while (stands().queue.length) {
        const [slot] = stands().queue;
        if (next(3)) {
          before.push(stands());
          const given = { slot, response: 0, score: next(2), event: `e${before.length}` };
          run = { ...run, entries: [...run.entries, given] };
        } else run = { ...run, entries: [...run.entries, { skipped: slot.n }] };
      }
      const places = stands().given.map((one) => one.slot.n);
      const found = [];
      for (let back = learnPage.undone(run); back; back = learnPage.undone(run)) {
        run = back.run;
        const now = stands(), then = before.pop();
        found.push(JSON.stringify(now) === JSON.stringify(then) && now.queue[0].n === back.given.slot.n);
      }
      return { places, found };
    })"""
    for one in script(walk, list(range(1, 200))):
        assert all(one["found"]), one
        assert len(one["places"]) == len(one["found"]) == len(set(one["places"])), "no place is asked twice"


def test_scores_are_rounded_as_python_rounds_them() -> None:
    rng = Random(7)
    numbers = [rng.uniform(0, 100) for _ in range(2000)] + [n / 8 for n in range(900)] + [n / 200 for n in range(2000)]
    assert script("told.map((one) => learnPage.rounded(one, 2))", numbers) == [round(one, 2) for one in numbers]
    assert script("told.map((one) => learnPage.rounded(one, 6))", numbers) == [round(one, 6) for one in numbers]


def test_what_the_page_writes_can_be_read(tmp_path: Path) -> None:
    body = AnswerBody(SESSION, 1, "b", "q", "h", "choice", 1, 0, ("x",), 1.0, ())
    event = {**events(1)[0], "body": body_json(body)}
    (line,) = script("told.map(({ fresh, ...event }) => learnPage.eventLine(event, fresh))", [event])
    assert [type(read).__name__ for _, read in read_lines([line])] == ["Copy"]


def test_the_script_was_built_from_its_sources(tmp_path: Path) -> None:
    """Where web/ is installed (npm ci): the same bytes come of it."""
    if shutil.which("node") is None or not (WEB / "node_modules" / "esbuild").is_dir():
        pytest.skip("no node, or nothing installed in web/")
    built = tmp_path / "page.js"
    checked = subprocess.run(["npx", "tsc", "--noEmit"], cwd=WEB, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout
    environment = {**os.environ, "NODE_ENV": "production"}
    subprocess.run(["node", "build.mjs", str(built)], cwd=WEB, check=True, env=environment)
    assert built.read_bytes() == Path(SCRIPT).read_bytes()
