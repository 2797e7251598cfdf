"""Korean names in typed answers: every customary spelling of a name is taken, and nobody else's."""

import re
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from learn.kinds.base import Option
from learn.kinds.korean_names import people, usual
from learn.kinds.korean_syllables import composed, folded, parts, spellings
from learn.kinds.typed import Accepted, read
from tests.kinds.examples import build
from tests.kinds.test_typed import verdict


def takes(key: str, typed: str) -> bool:
    """Whether a typed line is a spelling of the name in the key, apart from misspellings."""
    return any(re.fullmatch(one.takes, folded(typed)) for one in people([key]))


REVISED = [
    ("민용하", "Min Yongha"),
    ("민용하", "Min Yong-ha"),
    ("송나리", "Song Nari"),
    ("송나리", "Song Na-ri"),
    ("한복남", "Han Boknam"),
    ("한복남", "Han Bok-nam"),
    ("홍빛나", "Hong Bitna"),
    ("홍빛나", "Hong Bit-na"),
    ("홍길동", "Hong Gildong"),
]
"""The examples of the official rule (국어의 로마자 표기법, chapter 3, article 4) and its explanation."""

CATALOGUES = [
    ("김철원", "Kim Ch’ŏr-wŏn"),
    ("류성민", "Yu Sŏng-min"),
    ("유성민", "Yu Sŏng-min"),
    ("나민주", "Na Min-ju"),
    ("라민주", "Na Min-ju"),
    ("안중근", "An Chung-gŭn"),
    ("오영혜", "O Yŏng-hye"),
    ("이어령", "Yi Ŏ-ryŏng"),
    ("김창룡", "Kim Ch’ang-nyong"),
    ("김철운", "Kim Ch’ŏr-un"),
    ("이율곡", "Yi Yul-gok"),
    ("김지하", "Kim Chi-ha"),
    ("김소월", "Kim So-wŏl"),
    ("리승만", "Yi Sŭng-man"),
    ("이승만", "Yi Sŭng-man"),
    ("이순신", "Yi Sun-sin"),
    ("이원수", "Yi Wŏn-su"),
    ("김리나", "Kim Ri-na"),
    ("최란", "Ch’oe Ran"),
    ("하리수", "Ha Ri-su"),
    ("이류환", "Yi Ryu-hwan"),
    ("신립", "Sin Rip"),
    ("하륜", "Ha Ryun"),
    ("안응렬", "An Ŭng-nyŏl"),
    ("박목월", "Pak Mog-wŏl"),
    ("이퇴계", "Yi T’oe-gye"),
]
"""Examples of the Library of Congress's rules for McCune-Reischauer (Korean Romanization and Word Division)."""

KNOWN = [
    ("조태용", ["Cho Tae-yong", "Jo Tae-yong", "Cho Tae Yong", "CHO Taeyong", "Tae-yong Cho", "Cho, Tae-yong"]),
    ("김정은", ["Kim Jong Un", "Kim Jong-un", "Kim Jong-eun", "Gim Jeong-eun", "Kim Chŏng-ŭn", "Kim Jung-eun"]),
    ("김건희", ["Kim Keon-hee", "Kim Keonhee", "Kim Gun-hee", "Kim Kun-hee", "Kim Kon-hui", "Keon-hee Kim"]),
    ("윤석열", ["Yoon Suk Yeol", "Yoon Suk-yeol", "Yoon Seok-yeol", "Yun Sŏk-yŏl", "Yun Seokyeol"]),
    ("박근혜", ["Park Geun-hye", "Pak Kŭn-hye", "Bak Geunhye", "Park Geun Hye"]),
    ("문재인", ["Moon Jae-in", "Mun Chae-in", "Jae-in Moon"]),
    ("이재명", ["Lee Jae-myung", "Yi Chae-myŏng", "Rhee Jae Myung", "I Jaemyeong"]),
    ("노무현", ["Roh Moo-hyun", "Noh Mu-hyeon", "No Mu-hyŏn"]),
    ("김대중", ["Kim Dae-jung", "Kim Tae-jung", "Gim Daejung"]),
    ("정의선", ["Chung Eui-sun", "Jeong Ui-seon", "Euisun Chung"]),
    ("반기문", ["Ban Ki-moon", "Pan Ki-mun", "Ki-moon Ban"]),
    ("리설주", ["Ri Sol Ju", "Ri Sol-ju", "Yi Sŏl-chu", "Lee Seol-ju", "이설주"]),
    ("최룡해", ["Choe Ryong Hae", "Ch'oe Ryong-hae", "Choi Ryong-hae"]),
    ("김여정", ["Kim Yo Jong", "Kim Yo-jong", "Kim Yeo-jeong"]),
    ("현영철", ["Hyon Yong-chol", "Hyŏn Yŏng-ch’ŏl", "Hyun Young-chul"]),
    ("두진호", ["Du Jin-ho", "Doo Jin Ho"]),
    ("양무진", ["Yang Moo-jin", "Yang Mu Jin", "Moo-jin Yang"]),
    ("홍민", ["Hong Min", "Min Hong", "Hong, Min", "홍 민"]),
    ("남궁민수", ["Namgung Min-su", "Namkoong Minsoo", "Nam-gung Min-su", "남궁 민수"]),
]
"""People in the news, as newspapers, agencies and catalogues spell them."""

