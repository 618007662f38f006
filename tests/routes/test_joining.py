"""From a code to a seat."""

import re

import httpx2
import pytest
from sqlmodel import Session, func, select

from app.models import AttributionRule, Seat, Workshop
from app.models.ending.closing import close
from app.tokens import hashed
from tests.northvale import Hall, Town

SENTENCE = "That code does not open a workshop right now. Check it against the stage and try again."
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def hall(town: Town) -> Hall:
    return town.hall()


def join(hall: Hall, browser: httpx2.Client, group: str = "Providers", label: str = "") -> httpx2.Response:
    return browser.post(f"/join/{hall.code}", data={"group": str(hall.groups[group]), "label": label})


def seats(hall: Hall) -> int:
    with hall.store.read() as session:
        return session.exec(select(func.count()).select_from(Seat).where(Seat.workshop_id == hall.id)).one()


def test_a_code_a_group_and_the_notice_lead_to_the_phone(town: Town, hall: Hall) -> None:
    hall.leaves("Petra")
    with town.stranger() as ned:
        found = ned.get("/join", params={"code": f" {hall.code[:3].lower()} {hall.code[3:]}"})
        assert found.headers["location"] == f"/join/{hall.code}"
        page = ned.get(found.headers["location"]).text
        assert "Which voice do you bring today?" in page
        assert all(group in page for group in hall.groups)
        seated = join(hall, ned)
        assert seated.headers["location"] == f"{hall.path}/notice"
        cookie = seated.headers["set-cookie"].lower()
        assert "httponly" in cookie and "samesite=lax" in cookie
        assert ned.get(f"{hall.path}/phone").headers["location"] == f"{hall.path}/notice"
        notice = ned.get(f"{hall.path}/notice").text
        for told in ("not shown by name", "Freedom of Information", "data@northvale.example", "23 December 2126"):
            assert told in notice
        assert ned.post(f"{hall.path}/notice").headers["location"] == f"{hall.path}/phone"
        assert ned.get(f"{hall.path}/phone").status_code == 200


def test_a_seats_cookie_holds_128_bits_and_the_file_only_their_hash(town: Town, hall: Hall) -> None:
    with town.stranger() as ned:
        token = join(hall, ned).cookies[f"seat-{hall.id}"]
    with town.store.read() as session:
        kept = session.exec(select(Seat.token_hash).where(Seat.workshop_id == hall.id)).all()
    assert len(token) == 22
    assert hashed(token) in kept and token not in kept


def test_coming_back_leads_to_the_same_seat(town: Town, hall: Hall) -> None:
    with town.stranger() as ned:
        join(hall, ned)
        before = seats(hall)
        assert ned.get(f"/join/{hall.code}").headers["location"] == f"{hall.path}/phone"
    assert seats(hall) == before


def test_pressing_join_twice_takes_one_seat(town: Town, hall: Hall) -> None:
    before = seats(hall)
    with town.stranger() as ned:
        join(hall, ned)
        assert join(hall, ned).status_code == 303
    assert seats(hall) == before + 1


def test_f21_wrong_closed_locked_and_unknown_codes_get_one_page(town: Town) -> None:
    closed, locked = town.hall(), town.hall()
    with Session(town.store.writing) as session, session.begin():
        close(session, session.get_one(Workshop, closed.id), by="facilitator")
        session.get_one(Workshop, locked.id).lock(session, locked=True, by="facilitator")
    pages = set()
    with town.stranger() as eve:
        for code in (closed.code, locked.code, "ZZZZZZ", "ILO011"):
            for answer in (eve.get(f"/join/{code}"), eve.post(f"/join/{code}", data={"group": "1"})):
                assert answer.status_code == 404
                assert SENTENCE in answer.text
                pages.add((answer.request.method, answer.text.replace(code, "CODE")))
    assert len(pages) == 2  # a page that answers a form says so


def test_a_locked_door_is_locked_by_the_button_on_the_people_page(town: Town, hall: Hall) -> None:
    page = hall.see("/people").text
    form = re.search(
        r'<form class="act" method="post" action="([^"]+/door)">.*?name="(locked)" value="(\w+)"', page, re.DOTALL
    )
    assert form is not None
    with hall.browser("Fay") as fay:
        assert fay.post(form[1], data={form[2]: form[3]}).status_code == 303
    with town.stranger() as ned:
        assert join(hall, ned).status_code == 404
        assert hall.see("/phone", by="Hari").status_code == 200  # who sits stays


def test_a_group_that_is_none_is_told_and_the_label_stays(town: Town, hall: Hall) -> None:
    with town.stranger() as ned:
        for group in ("", "abc", "0", "999999", "99999999999999999999", "9" * 5000):
            answer = ned.post(f"/join/{hall.code}", data={"group": group, "label": "by the window"})
            assert answer.status_code == 422, group[:30]
            assert "Choose which voice you bring today." in answer.text
            assert 'value="by the window"' in answer.text


def test_a_label_that_cannot_be_kept_is_told_at_its_field_and_the_group_stays(town: Town, hall: Hall) -> None:
    with town.stranger() as ned:
        answer = join(hall, ned, label="x" * 41)
    assert answer.status_code == 422
    assert 'id="label-error"' in answer.text
    assert re.search(rf'value="{hall.groups["Providers"]}"[^>]* checked', answer.text)


def test_f25_script_in_a_label_is_text_wherever_it_is_shown(town: Town, hall: Hall) -> None:
    with town.stranger() as ned:
        assert join(hall, ned, label=SCRIPT).status_code == 303
    for page in (hall.see("/people"), hall.see("/people", by="Sam")):
        assert SCRIPT not in page.text
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page.text


