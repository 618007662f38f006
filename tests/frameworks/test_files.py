import io
import zipfile
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import Refusal
from app.frameworks import Framework, framework, framework_keys
from app.frameworks.files import BrokenFile, read_framework, template, write_framework
from tests.cases import over
from tests.frameworks import good_neighbours
from tests.frameworks.broken import Broken, problems_of
from tests.frameworks.broken_sheets import XLSX, broken_sheets, repacked
from tests.frameworks.broken_toml import TOML, broken_toml

SUFFIXES = (".toml", ".xlsx")
WORDS_OF_THE_MACHINE = ("Traceback", "Error", "Exception", "None", "NoneType", "dict", "<class", "object at", "Errno")


def nothing(_: str) -> None:
    return None


@cache
def broken_files() -> tuple[Broken, ...]:
    return (*broken_toml(), *broken_sheets())


@cache
def refused_with(broken: Broken) -> BrokenFile:
    return problems_of(broken.name, broken.content)


@over("broken", broken_files)
def test_a_broken_file_is_told_its_place_the_cause_and_the_mend(broken: Broken) -> None:
    refused = refused_with(broken)
    told = [problem for problem in refused.problems if problem.where == broken.where and broken.cause in problem.cause]
    assert told, str(refused)
    assert broken.mend in told[0].mend
    assert f"{broken.name}, {broken.where}: {told[0].cause} {told[0].mend}" in str(refused).splitlines()


@over("broken", broken_files)
def test_no_problem_speaks_as_a_machine(broken: Broken) -> None:
    refused = refused_with(broken)
    assert not [word for word in WORDS_OF_THE_MACHINE if word in str(refused)]
    for problem in refused.problems:
        assert problem.cause.endswith(".") and problem.mend.endswith((".", "?"))
        assert len(str(problem)) < 500


def test_there_are_at_least_thirty_broken_files_of_each_kind() -> None:
    titles = [(broken.name, broken.title) for broken in broken_files()]
    assert len(titles) == len(set(titles))
    assert len([name for name, _ in titles if name.endswith(".toml")]) >= 30
    assert len([name for name, _ in titles if name.endswith(".xlsx")]) >= 30


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("key", [*framework_keys(), "good-neighbours"])
def test_a_framework_that_is_written_and_read_is_the_same(key: str, suffix: str) -> None:
    held = good_neighbours() if key == "good-neighbours" else framework(key)
    assert read_framework(f"it{suffix}", write_framework(held, suffix), nothing) == held


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_template_passes_the_check_and_holds_every_kind_of_thing(suffix: str) -> None:
    held = read_framework(f"template{suffix}", template(suffix), nothing)
    for name in Framework.model_fields:
        if name != "wording_by":
            assert getattr(held, name), name
    standard = held.standards[0]
    assert standard.criteria and standard.questions and standard.form_title != standard.title
    assert held.evidence.minimum and held.evidence.potential and held.scale.rag
    assert held.resources.outcomes and held.resources.general


def test_both_templates_say_the_same() -> None:
    assert read_framework("a.toml", template(".toml"), nothing) == read_framework("a.xlsx", template(".xlsx"), nothing)


def test_the_smallest_framework_has_one_standard_and_no_criteria() -> None:
    smallest = """
        key = "one"
        title = "One"
        edition = "1"
        scale = { points = 3, bands = [
            { low = 1, high = 2, name = "Not yet", label = "Not yet" },
            { low = 3, high = 3, name = "Yes", label = "Yes" },
        ] }
        [[domains]]
        number = "A"
        title = "All"
        [[domains.standards]]
        number = 1
        title = "Only"
    """
    held = read_framework("ONE.TOML", smallest.encode(), nothing)
    assert [standard.title for standard in held.standards] == ["Only"]
    assert read_framework("one.xlsx", write_framework(held, ".xlsx"), nothing) == held


def test_the_largest_framework_may_have_twelve_domains_and_forty_standards_on_eleven_points() -> None:
    standard = good_neighbours().standards[0].model_copy(update={"questions": ()})
    domain = good_neighbours().domains[0]
    sizes = [4] * 4 + [3] * 8
    numbers = iter(range(1, 41))
    domains = tuple(
        domain.model_copy(
            update={
                "number": str(place),
                "standards": tuple(standard.model_copy(update={"number": str(next(numbers))}) for _ in range(size)),
            }
        )
        for place, size in enumerate(sizes, 1)
    )
    bands = tuple(
        good_neighbours().scale.bands[0].model_copy(update={"low": low, "high": high, "name": f"{low} to {high}"})
        for low, high in ((1, 3), (4, 5), (6, 6), (7, 9), (10, 11))
    )
    scale = good_neighbours().scale.model_copy(update={"points": 11, "bands": bands})
    held = good_neighbours().model_copy(update={"domains": domains, "scale": scale})
    for suffix in SUFFIXES:
        assert read_framework(f"it{suffix}", write_framework(held, suffix), nothing) == held


