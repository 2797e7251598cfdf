"""A lesson and a bank without an English word: whatever is English on a screen beside them comes from the program.

Names of files and ids begin with an x, as no word of the program does.
"""

from pathlib import Path

from tests.cli.content import write_files

LESSON = """\
lesson: xlesson
title: 바다
summary: 바다가 오르내리는 까닭.
minutes: 2
objectives: [무엇이 바다를 움직이는지 말하기.]
sections:
  - heading: 당김
    text: 달이 바다를 당긴다.
    facts: [xmoon, xtwice]
facts:
  - {id: xmoon, statement: 달이 바다를 당긴다., from: xbook P1}
  - {id: xtwice, statement: 하루에 두 번 밀물이 온다., from: xbook P2}
"""

SOURCES = """\
sources:
  - {id: xbook, title: 바다 책, type: document, paragraphs: 5}
"""

BANK = """\
bank: xbank
title: 바다
lesson: xlesson
test: {questions: 3, minutes: 10, pass: 70}
questions:
  - id: xchoice
    kind: choice
    fact: xmoon
    ask: 무엇이 바다를 당깁니까?
    answer: 달
    distractors: [바람, {text: 물고기, feedback: 물고기는 가볍다.}]
    explain: 가까운 것이 이긴다.
    hint: 밤에 보인다.
    shuffle: false
  - {id: xnumber, kind: number, fact: xtwice, ask: 하루에 몇 번?, value: 2, hint: 셋보다 작다.}
  - {id: xshort, kind: short, fact: xmoon, ask: 밤에 보이는 것은?, accept: [달]}
  - {id: xtrue, kind: true_false, ask: 달은 둥글다., answer: true, correction: 달은 둥글다.}
  - {id: xmany, kind: multiple, ask: 하늘에 있는 것은?, answers: [달, 해], distractors: [돌]}
  - {id: xorder, kind: order, ask: 작은 것부터?, items: [하나, 둘, 셋]}
  - {id: xmatch, kind: match, ask: 짝은?, pairs: {하나: 일, 둘: 이}}
  - {id: xsort, kind: sort, ask: 나누기?, categories: {하늘: [달, 해], 땅: [돌]}}
  - {id: xcloze, kind: cloze, text: "{{달}}과 {{해}}."}
  - {id: xcard, kind: card, front: 앞, back: 뒤}
"""

BROKEN = """\
bank: xbroken
title: 망가짐
questions:
  - id: xone
    kind: choice
    ask: 무엇?
    xkey: 하나
"""

FAULTY = """\
::xone::하나? {=하나 ~%50%둘 ~%33%셋 ~}

::xtwo::둘? {하나

::xthree::셋? {=하나 -> 일 =둘}

::xfour::<b>넷</b>? {true}
"""
"""GIFT with something wrong in each question."""


def write_content(folder: Path) -> Path:
    """The lesson, its source and its bank in a folder that `--content` takes."""
    files = {"lessons/sources.yaml": SOURCES, "lessons/xlesson.yaml": LESSON, "question_banks/xbank.yaml": BANK}
    return write_files(folder, files)
