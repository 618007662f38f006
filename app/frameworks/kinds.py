"""Every kind of thing in a framework file: one table for both readers, the checker, the writers and the template."""

from app.frameworks.framework import MOST_STANDARDS
from app.frameworks.kind import Column, Example, Kind, Type


def _line(name: str, help_: str, *examples: str, needed: bool = False, at_most: int = 0) -> Column:
    return Column(name, Type.LINE, help_, examples, needed, at_most)


def _text(name: str, help_: str, *examples: str, needed: bool = False) -> Column:
    return Column(name, Type.TEXT, help_, examples, needed)


def _whole(name: str, help_: str, *examples: int, at_most: int, at_least: int = 1, needed: bool = True) -> Column:
    return Column(name, Type.WHOLE, help_, examples, needed, at_most, at_least)


def _number(*examples: str, type_: Type = Type.NUMBER) -> Column:
    return Column("number", type_, "The number printed beside it; each number only once.", examples, needed=True)


def _of(kind: str, *examples: str) -> Column:
    help_ = f"The number of the {kind.lower()[:-1]} it belongs to."
    return Column(kind.lower()[:-1], Type.STANDARD, help_, examples, needed=True, refers=kind)


PAGE = _whole("page", "The page it is printed on.", at_most=9_999, needed=False)

FRAMEWORK = Kind(
    "Framework",
    "",
    "framework",
    "What the framework is called, and who published it.",
    (
        Column("key", Type.KEY, "A short name of small letters, digits and hyphens.", ("lunch-club",), needed=True),
        _line("title", "Its full title.", "Eating together: what makes a good lunch club", needed=True),
        _line("short_title", "The title for small screens.", "Eating together", at_most=80),
        _line("edition", "Which edition it is; a changed framework needs another one.", "First, 2026", needed=True),
        _line("publisher", "Who published it.", "Northvale Lunch Club (made up)"),
        _whole("year", "The year of publication.", 2026, at_most=2_200, at_least=1_800, needed=False),
        _text("note", "One or two sentences shown beside it.", "This example is made up. Write yours over it."),
        _text("about", "What it is for.", "Three things that make a lunch club worth coming to."),
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
        _number("1", "2"),
        _line("title", "What it is about.", "Why we eat together", "Who made this", needed=True),
        _text("text", "What it says.", "People who eat together know each other.", "Two cooks wrote it.", needed=True),
        Column("points", Type.LIST, "Its points, if it has some.", (("Talk", "Food"),)),
        _line("place", "Where it stands: nothing (at the start), evidence, potential or end.", "", "end", at_most=20),
        PAGE,
    ),
    most=60,
)

CONSIDERATIONS = Kind(
    "Considerations",
    "considerations",
    "consideration",
    "What to think about before choosing a number.",
    (_number("1"), _text("text", "The question to think about.", "Who would see it differently?", needed=True), PAGE),
)

SCALE = Kind(
    "Scale",
    "scale",
    "scale",
    "How many points people can choose from: 3 to 11.",
    (
        _whole("points", "How many points the scale has, 3 to 11.", 5, at_least=3, at_most=11),
        _text("note", "What has to be said wherever a number for one standard is told."),
    ),
    fewest=1,
    most=1,
    identity="",
)

BANDS = Kind(
    "Bands",
    "scale.bands",
    "band",
    "Neighbouring points of the scale under one name: 2 to 5 bands, from the lowest up, without a hole.",
    (
        _whole("low", "The lowest point of the band.", 1, 3, 4, at_most=11),
        _whole("high", "The highest point of the band.", 2, 3, 5, at_most=11),
        _line("name", "Its name; colours alone say too little.", "Seed", "Shoot", "Flower", needed=True, at_most=40),
        _line("label", "What it means.", "We have an idea", "We have begun", "It works and it lasts", needed=True),
        _line("printed", "Its label as it is printed, if that differs."),
        _line("gloss", "A few words about one standard.", "we talk about it", "now and then", "every week"),
        _line("rag", "The coarser colour it belongs to.", "Red", "Green", "Green", at_most=40),
    ),
    fewest=2,
    most=5,
    identity="name",
)

