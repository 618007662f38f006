"""A return link: made by who sits, shown once, opened elsewhere for reading, and for nothing else whatever is tried."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import httpx2
import pytest
from sqlmodel import Session, select
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect
from websockets.typing import Origin

from app.models import Rating, WorkshopState
from app.models.people.press import Press
from app.models.people.return_link import ReturnLink
from app.tokens import hashed, new_token
from tests.access.test_rights import DOORS
from tests.live.conftest import borrow
from tests.northvale import DEADLINE, Hall, Town
from tests.rights_table import routes

PUBLIC = "https://northvale.example"


@pytest.fixture
def hall(town: Town) -> Hall:
    return town.hall_in(WorkshopState.LIVE)


def made(hall: Hall, name: str = "Olu", key: str = "") -> str:
    """Its path."""
    answer = hall.act("/phone/mine/link", by=name, key=key or new_token())
    assert answer.status_code == 200, answer.text
    address = re.search(r'id="link">([^<]+)<', answer.text)
    assert address is not None
    return address[1].removeprefix(hall.base)


@contextmanager
def opened(town: Town, path: str) -> Iterator[httpx2.Client]:
    with town.stranger() as device:
        assert device.post(path).status_code == 303
        yield device


def test_it_opens_the_page_on_another_device_as_often_as_one_likes(town: Town, hall: Hall) -> None:
    path = made(hall)
    for _ in range(2):
        with town.stranger() as device:
            offered = device.get(path)
            assert "Open the page" in offered.text and "You rated" not in offered.text
            assert not [name for name in device.cookies if "reader" in name], "looking sets nothing up"
            assert device.get(f"{hall.path}/phone/mine").status_code == 404
            assert device.post(path).headers["location"] == f"{hall.path}/phone/mine"
            assert '<b class="own-value">7</b>' in device.get(f"{hall.path}/phone/mine/standard-6").text


def test_the_page_that_is_read_has_no_line_to_the_room_and_nothing_to_press(town: Town, hall: Hall) -> None:
    with opened(town, made(hall)) as device:
        for path in ("/phone/mine", "/phone/mine/standard-6", "/phone/mine/print"):
            page = device.get(f"{hall.path}{path}").text
            assert "<form" not in page and "hx-" not in page and "data-live" not in page
            assert f'href="{hall.path}/phone"' not in page


def test_what_a_seat_in_this_browser_hides_is_not_hidden_where_nothing_shows_it_again(town: Town, hall: Hall) -> None:
    with opened(town, made(hall)) as device:
        device.cookies.set("hides", "yes")
        page = device.get(f"{hall.path}/phone/mine/standard-6").text
    assert '<b class="own-value">7</b>' in page and "own-hidden" not in page


def test_a_reader_can_open_no_other_address_of_the_workshop(town: Town, hall: Hall) -> None:
    """Every route of it but those of the page; the walk of the permission tables knocks at them in every state."""
    own = {row for row, act in routes().items() if act == "see my page"}
    assert own == {"GET /phone/mine", "GET /phone/mine/print", "GET /phone/mine/{slug}"}
    with opened(town, made(hall)) as device:
        for door in DOORS:
            if door.row in own or door.method == "WEBSOCKET":
                continue
            path = re.sub(r"{workshop_id}", str(hall.id), door.path)
            path = re.sub(r"{slug}", "standard-6", re.sub(r"{round_id}", str(hall.rounds["6"]), path))
            path = re.sub(r"{(number|code)}", "6", re.sub(r"{\w+_id}", "1", path))
            path += "?screen=phone" if door.path.endswith("/live") else ""
            answer = device.request(door.method, path, data={"answer": "4", "key": new_token()})
            assert answer.status_code == 403, (door.row, answer.status_code)


def test_a_reader_answers_rates_and_assents_nothing_and_gets_no_socket(town: Town, hall: Hall) -> None:
    token = made(hall).rpartition("/")[2]
    for screen in ("phone", "stage", "console", "waiting"):
        address = f"{hall.base.replace('http', 'ws')}{hall.path}/live?screen={screen}"
        cookie = {"Cookie": f"reader-{hall.id}={token}"}
        with connect(address, origin=Origin(hall.base), additional_headers=cookie, proxy=None) as socket:
            assert "someone with another part" in socket.recv()
            with pytest.raises(ConnectionClosed):
                socket.send(f'{{"act": "rate", "round": {hall.rounds["6"]}, "answer": "1", "key": "{new_token()}"}}')
                socket.recv()
    with opened(town, f"/my-page/{token}") as device:
        said = {"answer": "1", "key": new_token()}
        assert device.post(f"{hall.path}/rounds/{hall.rounds['6']}/rating", data=said).status_code == 403
    with hall.store.read() as session:
        rows = session.exec(select(Rating).where(Rating.seat_id == hall.seats["Olu"])).all()
    assert [row.score for row in rows] == [7]


def test_the_links_token_is_no_seats_and_a_seats_is_no_links(town: Town, hall: Hall) -> None:
    token = made(hall).rpartition("/")[2]
    with town.stranger() as device:
        device.cookies.set(f"seat-{hall.id}", token)
        assert device.get(f"{hall.path}/phone").status_code == 404
        assert device.get(f"/my-page/{hall.tokens['Olu']}").status_code == 404
        assert device.get(f"/links/{token}").status_code == 404
        assert device.post("/rejoin", data={"code": token}).status_code == 404


def test_a_link_of_one_workshop_opens_nothing_of_another(town: Town, hall: Hall) -> None:
    token, elsewhere = made(hall).rpartition("/")[2], town.hall_in(WorkshopState.LIVE)
    with town.stranger() as device:
        device.cookies.set(f"reader-{elsewhere.id}", token)
        assert device.get(f"{elsewhere.path}/phone/mine").status_code == 404


ENDS: dict[str, Callable[[Hall], object]] = {
    "a newer link": made,
    "its holder": lambda hall: hall.act("/phone/mine/link/end", by="Olu"),
    "a seat that was removed": lambda hall: hall.leaves("Olu"),
    "a seat that went on on another phone": lambda hall: borrow(hall, "Olu"),
}


@pytest.mark.parametrize("cause", ENDS)
def test_whatever_ends_it_ends_it_also_where_it_was_opened_before(town: Town, hall: Hall, cause: str) -> None:
    path = made(hall)
    with opened(town, path) as device:
        assert device.get(f"{hall.path}/phone/mine").status_code == 200
        ENDS[cause](hall)
        gone = device.get(f"{hall.path}/phone/mine")
        assert gone.status_code == 404 and "return link that this browser opened has ended" in gone.text
        for answer in (device.get(path), device.post(path)):
            assert answer.status_code == 404 and "has ended" in answer.text


def test_f31_a_link_that_is_made_after_a_rejoin_shows_only_what_was_recorded_since(town: Town, hall: Hall) -> None:
    borrow(hall, "Olu")
    with opened(town, made(hall)) as device:
        path = f"{hall.path}/phone/mine/standard-6"
        assert "own-value" not in device.get(path).text
        hall.rate("Olu", "6", "9")
        assert '<b class="own-value">9</b>' in device.get(path).text


def test_a_phone_with_another_seat_is_not_turned_into_somebody_elses(town: Town, hall: Hall) -> None:
    path = made(hall)
    with hall.browser("Pat") as pat:
        assert "holds a seat of its own" in pat.get(path).text
        refused = pat.post(path)
        assert refused.status_code == 409 and "Open the page" not in refused.text
        pat.cookies.set(f"reader-{hall.id}", path.rpartition("/")[2])  # and where it was opened before, one's own wins
        assert '<b class="own-value">7</b>' not in pat.get(f"{hall.path}/phone/mine/standard-6").text
    with hall.browser("Olu") as own:
        assert "your page is here without it" in own.get(path).text


def test_the_address_is_shown_once_and_pressing_twice_makes_one(hall: Hall) -> None:
    key = new_token()
    first = made(hall, key=key)
    assert made(hall, key=key) == first
    with hall.store.read() as session:
        rows = session.exec(select(ReturnLink).where(ReturnLink.seat_id == hall.seats["Olu"])).all()
    assert [row.token_hash for row in rows] == [hashed(first.rpartition("/")[2])]
    assert first not in hall.see("/phone/mine", by="Olu").text
    hall.act("/phone/mine/link/end", by="Olu")
    ended = hall.act("/phone/mine/link", by="Olu", key=key)
    assert ended.status_code == 409 and first not in ended.text


def test_a_phone_that_has_lost_its_seat_meanwhile_makes_and_ends_nothing(hall: Hall) -> None:
    before = hall.cookies("Olu")
    borrow(hall, "Olu")
    path = made(hall)
    with hall.browser(None) as old:
        old.cookies.update(before)
        for act in ("/phone/mine/link", "/phone/mine/link/end"):
            assert old.post(f"{hall.path}{act}", data={"key": new_token()}).status_code == 404
        assert old.get(path).status_code == 200


def test_a_browser_that_keeps_no_cookies_is_told_before_anything(hall: Hall) -> None:
    with httpx2.Client(base_url=hall.base, verify=False, timeout=DEADLINE) as device:
        assert device.post(made(hall)).status_code == 422


def test_it_is_made_for_nobody_who_waits_and_nobody_who_watches(hall: Hall) -> None:
    hall.comes_late("Lee", "Providers")
    assert hall.act("/phone/mine/link", by="Lee").status_code == 403
    for name in ("Fay", "Sam", "Ruth", "stage", "reader"):
        assert hall.act("/phone/mine/link", by=name).status_code == 403


def test_no_token_leaves_the_page_that_offers_it(hall: Hall) -> None:
    """Its policy sends the address to no other site, and no link on it leads to one."""
    with hall.browser(None) as device:
        answer = device.get(made(hall))
    assert answer.headers["referrer-policy"] == "same-origin" and answer.headers["cache-control"] == "no-store"
    assert not re.findall(r'(?:href|src|action)="(?:https?:)?//', answer.text)


def test_on_a_secure_address_the_code_is_drawn_and_the_cookie_is_bound_to_the_host(
    town_with: Callable[..., Town],
) -> None:
    town = town_with(PUBLIC_URL=PUBLIC)
    hall = town.hall_in(WorkshopState.LIVE)
    headers = {"Host": "northvale.example", "X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https"}
    cookies = f"__Host-seat-{hall.id}={hall.tokens['Olu']}"
    with town.stranger() as device:
        page = device.post(f"{hall.path}/phone/mine/link", headers={**headers, "Cookie": cookies}).text
        address = re.search(r'id="link">([^<]+)<', page)
        assert address is not None and address[1].startswith(f"{PUBLIC}/my-page/") and "<svg" in page
        path = address[1].removeprefix(PUBLIC)
        kept = device.post(path, headers={**headers, "Cookie": "__Host-keeps=yes"}).headers["set-cookie"]
        assert kept.startswith(f"__Host-reader-{hall.id}=") and "HttpOnly" in kept and "Secure" in kept
        plain = {**headers, "Cookie": f"reader-{hall.id}={path.rpartition('/')[2]}"}
        assert device.get(f"{hall.path}/phone/mine", headers=plain).status_code == 404


def test_a_mistyped_token_is_refused_like_one_that_never_was(town: Town) -> None:
    with town.stranger() as device:
        for token in ("x", "x" * 22, "x" * 500, "%00"):
            assert device.get(f"/my-page/{token}").status_code == 404
            assert device.post(f"/my-page/{token}").status_code == 404


def test_whoever_runs_the_workshop_and_opened_a_link_once_is_still_told_to_sign_in_again(
    town: Town, hall: Hall
) -> None:
    path = made(hall)
    with hall.browser("Fay") as console:
        console.cookies.update({"browser": "signed-in-before"})
        assert console.post(path).status_code == 303
        console.cookies.delete("account")
        assert console.get(f"{hall.path}/console").headers["location"].startswith("/sign-in")
    with opened(town, path) as device:
        assert device.get(f"{hall.path}/console").status_code == 403, "who never signed in is told of no sign-in"


def test_the_same_button_long_after_its_press_was_forgotten_gives_the_link_that_stands(hall: Hall) -> None:
    key = new_token()
    first = made(hall, key=key)
    with Session(hall.store.writing) as session, session.begin():
        for press in session.exec(select(Press)):
            session.delete(press)
    assert made(hall, key=key) == first
