"""The table of the rules of item writing. Each has a page in docs/lint; a code never changes its meaning."""

from learn.content.lint.rule import Rule

_HDR = "Haladyna, Downing & Rodriguez 2002"
_NBME = "NBME Item-Writing Guide"
_SAQUET = "SAQUET"
_OURS = "this project"

_TABLE = (
    Rule(
        "W100",
        "longest-is-key",
        "The right answer is much the longest option.",
        "Shorten it, or say as much in a distractor.",
        f"{_HDR}, guideline 24; {_NBME}; {_SAQUET}",
    ),
    Rule(
        "W101",
        "key-position",
        "The place of the right answer can be guessed over a whole bank.",
        "Shuffle the options; turn some statements round.",
        f"{_HDR}, guideline 20; Attali & Bar-Hillel 2003",
    ),
    Rule(
        "W102",
        "absolute-word",
        "An absolute word gives a distractor or a false statement away.",
        "Say how many, how often, or who.",
        f"{_HDR}, guideline 28a; {_NBME}; {_SAQUET}",
        english=True,
    ),
    Rule(
        "W103",
        "vague-word",
        "A vague word of frequency makes an option neither true nor false.",
        "Say how often, or when.",
        f"{_NBME}; {_SAQUET}; Case 1994",
        english=True,
    ),
    Rule(
        "W104",
        "all-of-the-above",
        "An option stands for all, both or none of the others.",
        "Use `kind: multiple`, or another distractor.",
        f"{_HDR}, guidelines 25 and 26; {_NBME}; {_SAQUET}",
        english=True,
    ),
    Rule(
        "W105",
        "negative-stem",
        "The stem asks for the exception in small letters.",
        "Write NOT, or ask for what is so.",
        f"{_HDR}, guideline 17; {_NBME}; {_SAQUET}",
        english=True,
    ),
    Rule(
        "W106",
        "similar-options",
        "Two options say the same in nearly the same words.",
        "Replace one of them, or leave it out.",
        f"{_HDR}, guideline 22",
        english=True,
    ),
    Rule(
        "W107",
        "repeated-question",
        "A question asks the same as another.",
        "Remove one of them, or ask for something else.",
        f"{_HDR}, guideline 4",
    ),
    Rule(
        "W108",
        "clang",
        "A word of the stem comes back in the right answer alone.",
        "Use another word, or use it in a distractor as well.",
        f"{_HDR}, guideline 28b; {_NBME}; {_SAQUET}",
        english=True,
    ),
    Rule(
        "W109",
        "number-order",
        "Quantities to choose from stand in no order.",
        "Write them in order, or ask with `kind: number`.",
        f"{_HDR}, guideline 21; {_NBME}; {_SAQUET}",
    ),
    Rule(
        "W110",
        "combined-options",
        "Options combine other answers by their labels (type K).",
        "Use `kind: multiple`, or ask one thing at a time.",
        f"{_HDR}, guideline 9; {_SAQUET}; Albanese 1993",
    ),
    Rule(
        "W111",
        "grammar-cue",
        "The stem's grammar fits some options only.",
        "Let all options agree with the stem.",
        f"{_HDR}, guideline 28c; {_NBME}; {_SAQUET}",
        english=True,
    ),
    Rule(
        "W112",
        "blank-in-middle",
        "A stem with options has its blank before the end.",
        "Ask a question, or use `kind: cloze`.",
        f"{_HDR}, guideline 14; {_SAQUET}",
    ),
    Rule(
        "W113",
        "unfocused-stem",
        "The stem does not say what is asked.",
        "Ask about one thing, so that it can be answered without the options.",
        f"{_HDR}, guidelines 14 and 15; {_NBME}; {_SAQUET}",
        english=True,
    ),
    Rule(
        "W114",
        "convergence",
        "The right answer is made of what the distractors have in common.",
        "Combine the parts evenly.",
        f"{_HDR}, guideline 28e; {_NBME}; {_SAQUET}",
        english=True,
    ),
    Rule(
        "W115",
        "two-options",
        "There are only two options.",
        "Add a distractor, or use `kind: true_false`.",
        f"{_HDR}, guideline 18; Rodriguez 2005",
    ),
    Rule(
        "W116",
        "many-options",
        "There are more options than anyone compares.",
        "Keep the distractors that are chosen.",
        f"{_HDR}, guideline 18; Rodriguez 2005",
    ),
    Rule(
        "W117",
        "short-option",
        "One option is much shorter than the others.",
        "Write it out, so that it could be the answer.",
        f"{_HDR}, guidelines 24 and 29; {_NBME}; {_SAQUET}",
    ),
    Rule(
        "W118",
        "given-away",
        "The answer stands in the stem of another question.",
        "Reword one of them.",
        f"{_HDR}, guideline 4",
        english=True,
    ),
    Rule(
        "W119",
        "model-answer",
        "The answer shown as right is not graded so, or is the rest of a pattern.",
        "Write a full answer first, and accept it everywhere.",
        _OURS,
    ),
    Rule(
        "W120",
        "no-fact",
        "The bank has a lesson, and the question tests none of its facts.",
        "Write `fact: …`.",
        _OURS,
    ),
    Rule(
        "W121",
        "unattributed-claim",
        "A claim or a forecast is asked as if it were a fact.",
        "Say in the stem whose word it is.",
        f"{_OURS}; {_HDR}, guideline 6",
        english=True,
    ),
    Rule(
        "W122",
        "unsure-name",
        "A name in Latin letters alone is taken for every name that is so spelled.",
        "Write it in Hangul as well.",
        _OURS,
    ),
)

RULES: dict[str, Rule] = {one.code: one for one in _TABLE}
"""Code → rule."""
