"""What can be refused, in words that the person who asked can act on."""


class Refusal(Exception):
    """A request the domain turns down. `str(refusal)` is shown as it stands: cause, then mend.

    `leads_to` is where its one way on leads, where only who refuses knows it; see `ways_on`.
    """

    status = 409
    heading = "That did not happen"
    leads_to = ""


class NotFound(Refusal):
    """Also what a stranger gets for a thing that exists, so that nothing can be probed."""

    status = 404
    heading = "There is nothing at this address for you"

    def __init__(
        self, sentence: str = "There is nothing here for you. Check the address, or join with the code on the stage."
    ) -> None:
        super().__init__(sentence)


class SeatGone(NotFound):
    """Told to a browser that brings a seat's cookie, whether or not there ever was such a seat."""

    heading = "This seat is not here any more"

    def __init__(self, sentence: str = "") -> None:
        super().__init__(
            sentence
            or "There is nothing here for you any more. The seat of this browser is on another phone now, or was "
            "removed, or the seats were erased as the notice said. What was recorded stands. While the workshop goes "
            "on, join again with the code on the stage, or ask for a rejoin code."
        )


class SeatFreed(SeatGone):
    """Told to the browser that held it: by whom and when. It leads to the door, if that is open."""

    heading = "Your seat was freed"


class SeatElsewhere(SeatGone):
    """Told to the phone that held it."""

    heading = "Your seat is on another phone now"


class LinkSpent(NotFound):
    """Told to whoever has the link: used, ended or run out, and when."""

    heading = "This link does not work any more"


class ReturnLinkGone(NotFound):
    """Told to a browser that brings the cookie of a return link, whether or not there ever was such a link."""

    def __init__(self) -> None:
        super().__init__(
            "There is nothing here for you any more. The return link that this browser opened has ended. Make a new "
            "one on “My page” of your own phone."
        )


class NotUnderThisAccount(NotFound):
    def __init__(self) -> None:
        super().__init__(
            "There is nothing here for you under the account that you are signed in with. "
            "Check the address, or look among your workshops."
        )


class TakenOver(NotFound):
    """For those alone who know the workshop: its owner, and who was named by them."""

    def __init__(self) -> None:
        super().__init__(
            "There is nothing here for you now: another facilitator runs this workshop. "
            "“Your workshops” says who it is and what you can do."
        )


class NotYours(Refusal):
    status = 403


class NotNow(NotYours):
    """Theirs, but in another state of the workshop; the sentence says in which."""

    heading = "Not now"


class SignInFirst(NotYours):
    status = 401

    def __init__(self) -> None:
        super().__init__("Your sign-in has ended, or you have not signed in yet. Sign in to go on.")


class StillWaiting(NotYours):
    """A waiting seat asks for what only the facilitator's nod gives."""

    def __init__(self, workshop_id: int) -> None:
        self.workshop_id, self.leads_to = workshop_id, f"/workshops/{workshop_id}/waiting"
        super().__init__("You are waiting for the facilitator to let you in. This page goes on by itself when they do.")


class TooFast(Refusal):
    """More of something than people do; the sentence says what to do."""

    status = 429


class DoorCrowded(TooFast):
    def __init__(self) -> None:
        super().__init__(
            "So many people are waiting to be let in that nobody more can wait now. "
            "Tell the facilitator, and press the button again when they have let people in."
        )


class Incomplete(Refusal):
    """A form that cannot be taken as it is; `problems` maps a field's name to its sentence."""

    status = 422

    def __init__(self, problems: dict[str, str]) -> None:
        self.problems = problems
        super().__init__(" ".join(problems.values()))


class KeepsNoCookies(Incomplete):
    """The form stands as it was: the page says what to change, and its button is pressed again."""

    def __init__(self) -> None:
        super().__init__(
            {
                "cookies": "Nothing has been used up yet. This browser did not send back the cookie that it was given. "
                "Without one nobody here could know it again."
            }
        )


class HasAPlace(Refusal):
    """One browser holds one place in a workshop: a second one would end the first, or be one too many."""


class NotImported(Refusal):
    """A file that is not taken in, and nothing of it is stored."""

    def __init__(self, why: str) -> None:
        super().__init__(f"Not imported: {why}")


class ValueOffScale(Refusal):
    status = 422

    def __init__(self, points: int) -> None:
        super().__init__(f"Choose a whole number from 1 to {points}, or “I can’t tell from what I know”.")


class OlderPage(Refusal):
    """An act that was meant for what is no longer so."""

    def __init__(self, since: str) -> None:
        super().__init__(
            f"Nothing was done: {since} since this page was loaded. Look at how it stands now, and press again if you "
            "still mean it."
        )


class ChangedMeanwhile(Refusal):
    """A step that another page saved since this one was loaded: nothing is stored before somebody has seen both."""

    def __init__(self) -> None:
        super().__init__("Not saved yet: this step was saved from another page since you opened it.")


class RoundNotOpen(Refusal):
    def __init__(self) -> None:
        super().__init__("Not recorded: this round is closed. What you recorded before the close stands.")


class JoinsFromTheNext(Refusal):
    def __init__(self) -> None:
        super().__init__(
            "Not recorded: you joined after this standard was first revealed, so you join from the next standard. "
            "What was told of this one stays as it is."
        )


class WrongCode(Refusal):
    """One sentence for a wrong, a closed and an unknown code: which it was is nobody's business."""

    status = 404

    def __init__(self) -> None:
        super().__init__("That code does not open a workshop right now. Check it against the stage and try again.")


class TooMany(Refusal):
    """More of something than may come at once; `str` says how to go on."""

    status = 429


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


class CannotStart(Exception):
    """The program cannot run as asked: one sentence with cause and mend, then a non-zero exit."""
