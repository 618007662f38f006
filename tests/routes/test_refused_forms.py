"""A refused form as it is heard: its title says so, a summary takes the focus, each problem is tied to its field."""

from collections.abc import Callable

import httpx2
import pytest
from sqlmodel import Session, select

from app.models import Account, Action, AttributionRule, LinkPurpose, OneUseLink, WorkshopState
from app.tokens import new_token
from tests import read_backs
from tests.markup import Element, read
from tests.northvale import Hall, Town, browser_at, complained

Refused = Callable[[Town], httpx2.Response]


def sent(town: Town, path: str, fields: dict[str, str] | None = None) -> httpx2.Response:
    with town.stranger() as browser:
        return browser.post(path, data=fields) if fields else browser.get(path)


def wrong_code(town: Town) -> httpx2.Response:
    return sent(town, "/join/NOSUCH")


def no_code(town: Town) -> httpx2.Response:
    return sent(town, "/join?code=+")


def no_group(town: Town) -> httpx2.Response:
    return sent(town, f"/join/{town.hall().code}", {"key": new_token()})


def long_label(town: Town) -> httpx2.Response:
    hall = town.hall()
    return sent(town, f"/join/{hall.code}", {"group": str(hall.groups["Council"]), "label": "x" * 200})


def wrong_password(town: Town) -> httpx2.Response:
    return sent(town, "/sign-in", {"email": "ada@northvale.example", "password": "guessed"})


def spent_rejoin_code(town: Town) -> httpx2.Response:
    return sent(town, "/rejoin", {"code": "ABCD EFGH"})


def weak_password_of_a_new_account(town: Town) -> httpx2.Response:
    with Session(town.store.writing) as session, session.begin():
        link = OneUseLink.make(session, LinkPurpose.ACCOUNT)
    return sent(town, f"/set-up/{link}", {"email": "nobody", "password": "short"})


def weak_password_by_a_reset_link(town: Town) -> httpx2.Response:
    with Session(town.store.writing) as session, session.begin():
        account = Account.add(session, f"{new_token()}@northvale.example", "Rae", "no password fits this")
        link = account.reset_link(session)
    return sent(town, f"/reset/{link}", {"password": "short"})


def wrong_password_of_now(town: Town) -> httpx2.Response:
    with browser_at(town.base, {"account": town.account(is_administrator=False)}) as browser:
        return browser.post("/account/password", data={"current": "guessed", "password": "three plain words"})


def unknown_second_facilitator(town: Town) -> httpx2.Response:
    hall = town.hall()
    with hall.browser("Fay") as browser:
        return browser.post(f"/second-facilitators/{hall.id}", data={"email": "nobody@northvale.example"})


def new_draft(town: Town) -> httpx2.Response:
    with browser_at(town.base, {"account": town.account(is_administrator=False)}) as browser:
        return browser.post("/workshops", data={"council": "", "title": " ", "held_on": "soon"})


def occasion_of_nothing(town: Town) -> httpx2.Response:
    fields = {"council": "", "title": "", "held_on": "soon", "purpose": "", "planned_minutes": ""}
    return town.hall_in(WorkshopState.DRAFT).act("/prepare/occasion", **fields)


def no_standards_and_half_a_theme(town: Town) -> httpx2.Response:
    themes = {"theme-title-L1": "", "theme-about-L1": "x" * 5000, "theme-domain-L1": "99"}
    framework = {"framework_key": "commissioning-for-better-outcomes"}
    return town.hall_in(WorkshopState.DRAFT).act("/prepare/standards", **framework, **themes)


def no_standards_at_all(town: Town) -> httpx2.Response:
    framework = {"framework_key": "commissioning-for-better-outcomes"}
    return town.hall_in(WorkshopState.DRAFT).act("/prepare/standards", **framework)


def one_group_of_nobody(town: Town) -> httpx2.Response:
    groups = {"group-0": "Council", "expected-0": "0", "attribution_rule": ""}
    return town.hall_in(WorkshopState.DRAFT).act("/prepare/groups", **groups)


