"""Every answer of ours says that it is ours; what a network answers in our place does not."""

import pytest

from tests.northvale import Hall, Town

LIVE = {"HX-Request": "true"}


@pytest.fixture(scope="module")
def hall(town: Town) -> Hall:
    return town.hall()


@pytest.mark.parametrize(
    "path", ["/", "/nowhere", "/static/scripts/line.js", "/workshops/1/live?screen=stage", "/workshops/1/console"]
)
def test_every_answer_carries_our_mark(town: Town, path: str) -> None:
    with town.stranger() as browser:
        assert browser.get(path).headers["critical-friend"] == "1"


def test_a_refused_form_and_one_from_elsewhere_carry_it_too(town: Town, hall: Hall) -> None:
    with town.stranger() as browser:
        refused = browser.post(f"{hall.path}/rounds/1/rating", data={}, headers=LIVE)
        foreign = browser.post("/rejoin", data={}, headers={"Origin": "https://elsewhere.example"})
    assert (refused.headers["critical-friend"], foreign.headers["critical-friend"]) == ("1", "1")


@pytest.mark.parametrize("screen", ["console", "stage", "phone"])
def test_a_page_whose_right_has_run_out_is_not_led_to_another_page_that_it_would_take_for_its_state(
    town: Town, hall: Hall, screen: str
) -> None:
    with town.stranger() as browser:
        answer = browser.get(f"{hall.path}/live?screen={screen}", headers=LIVE)
    assert answer.status_code in (401, 403, 404)
    assert 'id="notice"' in answer.text


def test_a_page_loads_itself_again_until_its_browser_has_shown_that_all_scripts_arrive(hall: Hall) -> None:
    with hall.browser("Priya") as phone:
        first = phone.get(f"{hall.path}/phone").text
        proof = first.split('data-proof="')[1].split('"')[0]
        phone.cookies.set("whole", proof)
        again, asked = phone.get(f"{hall.path}/phone").text, phone.get(f"{hall.path}/phone?again").text
        phone.cookies.set("whole", "of-an-older-version")
        older = phone.get(f"{hall.path}/phone").text
    refresh = '<meta http-equiv="refresh"'
    assert [refresh in page for page in (first, again, asked, older)] == [True, False, True, True]
