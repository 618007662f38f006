"""The framework itself, and what stands round its standards."""

from app.frameworks.kind import Column, Kind, Type
from app.frameworks.kinds.columns import PAGE, line, number, text, whole

FRAMEWORK = Kind(
    "Framework",
    "",
    "framework",
    "What the framework is called, and who published it.",
    (
        Column("key", Type.KEY, "A short name of small letters, digits and hyphens.", ("lunch-club",), needed=True),
        line("title", "Its full title.", "Eating together: what makes a good lunch club", needed=True),
        line("short_title", "The title for small screens.", "Eating together", at_most=80),
        line("edition", "Which edition it is; a changed framework needs another one.", "First, 2026", needed=True),
        line("publisher", "Who published it.", "Northvale Lunch Club (made up)"),
        whole("year", "The year of publication.", 2026, at_most=2_200, at_least=1_800, needed=False),
        text("note", "One or two sentences shown beside it.", "This example is made up. Write yours over it."),
        text("about", "What it is for.", "Three things that make a lunch club worth coming to."),
    ),
    fewest=1,
    most=1,
    identity="",
)

PASSAGES = Kind(
    "Passages",
    "passages",
    "passage",
    "What the document says outside its standards: what it is for, who made it.",
    (
        number("1", "2"),
        line("title", "What it is about.", "Why we eat together", "Who made this", needed=True),
        text("text", "What it says.", "People who eat together know each other.", "Two cooks wrote it.", needed=True),
        Column("points", Type.LIST, "Its points, if it has some.", (("Talk", "Food"),)),
        line("place", "Where it stands: nothing (at the start), evidence, potential or end.", "", "end", at_most=20),
        PAGE,
    ),
    most=60,
)

CONSIDERATIONS = Kind(
    "Considerations",
    "considerations",
    "consideration",
    "What to think about before choosing a number.",
    (number("1"), text("text", "The question to think about.", "Who would see it differently?", needed=True), PAGE),
)

FORMS = Kind(
    "Forms",
    "forms",
    "form",
    "What the boxes of your own forms are called. Leave out what may stay as it is.",
    (
        line("how", "The box for how things are.", "How is it going?"),
        line("evidence", "The box for evidence."),
        line("good_practice", "The box for good practice."),
        line("divergent", "The box for views that differ."),
        line("summary", "The box for the summary."),
        line("actions", "The box for actions."),
        line("who", "The column for who does it."),
        line("when", "The column for the date."),
        line("overall", "The heading of the overall position."),
        line("narrative", "The box for how far the partners agree."),
        line("needed", "The box for actions of a standard; {number} is its number.", "What next for {number}?"),
        text("note", "Why a form may call a standard otherwise than a screen."),
    ),
    most=1,
    identity="",
)

GROUPS = Kind(
    "Groups",
    "groups",
    "group",
    "The kinds of people whose voice the framework wants to hear.",
    (number("1", "2"), text("text", "Who they are.", "People who come to eat", "Cooks", needed=True), PAGE),
)

GLOSSARY = Kind(
    "Glossary",
    "glossary",
    "term",
    "Words that need explaining.",
    (
        line("term", "The word.", "Step-free", "Level access", needed=True),
        text("text", "What it means.", "No stairs and no kerb on the way.", "The same as step-free.", needed=True),
        PAGE,
        line("see", "Another term of the glossary, or an address.", "", "Step-free", at_most=500),
        Column("is_ours", Type.YES_NO, "Yes, if the published glossary has no such term.", (False, True)),
    ),
    identity="term",
)

CORRECTIONS = Kind(
    "Corrections",
    "corrections",
    "correction",
    "Slips of the print, and what is meant.",
    (
        whole("number", "1, 2, 3 …", 1, at_most=999),
        line("where", "What it is about: scale, law, purpose, or such as “standard 3”.", "standard 3", needed=True),
        text("printed", "What is printed.", "A save kitchen", needed=True),
        text("corrected", "What is meant.", "A safe kitchen", needed=True),
        text("reason", "Why.", "A slip of the pen.", needed=True),
        PAGE,
        Column("also", Type.LIST, "Further places it is about.", (("criterion 3.1",),)),
        Column("is_shown", Type.YES_NO, "No, if the print is shown and should read otherwise today.", (True,)),
    ),
)
