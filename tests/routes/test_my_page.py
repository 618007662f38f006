"""My page by its routes: what it shows, to whom, and everything that was tried to read more or another's."""

import re
from collections.abc import Iterator

import pytest
from sqlmodel import Session

from app.models import AttributionRule, WorkshopState
from app.models.rounds.reason import reasons_of
from tests.live.conftest import borrow
from tests.northvale import Hall, Town, alike
from tests.plain import plain
from tests.read_backs import CANARY, WORDS, asked, dissent, say

PATHS = ("/phone/mine", "/phone/mine/standard-6", "/phone/mine/print")
LARGE = {"Olu": "8", "Oona": "8", "Omar": "9", "Ola": "8", "Priya": "3", "Pat": "3", "Petra": "4"}
SMALL = {"Hari": "5", "Carol": "4", "Cy": "5"}
REASON = "canary-reason"


def rated(town: Town, given: dict[str, str], *, show: bool = True, **changes: object) -> Hall:
    hall = town.hall(**changes)
    again(hall, given, show=show)
    return hall


def again(hall: Hall, given: dict[str, str], *, show: bool = True) -> None:
    hall.open("6")
    hall.rated(given, reasons={"Pat": REASON})
    hall.reveal()
    if show:
        hall.act("/standards/6/show")


def seen(hall: Hall, name: str) -> dict[str, str]:
    """All three pages, without what differs between two workshops."""
    return {path: plain(hall, re.sub(r"ADDRESS/\d+", "", page)) for path, page in whole(hall, name).items()}


def whole(hall: Hall, name: str) -> dict[str, str]:
    with hall.browser(name) as browser:
        pages = {path: browser.get(f"{hall.path}{path}") for path in PATHS}
    assert {page.status_code for page in pages.values()} == {200}
    return {path: page.text for path, page in pages.items()}


def text(html: str) -> str:
    return re.sub(r" (?=[.,])", "", " ".join(re.sub(r"<!--.*?-->|<[^>]+>", " ", html, flags=re.DOTALL).split()))


@pytest.fixture(scope="module")
def hall(town: Town) -> Hall:
    """Standard 6 rated twice, shown both times, settled; Pat moved, disagreed and said so."""
    hall = rated(town, {**LARGE, **SMALL})
    again(hall, {**LARGE, **SMALL, "Pat": "4", "Olu": "7", "Oona": "7", "Omar": "7", "Ola": "7"})
    hall.act(f"/rounds/{hall.rounds['6']}/first-view", by="Pat", keep="true")
    read_back = asked(hall)
    dissent(hall, "Pat", read_back, shown="unit")
    say(hall, "Priya", read_back, "ag")
    hall.act("/positions/standard-6", state="agreed", wording=WORDS, after_version="0")
    return hall


def test_a_participant_reads_what_was_agreed_what_they_said_and_what_each_group_said(hall: Hall) -> None:
    told = text(seen(hall, "Pat")["/phone/mine/standard-6"])
    for part in (
        f"Agreed {WORDS} Not of one mind. Providers: “{CANARY}”",
        "You rated 3, then 4 after seeing. Your first view is kept. You answered: I do not agree.",
        f"Why: “{REASON}” It is not quoted.",
        "Council 8, then 7",
        "Providers 3 both times",
        "Smaller groups together 5 both times",
        "2 of 3",
        "Next: 9",
    ):
        assert part in told, part


def test_the_paper_holds_the_same_and_says_how_to_print_without_the_button(hall: Hall) -> None:
    told = text(seen(hall, "Pat")["/phone/mine/print"])
    assert "You rated 3, then 4 after seeing" in told and "Council 8, then 7" in told
    assert "choose Print in your browser’s menu" in told and "not an LGA or CQC rating" in told
    assert 'class="quiet print-page" hidden' in hall.see("/phone/mine/print", by="Pat").text


def test_the_way_there_stands_on_the_phones_own_page_until_after_the_close(town: Town) -> None:
    hall = rated(town, LARGE)
    link = f'href="{hall.path}/phone/mine"'
    assert link in hall.see("/phone", by="Pat").text
    hall.act("/close", left="none")
    assert link in hall.see("/phone", by="Pat").text
    assert link not in town.hall().see("/phone", by="Pat").text  # in the lobby there is nothing on it