@pytest.mark.parametrize(
    ("rule", "group", "asked"),
    [
        (AttributionRule.BY_GROUP, "Carers", True), (AttributionRule.BY_GROUP, "Providers", False),
        (AttributionRule.OPEN, "Carers", False), (AttributionRule.NOT_ATTRIBUTABLE, "Carers", False),
    ],
)  # fmt: skip
def test_only_a_small_group_under_by_group_is_asked_how_it_may_be_shown(
    town: Town, rule: AttributionRule, group: str, asked: bool
) -> None:
    hall = town.hall(attribution_rule=rule)
    hall.leaves("Cy" if group == "Carers" else "Petra")
    with town.stranger() as ned:
        join(hall, ned, group)
        assert ("How may it be shown?" in ned.get(f"{hall.path}/notice").text) is asked


def test_whoever_is_not_asked_can_make_no_choice_by_any_door(town: Town, hall: Hall) -> None:
    elsewhere = town.hall(attribution_rule=AttributionRule.OPEN)
    for at, name in ((hall, "Pat"), (elsewhere, "Carol")):
        for path in ("/choice", "/notice"):
            refused = at.act(path, by=name, choice="shown")
            assert refused.status_code == 409 and "your group is not asked" in refused.text
        assert at.see("/choice", by=name).status_code == 409
        assert at.act("/notice", by=name, choice="").status_code == 303
    with town.store.read() as session:
        seats = [session.get_one(Seat, at.seats[name]) for at, name in ((hall, "Pat"), (elsewhere, "Carol"))]
    assert [seat.may_show_group for seat in seats] == [None, None]


def test_whoever_comes_while_something_is_open_goes_straight_to_it(hall: Hall) -> None:
    hall.open("6", "9")
    notice = hall.act("/notice", by="Pat")
    assert notice.headers["location"] == f"{hall.path}/phone/rounds/{hall.rounds['6']}"
    hall.rate("Pat", "6", "4")
    assert hall.act("/notice", by="Pat").headers["location"].endswith(f"/rounds/{hall.rounds['9']}")


def test_the_label_is_offered_beside_groups_that_may_have_one(town: Town, hall: Hall) -> None:
    with town.stranger() as ned:
        page = ned.get(f"/join/{hall.code}").text
    radios = dict(re.findall(r'<input type="radio" name="group" value="(\d+)"([^>]*)>', page, re.DOTALL))
    offered = {name for name, group in hall.groups.items() if "may-have-a-label" in radios[str(group)]}
    assert offered == set(hall.groups) - {"People who use services", "Carers"}


def test_a_choice_is_kept_changeable_and_never_made_for_anybody(hall: Hall) -> None:
    def kept() -> bool | None:
        with hall.store.read() as session:
            return session.get_one(Seat, hall.seats["Carol"]).may_show_group

    hall.act("/notice", by="Carol")
    assert kept() is None
    for choice, expected in (("shown", True), ("pooled", False), ("nonsense", False), ("shown", True)):
        hall.act("/choice", by="Carol", choice=choice)
        assert kept() is expected


def test_a_rejoin_code_gives_the_seat_to_one_new_phone_and_ends_the_old(town: Town, hall: Hall) -> None:
    page = hall.act(f"/seats/{hall.seats['Hari']}/rejoin-code", by="Sam").text
    code = re.search(r'id="rejoin-code">([^<]+)<', page)
    assert code is not None
    with town.stranger() as new_phone, town.stranger() as third:
        moved = new_phone.post("/rejoin", data={"code": code[1].lower()})
        assert moved.headers["location"] == f"{hall.path}/phone"
        assert new_phone.get(f"{hall.path}/phone").status_code == 200
        again = third.post("/rejoin", data={"code": code[1]})
        assert again.status_code == 404
        assert "has been used already" in again.text
    assert hall.see("/phone", by="Hari").status_code == 404


def test_f31_a_rejoin_code_shows_nobodys_value_before_the_reveal(town: Town, hall: Hall) -> None:
    hall.open("6")
    hall.rate("Hari", "6", "9", reason="canary-reason")
    code = re.search(r'id="rejoin-code">([^<]+)<', hall.act(f"/seats/{hall.seats['Hari']}/rejoin-code").text)
    assert code is not None
    with town.stranger() as new_phone:
        new_phone.post("/rejoin", data={"code": code[1]})
        for path in ("/phone", f"/phone/rounds/{hall.rounds['6']}", "/live?screen=phone"):
            page = new_phone.get(f"{hall.path}{path}").text
            assert "Recorded" in page
            assert "canary" not in page and ": 9" not in page
            assert not re.search(r'value="09"[^>]* checked', page)


def test_a_scribes_link_is_not_used_up_by_looking_and_works_once(town: Town, hall: Hall) -> None:
    page = hall.act("/links", role="scribe").text
    address = re.search(r'id="link">([^<]+)<', page)
    assert address is not None and address[1].startswith(town.base)
    with town.stranger() as sid, town.stranger() as eve:
        for _ in range(3):
            assert sid.get(address[1]).status_code == 200
        assert sid.post(address[1]).headers["location"] == f"{hall.path}/console"
        assert sid.get(f"{hall.path}/console").status_code == 200
        assert eve.post(address[1]).status_code == 404


@pytest.mark.parametrize("role", ["facilitator", "participant", "set_up", "rejoin", ""])
def test_no_link_gives_a_facilitators_part(hall: Hall, role: str) -> None:
    assert hall.act("/links", role=role).status_code in (404, 409)
