"""The draft of divergent views: from ratings and released quotes, and stored only once a person settles with it."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from app.clock import now
from app.divergence import RULES, Finding, Rule, analyse, present
from app.divergence.codes import CONSOLE_ONLY, WORTH_RECORDING
from app.frameworks.published import framework, framework_keys
from app.models import Position, PositionState, Reason
from app.models.record.subject import Level
from app.revealed.first_wording import FirstWording, divergent_views, of_domain
from tests.northvale import Hall, Town, until

APART = {"Council": [8, 8, 9], "Providers": [3, 3, 4], "People": [4, 4, 5]}


def reason(text: str, *, may_quote: bool, unit: str = "Providers") -> Reason:
    return Reason(round_id=1, unit=unit, text=text, may_quote=may_quote, from_experience=False, from_document=False)


def test_a_draft_is_what_findings_say_in_words_with_the_released_quotes_and_figures_apart() -> None:
    findings = analyse(APART).findings
    draft = divergent_views(findings, [reason("Two homes closed.", may_quote=True), reason("Canary.", may_quote=False)])
    recorded = [finding for finding in findings if finding.code in WORTH_RECORDING]
    assert draft.words.split("\n") == [*[finding.words for finding in recorded], "Providers: “Two homes closed.”"]
    assert draft.figures.split("\n") == [finding.sentence for finding in recorded]


def test_a_reason_changes_no_sentence_of_it() -> None:
    findings = analyse(APART).findings
    plain = divergent_views(findings, [])
    assert divergent_views(findings, [reason("Canary.", may_quote=False)]) == plain
    quoted = divergent_views(findings, [reason("Canary.", may_quote=True)])
    assert quoted.words.startswith(plain.words) and quoted.figures == plain.figures


def test_a_reason_that_is_held_back_is_not_quoted() -> None:
    held = reason("Canary.", may_quote=True)
    held.held_back_at = now()
    assert "Canary." not in divergent_views(analyse(APART).findings, [held]).words


def test_where_views_agree_there_is_no_draft_even_with_quotes() -> None:
    agreed = analyse({"Council": [7, 7, 7], "Providers": [7, 7, 7]}).findings
    assert divergent_views(agreed, [reason("Canary.", may_quote=True)]) == FirstWording()
    assert divergent_views([], []) == FirstWording()


def test_a_group_that_was_not_in_the_room_is_no_divergent_view() -> None:
    """It is told as a missing voice, beside the position."""
    findings = analyse({"Council": [7, 7, 7], "Providers": [7, 7, 7], "Carers": []}).findings
    assert "missing_group" in {finding.code for finding in findings}
    assert divergent_views(findings, []) == FirstWording()
    apart = analyse({**APART, "Carers": []}).findings
    assert "Carers" not in str(divergent_views(apart, []))


@pytest.mark.parametrize("code", sorted(CONSOLE_ONLY))
def test_a_finding_for_the_console_alone_is_drafted_only_if_it_is_among_those_told(code: str) -> None:
    higher = {"Council": [8, 8, 8], "Providers": [6, 6, 6], "People": [6, 6, 6]}
    rooms = {
        "self_higher": analyse(higher, self_group="Council"),
        "self_lower": analyse({name: [11 - s for s in given] for name, given in higher.items()}, self_group="Council"),
        "lone_voice": analyse({"Council": [8, 8, 8], "Providers": [8, 8, 4], "People": [8, 8, 8]}),
    }
    findings = rooms[code].findings
    (alone,) = [finding for finding in findings if finding.code == code]
    told = [finding for finding in findings if finding.code not in CONSOLE_ONLY]
    assert alone.sentence not in divergent_views(told, []).figures
    if code != "lone_voice":  # one voice is no divergent view of a group: it is not drafted at all
        draft = divergent_views([alone], [])
        assert (draft.words, draft.figures) == (alone.words, alone.sentence)


def test_a_draft_holds_no_number_of_a_position_and_no_forbidden_verdict() -> None:
    draft = str(divergent_views(analyse(APART).findings, [])).lower()
    for word in ("thinks", "should", "agreed position", "%", "average", "mean ", "blind spot", "wrong", "right"):
        assert word not in draft


# -- Words without figures, of every kind of finding

COUNCIL_HIGH: dict[str, list[int | str]] = {"Council": [8, 8, 9], "Providers": [3, 3, 4]}
WORDS: dict[str, tuple[dict[str, list[int | str]], str]] = {
    "between_groups": (COUNCIL_HIGH, "Providers rated this much lower than Council did."),
    "between_groups, less": (
        {"Council": [7, 7, 7], "Providers": [4, 4, 4]}, "Providers rated this lower than Council did.",
    ),
    "between_groups, turned": (
        {"Council": [3, 3, 4], "Providers": [8, 8, 9]}, "Council rated this much lower than Providers did.",
    ),
    "between_groups, sides": (
        {"Council": [9, 9, 9], "ICB": [8, 8, 8], "Providers": [3, 3, 3], "Carers": [4, 4, 4]},
        "Providers rated this much lower than Council did. "
        "ICB and Council rated it higher, Providers and Carers lower.",
    ),
    "lone_group": (
        {"Council": [8, 8, 8], "ICB": [7, 7, 8], "Providers": [3, 3, 3]},
        "Providers rated this lower than every other group did. The middles of the others are close together.",
    ),
    "lone_group, turned": (
        {"Council": [9, 9, 9], "ICB": [4, 4, 4], "Providers": [3, 3, 3]},
        "Council rated this higher than every other group did. The middles of the others are close together.",
    ),
    "self_higher": (
        {"Council": [8, 8, 8], "Providers": [6, 6, 6], "People": [6, 6, 6]},
        "Council, assessing itself, rated this higher than every other group did.",
    ),
    "self_lower": (
        {"Council": [4, 4, 4], "Providers": [6, 6, 6], "People": [6, 6, 6]},
        "Council, assessing itself, rated this lower than every other group did.",
    ),
    "split_room": (
        {"Council": [2, 2, 9, 9], "Providers": [2, 2, 9, 9]},
        "The room is split: one part rated this low, the other high, with few or none in between. "
        "The camps run through groups as well as between them.",
    ),
    "wide_spread": (
        {"Council": [1, 5, 5, 10], "Providers": [1, 5, 6, 10]},
        "Views differ widely over the room, without clear camps.",
    ),
    "within_group": (
        {"Council": [2, 3, 6, 8, 9], "Providers": [7, 7, 7]}, "Views within Council differ widely.",
    ),
    "minority_view": (
        {"Council": [8, 8, 8, 3], "Providers": [8, 8, 8, 3]}, "A few people rated this far away from everyone else.",
    ),
    "dont_know_high": (
        {"Council": [7, "DK", "DK"], "Providers": [7, "DK"]}, "Many could not tell from what they know.",
    ),
}  # fmt: skip
BANDS = [band.name for key in framework_keys() for band in framework(key).scale.bands]


def found(case: str, groups: dict[str, list[int | str]]) -> Finding:
    findings = analyse(groups, self_group="Council" if case.startswith("self") else None).findings
    return next(finding for finding in findings if finding.code == case.split(",", maxsplit=1)[0])


@pytest.mark.parametrize("case", WORDS)
def test_words_say_which_way_and_between_whom(case: str) -> None:
    groups, words = WORDS[case]
    assert found(case, groups).words == words


def test_every_kind_of_finding_that_is_worth_recording_has_its_words() -> None:
    assert {case.split(",")[0] for case in WORDS} == WORTH_RECORDING


@pytest.mark.parametrize("case", WORDS)
def test_words_hold_no_digit_and_no_band_of_any_framework(case: str) -> None:
    words = found(case, WORDS[case][0]).words
    assert not re.search(r"\d", words)
    assert [band for band in BANDS if re.search(rf"\b{re.escape(band)}", words, re.IGNORECASE)] == []


SCORES = st.lists(st.one_of(st.integers(1, 10), st.just("DK")), max_size=7)
NAMES = ("Council", "Providers", "Carers", "People")


@given(groups=st.fixed_dictionaries(dict.fromkeys(NAMES, SCORES)), rule=st.sampled_from(RULES))
def test_whatever_a_room_said_words_hold_no_figure_and_the_way_that_rows_show(
    groups: dict[str, list[int | str]], rule: Rule
) -> None:
    analysis = present(groups, rule, self_group="Council").analysis
    rows = {row.name: sum(row.middle) for row in analysis.rows if row.middle}
    for finding in analysis.findings:
        assert bool(finding.words) == (finding.code in WORTH_RECORDING)
        assert not re.search(r"\d", finding.words)
        pair = re.match(r"(.+?) rated this (?:much )?lower than (?!every)(.+?) did", finding.words)
        if pair:
            assert rows[pair[1]] < rows[pair[2]]
        alone = re.match(r"(.+?)(?:, assessing itself,)? rated this (lower|higher) than every other", finding.words)
        if alone:
            others = [middle for name, middle in rows.items() if name != alone[1]]
            assert rows[alone[1]] < min(others) if alone[2] == "lower" else rows[alone[1]] > max(others)


def test_a_domains_draft_is_what_people_accepted_of_its_standards() -> None:
    texts = {"6": "Providers see it lower.", "7": "", "8": "Views differ within Providers."}
    positions = [
        Position(
            workshop_id=1, level=Level.STANDARD, subject_number=number, version=1, state=PositionState.AGREED,
            wording="So it is.", divergent_views=text, written_by="scribe",
        )
        for number, text in texts.items()
    ]  # fmt: skip
    assert of_domain(positions) == FirstWording("6: Providers see it lower.\n8: Views differ within Providers.")
    assert of_domain([]) == FirstWording()


# -- In a workshop


SAID = {
    "Olu": "8", "Oona": "8", "Omar": "9", "Ola": "8", "Priya": "3", "Pat": "3", "Petra": "4", "Hari": "5",
    "Carol": "4", "Cy": "5",
}  # fmt: skip
RELEASED, KEPT_BACK = "Two homes closed this year.", "canary-kept-back"


@pytest.fixture
def hall(town: Town) -> Hall:
    hall = town.hall()
    hall.open("6")
    for name, answer in SAID.items():
        quote = {"reason": RELEASED, "may_quote": "true"} if name == "Hari" else {"reason": f"{KEPT_BACK}-{name}"}
        hall.act(f"/rounds/{hall.rounds['6']}/rating", by=name, answer=answer, key=f"a-key-of-{name}-0", **quote)
    hall.act(f"/sittings/{hall.sitting}/close-and-reveal")
    until(lambda: "first-wording" in hall.see("/console/standards/6").text)
    return hall


def draft(hall: Hall, by: str = "Fay") -> str:
    found = re.search(r'name="first_wording" value="([^"]*)"', hall.see("/console/standards/6", by=by).text)
    assert found is not None
    return unescape(found[1])


def positions(hall: Hall) -> list[Position]:
    with hall.store.read() as session:
        mine = select(Position).where(Position.workshop_id == hall.id)
        return list(session.exec(mine))


@pytest.mark.parametrize("by", ["Fay", "Sam"])
def test_a_draft_quotes_the_released_words_under_the_displayed_unit_and_no_others(hall: Hall, by: str) -> None:
    text = draft(hall, by)
    assert f"Smaller groups together: “{RELEASED}”" in text
    assert KEPT_BACK not in text and "Healthwatch" not in text


def test_a_draft_is_on_no_other_screen_and_in_no_export(hall: Hall) -> None:
    hall.act("/standards/6/show")
    for path, name in (("/stage", "stage"), ("/phone", "Pat"), ("/phone", "Hari"), ("/export/record.json", "Fay")):
        assert RELEASED not in hall.see(path, by=name).text


def test_looking_at_a_draft_and_taking_it_stores_nothing(hall: Hall) -> None:
    taken = hall.act("/positions/standard-6", first_wording=draft(hall), after_version="0", wording="We ask people.")
    assert taken.status_code == 200
    field = re.search(r'<textarea[^>]*name="divergent_views"[^>]*>(.*?)</textarea>', taken.text, re.DOTALL)
    assert field is not None and RELEASED in unescape(field[1])
    assert "We ask people." in taken.text
    assert positions(hall) == []
    assert RELEASED not in hall.see("/export/record.json").text


def test_settling_without_taking_it_leaves_it_out_of_the_record(hall: Hall) -> None:
    hall.act("/positions/standard-6", state="agreed", wording="We ask people.", after_version="0")
    (position,) = positions(hall)
    assert (position.divergent_views, position.number, position.band) == ("", None, None)


def test_settling_with_what_was_taken_and_edited_stores_just_that(hall: Hall) -> None:
    edited = f"Providers see it otherwise. “{RELEASED}”"
    hall.act("/positions/standard-6", state="agreed", wording="We ask.", divergent_views=edited, after_version="0")
    (position,) = positions(hall)
    assert (position.divergent_views, position.number, position.band) == (edited, None, None)
    assert RELEASED in hall.see("/export/record.json").text


def test_taking_a_draft_keeps_what_was_typed_before_it(hall: Hall) -> None:
    taken = hall.act(
        "/positions/standard-6", first_wording=draft(hall), divergent_views="Typed by hand.", after_version="0"
    )
    field = re.search(r'<textarea[^>]*name="divergent_views"[^>]*>(.*?)</textarea>', taken.text, re.DOTALL)
    assert field is not None
    assert unescape(field[1]).strip().startswith("Typed by hand.")


def test_an_unrevealed_standard_has_no_draft(hall: Hall) -> None:
    hall.act("/sittings", standards="9")
    for number in ("9", "4"):
        assert "first_wording" not in hall.see(f"/console/standards/{number}").text


def test_a_participant_cannot_fetch_or_take_a_draft(hall: Hall) -> None:
    for name in ("Pat", "Ruth", "stage"):
        assert hall.see("/console/standards/6", by=name).status_code == 403
        assert hall.act("/positions/standard-6", by=name, first_wording="x").status_code == 403
    assert positions(hall) == []