def nothing_said_of_the_data(town: Town) -> httpx2.Response:
    dates = {"erase_seats_on": "2026-11-24", "erase_record_on": "2026-11-01"}
    return town.hall_in(WorkshopState.DRAFT).act("/prepare/told", ground_rules="x" * 1001, **dates)


def lobby_without_knowing_who_is_visible(town: Town) -> httpx2.Response:
    return town.hall_in(WorkshopState.DRAFT, attribution_rule=AttributionRule.OPEN).act("/lobby")


def rating_without_an_answer(town: Town) -> httpx2.Response:
    hall = live(town)
    return hall.act(f"/rounds/{hall.rounds['6']}/rating", by="Priya", key=new_token(), reason="Nobody was asked.")


def rating_off_the_scale(town: Town) -> httpx2.Response:
    return live(town).rate("Priya", "6", "11")


def reason_that_is_too_long(town: Town) -> httpx2.Response:
    return live(town).rate("Priya", "6", "4", reason="x" * 1001)


def rating_that_cannot_be_read(town: Town) -> httpx2.Response:
    return live(town).rate("Priya", "6", "4", key="?")


def rating_without_an_answer_after_the_close(town: Town) -> httpx2.Response:
    hall = live(town)
    hall.act(f"/sittings/{hall.sitting}/close")
    return hall.rate("Priya", "6", "")


def offer_from_a_phone(town: Town) -> httpx2.Response:
    return live(town).act("/phone/evidence", by="Priya", standard="6", link="somewhere", note="x" * 601, answers="99")


def offer_without_a_standard(town: Town) -> httpx2.Response:
    return live(town).act("/evidence", title="Survey", criterion="9.9", strength="very", group="nobody")


def offer_with_a_criterion_of_another_standard(town: Town) -> httpx2.Response:
    return live(town).act("/evidence", title="Survey", standard="6", criterion="9.9", strength="some")


def asking_for_nothing(town: Town) -> httpx2.Response:
    return live(town).act("/evidence/asked", asked_standard="", asked_title="")


def move_without_a_reason(town: Town) -> httpx2.Response:
    hall = town.hall()
    return hall.act(f"/seats/{hall.seats['Olu']}/move", group=str(hall.groups["Carers"]))


def move_to_no_group(town: Town) -> httpx2.Response:
    hall = town.hall()
    return hall.act(f"/seats/{hall.seats['Olu']}/move", group="0", reason="Sat down in the wrong place.")


def plan_of_nobody(town: Town) -> httpx2.Response:
    hall = town.hall()
    return hall.act("/plan", **{f"expected-{hall.groups['Carers']}": "many"})


def plan_that_makes_somebody_visible(town: Town) -> httpx2.Response:
    hall = town.hall(attribution_rule=AttributionRule.OPEN)
    return hall.act("/plan", **{f"expected-{hall.groups['Providers']}": "1"})


def opening_nothing(town: Town) -> httpx2.Response:
    return town.hall().act("/sittings")


def position_without_words(town: Town) -> httpx2.Response:
    return revealed(town).act("/positions/standard-6", state="agreed", wording="", number="99", band="None")


def assent_without_an_answer(town: Town) -> httpx2.Response:
    hall = read_backs.revealed(town)
    return read_backs.say(hall, "Pat", read_backs.asked(hall), "")


def own_words_without_how_they_may_be_shown(town: Town) -> httpx2.Response:
    hall = read_backs.revealed(town)
    return read_backs.say(hall, "Pat", read_backs.asked(hall), "no", words="Fees are too low.")


def own_words_that_are_too_long(town: Town) -> httpx2.Response:
    hall = read_backs.revealed(town)
    return read_backs.say(hall, "Pat", read_backs.asked(hall), "no", words="x" * 1001, shown="none")


def holding_back_without_a_reason(town: Town) -> httpx2.Response:
    hall = read_backs.revealed(town)
    number = read_backs.dissent(hall, "Pat", read_backs.asked(hall))
    hall.act("/askings/end")
    return hall.act(f"/dissents/{number}/hold-back")


