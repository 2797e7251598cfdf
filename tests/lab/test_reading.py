"""Reading logs: CSV of the FSRS tools, Anki's collections and packages, our own; and what is said of bad ones."""

import csv
import io
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learn.app.lab_history import history_in
from learn.app.lab_logs import log_in
from learn.exchange.cells import defused
from learn.lab.card_map import read_map, write_map
from learn.lab.review_csv import Dated, moment, read_csv, reviews_of, write_csv
from learn.problems import BrokenContent, NotFound, UsageError
from tests.lab.collections import collection, package
from tests.lab.logs import as_csv, learned

HEAD = "card_id,review_rating,review_time,review_duration\n"
GOOD = "a,3,2026-01-31T08:00:00+00:00,1500\n"
DAY = 86_400_000
START = 1_704_067_200_000  # 2024-01-01T00:00Z


class TestCsv:
    def test_a_line_is_a_review(self) -> None:
        assert read_csv("x", HEAD + GOOD) == [Dated("a", 3, 1_769_846_400_000, 0, 1500)]

    def test_columns_are_found_by_name(self) -> None:
        text = "\ufeffReview_Time, note,card_id,review_rating\r\n2026-01-31T08:00:00+01:00,x,7,1\r\n\r\n"
        assert read_csv("x", text) == [Dated("7", 1, 1_769_842_800_000, 60, 0)]

    @pytest.mark.parametrize(
        ("line", "said"),
        [
            ("a,5,2026-01-31T08:00:00+00:00,1", "review_rating is 1, 2, 3 or 4, not `5`"),
            ("a,,2026-01-31T08:00:00+00:00,1", "review_rating is 1, 2, 3 or 4, not ``"),
            ("a,3,yesterday,1", "review_time is like 2026-01-31T08:00:00+00:00, not `yesterday`"),
            ("a,3,1969-12-31T08:00:00+00:00,1", "review_time lies before 1970"),
            ("a,3,2026-01-31T08:00:00+00:00,nan", "review_duration is a number of milliseconds, not `nan`"),
            ("a,3,2026-01-31T08:00:00+00:00,-1", "review_duration is a number of milliseconds, not `-1`"),
            (",3,2026-01-31T08:00:00+00:00,1", "card_id is no name"),
            ("a,3", "2 fields, where 4 are needed"),
            ("a\x1b[31m,9\x1b,2026-01-31T08:00:00+00:00,1", "card_id is no name"),
        ],
    )
    def test_a_defective_line_is_named(self, line: str, said: str) -> None:
        with pytest.raises(BrokenContent) as raised:
            read_csv("log.csv", HEAD + GOOD + line + "\n" + GOOD)
        assert f"log.csv:3: {said}" in raised.value.message
        assert "\x1b" not in raised.value.message

    def test_all_defective_lines_are_named_at_once(self) -> None:
        with pytest.raises(BrokenContent) as raised:
            read_csv("log.csv", HEAD + "a,9,x,y\n" * 30)
        assert raised.value.message.startswith("30 lines")
        assert "log.csv:21:" in raised.value.message
        assert raised.value.message.endswith("… and 10 more")

    @pytest.mark.parametrize("text", ["", "\n", "a,b,c\n", "card_id,review_rating\n"])
    def test_a_file_without_the_columns_is_refused(self, text: str) -> None:
        with pytest.raises(BrokenContent, match="no column"):
            read_csv("log.csv", text)

    def test_an_unclosed_quote_is_named(self) -> None:
        with pytest.raises(BrokenContent, match=r"log\.csv:"):
            read_csv("log.csv", HEAD + '"a,3,2026-01-31T08:00:00+00:00,1\n')

    @given(st.text(max_size=200))
    def test_any_text_is_read_or_refused(self, text: str) -> None:
        for content in (text, HEAD + text):
            with suppress(BrokenContent):
                assert all(one.rating in (1, 2, 3, 4) for one in read_csv("x", content))

    def test_days_are_those_of_the_offset_and_the_rollover(self) -> None:
        (early,) = read_csv("x", HEAD + "a,3,2026-01-31T02:00:00+09:00,1\n")
        assert reviews_of([early])[0].seen.day - reviews_of([early], 4)[0].seen.day == 1

    @given(
        st.lists(
            st.builds(
                Dated,
                card=st.from_regex(r"[a-z=@+\-'][a-z0-9/ ,\"]{0,20}[a-z]", fullmatch=True),
                rating=st.integers(1, 4),
                ms=st.integers(0, 4_000_000_000_000),
                offset=st.integers(-720, 840),
                duration=st.integers(0, 10**9),
            )
        )
    )
    def test_what_is_written_is_read_again(self, dated: list[Dated]) -> None:
        assert read_csv("x", "".join(write_csv(dated))) == dated

    @given(
        st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
        | st.from_regex(r"[a-z0-9/.:-]{1,9}"),
        st.integers(0, 253_370_764_800_000),
        st.integers(-1439, 1439),
    )
    def test_lines_are_those_of_the_libraries_for_csv_and_time(self, card: str, ms: int, offset: int) -> None:
        moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=ms)
        time = moment.astimezone(timezone(timedelta(minutes=offset))).isoformat(timespec="milliseconds")
        out = io.StringIO()
        csv.writer(out).writerow((defused(card), 3, time, 1500))
        assert list(write_csv([Dated(card, 3, ms, offset, 1500)]))[1] == out.getvalue()

    def test_no_spreadsheet_runs_what_is_written(self) -> None:
        assert "'=cmd()" in list(write_csv([Dated("=cmd()", 3, START, 0, 0)]))[1]

    def test_times_without_an_offset_are_utc(self) -> None:
        assert moment("2026-01-31T08:00:00") == moment("2026-01-31T08:00:00+00:00")


