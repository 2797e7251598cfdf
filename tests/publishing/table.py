"""The table of questions and answers that Python and the page are both asked: all kinds, and hostile text.

Everything is drawn from one seed, so that a difference can be looked at again.
"""

import unicodedata
from itertools import pairwise
from random import Random
from typing import Any

import msgspec

from learn.interactions import fault, freeze
from learn.kinds import kind_class
from learn.kinds.base import Question, Shown
from learn.publishing.asked import UNREAD, Asked, asked
from learn.session.asker import Answer
from learn.session.machine import Slot
from learn.session.marking import mark, put
from learn.session.world import Terms
from learn.store.codec import body_json
from learn.verdict import Malformed
from tests.exchange.data import ROOT

SESSION = "01890000-0000-7000-8000-000000000001"
SHORTS: tuple[tuple[list[str], list[str]], ...] = (
    (["South Korea", "대한민국", "the Republic of Korea"], ["North Korea", "Korea"]),
    (["The United States", "the US*", "America", "U.S.*"], ["South Vietnam"]),
    (["조태용", "Cho Tae-yong", "Jo Tae-yong"], ["김용현"]),
    (["Weiße Straße", "Fußgängerübergang"], []),
    (["Ångström", "smörgåsbord"], ["angst"]),
    (["10,000 soldiers", "ten thousand"], []),
    (["the * army", "*liberation*front*"], ["the navy army"]),
    ([r"5\*3", "C++", "C#"], []),
    (["Σίσυφος", "ΟΔΥΣΣΕΎΣ"], []),
    (["İstanbul", "ışık"], []),
    (["שָׁלוֹם", "سَلَام"], []),
    (["がぎぐげご", "カタカナ"], []),
    (["e=mc²", "H₂O", "½ cup"], []),
    (["1984", "Orwell's 1984"], ["1948"]),
    (["ship of the line", "man-of-war"], ["manofpeace"]),
    (["!!!", "..."], []),
    (["Pyongyang", "Pyongyank"], ["Pyongyant"]),
    (["Jeongseon county", "Jeongsean county"], ["Jeongseong county"]),
    (["U.S.*", "*(army)*", "red (army) * of"], []),
    (["3.10,000 men", "2 10,000 men"], []),
    (["Đà Nẵng", "Þórr", "Łódź"], []),
)
NAMED: tuple[tuple[list[str], list[str]], ...] = (
    (["Jo Tae-yong", "조태용", "Professor Jo"], ["김용현"]),
    (["김영남"], ["김용남", "Kim Yong-un"]),
    (["Kim Yong-nam", "Kim Young-nam"], []),
    (["Kim Jong Un", "Kim Jongun", "Kim*"], ["Kim Jong-il"]),
    (["Joe Biden"], ["Yoon Suk-yeol", "윤"]),
    (["남궁민수", "Hong Min", "Yang", "Keon-hee", "이철우"], ["박복남"]),
)
CLOZES = (
    "{{The United States|America}} asked {{South Korea}} to send {{text: 10,000|ten, fact: many}} to {{Vietnam*}}.",
    "{{서울}}은 {{text: 대한민국|한국, fact: where}}의 수도이다. ___ {{Weiß}}",
    "{{a}} {{a}} {{b}}",
)
CLOZE_WAYS: tuple[dict[str, Any], ...] = (
    {},
    {"bank": []},
    {"bank": ["Japan", "Laos", "도쿄"]},
    {"case": True},
    {"typos": 0, "bank": ["x"]},
)
NUMBERS: tuple[dict[str, Any], ...] = (
    {"value": "300000", "tolerance": "10000", "unit": "soldiers"},
    {"value": "10000"},
    {"value": "0.333", "tolerance": "5%"},
    {"range": ["250000", "350000"]},
    {"range": ["-1.5", "2,5"], "value": "0.1"},
    {"value": "5", "unit": "$"},
    {"value": "12.5", "unit": "%"},
    {"value": "1e9", "tolerance": "1e6"},
    {"value": "-40", "unit": "°C", "tolerance": "0.5"},
    {"value": "1/3", "tolerance": "0.000000001"},
)
NUMBER_TEXTS = (
    "300000", "300,000", "300 000", "300'000", "300.000", "3e5", "3E5", "３０００００", "٣٠٠٠٠٠", "३०००००", "3,00,000",
    "1.234.567", "1.234,5", "1,5", "1,500", "0,500", "1/3", "2/6", "268435457/268435456",
    "268435459/268435456", "-1/3", "1 / 3", "1/0", "nan", "inf", "-40", "−40",
    "–40 °C", "40", "+5", "$5", "5$", "5 $", "12.5", "12.5 %", "12,5%", ".5", "5.", "-.5", "1e99", "1e100", "1e-99",
    "0.333", "0.3496500", "0.34966", "0.31635", "0x10", "1_000", "10 000 soldiers", "10000soldiers", "soldiers 10000",
    "1" * 28, "1" * 29, "1" * 90, "", " ", "many", "290000", "289999.999", "310000", "310000.0000001", "1,00,000",
    "10,00", "1,0000", "0", "-0", "0.0", "999000000", "998999999", "𝟙𝟘", "①", "½", "0.1", "2.50", "2.51", "-1.5000",
    "1\u202f000\u202f000", "3\xa000\xa0000", "7/8", "22/7", "1e+9", "1e 9", "12 345,67", "12'345.67", "1.000", "00012",
)  # fmt: skip
NAMES = (
    "Cho Tae-yong", "Taeyong Jo", "CHO, T’AE YONG", "조 태용", "Chō Tae-yong", "Kim Yŏng-nam", "KIM YŎNG NAM",
    "Kim Young Nam", "Kim Yong-nam", "Kim Yeongnam", "Kim Jŏng ŭn", "Gim Jeong-eun", "Kim Jong-unn", "Kim Jung-il",
    "Namkoong Min-soo", "Hong, Min", "Min Hong", "Lyang", "Rhee Ch'ŏru", "Lee Chul-woo", "Lee Chulwu", "Pak Pongnam",
    "Yun Seok-yeol", "YOUN", "Joe Bidden", "Gunhee", "Keon-hui", "kim yonghyun", "Yong Hyun Kim", "Kim Yong-hyung",
    "Professor Cho", "Cho Taae-yong",
)  # fmt: skip
ODD = (
    "",
    " ",
    "\t",
    "\n",
    "\u200b",
    "\x00",
    "\ud800",
    "﷐",
    "￾",
    "…",
    "\x1b[31mred\x1b[0m",
    "😀",
    "e\u0301",
    "ᄒ",
    "한",
    "ﬁ",
    "Ǆ",
)
GARBAGE: tuple[Any, ...] = (
    None,
    True,
    False,
    -1,
    0,
    1,
    99,
    1.5,
    "",
    "x",
    [],
    [0],
    [0, 0],
    [1, 0],
    [99],
    ["x"],
    [True],
    {},
    [None],
)