def position_without_an_end(town: Town) -> httpx2.Response:
    return revealed(town).act("/positions/standard-6", wording="We ask people what matters.")


def position_upon_an_older_version(town: Town) -> httpx2.Response:
    hall = settled(town)
    hall.act("/positions/standard-6/reopen", reason="A report came in.")
    return hall.act("/positions/standard-6", state="agreed", wording="Other words.", after_version="0")


def reopening_without_a_reason(town: Town) -> httpx2.Response:
    return settled(town).act("/positions/standard-6/reopen", reason=" ")


def action_of_nothing_by_no_day(town: Town) -> httpx2.Response:
    return live(town).act("/actions", subject="standard-1", what="", others="x" * 121, due="31 Feb 2027")


def whole_action_with_nothing_right(town: Town) -> httpx2.Response:
    hall = live(town)
    hall.act("/actions", subject="standard-6", what="Share figures")
    with hall.store.read() as session:
        (row,) = session.exec(select(Action).where(Action.workshop_id == hall.id)).all()
    fields = {"how_known": "x" * 501, "priority": "urgent", "criterion": "9.9", "how_far": "lost"}
    return hall.act(f"/actions/{row.id}", what="", others="x" * 121, due="31 Feb 2027", **fields)


def comment_of_nothing(town: Town) -> httpx2.Response:
    return town.hall_in(WorkshopState.CLOSED).act("/phone/comments", by="Hari", text=" ")


def comment_that_is_too_long(town: Town) -> httpx2.Response:
    hall = town.hall_in(WorkshopState.CLOSED)
    return hall.act("/phone/comments", by="reader", about="standard-6", text="x" * 1001)


def no_framework(town: Town) -> httpx2.Response:
    with browser_at(town.base, {"account": town.account(is_administrator=False)}) as browser:
        return browser.post("/frameworks", files={"file": ("", b"")}, data={"then": "check"})


def broken_framework(town: Town) -> httpx2.Response:
    with browser_at(town.base, {"account": town.account(is_administrator=False)}) as browser:
        return browser.post("/frameworks", files={"file": ("mine.toml", b"title = ")}, data={"then": "import"})


def no_record(town: Town) -> httpx2.Response:
    with browser_at(town.base, {"account": town.account(is_administrator=False)}) as browser:
        return browser.post("/verify", files={"file": ("", b"")}, data={"fingerprint": "ABCD"})


def changed_record(town: Town) -> httpx2.Response:
    with browser_at(town.base, {"account": town.account(is_administrator=False)}) as browser:
        return browser.post("/verify", files={"file": ("record.json", b'{"schema')})


def complaint_of_nothing(town: Town) -> httpx2.Response:
    return sent(town, "/complaints", {"text": " ", "key": new_token()})


def complaint_that_is_too_long(town: Town) -> httpx2.Response:
    return sent(town, "/complaints", {"text": "x" * 4001, "key": new_token()})


def complaint_from_somebody_who_is_reached_at_length(town: Town) -> httpx2.Response:
    return sent(town, "/complaints", {"text": "My label was read aloud.", "reach": "x" * 201, "key": new_token()})


def outcome_of_nothing(town: Town) -> httpx2.Response:
    hall = town.hall()
    return hall.act(f"/complaints/{complained(town, hall)}/outcome", outcome=" ")


def progress_that_is_too_long(town: Town) -> httpx2.Response:
    hall = town.hall()
    return hall.act(f"/complaints/{complained(town, hall)}/acknowledge", progress="x" * 4001)


