"""What people rate, and by which domain, criteria and questions."""

from app.frameworks.kind import Column, Kind, Type
from app.frameworks.kinds.columns import PAGE, line, number, of, text
from app.frameworks.standard import MOST_STANDARDS

DOMAINS = Kind(
    "Domains",
    "domains",
    "domain",
    "Each domain holds standards: 1 to 12 domains.",
    (
        number("1", "2", type_=Type.STANDARD),
        line("title", "Its title on screens.", "Around the table", "In the kitchen", needed=True),
        text("about", "What it asks.", "This domain asks whether people like to come."),
        PAGE,
        line("titles.form", "Its title as a form prints it, if that differs.", "At the table"),
        line("titles.summary", "Its title as the summary prints it, if that differs."),
    ),
    fewest=1,
    most=12,
    titled=True,
)

STANDARDS = Kind(
    "Standards",
    "domains.standards",
    "standard",
    f"What people rate: 1 to {MOST_STANDARDS} standards.",
    (
        of("Domains", "1", "1", "2"),
        number("1", "2", "3", type_=Type.STANDARD),
        line("title", "Its title.", "Everyone finds a seat", "Good company", "A safe kitchen", needed=True),
        text("plain", "The standard as one plain question.", "Is there room for whoever comes?"),
        text("about", "What good looks like.", "Nobody eats alone who would like company."),
        PAGE,
        text("easy_read", "Easy Read: two to four very short sentences, one a line.", "All can come.\nAll can sit."),
        Column(
            "picture",
            Type.PICTURE,
            "Which of our pictures stands beside it; for a wrong name you are told all that there are.",
            ("door",),
        ),
        line("picture_says", "What the picture shows, for people who do not see it.", "An open door."),
        line("titles.form", "Its title as a form prints it, if that differs.", "A seat for everyone"),
    ),
    fewest=1,
    most=MOST_STANDARDS,
    parent="domain",
    titled=True,
)

CRITERIA = Kind(
    "Criteria",
    "domains.standards.criteria",
    "criterion",
    "The numbered points under a standard. A framework may have none.",
    (
        of("Standards", "1", "1", "3"),
        number("1.1", "1.2", "3.1"),
        text(
            "text", "The point.", "There is a step-free way in.", "Places are kept.", "Hands are washed.", needed=True
        ),
        PAGE,
    ),
    most=500,
    parent="standard",
)

QUESTIONS = Kind(
    "Questions",
    "domains.standards.questions",
    "question",
    "Sample questions under a standard.",
    (
        of("Standards", "1", "2"),
        number("1a", "2a"),
        text("text", "The question.", "Who stayed away, and why?", "Who sat with whom?", needed=True),
        PAGE,
        Column("misprint", Type.YES_NO, "True, or in a sheet yes, if it is printed here by mistake.", (False, False)),
    ),
    parent="standard",
)