@pytest.mark.parametrize("slug", ["standard-1", "standard-99", "domain-3", "overall", "standard-6x", "nothing", "%00"])
def test_an_address_of_nothing_on_the_page_leads_nowhere(hall: Hall, slug: str) -> None:
    assert hall.see(f"/phone/mine/{slug}", by="Pat").status_code == 404


def test_whoever_has_not_read_the_notice_reads_it_first(town: Town) -> None:
    hall = town.hall_in(WorkshopState.LIVE)
    hall.leaves("Hari")
    with town.stranger() as late:
        late.post(f"/join/{hall.code}", data={"group": str(hall.groups["Healthwatch"])})
        hall.let_all_in()
        for path in PATHS:
            assert late.get(f"{hall.path}{path}").headers["location"].endswith("/notice")


# -- Attacks


@pytest.fixture(params=["Fay", "Sam", "Ruth", "stage"])
def other_part(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_neither_who_runs_it_nor_who_writes_nor_who_watches_sees_anybodys_page(hall: Hall, other_part: str) -> None:
    for path in PATHS:
        answer = hall.see(path, by=other_part)
        assert answer.status_code == 403 and CANARY not in answer.text


def test_nothing_in_an_address_asks_for_another_persons_page(hall: Hall) -> None:
    """There is no number of a seat to change; what is added is not read."""
    own = text(seen(hall, "Priya")["/phone/mine/standard-6"])
    for more in (f"?seat={hall.seats['Pat']}", f"?seat_id={hall.seats['Pat']}", "?from=console"):
        told = text(plain(hall, hall.see(f"/phone/mine/standard-6{more}", by="Priya").text))
        assert told == own and REASON not in told
    with hall.browser(None) as browser:
        for name in (f"seat-{hall.id}", f"reader-{hall.id}"):
            browser.cookies.clear()
            browser.cookies.set(name, str(hall.seats["Pat"]))
            assert browser.get(f"{hall.path}/phone/mine").status_code == 404


def test_a_seat_of_another_workshop_reads_no_page_of_this_one(town: Town, hall: Hall) -> None:
    elsewhere = town.hall_in(WorkshopState.LIVE)
    with town.stranger() as browser:
        browser.cookies.set(f"seat-{elsewhere.id}", elsewhere.tokens["Hari"])
        browser.cookies.set(f"seat-{hall.id}", elsewhere.tokens["Hari"])
        assert browser.get(f"{elsewhere.path}/phone/mine").status_code == 200
        for path in PATHS:
            assert browser.get(f"{hall.path}{path}").status_code == 404


def test_a_removed_seat_has_no_page_any_more(town: Town) -> None:
    hall = rated(town, LARGE)
    hall.leaves("Pat")
    assert {hall.see(path, by="Pat").status_code for path in PATHS} == {404}


def test_f31_the_hand_that_holds_the_seat_after_a_rejoin_reads_nothing_of_the_hand_before(town: Town) -> None:
    hall = rated(town, {**LARGE, **SMALL})
    read_back = asked(hall)
    dissent(hall, "Pat", read_back)
    found = re.compile(rf"{REASON}|{CANARY}|I do not agree|<b class=\"own-value\">")
    assert all(found.search("".join(seen(hall, "Pat").values())) for _ in range(2)), "it is there before"
    borrow(hall, "Pat")
    told = "".join(seen(hall, "Pat").values())
    assert not found.findall(told)
    assert "on your other phone" in text(told)


@pytest.mark.parametrize("state", [WorkshopState.CLOSED, WorkshopState.CONFIRMED])
def test_under_not_attributable_it_ends_with_the_close(town: Town, state: WorkshopState) -> None:
    hall = town.hall_in(state, attribution_rule=AttributionRule.NOT_ATTRIBUTABLE)
    for name in ("Olu", "reader"):
        for path in PATHS:
            answer = hall.see(path, by=name)
            assert answer.status_code == 403 and "“not attributable”, this ended with it" in answer.text
    assert "phone/mine" not in hall.see("/phone", by="Olu").text
    assert hall.act("/phone/mine/link", by="Olu").status_code == 403


def test_under_the_other_rules_it_lives_on_after_the_close(town: Town) -> None:
    hall = town.hall_in(WorkshopState.CONFIRMED)
    for name in ("Olu", "reader"):
        assert {hall.see(path, by=name).status_code for path in PATHS} == {200}
    assert re.search(
        r"Fingerprint of the record: (\w{4}-){4}\w{4}$", text(hall.see("/phone/mine/print", by="Olu").text)
    )
    assert "You rated 7" in text(hall.see("/phone/mine/standard-6", by="Olu").text)


OTHER_DAYS = (
    {**LARGE, **SMALL},
    {"Olu": "1", "Oona": "2", "Omar": "10", "Ola": "cant_tell", "Priya": "9", "Pat": "3", "Petra": "10", "Hari": "1"},
)


@pytest.mark.parametrize("before", [False, True], ids=["a first round", "a second round"])
def test_no_byte_and_no_length_tells_of_a_round_that_was_not_shown(town: Town, before: bool) -> None:
    """Everybody else says something else, and what the model finds is another thing: the same pages, by every byte."""
    told = []
    for given in OTHER_DAYS:
        hall = rated(town, {**LARGE, **SMALL}) if before else town.hall()
        again(hall, given, show=False)
        told.append(seen(hall, "Pat"))
    assert told[0] == told[1]
    shown = []
    for given in OTHER_DAYS:
        shown.append(seen(rated(town, given), "Pat")["/phone/mine/standard-6"])
    assert shown[0] != shown[1], "what was shown does change them: the comparison can fail"


def test_no_byte_tells_which_of_the_smaller_groups_said_what(town: Town) -> None:
    told = []
    for swapped in ({"Hari": "1", "Carol": "10", "Cy": "5"}, {"Hari": "10", "Carol": "1", "Cy": "5"}):
        told.append(seen(rated(town, {**LARGE, **swapped}), "Pat"))
    assert told[0] == told[1]


def test_somebody_of_a_guarded_unit_reads_its_row_and_nothing_of_its_other_people(town: Town) -> None:
    told = []
    for swapped in ({"Hari": "5", "Carol": "1", "Cy": "9"}, {"Hari": "5", "Carol": "4", "Cy": "6"}):
        told.append(seen(rated(town, {**LARGE, **swapped}), "Hari"))
    assert told[0] == told[1]
    assert "Smaller groups together 5" in text(told[0]["/phone/mine/standard-6"])


def test_the_length_of_the_page_does_not_tell_what_its_owner_answered(town: Town) -> None:
    """As for every page and frame: whoever counts bytes on the venue's Wi-Fi learns nothing."""
    halls = alike(("3", "10", "cant_tell"), lambda answer: rated(town, {**LARGE, "Ola": answer}, show=False))
    lengths = {tuple(len(page.encode()) for page in whole(hall, "Ola").values()) for hall in halls.values()}
    assert len(lengths) == 1


def test_while_a_standard_is_open_the_page_tells_ones_own_answer_and_no_count(town: Town) -> None:
    told = []
    for others in ({}, LARGE):
        hall = town.hall()
        hall.open("6")
        hall.rated({**others, "Pat": "3"}, reasons={"Pat": REASON})
        told.append(re.sub(r"\d+ of \d+", "", text(seen(hall, "Pat")["/phone/mine/standard-6"])))
    assert told[0] == told[1] and "You rated 3" in told[0] and "Nothing has been shown yet" in told[0]


@pytest.fixture
def held_back(town: Town) -> Iterator[Hall]:
    hall = rated(town, LARGE)
    with Session(hall.store.writing) as session, session.begin():
        for reason in reasons_of(session, hall.rounds["6"]):
            reason.hold_back(session, hall.id, "It names a person.", by="facilitator")
    yield hall


def test_a_reason_that_is_held_back_is_told_to_its_writer_with_the_facilitators_reason(held_back: Hall) -> None:
    assert "It is held back: nobody is shown it any more. The facilitator says why: It names a person." in text(
        seen(held_back, "Pat")["/phone/mine/standard-6"]
    )
    assert REASON not in "".join(seen(held_back, "Priya").values())


def test_no_page_of_it_is_kept_by_a_browser_or_named_to_another_site(hall: Hall) -> None:
    for name in ("Pat", "reader"):
        for path in PATHS:
            headers = hall.see(path, by=name).headers
            assert headers["cache-control"] == "no-store" and headers["referrer-policy"] == "same-origin"