REFUSED: list[Refused] = [
    wrong_code, no_code, no_group, long_label, wrong_password, spent_rejoin_code, weak_password_of_a_new_account,
    weak_password_by_a_reset_link, wrong_password_of_now, unknown_second_facilitator, new_draft,
    occasion_of_nothing, no_standards_and_half_a_theme, no_standards_at_all, one_group_of_nobody,
    nothing_said_of_the_data, lobby_without_knowing_who_is_visible, rating_without_an_answer,
    rating_off_the_scale, reason_that_is_too_long, rating_that_cannot_be_read,
    rating_without_an_answer_after_the_close, offer_from_a_phone, offer_without_a_standard,
    offer_with_a_criterion_of_another_standard, asking_for_nothing, move_without_a_reason, move_to_no_group,
    plan_of_nobody, plan_that_makes_somebody_visible, opening_nothing, position_without_words, position_without_an_end,
    position_upon_an_older_version, assent_without_an_answer, own_words_without_how_they_may_be_shown,
    own_words_that_are_too_long, holding_back_without_a_reason, reopening_without_a_reason, action_of_nothing_by_no_day,
    whole_action_with_nothing_right, comment_of_nothing, comment_that_is_too_long, no_framework, broken_framework,
    no_record, changed_record, complaint_of_nothing, complaint_that_is_too_long,
    complaint_from_somebody_who_is_reached_at_length, outcome_of_nothing, progress_that_is_too_long,
]  # fmt: skip
WITHOUT_A_FIELD = {rating_that_cannot_be_read, rating_without_an_answer_after_the_close}


def live(town: Town) -> Hall:
    hall = town.hall()
    hall.open("6")
    return hall


def revealed(town: Town) -> Hall:
    hall = live(town)
    hall.reveal()
    return hall


def settled(town: Town) -> Hall:
    hall = revealed(town)
    fields = {"state": "agreed", "wording": "We ask people what matters.", "after_version": "0"}
    assert hall.act("/positions/standard-6", **fields).status_code == 303
    return hall


@pytest.fixture(params=REFUSED, ids=lambda it: it.__name__.replace("_", " "))
def refused(request: pytest.FixtureRequest) -> Refused:
    chosen: Refused = request.param
    return chosen


def test_a_form_that_comes_back_says_so_first_and_each_problem_leads_to_its_field(town: Town, refused: Refused) -> None:
    answer = refused(town)
    assert 400 <= answer.status_code < 500
    page = read(answer.text)
    assert [title.text[:7] for title in page.all("title") if title.around and title.around.tag == "head"] == ["Error: "]
    [summary] = [one for one in page if "govuk-error-summary" in one.get("class").split()]
    assert "autofocus" in summary.attributes and summary.get("tabindex") == "-1"
    assert not [one for one in summary.outward if one.tag in ("details", "form") or "hidden" in one.attributes]
    links = summary.all("a")
    assert len(links) == (0 if refused in WITHOUT_A_FIELD else len(summary.all("li")))
    for link in links:
        assert tied(page, link.get("href").removeprefix("#"), link.text), f"{link.get('href')}: {link.text}"


def tied(page: Element, name: str, sentence: str) -> bool:
    """The problem's own sentence describes the field or its group, and the field is marked as wrong."""
    field = page.by_id(name)
    assert field is not None, f"the summary leads to #{name}, which is nowhere"
    around = [one for one in field.outward if one is field or one.tag == "fieldset" or one.get("role") == "group"]
    around += [one for one in page if one.get("aria-labelledby") == name]
    described = [page.by_id(id_) for one in around for id_ in one.get("aria-describedby").split()]
    assert None not in described
    said = any(sentence in one.text for one in described if one)
    return said and any(one.get("aria-invalid") == "true" for group in around for one in group)


def test_a_page_that_was_not_refused_says_nothing_of_an_error(town: Town) -> None:
    page = read(sent(town, "/").text)
    assert page.all("title")[0].text == "Join a workshop – Critical Friend"
    assert not [one for one in page if "autofocus" in one.attributes]


def test_an_act_that_is_refused_on_a_page_of_its_own_says_so_in_its_title(town: Town) -> None:
    answer = live(town).act("/close")
    assert answer.status_code == 409
    assert read(answer.text).all("title")[0].text.startswith("Error: ")


def test_what_was_typed_as_a_reason_for_reopening_stands_there_still(town: Town) -> None:
    page = read(settled(town).act("/positions/standard-6/reopen", reason="x" * 5000).text)
    field = page.by_id("why")
    assert field is not None and field.get("value") == "x" * 5000
    assert "open" in next(one for one in field.outward if one.tag == "details").attributes