class TestMap:
    def test_a_fact_for_each_card(self) -> None:
        assert read_map("m", "front,card_id,fact\nx,1,sea\ny,2,\nz,3, tide \n") == {"1": "sea", "3": "tide"}

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("card_id,fact\n1,sea\n1,tide\n", "m:3: card 1 has the fact 'sea' already"),
            ("card_id,fact\n1,se\x07a\n", "m:2: not a name: 'sea'"),
            ("card_id\n1\n", "m:1: the columns card_id and fact are needed"),
            ("", "m:1: the columns card_id and fact are needed"),
        ],
    )
    def test_what_is_wrong_is_named(self, text: str, said: str) -> None:
        with pytest.raises(BrokenContent) as raised:
            read_map("m", text)
        assert said in raised.value.message

    def test_what_is_written_to_be_filled_in_is_read_again(self) -> None:
        text = write_map([("7", "", 3, "=Front, with\nall"), ("-8", "sea", 1, "")], {})
        assert read_map("m", text) == {"-8": "sea"}


REVIEWS = [
    (START, 1, 1, 900, 0, 0),
    (START + DAY, 1, 3, 800, 1, 2500),
    (START + 2 * DAY, 2, 4, 700, 1, 2500),
]


class TestAnki:
    @pytest.mark.parametrize("new", [False, True])
    def test_a_collection_is_read_and_left_alone(self, tmp_path: Path, new: bool) -> None:
        path = collection(tmp_path / "collection.anki2", REVIEWS, new=new)
        before = path.read_bytes()
        log = log_in(path)
        assert [(one.item, one.rating, one.duration) for one in log.reviews] == [
            ("1", 1, 900),
            ("1", 3, 800),
            ("2", 4, 700),
        ]
        assert path.read_bytes() == before
        assert list(tmp_path.iterdir()) == [path]

    def test_days_are_those_of_the_collection(self, tmp_path: Path) -> None:
        """Seoul is nine hours ahead, and the day begins at four: 18:59 and 19:00 UTC are two days."""
        rows = [(START + 68_340_000, 1, 3, 1, 1, 2500), (START + 68_400_000, 1, 3, 1, 1, 2500)]
        days = [one.seen.day for one in log_in(collection(tmp_path / "c.anki2", rows)).reviews]
        assert days[1] - days[0] == 1

    def test_what_is_no_answer_is_left_out(self, tmp_path: Path) -> None:
        rows = [
            (START, 1, 1, 900, 0, 0),
            (START + 1, 1, 0, 0, 4, 0),  # the card was reset: what came before does not count
            (START + 2, 1, 3, 500, 0, 2500),
            (START + 3, 1, 0, 0, 4, 2500),  # a due date set by hand
            (START + 4, 1, 3, 500, 3, 0),  # a filtered deck that does not reschedule
            (START + 5, 1, 2, 500, 3, 2500),
        ]
        found = log_in(collection(tmp_path / "c.anki2", rows)).reviews
        assert [(one.ms - START, one.rating) for one in found] == [(2, 3), (5, 2)]

    @pytest.mark.parametrize("name", ["collection.anki2", "collection.anki21"])
    def test_a_package_is_read(self, tmp_path: Path, name: str) -> None:
        data = collection(tmp_path / "c.anki2", REVIEWS).read_bytes()
        log = log_in(package(tmp_path / "x.apkg", {"collection.anki2": data, name: data}))
        assert (log.format, len(log.reviews)) == ("anki", 3)

    def test_the_newest_layout_is_refused_with_the_way_out(self, tmp_path: Path) -> None:
        path = package(tmp_path / "x.colpkg", {"collection.anki21b": b"zstd", "collection.anki2": b"x"})
        with pytest.raises(UsageError) as raised:
            log_in(path)
        assert "Support older Anki versions" in raised.value.hint

    def test_unwritten_changes_are_told(self, tmp_path: Path) -> None:
        path = collection(tmp_path / "c.anki2", REVIEWS)
        (tmp_path / "c.anki2-wal").write_bytes(b"x")
        assert "Anki is open" in log_in(path).notices[0]

    @pytest.mark.parametrize("cut", [100, 4096, 2 * 4096])
    def test_a_damaged_collection_is_refused(self, tmp_path: Path, cut: int) -> None:
        path = collection(tmp_path / "c.anki2", REVIEWS)
        data = path.read_bytes()
        path.write_bytes(data[:cut] + b"\xff" * 600 + data[cut + 600 :])
        with pytest.raises(BrokenContent, match="no Anki collection"):
            log_in(path)

    def test_a_zip_without_a_collection_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(BrokenContent, match="without an Anki collection"):
            log_in(package(tmp_path / "x.zip", {"a": b"b"}))