FAMILIES = {
    "김": "Kim Gim", "이": "Lee Yi I Rhee Ri", "박": "Park Bak Pak", "최": "Choi Choe Ch’oe", "조": "Cho Jo",
    "정": "Jung Jeong Chung Chŏng", "강": "Kang Gang", "윤": "Yoon Yun Youn", "임": "Lim Im Rim Yim",
    "유": "Yoo Yu You Ryu", "노": "Roh Noh No Ro", "서": "Seo Suh Sŏ", "신": "Shin Sin", "허": "Heo Hur Huh Hŏ",
    "백": "Baek Paik Paek", "우": "Woo Wu U", "안": "Ahn An",
}  # fmt: skip
"""The family names of which passports and newspapers have several spellings."""

OTHERS = [
    ("김영남", ["Kim Yong-un", "Kim Yong-nim", "Kang Yong-nam", "Kim Nam-yong", "Yong-nam", "Kim", "김용남", "김영란"]),
    ("김용남", ["Kim Yŏng-nam", "Kim Yeong-nam", "Kim Young-nam"]),
    ("김정은", ["Kim Jong-il", "Kim Jong-nam", "Kim Jong-chol", "Kim Yo-jong", "Kim Jong", "김정일", "Kim Jong-in"]),
    ("김용운", ["Kim Yon-gun", "Kim Yong-gun", "Ki Myong-un"]),
    (
        "조태용",
        ["Jo Tae-young", "Jo Tae-yeol", "Cho Dae-yong", "Chu Tae-yong", "조태열", "Cho T’ae-yŏng", "Ch’o Tae-yong"],
    ),
    ("박복남", ["Pak Pok-man"]),
    ("홍민", ["Hong Min-a", "Hong Mina", "Min, Hong", "홍만"]),
]


@pytest.mark.parametrize(("key", "typed"), [*REVISED, *CATALOGUES])
def test_the_examples_of_both_romanisations_are_taken(key: str, typed: str) -> None:
    assert takes(key, typed)


@pytest.mark.parametrize("typed", ["An Ung-nyol", "an ungnyol", "AN UNG NYOL"])
def test_breves_and_apostrophes_may_be_left_out(typed: str) -> None:
    assert takes("안응렬", typed)


@pytest.mark.parametrize(("key", "typed"), [(key, one) for key, several in KNOWN for one in several])
def test_spellings_of_people_in_the_news_are_taken(key: str, typed: str) -> None:
    assert takes(key, typed)


@pytest.mark.parametrize(("key", "typed"), [(key, one) for key, several in OTHERS for one in several])
def test_somebody_else_is_not(key: str, typed: str) -> None:
    assert not takes(key, typed)
    assert not read(typed, Accepted((key,), typos=1, names="korean")).right


@pytest.mark.parametrize(("family", "spelled"), [(one, way) for one, ways in FAMILIES.items() for way in ways.split()])
def test_customary_spellings_of_family_names_are_taken(family: str, spelled: str) -> None:
    assert takes(f"{family}민수", f"{spelled} Min-su")
    assert takes(family, spelled)