def questions() -> list[Question]:
    """Questions of every kind, easy and odd."""
    made = [
        ("short", {"accept": accept, "reject": [_told(one) for one in reject], **how})
        for accept, reject in SHORTS
        for how in ({}, {"case": True}, {"typos": 0}, {"typos": 1})
    ]
    made += [
        ("short", {"accept": accept, "reject": [_told(one) for one in reject], "names": "korean", **how})
        for accept, reject in NAMED
        for how in ({}, {"typos": 1})
    ]
    made.append(("cloze", {"text": "{{조태용|Cho Tae-yong}} met {{Kim Yong-hyun}} in {{Seoul}}.", "names": "korean"}))
    made += [("number", fields) for fields in NUMBERS]
    made += [one for size in (2, 3, 5, 9) for one in _picked(size)]
    made += [("true_false", {"answer": answer, "correction": "So it is."}) for answer in ("true", "false")]
    made.append(("card", {"front": "What is it?", "back": "That."}))
    made += [("cloze", {"text": text, **how}) for text in CLOZES for how in CLOZE_WAYS]
    return [_question(place, kind, fields) for place, (kind, fields) in enumerate(made)]


def _picked(size: int) -> list[tuple[str, dict[str, Any]]]:
    """Questions whose answers are picked from so many options, or one or two more."""
    texts = [f"Option {place} ☃ \u200b" for place in range(size)]
    items = [{"text": text, "fact": f"f{place % 3}" if place % 2 else ""} for place, text in enumerate(texts)]
    pairs = [{"left": f"L{one['text']}", "right": f"R{one['text']}", "fact": one["fact"]} for one in items]
    shared = [{"left": text, "right": f"R{place // 2}"} for place, text in enumerate([*texts, "last"])]
    headings = [("A", items), ("B", [{"text": "b", "fact": "f0"}]), ("C", [])]
    wrong = [_told(text) for text in texts]
    right = [f"Yes {place}" for place in range(size)]
    ways: list[dict[str, Any]] = [{}, {"scoring": "partial"}, {"tell": True}, {"scoring": "partial", "tell": True}]
    return [
        ("choice", {"answer": "Right", "distractors": wrong}),
        ("choice", {"answer": "Right", "distractors": [{"text": text} for text in texts], "shuffle": False}),
        ("order", {"items": items}),
        ("match", {"pairs": pairs}),
        ("match", {"pairs": shared, "extra": ["x", "y"], "shuffle": False}),
        ("sort", {"categories": [{"name": name, "items": some} for name, some in headings]}),
        *(("multiple", {"answers": right, "distractors": wrong, **how}) for how in ways),
    ]