def test_one_problem_is_not_told_again_by_what_hangs_on_it() -> None:
    content = TOML.replace("[[domains]]\nnumber = 1\n", '[[domains]]\nnumber = "a/b"\n', 1)
    assert len(problems_of("ours.toml", content.encode()).problems) == 1
    content = TOML.replace("[[domains]]\nnumber = 1\n", "[[domains]]\n", 1)
    assert len(problems_of("ours.toml", content.encode()).problems) == 1


def test_only_two_formats_are_written() -> None:
    for write in (template, lambda suffix: write_framework(good_neighbours(), suffix)):
        with pytest.raises(Refusal, match=r"as \.toml or \.xlsx"):
            write(".pdf")


def is_taken_or_refused(name: str, content: bytes) -> bool:
    """Anything else that is raised fails the test that asks."""
    try:
        return isinstance(read_framework(name, content, nothing), Framework)
    except BrokenFile as refused:
        return bool(refused.problems)


FEW = settings(max_examples=150)
PLACES = st.floats(0, 1, exclude_max=True)


@FEW
@given(st.binary(max_size=400), st.sampled_from(SUFFIXES))
def test_any_bytes_are_taken_or_refused(content: bytes, suffix: str) -> None:
    assert is_taken_or_refused(f"it{suffix}", content)


@FEW
@given(st.text(max_size=400))
def test_any_text_is_taken_or_refused(text: str) -> None:
    assert is_taken_or_refused("it.toml", text.encode())


SCRAPS = [
    "[",
    "]",
    "{",
    "}",
    '"',
    '"""',
    "'",
    "=",
    ".",
    "\\",
    "\n",
    "[[domains]]",
    "[scale]",
    "1e999",
    "nan",
    "0x1",
    "é",
]
SCRAPS += ["1979-05-27", "true", "[[1]]", "\u202e", "\0", "\x7f", '""', "title = []", "a.b.c = 1", "[domains.titles]"]


@FEW
@given(st.lists(st.tuples(PLACES, st.integers(0, 12), st.sampled_from(SCRAPS) | st.text(max_size=4)), max_size=4))
def test_a_template_with_scraps_in_it_is_taken_or_refused(changes: list[tuple[float, int, str]]) -> None:
    text = TOML
    for place, gone, scrap in changes:
        at = int(place * len(text))
        text = text[:at] + scrap + text[at + gone :]
    assert is_taken_or_refused("it.toml", text.encode())


@FEW
@given(st.lists(st.tuples(PLACES, st.integers(0, 12), st.binary(max_size=6)), min_size=1, max_size=4))
def test_a_scratched_workbook_is_taken_or_refused(changes: list[tuple[float, int, bytes]]) -> None:
    content = XLSX
    for place, gone, scrap in changes:
        at = int(place * len(content))
        content = content[:at] + scrap + content[at + gone :]
    assert is_taken_or_refused("it.xlsx", content)


PARTS = sorted(name for name in zipfile.ZipFile(io.BytesIO(XLSX)).namelist() if "docProps" not in name)
XML_SCRAPS = [
    b"<",
    b">",
    b"/>",
    b"<f>1</f>",
    b' t="d"',
    b' t="e"',
    b' t="s"',
    b' r="XFD1"',
    b' s="9"',
    b"&#0;",
    b"9" * 30,
]


@FEW
@given(st.sampled_from(PARTS), st.lists(st.tuples(PLACES, st.integers(0, 12), st.sampled_from(XML_SCRAPS)), max_size=3))
def test_a_workbook_with_scraps_inside_is_taken_or_refused(part: str, changes: list[tuple[float, int, bytes]]) -> None:
    with zipfile.ZipFile(io.BytesIO(XLSX)) as archive:
        content = archive.read(part)
    for place, gone, scrap in changes:
        at = int(place * len(content))
        content = content[:at] + scrap + content[at + gone :]
    assert is_taken_or_refused("it.xlsx", repacked({part: content}))
