"""Events: the order of replay, the learner's day, bodies there and back, and ids."""

import uuid
from random import Random

import msgspec
import pytest

from learn.events import Event, FlagBody, body_data, body_of, day_text, uuid7

MORNING = 1_767_229_199_000  # 2026-01-01 00:59:59 UTC


def event(**changed: object) -> Event:
    """A flag of a question, unless told otherwise."""
    about = FlagBody(bank="tides", question="moon", hash="0", remark="unclear")
    plain = Event("id", "device", 1, MORNING, 180, "ada", "flag", body_data(about))
    return msgspec.structs.replace(plain, **changed)


def test_a_learners_day_begins_at_four_in_the_morning() -> None:
    assert day_text(event().day) == "2025-12-31"  # 03:59:59 where she is
    assert day_text(event(ms=MORNING + 1000).day) == "2026-01-01"


def test_replay_goes_by_time_then_device_then_number() -> None:
    events = [event(ms=2), event(ms=1, device="b"), event(ms=1, device="a", seq=2), event(ms=1, device="a")]
    assert sorted(events, key=lambda one: one.order) == events[::-1]


def test_a_body_comes_back_and_one_of_a_later_version_is_left_alone() -> None:
    flag = body_of(event())
    assert isinstance(flag, FlagBody)
    assert flag.remark == "unclear"
    assert body_of(event(type="not-yet-known")) is None
    with pytest.raises(msgspec.ValidationError):
        body_of(event(body={"bank": 1}))


def test_an_id_is_a_uuid_of_version_7_that_tells_its_time() -> None:
    made = uuid.UUID(uuid7(MORNING, Random(1).getrandbits))
    assert (made.version, made.variant) == (7, uuid.RFC_4122)
    assert made.int >> 80 == MORNING
