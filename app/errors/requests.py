"""What was sent and cannot be read: too large, in another writing, to another address."""

from app.errors import Refusal


class TooLarge(Refusal):
    status = 413

    def __init__(self, most: int, why: str = "") -> None:
        size = f"{most // 1024} kB" if most < 1024**2 else f"{most // 1024**2} MB"
        why = why or f"At most {size} can be taken here."
        super().__init__(f"Nothing was saved: what was sent is too large. {why} Go back, and send less at once.")


class UnknownWriting(Refusal):
    """A content type, or a charset, that this address does not take."""

    status = 415

    def __init__(self) -> None:
        super().__init__(
            "Nothing was saved: only this page’s own form can be read here, in UTF-8. Reload and try again."
        )


class NotText(Refusal):
    status = 400

    def __init__(self) -> None:
        super().__init__(
            "Nothing was saved: part of it is no text in UTF-8. Go back, remove unusual signs, and try again."
        )


class WrongAddress(Refusal):
    """Another name than the public one: in the address, or before it http where https is meant."""

    status = 421

    def __init__(self, public_url: str) -> None:
        self.leads_to = public_url
        super().__init__(
            f"Nothing was done: this server is reached at {public_url} and nowhere else. Open that address. "
            "Whoever runs it: the proxy in front must pass on the Host that was asked for."
        )
