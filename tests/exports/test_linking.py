"""Each tampering with a chain is named with its entry, though whoever did it made the seal anew."""

import pytest

from tests.exports.forging import Content, committed, content, entry_of, found, linked

SETTLED = "settled"


def test_a_changed_entry_is_named_with_what_was_changed() -> None:
    def change(made: Content) -> None:
        entry_of(made, SETTLED)["parts"]["position"]["wording"] = "All is well."

    number = entry_of(content(), SETTLED)["number"]
    assert found(change).sentence == f"Not intact. Entry {number} was changed: the position that was settled."


def test_who_did_it_cannot_be_changed() -> None:
    answer = found(lambda made: made["chain"][7]["parts"]["act"].update(by="somebody else"))
    assert answer.differences == ("Entry 8 was changed: who did what, and when.",)


def test_a_changed_entry_whose_commitment_was_made_anew_breaks_the_chain_there() -> None:
    def change(made: Content) -> None:
        entry = made["chain"][7]
        entry["parts"]["act"]["by"] = "somebody else"
        committed(entry)

    assert found(change).differences == ("Entry 7 or entry 8 was changed: the second does not follow from the first.",)


def test_a_changed_link_is_named() -> None:
    answer = found(lambda made: made["chain"][7].update(link="0" * 64))
    assert answer.differences == ("Entry 8 was changed: its link, or what it commits to.",)


def test_a_deleted_entry_is_missing() -> None:
    assert found(lambda made: made["chain"].pop(7)).differences == ("Entry 8 is missing.",)


def test_a_deleted_entry_is_missing_though_those_after_it_were_numbered_and_linked_anew() -> None:
    def change(made: Content) -> None:
        del made["chain"][7:9]
        linked(made)

    assert found(change).differences == ("Entries 8 to 9 are missing.",)


def test_two_swapped_entries_are_named() -> None:
    def change(made: Content) -> None:
        made["chain"][7], made["chain"][8] = made["chain"][8], made["chain"][7]

    assert found(change).sentence == "Not intact. Entries 8 and 9 are swapped."


def test_two_swapped_entries_are_named_though_all_were_linked_anew() -> None:
    def change(made: Content) -> None:
        made["chain"][7], made["chain"][20] = made["chain"][20], made["chain"][7]
        linked(made)

    assert found(change).sentence == "Not intact. Entries 8 and 21 are swapped."


def test_a_chain_that_is_cut_off_says_so() -> None:
    count = len(content()["chain"])
    assert found(lambda made: made["chain"].pop()).sentence == (
        f"Not intact. The chain is cut off after entry {count - 1}: entry {count} is missing at its end."
    )
    assert found(lambda made: made.update(chain=made["chain"][:-3])).sentence == (
        f"Not intact. The chain is cut off after entry {count - 3}: entries {count - 2} to {count} are missing at its "
        "end."
    )


def test_an_entry_that_stands_there_twice_is_named() -> None:
    answer = found(lambda made: made["chain"].insert(8, made["chain"][7]))
    assert "Entry 8 stands there twice." in answer.differences


@pytest.mark.parametrize("is_linked", [False, True])
def test_an_entry_from_another_workshop_says_where_it_is_from(is_linked: bool) -> None:
    def change(made: Content) -> None:
        made["chain"][7] = content(2)["chain"][9]
        if is_linked:
            linked(made)

    mark, other = (content(which)["chained"]["mark"][:8] for which in (1, 2))
    assert found(change).differences == (
        f"Entry 8 is from another workshop: it was entry 10 of the chain that is marked {other}…, and this one is "
        f"marked {mark}….",
    )


def test_another_workshops_chain_under_this_report_is_found() -> None:
    def change(made: Content) -> None:
        made["chain"] = content(2)["chain"]
        linked(made)

    assert "of another workshop" in found(change).sentence

    def change_all(made: Content) -> None:
        made.update(chain=content(2)["chain"], chained=content(2)["chained"], events=content(2)["events"])

    assert not found(change_all).is_intact


def test_a_changed_number_mark_or_count_is_named() -> None:
    assert found(lambda made: made["chain"][7].update(number=9)).sentence == (
        "Not intact. Entry 8 was changed: it is numbered 9."
    )
    assert not found(lambda made: made["chained"].update(mark="0" * 32)).is_intact
    assert not found(lambda made: made["chained"].update(entries=10**12)).is_intact
    assert not found(lambda made: made["chained"].update(fingerprint="ABCD-EFGH-JKMN-PQRS-TUVW")).is_intact
    assert not found(lambda made: made["chained"].update(began_late=True)).is_intact


@pytest.mark.parametrize("part", ["act", "about"])
def test_what_an_entry_must_tell_cannot_be_taken_out_of_it(part: str) -> None:
    def change(made: Content) -> None:
        entry = next(entry for entry in made["chain"] if part in entry["parts"])
        for side in ("parts", "salts"):
            entry[side].pop(part)

    number = next(entry["number"] for entry in content()["chain"] if part in entry["parts"])
    sentence = f"Not intact. Entry {number} was changed: what it must tell was taken out of it."
    assert found(change).sentence == sentence


@pytest.mark.parametrize("part", ["position", "rows", "action", "asking", "act"])
@pytest.mark.parametrize("strange", [7, "x", [], [7], {}, {"id": 1}, None])
def test_no_part_that_somebody_makes_up_ends_in_a_traceback(part: str, strange: object) -> None:
    def change(made: Content) -> None:
        entry = next(entry for entry in made["chain"] if part in entry["parts"])
        entry["parts"][part] = strange
        committed(entry)
        linked(made)

    assert not found(change).is_intact
