"""Who sees which page in which phase, and how large its screen is. `{w}` is the workshop's own address."""

from pictures.phases import PHASES

Size = tuple[int, int]
CONSOLE: tuple[Size, ...] = ((1366, 768), (1280, 720), (1024, 768))
STAGE: tuple[Size, ...] = ((1280, 720), (1920, 1080), (3840, 2160))
PHONE: tuple[Size, ...] = ((320, 640), (390, 844), (1366, 768))
PLAIN: tuple[Size, ...] = ((320, 640), (1024, 768), (1366, 768))
ON_STAGE = {"{w}/stage"}
ON_CONSOLE = ("{w}/console", "{w}/overview")

ABOVE = ("/workshops", "/workshops/new", "/account", "/accounts", "/accounts/retention", "/accounts/complaints",
         "/frameworks", "/frameworks/{edition}", "/frameworks/{edition}/corrections", "/verify",
         "/second-facilitators/{id}")  # fmt: skip
OUTSIDE = ("/", "/rejoin", "/sign-in", "/join/{code}", "/help", "/accessibility", "/privacy", "/complaints", "/nowhere")
STEPS = tuple(f"{{w}}/prepare/{step}" for step in ("occasion", "standards", "groups", "told", "check"))
PREPARES = (*STEPS, "{w}/pre-read")
WRITES = ("{w}/console/standards/6", "{w}/positions/standard-6", "{w}/actions", "{w}/overview", "{w}/console/stage")
AROUND = ("{w}/people", "{w}/evidence", "{w}/evidence?standard=6", "{w}/evidence/asked", "{w}/framework",
          "{w}/framework/corrections", "{w}/words?from=console&q=care", "{w}/help")  # fmt: skip
RATES = ("{w}/phone", "{w}/phone/rounds/{round}")
READS = ("{w}/phone/mine", "{w}/phone/mine/standard-6", "{w}/phone/mine/print", "{w}/phone/comments")
AFTER = ("{w}/pack", "{w}/pack/sentences", "{w}/console/comments", "{w}/erasing", "{w}/complaints")
Views = dict[str, tuple[str, ...]]

ALSO: dict[str, Views] = {
    "begun": {"Fay": ("{w}", *STEPS)},
    "draft": {"Fay": ("/workshops", "{w}", *PREPARES), "Sam": ("{w}",)},
    "rehearsal": {"Fay": ("{w}/console", "{w}/rehearsal"), "Stage": ("{w}/stage",)},
    "lobby": {"Fay": ("{w}/people",), "nobody": ("/join/{code}",), "Noor": ("{w}/notice",),
              "Hari": ("{w}/notice",), "Pia": ("{w}/phone/practice",)},
    "late": {"Fay": ("{w}/people",), "Lee": ("{w}/waiting",)},
    "open": {"Fay": ("{w}/people", "{w}/console/standards/6"), "Pat": RATES, "Pia": RATES, "Lee": ("{w}/waiting",)},
    "closed": {"Pat": RATES, "Pia": RATES},
    "revealed": {"Fay": (*WRITES, *AROUND), "Pia": RATES},
    "shown": {"Fay": (*ABOVE, *WRITES, "{w}/console/closing"), "Sam": WRITES[:1], "nobody": OUTSIDE,
              "Pia": (*RATES, "{w}/phone/evidence", "{w}/phone/erasing", "{w}/choice", "{w}/words")},
    "by-group": {"Fay": ("{w}/overview",)},
    "again": {"Fay": WRITES[:1], "Pia": RATES, "Pat": RATES},
    "both": {"Fay": WRITES[:1], "Pia": RATES},
    "read": {"Fay": WRITES[:1], "Pia": ("{w}/phone/positions", "{w}/phone/positions/standard-6"),
             "Hari": ("{w}/phone/positions/standard-6",)},
    "arrow-open": {"Fay": ("{w}/console/overall",), "Pia": RATES[:1]},
    "settled": {"Fay": (*WRITES, "{w}/console/standards/9", "{w}/console/domains/3", "{w}/console/overall",
                        "{w}/console/closing"), "Pia": (*RATES[:1], *READS[:3])},
    "domain": {"Fay": ("{w}/console/domains/3",)},
    "arrow": {"Fay": ("{w}/console/overall",)},
    "ended": {"Fay": ("{w}/console/confirming", "{w}/console/standards/6", *AFTER), "Pia": (*RATES[:1], *READS)},
    "commented": {"Fay": ("{w}/console/confirming", *AFTER), "Pia": READS},
    "confirmed": {"Fay": ("/workshops", "{w}/console/confirming", *AFTER), "Pia": READS},
    "nine-open": {"Fay": ("{w}/people",)},
    "nine-shown": {"Fay": ("{w}/console/standards/6", "{w}/overview", "{w}/console/closing")},
}  # fmt: skip


def screens(phase: str) -> Views:
    """In every phase the console, the stage and a phone as they stand; and what is peculiar to it."""
    views = {"Fay": ("{w}/console",), "Stage": ("{w}/stage",), "Pia": ("{w}/phone",)}
    if PHASES[phase][0] == "draft":  # where nobody sits
        views = {}
    also = ALSO.get(phase, {})
    return {who: tuple(dict.fromkeys((*views.get(who, ()), *also.get(who, ())))) for who in {**views, **also}}


def sizes(who: str, path: str) -> tuple[Size, ...]:
    if path in ON_STAGE:
        return STAGE
    if who in ("Pia", "Pat", "Hari", "Noor", "Lee", "nobody"):
        return PHONE
    return CONSOLE if path.startswith(ON_CONSOLE) else PLAIN