def _told(text: str) -> dict[str, str]:
    return {"text": text, "feedback": f"<b>not {text}"}


def _question(place: int, kind: str, fields: dict[str, Any]) -> Question:
    """The question; every third earns other points, every second names facts."""
    about: dict[str, Any] = {"id": f"q{place}", "ask": "What?"}
    about |= {"points": 1 + place / 4} if place % 3 == 0 else {}
    about |= {"facts": ["one", 'two "é" 한']} if place % 2 else {}
    return msgspec.convert({**about, **fields}, kind_class(kind), strict=False)


def naughty() -> list[str]:
    """The big list of naughty strings, where it is on this machine."""
    path = ROOT / "hostile" / "naughty_strings.txt"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [line for line in lines if line and not line.startswith("#")]


def spoiled(text: str, rng: Random) -> str:
    """The text as somebody might type it: other forms, spaces, accents, errors."""
    for _ in range(rng.randrange(1, 4)):
        text = rng.choice(_SPOILERS)(text, rng)
    return text


def _edit(text: str, rng: Random) -> str:
    if not text:
        return "x"
    at = rng.randrange(len(text))
    swapped = text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :]
    return rng.choice([text[:at] + text[at + 1 :], text[:at] + rng.choice("aeß 한é-*") + text[at:], swapped])


_SPOILERS = (
    lambda text, rng: unicodedata.normalize(rng.choice(("NFC", "NFD", "NFKC", "NFKD")), text),
    lambda text, rng: rng.choice((text.upper(), text.lower(), text.title(), text.swapcase())),
    lambda text, rng: rng.choice((f" {text}", f"{text} ", f"«{text}»", f"{text}.", f"¿{text}?", f"({text})", text)),
    lambda text, rng: text.replace(" ", rng.choice(("", "  ", "\xa0", "-", "\u3000", "\t", "\u200b"))),
    lambda text, rng: "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in text),
    lambda text, rng: text.replace("'", "’").replace("-", "–"),
    lambda text, rng: "".join(one + rng.choice(("", "", "", "\u0301", "\u200b", "\u0327")) for one in text),
    _edit,
    _edit,
    _edit,
)