class TestWhichLog:
    def test_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        for read in (log_in, history_in):
            with pytest.raises(NotFound, match="no such file"):
                read(tmp_path / "none.csv")
            with pytest.raises(NotFound):
                read(tmp_path)

    def test_neither_this_nor_that(self, tmp_path: Path) -> None:
        path = tmp_path / "picture.png"
        path.write_bytes(b"\x89PNG\r\n\xff\xfe")
        with pytest.raises(BrokenContent, match="neither a learn log"):
            log_in(path)

    def test_a_csv_is_read_from_its_file(self, tmp_path: Path) -> None:
        reviews = learned(100)
        read = log_in(as_csv(reviews, tmp_path / "log.csv"))
        assert read.format == "csv"
        shift = read.reviews[0].seen.day - reviews[0].seen.day
        assert [(one.item, one.ms, one.rating, one.seen.day) for one in read.reviews] == [
            (one.item, one.ms, one.rating, one.seen.day + shift) for one in reviews
        ]

    def test_our_own_log_is_merged_not_imported(self, tmp_path: Path) -> None:
        path = tmp_path / "log.jsonl"
        path.write_text('{"format":"learn-log","version":1}\n')
        with pytest.raises(UsageError) as raised:
            history_in(path)
        assert "learn log merge" in raised.value.hint