class TestWhatAnAuthorWrites:
    def test_latin_letters_alone_stand_for_every_name_that_is_so_spelled(self) -> None:
        assert takes("Kim Yong-nam", "김영남")
        assert takes("Kim Yong-nam", "김용남")
        assert not takes("Kim Yong-nam", "김영은")

    def test_hangul_beside_them_says_which(self) -> None:
        accepted = Accepted(("Kim Yong-nam", "김영남"), names="korean")
        assert read("Kim Young-nam", accepted).spelled == "Kim Yong-nam"
        assert read("김 영남", accepted).right
        assert not read("김용남", accepted).right

    def test_each_of_several_people_is_right(self) -> None:
        accepted = Accepted(("김정은", "Kim Yo-jong", "Hong Min"), names="korean")
        assert [read(one, accepted).spelled for one in ("Kim Jong Un", "Kim Yeo-jeong", "Min Hong")] == [
            "김정은",
            "Kim Yo-jong",
            "Hong Min",
        ]

    def test_a_joined_given_name_is_cut_as_another_spelling_has_it(self) -> None:
        assert takes("Kim Jongun", "Kim Jon-gun")
        (person,) = people(["Kim Jong-un", "Kim Jongun"])
        assert not re.fullmatch(person.takes, "kim jon-gun")

    def test_a_family_name_alone_counts_where_it_is_listed(self) -> None:
        whole = Accepted(("Yang Mu-jin", "양무진"), names="korean")
        alone = Accepted(("Yang Mu-jin", "양무진", "Yang"), names="korean")
        assert not read("Yang", whole).right
        assert not read("양", whole).right
        assert [read(one, alone).right for one in ("yang", "양", "량", "Ryang", "Young", "Mu-jin")] == [True] * 4 + [
            False
        ] * 2

    def test_a_given_name_alone_is_listed_with_a_hyphen(self) -> None:
        accepted = Accepted(("Kim Keon-hee", "김건희", "Keon-hee"), names="korean")
        assert [read(one, accepted).right for one in ("Gunhee", "건희", "Kim", "Keon", "Gun-hye")] == [True, True] + [
            False
        ] * 3

    @pytest.mark.parametrize(
        "text", ["Joe Biden", "South Korea", "Professor Yang", "Harrison Kim", "NATO", "?", "", "x" * 50]
    )
    def test_what_is_no_korean_name_is_taken_as_it_is_listed(self, text: str) -> None:
        assert people([text]) == ()
        assert usual([text]) == ()


class TestGrading:
    QUESTION = build(
        "short",
        accept=["Jo Tae-yong", "조태용", "Professor Jo"],
        reject=[{"김용현": "He was the minister."}],
        names="korean",
    )

    def test_the_spelling_of_the_bank_is_told(self) -> None:
        result = verdict(self.QUESTION, "CHO Taeyong")
        assert (result.score, result.expected, result.note) == (1, "Jo Tae-yong", "spelled Jo Tae-yong")
        assert verdict(self.QUESTION, "jo tae-yong.").note == ""

    def test_a_known_wrong_name_is_known_in_every_spelling(self) -> None:
        assert verdict(self.QUESTION, "Kim Yong-hyun").feedback == "He was the minister."
        assert verdict(self.QUESTION, "Yonghyeon Kim").feedback == "He was the minister."

    def test_a_known_wrong_name_needs_no_right_one(self) -> None:
        question = build("short", accept=["Joe Biden"], reject=[{"윤석열": "He governs in Seoul."}], names="korean")
        assert question.faults() == []
        assert verdict(question, "Yoon Suk Yeol").feedback == "He governs in Seoul."
        assert verdict(question, "Joe Bidden").note == "spelled Joe Biden"

    def test_without_the_rule_only_what_is_listed_is_right(self) -> None:
        assert not verdict(build("short", accept=["Jo Tae-yong", "조태용"]), "Cho Taeyong").correct

    def test_other_answers_may_still_be_misspelled(self) -> None:
        assert verdict(self.QUESTION, "Profesor Jo").note == "spelled Professor Jo"

    @pytest.mark.parametrize(
        ("typed", "right"),
        [
            ("Hwangbo Keonhhee", True),  # nobody's name: misspelled
            ("Hwangbo Keonhye", False),  # 황보건혜
            ("Hwangbo Kyonhee", False),  # 황보견희
            ("Hwanbgo Keonhee", True),
        ],
    )
    def test_what_reads_as_another_name_is_no_misspelling(self, typed: str, right: bool) -> None:
        question = build("short", accept=["Hwangbo Keonhee", "황보건희"], names="korean", typos="1")
        assert verdict(question, typed).correct == right
        assert verdict(build("short", accept=["Hwangbo Keonhee"], typos="1"), typed).correct

    def test_a_syllable_of_hangul_is_never_misspelled(self) -> None:
        assert verdict(build("short", accept=["김건희"], typos="1"), "김견희").correct
        assert not verdict(build("short", accept=["김건희"], typos="1", names="korean"), "김견희").correct

    def test_a_known_wrong_name_comes_before_a_spelling_that_it_shares(self) -> None:
        question = build("short", accept=["김영남"], reject=["김용남"], names="korean")
        assert question.faults() == []
        assert not verdict(question, "Kim Yong-nam").correct
        assert verdict(question, "Kim Yŏng-nam").correct
        assert verdict(question, "Kim Young-nam").correct

    def test_in_a_gap(self) -> None:
        question = build(
            "cloze", text="{{Jo Tae-yong|조태용}} met {{Kim Yong-hyun|김용현}} in {{Seoul}}.", names="korean"
        )
        result = verdict(question, ("Cho T’ae-yong", "Yonghyun Kim", "soeul"))
        assert (result.score, result.note) == (1, "spelled Jo Tae-yong · spelled Kim Yong-hyun · spelled Seoul")
        assert verdict(question, ("김용현", "조 태용", "Seoul")).score == 1 / 3

    def test_in_a_gap_with_words_to_choose_from(self) -> None:
        question = build("cloze", text="{{Jo Tae-yong|조태용}} met {{Kim}}.", bank=["Cho Taeyong"], names="korean")
        assert [fault.code for fault in question.faults()] == ["E145"]


