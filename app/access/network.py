"""By which addresses others on its network reach this machine. Nothing is sent to find out."""

import re
import socket
import struct
import sys
from collections.abc import Iterator
from ipaddress import ip_address
from urllib.parse import urlsplit

EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - as a setting says it
TUNNELS = re.compile(r"(tun|tap|utun|wg|ppp|tailscale|zt|docker|podman|br-|veth|virbr|vmnet|vboxnet|cni|flannel)")
ADDRESS_OF_CARD = 0x8915  # SIOCGIFADDR of Linux


def is_only_here(url: str) -> bool:
    """Every device's own name for itself, such as http://127.0.0.1:8000 or http://localhost."""
    name = (urlsplit(url).hostname or "").rstrip(".")
    try:
        address = ip_address(name)
    except ValueError:
        return name in ("", "localhost") or name.endswith(".localhost")
    address = getattr(address, "ipv4_mapped", None) or address
    return address.is_loopback or address.is_unspecified


def own_address(host: str, port: int) -> str:
    """Where a program on this machine reaches a server that listens on `host`."""
    return _url("127.0.0.1" if host in EVERYWHERE else host, port)


def for_others(host: str, port: int) -> list[str]:
    """Where others reach it, the likeliest first; none if it listens to this machine alone, or is on no network."""
    if host not in EVERYWHERE:
        return [] if is_only_here(_url(host, port)) else [_url(host, port)]
    found = list(dict.fromkeys(_addresses()))
    if not found and host == "::":
        found = [address for address in _outward(socket.AF_INET6, "2001:db8::1") if _is_usable(address)]
    return [_url(address, port) for address in found]


def _url(host: str, port: int) -> str:
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _addresses() -> Iterator[str]:
    """The card that leads outward first. A tunnel or a bridge to containers is no way for a phone in the room."""
    cards = dict(_cards())
    for address in (*_outward(socket.AF_INET, "192.0.2.1"), *cards):
        if _is_usable(address) and not TUNNELS.match(cards.get(address, "")):
            yield address


def _is_usable(address: str) -> bool:
    at = ip_address(address)
    return not (at.is_loopback or at.is_unspecified or at.is_link_local)


def _outward(family: socket.AddressFamily, far: str) -> list[str]:
    """A datagram socket is only aimed: the address that it would speak from."""
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as aimed:
            aimed.connect((far, 9))
            return [str(aimed.getsockname()[0])]
    except OSError:
        return []


def _cards() -> Iterator[tuple[str, str]]:
    """(address, name of the card); the name is empty where the system does not say it."""
    if not sys.platform.startswith("linux"):
        try:
            yield from ((address, "") for address in socket.gethostbyname_ex(socket.gethostname())[2])
        except OSError:
            return
        return
    from fcntl import ioctl

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        for _, name in socket.if_nameindex():
            try:
                answer = ioctl(asked, ADDRESS_OF_CARD, struct.pack("256s", name.encode()[:15]))
            except OSError:  # a card without an address
                continue
            yield socket.inet_ntoa(answer[20:24]), name
