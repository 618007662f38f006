"""A chain of commitments: whole when a part is erased, and broken by anything that is changed."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from app.models.workshop.chain import commitment, fingerprint, in_one_writing, link, new_salt


def test_the_same_content_has_one_writing() -> None:
    utc = datetime(2026, 11, 21, 14, 3, tzinfo=UTC)
    paris = utc.astimezone(timezone(timedelta(hours=1)))
    assert in_one_writing({"b": (1, 2), "a": utc}) == in_one_writing({"a": paris, "b": [1, 2]})
    assert in_one_writing("half \ud800") == b'"half ?"'


def test_a_commitment_hangs_on_its_salt_and_on_every_letter() -> None:
    salt = new_salt()
    assert commitment(salt, {"middle": 3}) == commitment(salt, {"middle": 3})
    others = [commitment(new_salt(), {"middle": 3}), commitment(salt, {"middle": 4}), commitment(salt, {"middle": "3"})]
    assert commitment(salt, {"middle": 3}) not in others


@pytest.mark.parametrize("changed", [("n", 2, "", {}), ("m", 3, "", {}), ("m", 2, "x", {}), ("m", 2, "", {"act": "y"})])
def test_a_link_hangs_on_mark_number_the_link_before_and_every_commitment(changed: tuple[str, int, str, dict]) -> None:  # type: ignore[type-arg]
    assert link("m", 2, "", {"act": "x"}) != link(*changed)


def test_a_fingerprint_is_read_aloud() -> None:
    told = fingerprint(link("m", 1, "", {}))
    assert [len(group) for group in told.split("-")] == [4] * 5
    assert not {*told} & {*"IL01O"}
    assert fingerprint("") == ""
