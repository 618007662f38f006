"""Whoever changes a record is found, entry by entry; whoever makes all of it anew, by a printed fingerprint alone."""

import json
import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from sqlmodel import select

from app.errors import Refusal
from app.exports import as_json, report, without_numbers
from app.exports.sealing import fixed_parts
from app.exports.verdict import ITSELF, UNCOMPARED
from app.exports.verifying import (
    GONE,
    NO_CHAIN,
    NOT_QUIET,
    OPEN,
    PUBLIC,
    QUIET,
    RESAID,
    TAKEN_OUT,
    TOGETHER,
    read,
    verdict,
)
from app.models import Workshop
from app.models.workshop.chain import commitment
from tests.exports.demo_record import demo
from tests.exports.forging import (
    Content,
    closed_day,
    committed,
    confirmed,
    content,
    copy_of,
    end,
    entry_of,
    file,
    found,
    linked,
    sealed,
    settled_standard,
    standards,
)  # fmt: skip

SETTLED = "settled"


def test_a_record_as_it_was_written_is_intact_and_is_read() -> None:
    answer = verdict(file())
    assert answer.is_intact and answer.is_as_written and answer.details == (ITSELF,)
    assert answer.sentence == f"Intact: {answer.entries} entries, fingerprint {confirmed().chained.fingerprint}."
    assert read(file()).model_copy(update={"seal": ""}) == confirmed()


def test_a_file_without_numbers_is_intact_by_what_fixes_its_words_alone() -> None:
    """As every file is made unless somebody asks for numbers."""
    quiet = without_numbers(confirmed())
    assert verdict(as_json(quiet), printed()).is_intact
    told = {name for entry in quiet.chain for name in (*entry.parts, *entry.salts)}
    assert {name for name in told if not name.startswith("words:")} == {"act", "about"}


def test_before_the_close_the_words_of_a_file_without_numbers_are_not_vouched_for() -> None:
    answer = verdict(as_json(without_numbers(demo())))
    assert not answer.is_intact and not answer.differences and answer.sentence.endswith(QUIET)