def responses(question: Question, shown: Shown, rng: Random, hostile: list[str]) -> list[Any]:
    """Answers as decoded from JSON: right, wrong, no answer, and what fits no interaction."""
    own = question.samples(shown)
    found = [_listed(one) for one in (own.right, own.wrong, own.malformed)] + rng.sample(GARBAGE, 4)
    fields = msgspec.to_builtins(shown.interaction)
    match fields["type"]:
        case "pick-one":
            found += list(range(len(fields["options"])))
        case "pick-many":
            size = len(fields["options"])
            found += [rng.sample(range(size), rng.randrange(size + 1)) for _ in range(10)]
        case "order":
            found += [rng.sample(range(len(fields["items"])), len(fields["items"])) for _ in range(6)]
        case "match":
            found += [[rng.randrange(len(fields["right"])) for _ in fields["left"]] for _ in range(6)]
        case "line" if question.kind == "number":
            found += rng.sample(NUMBER_TEXTS, 60) + [spoiled(rng.choice(NUMBER_TEXTS), rng) for _ in range(20)]
        case "line":
            near = [*getattr(question, "accept", ()), *(one.text for one in getattr(question, "reject", ()))]
            found += near + between(near) + ["U.S.", "red (army)", "(army).", "u. s. a", "3.10000 men", "210,000 men"]
            found += [spoiled(rng.choice(near), rng) for _ in range(25)]
            found += rng.sample(NAMES, 12) if getattr(question, "names", "listed") != "listed" else []
            found += rng.sample(ODD, 4) + rng.sample(hostile, min(8, len(hostile)))
        case "gaps":
            right = _listed(own.right)
            near = [*right, *fields.get("words", ()), *ODD, *rng.sample(hostile, min(20, len(hostile)))]
            near += NAMES if getattr(question, "names", "listed") != "listed" else []
            found += [[spoiled(one, rng) if rng.random() < 0.7 else one for one in right] for _ in range(12)]
            found += [[rng.choice(near) for _ in right] for _ in range(12)]
    return found


def between(texts: list[str]) -> list[str]:
    """What begins as one text and ends as the next: misspellings as near to one as to the other."""
    return [one[:cut] + other[cut:] for one, other in pairwise(texts) for cut in range(1, min(len(one), len(other)), 2)]


def _listed(answer: Any) -> Any:
    return list(answer) if isinstance(answer, tuple) else answer


def table(seed: int = 20260302) -> tuple[list[Asked], list[dict[str, Any]]]:
    """The questions as the page has them, and the cases: question, presentation, response, outcome."""
    rng, hostile, found, cases = Random(seed), naughty(), [], []
    for place, question in enumerate(questions()):
        assert not question.faults(), (question, question.faults())
        facts = question.facts or (f"bank/{question.id}",)
        found.append(asked("bank", "A heading", question, facts))
        for presentation, (seed_shown, _, _) in enumerate(found[-1].shows[:2]):
            shown = question.present(Random(seed_shown))
            for response in responses(question, shown, rng, hostile):
                outcome = outcome_of(question, seed_shown, facts, response)
                case = {"question": place, "presentation": presentation, "response": response, "outcome": outcome}
                cases.append(case)
    return found, cases


def outcome_of(question: Question, seed: int, facts: tuple[str, ...], response: Any) -> dict[str, Any]:
    """What Python makes of a response: why it does not fit, that it is none, or the verdict and the event's body."""
    slot = Slot(n=3, bank="bank", question=question.id, facts=facts, seed=seed, points=question.points)
    stood = put(slot, question, 1000)
    stood.hint = "a hint"
    shown = msgspec.to_builtins(stood.shown.interaction)
    misfit = fault(stood.shown.interaction, response)
    if misfit is not None:
        return {"fault": misfit}
    verdict = question.grade(stood.shown, freeze(response))
    if isinstance(verdict, Malformed):
        return {"malformed": verdict.message}
    terms = Terms(session=SESSION, mode="practice", title="")
    marked = mark(stood, Answer(freeze(response)), verdict, dict.fromkeys(stood.facts, UNREAD), terms, 2234)
    return {
        "shown": shown,
        "score": verdict.score,
        "expected": _listed(verdict.expected),
        "key": _listed(verdict.key),
        "feedback": verdict.feedback,
        "note": verdict.note,
        "parts": [[part.score, part.text, part.given, part.expected] for part in verdict.parts],
        "body": body_json(marked.body),
    }
