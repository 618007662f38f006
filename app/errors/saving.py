"""What could not be kept, and why."""

from app.errors import Refusal


class NotImported(Refusal):
    """A file that is not taken in, and nothing of it is stored."""

    def __init__(self, why: str) -> None:
        super().__init__(f"Not imported: {why}")


class NotSaved(Refusal):
    status = 503

    def __init__(self, why: str = "the server’s storage cannot be written right now") -> None:
        super().__init__(f"Not saved: {why}. Tell the facilitator, and try again in a moment.")


class StorageFull(NotSaved):
    def __init__(self) -> None:
        super().__init__("the server’s storage is full")


class StorageBusy(NotSaved):
    def __init__(self) -> None:
        super().__init__("another program is using the server’s storage")


class Failed(Refusal):
    """What nobody foresaw: the log says where it happened."""

    status = 500

    def __init__(self) -> None:
        super().__init__(
            "Something went wrong in this program, and what you sent may not be saved. Go back, look, and try again. "
            "If it happens again, tell whoever runs this server: its log says when and where it was."
        )
