"""No place here, not this one, or not any more: what a browser is told about the place that it asks with."""

from app.errors import Incomplete, NotFound, NotYours, Refusal, TooFast


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


class DoorCrowded(TooFast):
    def __init__(self) -> None:
        super().__init__(
            "So many people are waiting to be let in that nobody more can wait now. "
            "Tell the facilitator, and press the button again when they have let people in."
        )


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


class WrongCode(Refusal):
    """One sentence for a wrong, a closed and an unknown code: which it was is nobody's business."""

    status = 404

    def __init__(self) -> None:
        super().__init__("That code does not open a workshop right now. Check it against the stage and try again.")
