"""TOML files that cannot be taken."""

from collections.abc import Iterator

from app.frameworks.files import template
from tests.frameworks.broken import Broken

TOML = template(".toml").decode()


def toml(old: str, new: str) -> bytes:
    """The template with one thing changed, the first time that it comes."""
    assert old in TOML, old
    return TOML.replace(old, new, 1).encode()


def line(words: str, text: str = TOML, below: int = 0) -> str:
    return f"line {text[: text.index(words)].count(chr(10)) + 1 + below}"


def broken_toml() -> Iterator[Broken]:
    yield from _no_toml()
    yield from _other_bytes()
    yield from _wrong_values()
    yield from _wrong_relations()


def _toml(title: str, content: bytes, where: str, cause: str, mend: str) -> Broken:
    return Broken(title, "ours.toml", content, where, cause, mend)


def _no_toml() -> Iterator[Broken]:
    key = line('key = "lunch-club"')
    yield _toml("no = sign", toml('key = "lunch', 'key "lunch'), key, "no = after the name", 'title = "Well led"')
    yield _toml("words without quotes", toml('"lunch-club"', "lunch club"), key, "no value", "Put words in quotes")
    yield _toml("an open quote", toml('"lunch-club"', '"lunch-club'), key, "past the end of the line", "Close them")
    title, form = line("title ="), line("[forms]")
    twice = toml("title =", 'key = "other"\ntitle =')
    yield _toml("a name twice", twice, title, "already given", "Keep one of the two")
    yield _toml("a table twice", toml("[forms]", "[scale]"), form, "was begun before", "two brackets")
    yield _toml("an open bracket", toml("[forms]", "[forms"), form, "no closing bracket", "Write such as")
    quotes = toml('"First, 2026"', '"The "first" one"')
    yield _toml("quotes inside quotes", quotes, line("edition ="), "something more follows", "line of its own")
    yield _toml("a backslash", toml('"lunch-club"', r'"lunch\club"'), key, "sign of its own", "Write \\\\")
    after_rag = line('bands = ["Seed"]', below=2)
    yield _toml("an open list", toml('["Seed"]', '["Seed"'), after_rag, "opened with [", "Close it with ]")
    last = f"line {TOML.rstrip().count(chr(10)) + 1}"
    yield _toml("three open quotes", toml('"A slip of the pen."', '"""A slip'), last, "not closed", "Close the words")
    inline = toml("[forms]\n", "[forms]\nwho = {a = 1, a = 2}\n")
    yield _toml("a name twice in braces", inline, line("[forms]", below=1), "given twice between", "Keep one")
    yield _toml("no such day", toml("year = 2026", "year = 2026-02-30"), line("year ="), "no such date", "in quotes")
    deep = b"a = " + b"[" * 3_000 + b"\n" + TOML.encode()
    yield _toml("nested three thousand deep", deep, "line 1", "nested too deep", "the way the template does")
    dots = b"a" + b".a" * 3_000 + b" = 1\n"
    yield _toml("a name of three thousand parts", dots, "line 1", "nested too deep", "the way the template does")
    braces = "\n".join(f"[[groups]]\nx = {{ {', '.join(f'a{n} = 1' for n in range(500))} }}" for _ in range(100))
    yield _toml("fifty thousand values", braces.encode(), "the whole file", "far more parts", "Take out")
    digits = toml("year = 2026", f"year = {'9' * 5_000}")
    yield _toml("a number of 5,000 digits", digits, "the whole file", "too large to read", "as the template does")
    hexadecimal = toml("year = 2026", f"year = 0x{'f' * 5_000}")
    yield _toml("a hexadecimal giant", hexadecimal, line("year ="), "far too large", "a smaller one")


def _other_bytes() -> Iterator[Broken]:
    latin = toml("Eating together:", "Café:").decode().encode("cp1252")
    yield _toml("another encoding", latin, line("title ="), "not saved as UTF-8", "save it as UTF-8")
    yield _toml("UTF-16", TOML.encode("utf-16"), "the whole file", "saved as UTF-16", "again as UTF-8")
    no_mark = TOML.encode("utf-16-le")
    yield _toml("UTF-16 without its mark", no_mark, "the whole file", "saved as UTF-16", "again as UTF-8")
    yield _toml(
        "a picture", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "line 1", "not saved as UTF-8", "save it as UTF-8"
    )
    yield _toml("10 MB", b"# so much\n" * 1_000_000, "the whole file", "larger than 1 MB", "take out")
    yield _toml("a very long line", b'key = "' + b"x" * 500_000 + b'"', "line 1", "longer than 10,000", "Break it")
    yield _toml("a million lines", b"\n" * 900_000, "line 10001", "after line 10,000", "Take out")
    nul = toml("Good company", "Good\0company")
    yield _toml("a NUL", nul, line("Good company"), "NUL character", "save it as UTF-8")
    yield _toml("nothing at all", b"", "the whole file", "There is no standard", "[[domains.standards]]")
    yield Broken("another ending", "ours.docx", b"", "the whole file", "ends in “.docx”", "Save it as .toml")
    yield Broken("no ending", "ours", b"", "the whole file", "ends in nothing", "Save it as .toml")


