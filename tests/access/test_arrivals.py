"""Which phone came by which address: not whoever runs the workshop, and not this computer itself."""

import pytest
from starlette.requests import Request

from app.access.arrivals import Arrivals


def asking(host: str = "192.168.1.5:8000", client: str = "192.168.1.77") -> Request:
    return Request({"type": "http", "headers": [(b"host", host.encode())], "client": (client, 5000)})


def test_a_phone_is_told_to_consoles_with_its_address_and_a_crowd_once() -> None:
    told: list[int] = []
    arrivals = Arrivals(lambda: told.append(1))
    assert arrivals.newest is None
    for _ in range(30):
        arrivals.note(asking(), is_host=False)
    assert arrivals.newest and arrivals.newest.address == "192.168.1.5:8000" and told == [1]
    arrivals.note(asking("friend.example"), is_host=False)
    assert arrivals.newest.address == "friend.example" and told == [1, 1]


@pytest.mark.parametrize(
    ("request_", "is_host"),
    [(asking(), True), (asking(client="127.0.0.1"), False), (asking(client="::1"), False),
     (asking("localhost:8000"), False)],
)  # fmt: skip
def test_a_host_and_this_computer_are_no_phone(request_: Request, is_host: bool) -> None:
    arrivals = Arrivals(lambda: None)
    assert arrivals.note(request_, is_host=is_host) is False and arrivals.newest is None
