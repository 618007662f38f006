"""The command line: serve and migrate, demo and crowd, export, verify and import, accounts, frameworks."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli.frameworks import commands
from app.settings import current

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)
account = typer.Typer(no_args_is_help=True, help="Who may sign in.")
app.add_typer(account, name="account")
app.add_typer(commands, name="framework")


@app.command()
def migrate(
    check: Annotated[bool, typer.Option(help="Only check that the migrations make what the models say.")] = False,
) -> None:
    """Bring the database to the revision that this program needs."""
    from app.schema import must_match_models, upgrade

    if check:
        must_match_models()
        print("The migrations make what the models say.")
    else:
        upgrade(current().database_file)


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Network address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on.", min=0, max=65535)] = None,
) -> None:
    """Serve the workshops of this machine's database."""
    from app.serving import serve_database

    options = {name: value for name, value in (("host", host), ("port", port)) if value is not None}
    serve_database(current().model_copy(update=options))


@app.command()
def demo(
    at: Annotated[str, typer.Option(help="draft, lobby, open, revealed or settled.")] = "revealed",
    as_json: Annotated[bool, typer.Option("--json", help="Print one line that a program can read.")] = False,
    door: Annotated[
        str,
        typer.Option(help="planned: above the plan and after the opening people wait for a nod; open: nobody does."),
    ] = "planned",
    framework: Annotated[str, typer.Option(help="A framework as “framework list” names it, or a file of one.")] = "",
    host: Annotated[str, typer.Option(help="Network address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port; 0 picks a free one.", min=0, max=65535)] = 0,
) -> None:
    """Serve a workshop of fictional Northvale Council, in a folder of its own that goes when it stops."""
    from app.cli.framework_files import find_framework
    from app.demo import DOORS, STAGES, serve_demo

    if at not in STAGES:
        raise typer.BadParameter(f"choose one of {', '.join(STAGES)}", param_hint="--at")
    if door not in DOORS:
        raise typer.BadParameter(f"choose one of {', '.join(DOORS)}", param_hint="--door")
    used = find_framework(current(), framework) if framework else None
    ours = current().model_copy(update={"host": host, "port": port})
    serve_demo(ours, at, as_json, used, admits_everybody=door == "open")


@app.command()
def export(
    workshop: Annotated[str | None, typer.Argument(help="Its number or its join code; none with --demo.")] = None,
    to: Annotated[Path | None, typer.Option(help="Folder for the files.")] = None,
    public: Annotated[bool, typer.Option("--public", help="The public files, not the working ones.")] = False,
    numbers: Annotated[bool, typer.Option("--numbers", help="With numbers and bands; without it words alone.")] = False,
    only: Annotated[str, typer.Option(help="Some of the files, such as docx,pdf.")] = "",
    demo: Annotated[
        bool, typer.Option("--demo", help="Of Northvale’s settled workshop; no database is needed.")
    ] = False,
    piped: Annotated[bool, typer.Option("--piped", hidden=True, help="To the server that asked for it.")] = False,
) -> None:
    """Write the pack of a workshop, a path a line. Works beside a running server."""
    from app.cli.exporting import Asked, export_demo, export_workshop, pipe_workshop

    if (workshop is None) != demo:
        raise typer.BadParameter("give the number or the join code of one workshop, or --demo", param_hint="WORKSHOP")
    if to is None and not piped:
        raise typer.BadParameter("name a folder for the files", param_hint="--to")
    asked = Asked(to, is_public=public, has_numbers=numbers, only=only)
    if workshop is None:
        paths = export_demo(asked)
    elif piped:
        return pipe_workshop(current().database_file, workshop, asked)
    else:
        paths = export_workshop(current().database_file, workshop, asked)
    for path in paths:
        print(path, flush=True)
    return None


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="The working JSON of its pack, with numbers.", show_default=False)],
    owner: Annotated[str, typer.Option("--for", help="Whose it is: the address of an account here.")] = "",
) -> None:
    """Take in a closed workshop from another server: whole, or not at all. Works beside a running server."""
    from app.cli.importing import import_file

    print(import_file(current(), file, owner))


@app.command()
def verify(
    file: Annotated[Path, typer.Argument(help="The JSON record of a pack.", show_default=False)],
    fingerprint: Annotated[str, typer.Option(help="As it was printed; small letters and spaces do not matter.")] = "",
) -> None:
    """Say whether a record is as it was written, or which entry of its log differs."""
    from app.cli.verifying import verify_file

    raise typer.Exit(0 if verify_file(file, fingerprint) else 1)


@app.command()
def erase(
    due: Annotated[bool, typer.Option("--due", help="What the notices say is to be erased by now.")] = False,
) -> None:
    """Erase what is due: a line a workshop. For a timer of the machine; a running server does it by itself, too."""
    from app.cli.erasing import erase_due

    if not due:
        raise typer.BadParameter("say --due: nothing else is erased from here", param_hint="--due")
    print(erase_due(current()))


@account.command("add")
def account_add(
    email: str,
    name: Annotated[str, typer.Option(help="Shown to the person alone.")] = "",
    administrator: Annotated[bool, typer.Option(help="May add accounts and manage retention.")] = False,
    password: Annotated[
        str, typer.Option(prompt=True, hide_input=True, confirmation_prompt=True, envvar="CRITICAL_FRIEND_PASSWORD")
    ] = "",
) -> None:
    """Add an account, beside a running server too."""
    from app.cli.accounts import add_account

    print(add_account(current(), email, name, password, is_administrator=administrator))


@account.command("reset")
def account_reset(email: str) -> None:
    """Print a one-use link for a new password, beside a running server too: for an administrator who lost their own."""
    from app.cli.accounts import reset_account

    print(reset_account(current(), email))


@app.command()
def crowd(
    url: str,
    code: str,
    people: Annotated[int, typer.Option(min=1, max=5000)] = 40,
    seed: Annotated[int, typer.Option(help="The same seed, the same crowd.")] = 1,
    bad_wifi: Annotated[bool, typer.Option(help="Delays, cuts and reconnects.")] = False,
    until: Annotated[str | None, typer.Option(help="“closed”: stop when a sitting that it rated in is closed.")] = None,
    seconds: Annotated[float, typer.Option(help="Stop after this long at the latest.", min=1, max=3600)] = 60,
) -> None:
    """Join people over real HTTP and sockets; they rate whatever opens."""
    from app.crowd import Crowd, run_crowd

    if until not in (None, "closed"):
        raise typer.BadParameter("the only word is “closed”", param_hint="--until")
    ended_well = run_crowd(
        Crowd(url, code, people, seed, bad_wifi=bad_wifi, until_closed=until == "closed", seconds=seconds)
    )
    raise typer.Exit(0 if ended_well else 1)


@app.command(hidden=True)
def simulate(
    url: str,
    code: str,
    plan: Annotated[str, typer.Option(help="How many come in each group, such as 7,3,5.")],
) -> None:
    """The people of a rehearsal, for the server that brings them in: until standard input ends."""
    from app.crowd.simulated import simulate as attend

    attend(url, code, tuple(int(people) for people in plan.split(",")))


@app.command()
def divergence(file: Path) -> None:
    """Say what the divergence model finds in a case, or in many, given as JSON."""
    from app.divergence.contract import main as answer

    raise typer.Exit(answer(str(file)))
