"""QTI 1.2 items with gaps in a text: fields among it, or Canvas' gaps, which are named in brackets."""

import re
from collections.abc import Mapping
from typing import Any

from learn.exchange.gap_text import composed, without_lines
from learn.exchange.intake import Draft, Skip
from learn.exchange.qti12_source import Source, entries, note_parts, note_right
from learn.exchange.qti12_text import labels_of
from learn.exchange.qti12_typed import accepted
from learn.exchange.xml_safe import Node
from learn.kinds.cloze_text import Gap
from learn.kinds.faults import look
from learn.language import tr
from learn.text import as_pattern

_NAMED = re.compile(r"response_(.+)", re.DOTALL)


def read_fields(source: Source) -> None:
    """Fields to type in among the text."""
    around, gaps, cases = [""], [], []
    for piece in source.pieces:
        if isinstance(piece, str):
            around[-1] += piece
        else:
            accept, case = accepted(source, piece.get("ident"))
            gaps.append(Gap(tuple(map(as_pattern, accept))))
            cases.append(case)
            around.append("")
    if len(set(cases)) > 1:
        source.draft.note(tr("capitals matter in some gaps only: here in none"))
    note_parts(source)
    _be_cloze(source, around, gaps, case=all(cases))


def _be_cloze(source: Source, around: list[str], gaps: list[Gap], **more: Any) -> None:
    clear = [without_lines(text) for text in around]
    if clear != around:
        source.draft.note(tr("long lines of underscores, which would look like gaps, are shortened"))
    source.draft.be("cloze", text=composed(clear, gaps), ask="", **more)


def bracketed(source: Source) -> bool:
    """Whether every response is named in the text, in brackets."""
    found = [_NAMED.fullmatch(one.get("ident")) for one in source.responses]
    return bool(found) and all(one is not None and f"[{one[1]}]" in source.ask for one in found)


def read_named_gaps(source: Source) -> None:
    """Canvas' fill_in_multiple_blanks and multiple_dropdowns."""
    if not bracketed(source):
        raise Skip(tr("its gaps are not named in the text"))
    draft = source.draft
    ask, text = _parted(source)
    names = {f"[{one.get('ident').removeprefix('response_')}]": one for one in source.responses}
    around, gaps, typos, banks = [""], [], set(), []
    for piece in re.split("(" + "|".join(map(re.escape, names)) + ")", text):
        if piece not in names:
            around[-1] += piece
            continue
        accept, wrong, typo = _gap(source, names[piece])
        gaps.append(Gap(tuple(accept)))
        banks.append(wrong)
        typos.add(typo)
        around.append("")
    if len(gaps) != len(names):
        raise Skip(tr("a gap stands in the text twice"))
    note_parts(source)
    more = _bank_of(gaps, banks, draft)
    _be_cloze(source, around, gaps, case=source.metadata.get("case_sensitive", "").lower() == "true", **more)
    draft.fields["ask"] = ask
    if len(typos) > 1:
        draft.note(tr("misspellings are forgiven in some gaps only there"))
    elif typos != {""}:
        draft.fields["typos"] = int(typos.pop())


def _parted(source: Source) -> tuple[str, str]:
    """What is asked, where our own label tells it, and the text with the gaps."""
    ask = next(iter(entries(source.item, "learn_ask")), "")
    if ask and source.ask.startswith(f"{ask}\n"):
        return ask, source.ask[len(ask) + 1 :]
    return "", source.ask


def _gap(source: Source, response: Node) -> tuple[list[str], list[str] | None, str]:
    """What a gap accepts, the other words it offers (None: it is typed), and how many typos are forgiven."""
    draft, name = source.draft, response.get("ident")
    options = labels_of(response, draft)
    nodes = {node.get("ident"): node for node in response.deep("response_label")}
    earned = {ident: source.score({name: frozenset((ident,))}) for ident in options}
    right = [ident for ident, points in earned.items() if points > 0]
    if not right:
        raise Skip(tr("a gap has no right answer"))
    picked = any(node.get("answer_type").lower() in ("dropdown", "wordbank") for node in nodes.values())
    if not (picked or source.type or len(options) == len(right)):
        raise Skip(tr("it does not say whether the words of its gaps are all right or to be chosen from"))
    if picked or source.is_about("multiple_dropdowns"):
        _note_words(source, name, options, right)
        return [as_pattern(options[one]) for one in right], [options[one] for one in options if one not in right], ""
    _note_words(source, name, options, list(options))
    how = {node.get("scoring_algorithm") for node in nodes.values()}
    if "TextRegex" in how:
        raise Skip(tr("a gap is compared with a regular expression"))
    stars = "*" if "TextContainsAnswer" in how else ""
    typo = next((node.get("levenshtein_distance") for node in nodes.values() if "TextCloseEnough" in how), "")
    if typo not in ("", "0", "1"):
        draft.note(tr("{letters} misspelled letters are forgiven there", letters=typo))
        typo = ""
    return [f"{stars}{as_pattern(text)}{stars}" for text in options.values()], None, typo


def _note_words(source: Source, name: str, options: Mapping[str, str], right: list[str]) -> None:
    for ident in options:
        feedback = source.option_feedback(name, ident)
        if feedback and ident in right:
            note_right(source, feedback)
        elif feedback:
            source.draft.note(tr("not kept: the feedback to words of a gap"))


def _bank_of(gaps: list[Gap], banks: list[list[str] | None], draft: Draft) -> dict[str, Any]:
    """The words that gaps offer besides their own answers, as one bank."""
    offered = [words for words in banks if words is not None]
    if not offered:
        return {}
    if len(offered) < len(gaps):
        draft.note(tr("some gaps are typed there, some chosen: all take their words from one bank here"))
    own = {look(text.replace("\\*", "*")) for gap in gaps for text in gap.accept}
    words = {look(word): word for one in offered for word in one if look(word) not in own | {""}}
    sets = {
        frozenset(map(look, (*words, *gap.accept))) for words, gap in zip(banks, gaps, strict=True) if words is not None
    }
    if len(gaps) > 1 and len(sets) > 1:
        draft.note(tr("each gap has words of its own there; here all offer the same"))
    return {"bank": tuple(words.values())}