def _wrong_values() -> Iterator[Broken]:
    points, key = line("points ="), line('key = "lunch-club"')
    yield _toml("words for a number", toml("points = 5", 'points = "five"'), points, "not a whole number", "such as 3")
    yield _toml("half a point", toml("points = 5", "points = 4.5"), points, "not a whole number", "such as 3")
    yield _toml(
        "a scale of two", toml("points = 5", "points = 2"), points, "“points” of the scale is “2”", "from 3 to 11"
    )
    number = toml('title = "Eating together: what makes a good lunch club"', "title = 2026")
    yield _toml("a number for words", number, line("title ="), "the number 2026, not words", "in quotes")
    yield _toml("a date for a year", toml("year = 2026", "year = 2026-01-01"), line("year ="), "is a date", "the year")
    yield _toml("a key with spaces", toml('"lunch-club"', '"Lunch Club"'), key, "“Lunch Club”", "small letters")
    short = toml('short_title = "Eating together"', f'short_title = "{"x" * 81}"')
    yield _toml("a long title", short, line("short_title ="), "has 81 characters; the most is 80", "Shorten it")
    long = toml('"There is a step-free way in."', f'"{"x" * 2_001}"')
    yield _toml("a long text", long, line('"There is a step-free'), "2,001 characters", "Shorten it")
    control = toml('"Who sat with whom?"', '"Who sat\\u0007 with whom?"')
    yield _toml("a bell", control, line('"Who sat with whom?"'), "control character", "Type the words again")
    lines = toml('"Good company"', '"Good\\ncompany"')
    yield _toml("a title of two lines", lines, line('"Good company"'), "more than one line", "one line")
    script = toml('"https://library.northvale.example"', '"javascript:alert(1)"')
    yield _toml("no address", script, line("url ="), "no address on the web", "https://")
    misprint = toml('text = "Who sat with whom?"', 'text = "Who?"\nmisprint = "perhaps"')
    below = line("Who sat with", below=1)
    yield _toml("neither yes nor no", misprint, below, "“perhaps”", "yes or no")
    listed = toml('bands = ["Seed"]', "bands = [1]")
    yield _toml("a list of numbers", listed, line('bands = ["Seed"]'), "no list of words", "Red; Green")
    slip = toml("short_title =", "shrot_title =")
    yield _toml("a slip of the keys", slip, line("short_title ="), "“shrot_title” is not known", "“short_title”?")
    stranger = toml("[forms]", "[elephant]")
    yield _toml("an unknown part", stranger, line("[forms]"), "“elephant” is not known", "Take it out")
    low = toml("points = 5\n", 'points = 5\npublisher = "Ours."\n')
    yield _toml(
        "a name below its place", low, line("points =", below=1), "“publisher” is not known in [scale]", "move it up"
    )
    table = toml("[[considerations]]", "[considerations]")
    where = line("[[considerations]]")
    yield _toml("one bracket for two", table, where, "not written as this part", "[[considerations]]")
    yield _toml(
        "a word for a table", b"scale = 5\n", "line 1", "“scale” is not written", "Begin it with the line [scale]"
    )
    missing = toml('text = "Places are kept."\n', "")
    header = line("Places are kept", below=-2)
    yield _toml("a criterion without words", missing, header, "“text” of criterion “1.2” is missing", "Fill it in")
    local = toml('number = 2\ntitle = "Good company"', 'number = "L1"\ntitle = "Good company"')
    above = line("Good company", below=-1)
    yield _toml("a number of a local theme", local, above, "own themes", "another number")
    slash = toml('number = "1.2"', 'number = "1/2"')
    yield _toml(
        "a number with a slash", slash, line('number = "1.2"'), "“1/2”", "letters and digits, with dots or hyphens"
    )
    title = toml("[domains.titles]\nform", '[domains.titles]\n"on the Form"')
    yield _toml("a title of a strange place", title, line('form = "At'), "cannot name a place", "such as “form”")
    names = toml("[forms]", "\n".join(["[forms]", *(f"box{n} = 1" for n in range(100))]))
    yield _toml("a hundred unknown names", names, line("[forms]"), "the most is 60", "template")


