"""By which addresses others reach this machine: cards, tunnels, both kinds of address, none at all."""

import pytest

from app.access import network
from app.access.network import for_others, is_only_here, own_address


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:8000", "http://localhost", "http://LOCALHOST.:8000", "http://[::1]:8000", "http://127.0.1.1",
        "http://0.0.0.0:8000", "http://[::ffff:127.0.0.1]:8000", "http://northvale.localhost", "http://",
    ],
)  # fmt: skip
def test_every_devices_name_for_itself_is_known_however_it_is_written(url: str) -> None:
    assert is_only_here(url)


@pytest.mark.parametrize(
    "url", ["http://192.168.1.5:8000", "http://laptop.local:8000", "https://workshops.example.org", "http://[fd00::2]"]
)
def test_other_names_are_not_taken_for_it(url: str) -> None:
    assert not is_only_here(url)


def with_cards(monkeypatch: pytest.MonkeyPatch, outward: list[str], **cards: str) -> None:
    monkeypatch.setattr(network, "_outward", lambda family, far: outward if family == 2 else ["fd00::2"])
    monkeypatch.setattr(network, "_cards", lambda: ((address, name) for name, address in cards.items()))


def test_the_card_that_leads_outward_comes_first_and_the_others_after_it(monkeypatch: pytest.MonkeyPatch) -> None:
    with_cards(monkeypatch, ["192.168.1.5"], lo="127.0.0.1", eth0="10.0.0.7", wlan0="192.168.1.5")
    assert for_others("0.0.0.0", 8000) == ["http://192.168.1.5:8000", "http://10.0.0.7:8000"]


def test_a_tunnel_or_a_bridge_is_no_way_for_a_phone_even_when_it_leads_outward(monkeypatch: pytest.MonkeyPatch) -> None:
    with_cards(monkeypatch, ["10.8.0.2"], tun0="10.8.0.2", docker0="172.17.0.1", wlan0="192.168.1.5")
    assert for_others("0.0.0.0", 8000) == ["http://192.168.1.5:8000"]


def test_a_network_that_leads_nowhere_is_a_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """A router of one's own without an internet connection."""
    with_cards(monkeypatch, [], lo="127.0.0.1", wlan0="192.168.8.2")
    assert for_others("0.0.0.0", 8000) == ["http://192.168.8.2:8000"]


def test_an_address_that_a_machine_gave_itself_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    with_cards(monkeypatch, [], lo="127.0.0.1", wlan0="169.254.7.7")
    assert for_others("0.0.0.0", 8000) == []


def test_of_both_kinds_of_address_the_short_one_is_told_and_the_long_one_in_brackets(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with_cards(monkeypatch, ["192.168.1.5"])
    assert for_others("::", 8000) == ["http://192.168.1.5:8000"]
    with_cards(monkeypatch, [])
    assert for_others("::", 8000) == ["http://[fd00::2]:8000"]
    assert for_others("fd00::2", 8000) == [own_address("fd00::2", 8000)] == ["http://[fd00::2]:8000"]


def test_a_server_that_listens_to_one_address_is_there_and_nowhere_else(monkeypatch: pytest.MonkeyPatch) -> None:
    with_cards(monkeypatch, ["192.168.1.5"])
    assert for_others("10.0.0.7", 8000) == [own_address("10.0.0.7", 8000)] == ["http://10.0.0.7:8000"]
    for alone in ("127.0.0.1", "localhost", "::1"):
        assert for_others(alone, 8000) == []
    assert (own_address("::1", 8000), own_address("0.0.0.0", 8000)) == ("http://[::1]:8000", "http://127.0.0.1:8000")


def test_the_cards_of_this_machine_are_found_and_itself_is_not_among_them() -> None:
    assert not [url for url in for_others("0.0.0.0", 8000) if is_only_here(url)]
