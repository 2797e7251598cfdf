"""A home in which everything that has a name or a text has a naughty one."""

import json
from functools import cache
from pathlib import Path

from learn.content.values import Bank
from learn.content.writer import bank_text, dumped
from learn.kinds.base import Question
from learn.text import clean
from tests.cli.program import Program
from tests.exchange.data import ROOT
from tests.kinds.examples import build

OWN = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "]]><svg/onload=alert(1)>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "{{constructor.constructor('alert(1)')()}}",
    "${alert(1)}",
    '#let x = read("/etc/passwd")',
    "![x](javascript:alert(1))",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(1)",
    "  =1+1",
    "＝1+1",
    "../../../../etc/passwd",
    "..\\..\\windows\\system32",
    "CON",
    "\x1b[2J\x1b]0;owned\x07",
    "\u202eevil\u2066",
    "\x9b31m",
    "a\u2028b\u0085c",
    "[bold]x[/bold] [link=file:///etc/passwd]x[/link]",
    "[/]",
    "%s %n %d",
    "전쟁 😀 \U000e0001",
    "Z\u0351\u036b\u0343A\u0321\u034aL",
)


@cache
def strings() -> tuple[str, ...]:
    """Ours, and every sixth of the big list where it is on this machine."""
    path = ROOT / "hostile" / "naughty_strings.txt"
    lines = path.read_text("utf-8").split("\n") if path.exists() else []
    return (*OWN, *(line for line in lines[::6] if line.strip() and not line.startswith("#")))


def shown() -> list[str]:
    """Those that leave something to see, as a file of ours may hold them."""
    return [text for one in strings() if (text := " ".join(clean(one, "").split()))]


def questions() -> list[Question]:
    """Several kinds with such texts in every place."""
    made = []
    for at, text in enumerate(shown()):
        extra = {"hint": text, "explain": text, "tags": [text]}
        made += [
            build(
                "choice", id=f"choice-{at}", ask=text, answer=f"{text} a", distractors=[{"text": f"{text} b"}], **extra
            ),
            build("short", id=f"short-{at}", ask=text, accept=[text.replace("*", "\\*")], **extra),
        ]
        if at % 8 == 0:
            made += [
                build("order", id=f"order-{at}", ask=text, items=[f"{text} 1", f"{text} 2"], **extra),
                build("match", id=f"match-{at}", ask=text, pairs=[[f"{text} 1", f"x {text}"], ["b", "c"]], **extra),
                build("card", id=f"card-{at}", front=text, back=text, **extra),
                build("multiple", id=f"multiple-{at}", ask=text, answers=[text], distractors=["another"], **extra),
            ]
    return [question for question in made if not question.faults()]


def write_home(folder: Path) -> Program:
    """The program with a naughty lesson, bank and learner, after a test that was answered with naughty texts."""
    texts = shown()
    content = folder / "content"
    lesson = {
        "lesson": "naughty",
        "title": texts[0],
        "summary": texts[4],
        "sections": [
            {"heading": text, "text": f"{text} **{text}** *{text}*", "facts": [f"f{at}"]}
            for at, text in enumerate(texts[:40])
        ],
        "facts": [{"id": f"f{at}", "statement": text} for at, text in enumerate(texts[:40])],
    }
    bank = bank_text(Bank(id="naughty", title=texts[1], lesson="naughty", questions=tuple(questions())))
    for name, text in {"lessons/naughty.yaml": dumped(lesson), "question_banks/naughty.yaml": bank}.items():
        path = content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    program = Program(folder / "home", content, learner=OWN[4])
    for key, text in (("name", OWN[0] + OWN[20]), ("student_id", OWN[11])):
        assert program.run("config", "set", key, text).code == 0
    typed = [json.dumps({"answer": text}) for text in strings()]
    for mode in (("--test", "--kind", "short"), ("--test", "--kind", "choice"), ("--kind", "short")):
        lines = [json.dumps({"answer": 0})] * 30 if "choice" in mode else typed[:80]
        ran = program.run("quiz", "naughty", *mode, "-n", "30", "--seed", "3", "--jsonl", stdin="\n".join(lines) + "\n")
        assert ran.code in (0, 1), ran
        assert ran.events("verdict"), ran
    return program