def _wrong_relations() -> Iterator[Broken]:
    second = line('number = "1.2"')
    twice = toml('number = "1.2"', 'number = "1.1"')
    yield _toml("a criterion twice", twice, second, "“1.1” is here twice", "another number")
    ten = toml('number = "1.1"', "number = 1.10").replace(b'"1.2"', b"1.1")
    yield _toml("1.10 and 1.1 as numbers", ten, second, "“1.1” is here twice", "write it as text")
    standard = toml('number = 2\ntitle = "Good company"', 'number = 1\ntitle = "Good company"')
    above = line("Good company", below=-1)
    yield _toml("a standard twice", standard, above, "The standard “1” is here twice", "another number")
    terms = toml('term = "Level access"', 'term = "STEP-FREE"').replace(b'see = "Step-free"\n', b"")
    yield _toml("a term twice", terms, line('term = "Level access"'), "is here twice", "another term")
    evidence = toml('number = "P1.1"', 'number = "M1.1"')
    yield _toml(
        "evidence twice", evidence, line('number = "P1.1"'), "evidence item “M1.1” is here twice", "another number"
    )
    band = toml('name = "Shoot"', 'name = "Seed"')
    yield _toml("a band twice", band, line('name = "Shoot"'), "The band “Seed” is here twice", "another name")
    hole = toml("low = 3\nhigh = 3", "low = 4\nhigh = 3")
    yield _toml("a hole in the scale", hole, line("low = 3"), "begins at 4, where 3 comes next", "Begin it at 3")
    overlap = toml("low = 3", "low = 2")
    yield _toml("bands that overlap", overlap, line("low = 3"), "begins at 2", "Begin it at 3")
    yield _toml("a band upside down", hole, line("high = 3"), "ends at 3, below", "End it at 4 or above")
    short = toml("high = 5", "high = 4")
    yield _toml("a scale without its top", short, line("high = 5"), "The bands end at 4", "at 5")
    one = TOML[: TOML.index("[[scale.bands]]")] + TOML[TOML.rindex("[[scale.bands]]") :]
    yield _toml(
        "a missing band", one.encode(), line("low = 4", one), "begins at 4, where 1 comes next", "Begin it at 1"
    )
    yield _toml("a single band", one.encode(), "the whole file", "only 1 band; at least 2", "[[scale.bands]]")
    colour = toml('["Shoot", "Flower"]', '["Shoot", "Flwer"]')
    yield _toml("an unknown band", colour, line('["Shoot", "Flower"]'), "no band “Flwer”", "“Flower”?")
    semicolon = toml('name = "Flower"', 'name = "Flower; fruit"')
    yield _toml("a band with a semicolon", semicolon, line('name = "Flower"'), "holds a semicolon", "another sign")
    domain = toml("domain = 1", "domain = 9")
    yield _toml("an unknown domain", domain, line("domain = 1"), "There is no domain “9”", "Use one that is there")
    bitten = toml('where = "standard 3"', 'where = "criterion 3.7"')
    yield _toml("a correction of nothing", bitten, line('where = "standard 3"'), "“criterion 3.7”", "Did you mean")
    circle = toml('way."', 'way."\nsee = "Level access"')
    yield _toml("terms in a circle", circle, line('see = "Step-free"', below=1), "leads back", "Take “see”")
    lost = toml('see = "Step-free"', 'see = "Stepfree"')
    yield _toml("a term that is not there", lost, line('see = "Step-free"'), "no term “Stepfree”", "“Step-free”?")
    empty = TOML[: TOML.rindex("[[domains.standards]]")] + TOML[TOML.index("# Minimum evidence") :]
    empty_domain = line("In the kitchen", below=-2)
    yield _toml("a domain without standards", empty.encode(), empty_domain, "“2” has no standard", "at least one")
    another = '[[domains]]\nnumber = {0}\ntitle = "D"\n[[domains.standards]]\nnumber = {0}\ntitle = "S"\n'
    many = TOML + "".join(another.format(number) for number in range(3, 14))
    yield _toml("thirteen domains", many.encode(), line("number = 13", many, below=-1), "may hold, 12", "take some out")