NAMES = st.tuples(
    st.sampled_from("김이박최정강조윤장임한오서신권황안유고문양손배백허남심노곽주우구두"),
    st.lists(
        st.builds(
            composed,
            st.sampled_from("ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅌㅍㅎ"),
            st.sampled_from("ㅏㅐㅓㅔㅕㅖㅗㅘㅚㅛㅜㅝㅟㅠㅡㅢㅣ"),
            st.sampled_from(("", *"ㄱㄴㄹㅁㅂㅇ")),
        ),
        min_size=1,
        max_size=2,
    ),
)


@given(name=NAMES, data=st.data())
def test_every_generated_spelling_of_a_name_is_taken(name: tuple[str, list[str]], data: st.DataObject) -> None:
    family, given_name = name
    key = family + "".join(given_name)
    first = data.draw(st.sampled_from(spellings(family)))
    way = [data.draw(st.sampled_from(spellings(one))) for one in given_name]
    given_ = data.draw(st.sampled_from(["-", " ", "", "'"])).join(way)
    typed = data.draw(
        st.sampled_from([f"{first} {given_}", f"{first}, {given_}", f"{given_} {first}", f"{first}{given_}"])
    )
    cased = data.draw(st.sampled_from([typed, typed.upper(), typed.title()])).replace("ə", "ŏ").replace("ɨ", "ŭ")
    assert takes(key, cased.replace("Ə", "Ŏ").replace("Ɨ", "Ŭ"))


@given(one=NAMES, other=NAMES)
def test_two_names_in_hangul_are_two_people(one: tuple[str, list[str]], other: tuple[str, list[str]]) -> None:
    key, typed = (family + "".join(given_name) for family, given_name in (one, other))
    assume(key != typed)
    assert not takes(key, typed)


def revised(syllable: str) -> str:
    return spellings(syllable)[0]


@given(one=NAMES, other=NAMES)
def test_a_name_as_the_revised_romanisation_has_it_is_taken_for_no_name_that_it_cannot_be(
    one: tuple[str, list[str]], other: tuple[str, list[str]]
) -> None:
    """Syllable by syllable with hyphens, so that the boundaries are known: each must be a spelling of the other's."""
    assume(len(one[1]) == len(other[1]))
    typed = " ".join((revised(other[0]), "-".join(map(revised, other[1]))))
    syllables = zip((one[0], *one[1]), (other[0], *other[1]), strict=True)
    possible = all(revised(two) in spellings(this) for this, two in syllables)
    if takes("".join((one[0], *one[1])), typed):
        assert possible or _otherwise(one, other)


def _otherwise(one: tuple[str, list[str]], other: tuple[str, list[str]]) -> bool:
    """By custom (family names), by order (two syllables), or by a sound between two neighbours."""
    custom = one[0] in "이임유노" or revised(other[0]) in (
        "jung",
        "du",
        "in",
        "rim",
        "im",
        "yu",
        "no",
        "son",
        "eom",
        "ri",
    )
    turned = len(one[1]) == 1
    final, initial = (parts(one[1][0])[2], parts(one[1][-1])[0])
    return custom or turned or (bool(final) and initial in "ㄴㅁㄹㅇ")


@given(name=NAMES)
def test_the_usual_spellings_are_spellings(name: tuple[str, list[str]]) -> None:
    key = name[0] + "".join(name[1])
    assert all(takes(key, one) for one in usual([key]))
    assert usual([key])[0] == key


def test_a_wrong_line_of_any_length_is_read_at_once() -> None:
    """The patterns have no repetition that could be tried in many ways."""
    accepted = Accepted(("Kim Yong-nam", "남궁민수"), (Option("이이이"),), names="korean")
    for text in ("kim" * 3000, "yong-" * 2000, "ㅎ" * 5000, "i" * 9000, " -'" * 3000):
        assert not read(text, accepted).right


def test_syllables_are_taken_apart_and_put_together() -> None:
    assert [parts(one) for one in "가힣한"] == [("ㄱ", "ㅏ", ""), ("ㅎ", "ㅣ", "ㅎ"), ("ㅎ", "ㅏ", "ㄴ")]
    assert all(composed(*parts(chr(code))) == chr(code) for code in range(0xAC00, 0xD7A4, 7))
    assert all(
        spelling.strip() for first, last in product("가깋", "힣") for spelling in spellings(first) + spellings(last)
    )