RAG = Kind(
    "RAG",
    "scale.rag",
    "colour",
    "Coarser colour names, each with the bands it takes in.",
    (
        _line("name", "The colour's name.", "Red", "Green", needed=True, at_most=40),
        _line("label", "What it means.", "Still an idea", "It happens", needed=True),
        _line("printed", "Its name as it is printed, if that differs."),
        Column(
            "bands", Type.LIST, "Names of its bands.", (("Seed",), ("Shoot", "Flower")), needed=True, refers="Bands"
        ),
    ),
    most=5,
    identity="name",
)

FORMS = Kind(
    "Forms",
    "forms",
    "form",
    "What the boxes of your own forms are called. Leave out what may stay as it is.",
    (
        _line("how", "The box for how things are.", "How is it going?"),
        _line("evidence", "The box for evidence."),
        _line("good_practice", "The box for good practice."),
        _line("divergent", "The box for views that differ."),
        _line("summary", "The box for the summary."),
        _line("actions", "The box for actions."),
        _line("who", "The column for who does it."),
        _line("when", "The column for the date."),
        _line("overall", "The heading of the overall position."),
        _line("narrative", "The box for how far the partners agree."),
        _line("needed", "The box for actions of a standard; {number} is its number.", "What next for {number}?"),
        _text("note", "Why a form may call a standard otherwise than a screen."),
    ),
    most=1,
    identity="",
)

GROUPS = Kind(
    "Groups",
    "groups",
    "group",
    "The kinds of people whose voice the framework wants to hear.",
    (_number("1", "2"), _text("text", "Who they are.", "People who come to eat", "Cooks", needed=True), PAGE),
)