def test_words_of_a_record_that_an_older_program_fixed_with_its_numbers_are_told_as_not_verified(
    migrated: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It had no commitments to the words alone: nobody changed that file, and nobody may be told so."""
    (again := tmp_path / "again").mkdir()
    monkeypatch.setattr("app.exports.sealing.without_numbers", lambda made: made)
    with copy_of(closed_day(migrated, tmp_path, end), again) as session:
        made = report(session, session.exec(select(Workshop.id)).one())
    answer = verdict(as_json(without_numbers(made)))
    assert not answer.is_intact and not answer.differences and answer.sentence.endswith(TOGETHER)
    assert verdict(as_json(made)).is_intact


def test_without_numbers_nothing_lets_anybody_try_which_they_were() -> None:
    """With the salt of a position, its number would be found in ten tries."""
    told = entry_of(content(), SETTLED)
    salt, part = told["salts"]["position"], told["parts"]["position"]
    tries = [commitment(salt, {**part, "number": number}) for number in (None, *range(1, 11))]
    assert told["commitments"]["position"] in tries
    assert salt not in as_json(without_numbers(confirmed())).decode()


def test_a_workshop_that_goes_on_is_verified_too() -> None:
    answer = verdict(as_json(demo()))
    assert not answer.differences and answer.sentence.endswith(OPEN)


def here_and_there(whole: bytes) -> Iterable[int]:
    return range(0, len(whole), 4001)


def in_every_field(whole: bytes) -> Iterable[int]:
    """The end of a value of every name that stands in each part of the file."""
    places, part, at = {}, b"", 0
    for line in whole.splitlines(keepends=True):
        name = match[1] if (match := re.match(rb' *"(\w+)": ', line)) else b""
        part = name if line.startswith(b'  "') else part
        places[part, name] = at + len(line.rstrip(b',"\n')) - 1
        at += len(line)
    return places.values()


@pytest.mark.parametrize("places", [here_and_there, pytest.param(in_every_field, marks=pytest.mark.long)])
def test_any_flipped_byte_is_noticed(places: Callable[[bytes], Iterable[int]]) -> None:
    whole = file()
    for place in places(whole):
        flipped = whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]
        try:
            answer = verdict(flipped)
        except Refusal:
            continue
        assert not (answer.is_intact and answer.is_as_written), (place, whole[place - 20 : place + 20])


@pytest.mark.parametrize("at", [1, 5, -2, -1])
def test_a_space_more_is_noticed_and_is_no_change(at: int) -> None:
    whole = file().replace(b"\n", b"\n ", at) if at > 0 else file()[:at] + b" " + file()[at:]
    answer = verdict(whole)
    assert answer.is_intact and answer.sentence.startswith("Rewritten by another program, nothing changed")
    with pytest.raises(Refusal, match="Another program has rewritten this file"):
        read(whole)


def test_a_file_that_another_program_wrote_with_the_same_content_is_intact() -> None:
    assert verdict(json.dumps(content(), sort_keys=True).encode()).sentence.startswith("Rewritten by another program")


def test_a_changed_word_without_a_new_seal_is_found_by_the_seal() -> None:
    made = content()
    made["revision"] += 1
    answer = verdict(json.dumps(made).encode())
    assert not answer.is_intact and "its seal does not fit" in answer.sentence


def forged() -> Content:
    """Another wording in the report and in its entry; commitments, links, count, fingerprint and seal made anew."""
    made = content()
    entry, standard = entry_of(made, SETTLED), settled_standard(made)
    entry = next(e for e in made["chain"] if e["parts"].get("position", {}).get("subject_number") == standard["number"])
    standard["positions"][-1]["wording"] = entry["parts"]["position"]["wording"] = "All is well."
    committed(entry)
    fixed = made["chain"][-1]
    parts = fixed_parts(made)
    fixed["commitments"] |= {name: commitment(fixed["salts"][name], part) for name, part in parts.items()}
    linked(made)
    return made


def test_a_record_that_was_made_anew_as_a_whole_fits_itself_and_the_verdict_says_what_that_proves() -> None:
    answer = verdict(sealed(forged()))
    assert answer.is_intact and ITSELF in answer.details


def test_a_printed_fingerprint_finds_it() -> None:
    answer = verdict(sealed(forged()), confirmed().chained.fingerprint)
    assert not answer.is_intact and "is of no entry of this chain" in answer.sentence


def test_entries_taken_off_the_end_with_everything_made_anew_are_found_by_a_printed_fingerprint() -> None:
    made = content()
    for name in ("chain", "events"):
        del made[name][-4:]
    made["workshop"].update(state="live", confirmed_at=None)
    for subject in (*made["domains"], *standards(made), made["overall"]):
        for position in subject["positions"]:
            position["confirmed_at"] = None
    made["archive"] = None
    linked(made)
    assert not verdict(sealed(made)).differences
    assert "cut off" in verdict(sealed(made), confirmed().chained.fingerprint).sentence


# -- Sealed anew, with the true printed fingerprint beside it: what was compared with nothing is not called intact


def printed() -> str:
    return confirmed().chained.fingerprint


def reworded(made: Content) -> None:
    settled_standard(made)["positions"][-1]["wording"] = "All is well."
    for standard in standards(made):
        standard["dissents"] = []


def test_of_a_public_file_no_word_and_no_fingerprint_is_vouched_for() -> None:
    made = content()
    made.update(release="public", chain=[], events=[], archive=None)
    reworded(made)
    answer = verdict(sealed(made), printed())
    assert answer.sentence == f"Not verified. {PUBLIC}" and not answer.is_intact
    assert answer.details == (UNCOMPARED,)


def test_a_working_file_whose_chain_was_taken_out_is_not_verified() -> None:
    made = content()
    made.update(chain=[], events=[], archive=None)
    made["chained"].update(entries=0, fingerprint="")
    answer = verdict(sealed(made), printed())
    assert answer.sentence == f"Not verified. {NO_CHAIN}" and answer.details == (UNCOMPARED,)
    made["chained"].update(entries=48)
    assert verdict(sealed(made)).sentence == f"Not intact. {GONE.format(count='48 entries')}"


def test_words_forged_in_a_file_without_numbers_are_named() -> None:
    made = json.loads(as_json(without_numbers(confirmed())))
    reworded(made)
    assert "differs from entry" in verdict(sealed(made), printed()).sentence
    made = json.loads(as_json(without_numbers(confirmed())))
    settled_standard(made)["dissents"] = []
    assert "what was said of its words) differs from entry" in verdict(sealed(made), printed()).sentence


def test_a_file_with_numbers_cannot_say_that_it_has_none() -> None:
    made = content()
    made["has_numbers"] = False
    reworded(made)
    assert NOT_QUIET in verdict(sealed(made), printed()).sentence


def test_sentences_of_the_program_that_differ_are_told_first() -> None:
    for change in (
        lambda made: settled_standard(made)["rounds"][0]["shown"].update(findings=[]),
        lambda made: made["workshop"].update(attribution="Everybody sees everything."),
        lambda made: made["archive"].update(remarks=[]),
    ):
        answer = found(change)
        assert not answer.is_intact and RESAID.format(number=len(content()["chain"])) in answer.sentence


def test_the_archive_is_fixed_and_cannot_be_left_out() -> None:
    for change in (
        lambda made: made.update(archive=None),
        lambda made: made["archive"]["framework"].update(title="<script>"),
        lambda made: made["archive"].update(people_shown=1),
        lambda made: made["archive"].update(planned_minutes=1),
    ):
        assert "Archive differs from entry" in found(change).sentence


@pytest.mark.parametrize("end", ["", ":said"])
def test_once_confirmed_nobody_takes_out_what_opens_a_part_to_forge_it(end: str) -> None:
    """In the window words may be taken back, and what opened them goes along: tests/exports/test_sealing.py."""

    def change(made: Content) -> None:
        standard = settled_standard(made)
        del made["chain"][-1]["salts"][f"record:standard-{standard['number']}{end}"]
        standard["dissents"], standard["evidence"] = [], []

    said = TAKEN_OUT.split("{name}")[0].format(number=len(content()["chain"]))
    assert any(said in difference for difference in found(change).differences)
