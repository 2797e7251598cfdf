"""A lesson and a bank with each kind of question once, and what a learner types to go through them."""

from pathlib import Path

from tests.cli.content import BROKEN, write_files

LESSON = """\
lesson: dispatch
title: The dispatch
summary: Who went where, and what for.
minutes: 4
objectives: [Say who was sent., Tell a report from a view.]
sections:
  - heading: The report
    text: |
      The service **reported** that `10,000` soldiers had left — see [the report](https://example.org/report).

      ## What is claimed

      - *Hong Min* speaks of an alliance.
      - Others speak of pay.

      1. First they trained.
      2. Then they went.
    facts: [ten-thousand, alliance]
facts:
  - id: ten-thousand
    statement: The service reported that 10,000 soldiers were sent.
    from: paper P1
  - id: alliance
    statement: Hong Min reads the dispatch as a bid for an alliance.
    claim: expert
    from: paper P2
    by: hong-min
"""

SOURCES = """\
sources:
  - {id: paper, title: The daily paper, type: document, paragraphs: 5}
"""

BANK = """\
bank: dispatch
title: The dispatch
lesson: dispatch
lang: en-GB
test: {questions: 3, minutes: 10, pass: 70}
questions:
  - id: who
    kind: choice
    fact: alliance
    ask: Whose alliance does Hong Min speak of?
    answer: The South's
    distractors: [{NATO: He names another pair.}, Japan's, China's]
    hint: Look south.
    explain: The troops were meant to earn an alliance as strong as the South's.
    shuffle: false
  - id: belong
    kind: multiple
    fact: alliance
    ask: Which states belong to the grouping?
    answers: [Russia, China]
    distractors: [Japan, Norway]
    shuffle: false
  - id: reported
    kind: true_false
    fact: ten-thousand
    ask: The service reported the dispatch.
    answer: true
  - id: where
    kind: short
    fact: ten-thousand
    ask: Which country were they sent to?
    accept: [Russia]
  - id: count
    kind: number
    fact: ten-thousand
    ask: How many soldiers were sent?
    value: 10000
    unit: soldiers
  - id: order
    kind: order
    fact: alliance
    ask: Put these in order, the earliest first.
    items: [Summit in Hanoi, Meeting in Vladivostok, Treaty in Pyongyang]
  - id: views
    kind: match
    fact: alliance
    ask: Who expects what?
    pairs: {Hong Min: An alliance, Du Jin-ho: Long-run security}
    extra: [A proxy war]
  - id: sides
    kind: sort
    fact: alliance
    ask: On which side does each stand?
    categories: {North: [Moscow, Minsk], South: [Seoul]}
  - id: gaps
    kind: cloze
    fact: ten-thousand
    text: North Korea sent {{soldiers|troops}} to {{Russia}} in 2024.
  - id: words
    kind: cloze
    fact: alliance
    text: The model is the alliance of {{Seoul}} with {{Washington}}.
    bank: [Moscow]
  - id: front
    kind: card
    fact: alliance
    front: What does Hong Min speak of?
    back: An alliance as strong as the South's.
"""

ANSWERS = {
    "who": "2",
    "belong": "1 3",
    "reported": "1",
    "where": "France",
    "count": "300",
    "order": "3 2 1",
    "views": "3 2",
    "sides": "1 1 1",
    "gaps": "troops\nChina",
    "words": "1\nMoscow",
    "front": "\nn",
}
"""For each question what is typed: mostly wrong or partly right, since that has the most to say."""

ROSTER = "name,number\nAda Lovelace,4711\nGrace Hopper,4712\n"


def write(folder: Path) -> Path:
    """The content in a folder that `--content` takes; beside it a bank with a fault and a class list."""
    files = {
        "content/lessons/sources.yaml": SOURCES,
        "content/lessons/dispatch.yaml": LESSON,
        "content/question_banks/dispatch.yaml": BANK,
        "broken.yaml": BROKEN,
        "roster.csv": ROSTER,
    }
    write_files(folder, files)
    (folder / "shared").mkdir()
    return folder / "content"
