"""`critical-friend framework`: list, show, check, import, and a template to fill in."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from app.errors import CannotStart
from app.frameworks import Framework, Standard
from app.settings import current

commands = typer.Typer(no_args_is_help=True, help="Frameworks of standards: what there is, and your own.")
File = Annotated[Path, typer.Argument(help="A .toml or .xlsx file.", show_default=False)]


@commands.command("list")
def list_all() -> None:
    """What a workshop can choose: what comes with this program, then what was imported."""
    from app.cli.framework_files import known_frameworks

    for choice, framework in known_frameworks(current()):
        print(f"{choice}\n  {framework.title}\n  {framework.edition}; {len(framework.standards)} standards")


@commands.command()
def show(
    key: Annotated[str, typer.Argument(help="As the list names it; a bare key is its newest edition.")],
    as_json: Annotated[bool, typer.Option("--json", help="All of it, for a program to read.")] = False,
) -> None:
    """One framework, whole."""
    from app.cli.framework_files import one_framework
    from app.frameworks.as_json import shown

    framework = one_framework(current(), key)
    print(
        json.dumps(shown(framework), ensure_ascii=not _speaks_utf_8(), indent=2)
        if as_json
        else "\n".join(_outline(framework))
    )


@commands.command()
def check(file: File) -> None:
    """Say everything that is wrong with a file, or what it holds. Nothing is stored."""
    from app.cli.framework_files import check_file

    framework = check_file(current(), file)
    domains, standards = len(framework.domains), len(framework.standards)
    print(f"{file.name} is in order: {framework.title}, {framework.edition}. {domains} domains, {standards} standards.")


@commands.command("import")
def import_(file: File) -> None:
    """Take in a framework, or official wording for one: whole, or not at all. Works beside a running server."""
    from app.cli.framework_files import import_file

    print(import_file(current(), file))


@commands.command()
def template(
    file: Annotated[Path, typer.Argument(help="The file to write, ending in .toml or .xlsx.", show_default=False)],
    of: Annotated[str, typer.Option(help="Start from a framework of the list, instead of a small example.")] = "",
) -> None:
    """Write a file to fill in."""
    from app.cli.framework_files import one_framework
    from app.frameworks.files import template as example
    from app.frameworks.files import write_framework

    suffix = file.suffix.lower()
    content = write_framework(one_framework(current(), of), suffix) if of else example(suffix)
    try:
        with file.open("xb") as out:
            out.write(content)
    except FileExistsError:
        raise CannotStart(f"{file} is there already. Choose another name: nothing is written over.") from None
    except OSError as error:
        raise CannotStart(f"{file} cannot be written ({error.strerror}). Choose another folder.") from None
    print(file)


def _speaks_utf_8() -> bool:
    """Else every letter that is not English is escaped, so that a program still reads the same words."""
    return (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"


def _outline(framework: Framework) -> list[str]:
    made = [framework.title, f"{framework.edition}. {framework.publisher} {framework.year or ''}".rstrip(), ""]
    for domain in framework.domains:
        made += [f"Domain {domain.number}: {domain.title}", ""]
        for standard in domain.standards:
            made += [*_standard(standard), ""]
    return made[:-1]


def _standard(standard: Standard) -> list[str]:
    return [
        f"{standard.number}. {standard.title}",
        *[f"   {standard.words}"] * bool(standard.words),
        *[f"   {criterion.number}  {criterion.words}" for criterion in standard.criteria],
        *[f"   ?  {question.words}" for question in standard.genuine_questions],
    ]
