"""One's own ratings hidden from who sits beside, on every page of this phone, with a form alone."""

from tests.northvale import Town


def hidden(page: str) -> bool:
    return '<body class="phone' in page and " own-hidden" in page.partition("<body")[2].partition(">")[0]


def test_a_phone_hides_its_own_on_every_page_until_it_shows_them_again(town: Town) -> None:
    hall = town.hall()
    hall.open("6")
    pages = (f"{hall.path}/phone", f"{hall.path}/phone/rounds/{hall.rounds['6']}", f"{hall.path}/phone/mine")
    with hall.browser("Priya") as phone:
        assert not any(hidden(phone.get(page).text) for page in pages)
        answer = phone.post("/hiding", data={"hide": "yes", "then": pages[1]})
        assert (answer.status_code, answer.headers["location"]) == (303, pages[1])
        assert all(hidden(phone.get(page).text) for page in pages)
        phone.post("/hiding", data={"hide": "no", "then": pages[0]})
        assert not any(hidden(phone.get(page).text) for page in pages)


def test_its_cookie_says_nothing_of_a_rating_and_no_address_of_somebody_elses_is_gone_to(town: Town) -> None:
    with town.hall().browser("Priya") as phone:
        answer = phone.post("/hiding", data={"hide": "yes", "then": "//elsewhere.example/phone"})
    assert answer.headers["location"] == "/"
    assert answer.headers["set-cookie"].partition(";")[0] == "hides=yes"


def test_without_scripts_a_rating_half_made_comes_back_with_the_page_and_nothing_is_recorded(town: Town) -> None:
    hall = town.hall()
    hall.open("6")
    path = f"/rounds/{hall.rounds['6']}/rating"
    half_made = {"act": "rate", "answer": "04", "reason": "Half a thought", "key": "a-key-of-priyas-page"}
    answer = hall.act(path, by="Priya", hide="yes", **half_made)
    assert hidden(answer.text) and ">Half a thought</textarea>" in answer.text
    assert 'value="04" required checked' in answer.text and "Nothing recorded yet" in answer.text
    assert answer.headers["set-cookie"].partition(";")[0] == "hides=yes"
    assert "Nothing recorded yet" in hall.see(f"/phone/rounds/{hall.rounds['6']}", by="Priya").text