DOMAINS = Kind(
    "Domains",
    "domains",
    "domain",
    "Each domain holds standards: 1 to 12 domains.",
    (
        _number("1", "2", type_=Type.STANDARD),
        _line("title", "Its title on screens.", "Around the table", "In the kitchen", needed=True),
        _text("about", "What it asks.", "This domain asks whether people like to come."),
        PAGE,
        _line("titles.form", "Its title as a form prints it, if that differs.", "At the table"),
        _line("titles.summary", "Its title as the summary prints it, if that differs."),
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
        _of("Domains", "1", "1", "2"),
        _number("1", "2", "3", type_=Type.STANDARD),
        _line("title", "Its title.", "Everyone finds a seat", "Good company", "A safe kitchen", needed=True),
        _text("plain", "The standard as one plain question.", "Is there room for whoever comes?"),
        _text("about", "What good looks like.", "Nobody eats alone who would like company."),
        PAGE,
        _text("easy_read", "Easy Read: two to four very short sentences, one a line.", "All can come.\nAll can sit."),
        Column(
            "picture",
            Type.PICTURE,
            "Which of our pictures stands beside it; for a wrong name you are told all that there are.",
            ("door",),
        ),
        _line("picture_says", "What the picture shows, for people who do not see it.", "An open door."),
        _line("titles.form", "Its title as a form prints it, if that differs.", "A seat for everyone"),
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
        _of("Standards", "1", "1", "3"),
        _number("1.1", "1.2", "3.1"),
        _text(
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
        _of("Standards", "1", "2"),
        _number("1a", "2a"),
        _text("text", "The question.", "Who stayed away, and why?", "Who sat with whom?", needed=True),
        PAGE,
        Column("misprint", Type.YES_NO, "True, or in a sheet yes, if it is printed here by mistake.", (False, False)),
    ),
    parent="standard",
)

HEADINGS = Kind(
    "Evidence headings",
    "evidence.headings",
    "heading",
    "What stands over each column of the documents that are always asked for.",
    (
        _whole("column", "Which column of the table.", 1, at_most=12),
        _line("title", "What stands over it.", "On paper", needed=True),
        PAGE,
    ),
    most=12,
    identity="column",
)

MINIMUM = Kind(
    "Minimum evidence",
    "evidence.minimum",
    "evidence item",
    "Documents that are always asked for, in the columns of the printed table.",
    (
        _number("M1.1"),
        _whole("column", "Which column of the table.", 1, at_most=12),
        _line("title", "What the document is.", "The guest book", needed=True),
        PAGE,
        Column("is_inferred", Type.YES_NO, "Yes, if the print does not say which column it stands in.", (False,)),
    ),
)

POTENTIAL = Kind(
    "Potential evidence",
    "evidence.potential",
    "evidence item",
    "What else may be shown for a domain.",
    (
        _number("P1.1"),
        _of("Domains", "1"),
        _text("text", "What may be shown.", "Letters from guests.", needed=True),
        PAGE,
    ),
)

RESOURCE_COLUMNS = (
    _line("title", "What it is called.", "Northvale library", needed=True),
    _text("text", "What it offers.", "Cookery books in large print."),
    Column("url", Type.ADDRESS, "Its address on the web.", ("https://library.northvale.example",)),
    Column("more", Type.ADDRESS, "A second address."),
    PAGE,
)

OUTCOMES = Kind(
    "Outcome resources",
    "resources.outcomes",
    "resource",
    "Where published outcomes can be looked up.",
    RESOURCE_COLUMNS,
    identity="",
)

GENERAL = Kind(
    "General resources", "resources.general", "resource", "Where to read more.", RESOURCE_COLUMNS, identity=""
)

WORKS = Kind(
    "Reading",
    "resources.works",
    "resource",
    "Books, reports and pages that the framework names, each under a heading.",
    (
        _line("under", "The heading it stands under.", "Cooking", needed=True),
        _line("by", "Who wrote it.", "Ada Okoro"),
        _whole("year", "The year it came out.", 2020, at_most=2_200, at_least=1_800, needed=False),
        *RESOURCE_COLUMNS,
    ),
    identity="",
)

GLOSSARY = Kind(
    "Glossary",
    "glossary",
    "term",
    "Words that need explaining.",
    (
        _line("term", "The word.", "Step-free", "Level access", needed=True),
        _text("text", "What it means.", "No stairs and no kerb on the way.", "The same as step-free.", needed=True),
        PAGE,
        _line("see", "Another term of the glossary, or an address.", "", "Step-free", at_most=500),
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
        _whole("number", "1, 2, 3 …", 1, at_most=999),
        _line("where", "What it is about: scale, law, purpose, or such as “standard 3”.", "standard 3", needed=True),
        _text("printed", "What is printed.", "A save kitchen", needed=True),
        _text("corrected", "What is meant.", "A safe kitchen", needed=True),
        _text("reason", "Why.", "A slip of the pen.", needed=True),
        PAGE,
        Column("also", Type.LIST, "Further places it is about.", (("criterion 3.1",),)),
        Column("is_shown", Type.YES_NO, "No, if the print is shown and should read otherwise today.", (True,)),
    ),
)

WORDING = Kind(
    "Wording",
    "",
    "wording",
    "Whose official wording this is, and of which framework.",
    (
        Column("wording_of", Type.KEY, "The key of the framework it belongs to.", needed=True),
        _line("edition", "What the edition with the official wording is called.", needed=True),
        _line("supplied_by", "Who supplies it, and may.", needed=True),
    ),
    fewest=1,
    most=1,
    identity="",
)

ITEMS = Kind(
    "Items",
    "items",
    "item",
    "The official words of numbered items.",
    (
        Column("number", Type.ITEM, "Such as 3.1, 3a, P1.1, “standard 3”, “domain 1”, “consideration 2”.", needed=True),
        _text("text", "The official words.", needed=True),
    ),
    most=2_000,
)

TERMS = Kind(
    "Terms",
    "terms",
    "term",
    "The official words of glossary terms.",
    (_line("term", "The term as the glossary has it.", needed=True), _text("text", "The official words.", needed=True)),
    identity="term",
)

KINDS = (
    FRAMEWORK,
    CONSIDERATIONS,
    SCALE,
    BANDS,
    RAG,
    FORMS,
    GROUPS,
    DOMAINS,
    STANDARDS,
    CRITERIA,
    QUESTIONS,
    HEADINGS,
    MINIMUM,
    POTENTIAL,
    OUTCOMES,
    GENERAL,
    WORKS,
    PASSAGES,
    GLOSSARY,
    CORRECTIONS,
)
WORDING_KINDS = (WORDING, ITEMS, TERMS)

Examples = dict[str, Example]


def example_rows(kind: Kind) -> tuple[Examples, ...]:
    """The rows of the template, each by column."""
    count = max(len(column.examples) for column in kind.columns)
    return tuple(
        {column.name: column.examples[row] for column in kind.columns if row < len(column.examples)}
        for row in range(count)
    )
