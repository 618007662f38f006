"""Anyone's own framework from the command line: find, show, check, import, beside a running server too."""

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlmodel import Session

from app.cli.beside import write_beside
from app.errors import CannotStart
from app.frameworks import Framework, framework, framework_keys
from app.frameworks.files import read_framework
from app.models.workshop.edition import add_edition, keep_published, listed, named
from app.models.workshop.edition_file import read_file
from app.schema import must_be_current, must_be_of_this_program
from app.settings import Settings
from app.store.sqlite import Store
from app.store.storage import told_of


def known_frameworks(settings: Settings) -> list[tuple[str, Framework]]:
    """(how to name it, framework): what comes with the program, then what was imported into this database."""
    published = [(key, framework(key)) for key in framework_keys()]
    with _stored(settings) as session:
        editions = listed(session) if session else []
        imported = [(edition.choice, edition.framework) for edition in editions if edition.is_imported]
    return [*published, *imported]


def one_framework(settings: Settings, choice: str) -> Framework:
    """By its key, newest first, or by exactly the name that the list gives it. Raises NotFound in words."""
    with _stored(settings) as session:
        editions = listed(session) if session else []
        imported = [edition for edition in editions if edition.is_imported and edition.key == choice]
        if imported:
            return imported[0].framework
        if choice in framework_keys():
            return framework(choice)
        if session:
            return named(session, choice).framework
    raise CannotStart(f"There is no framework “{choice}”. “critical-friend framework list” tells those there are.")


def find_framework(settings: Settings, name: str) -> Framework:
    """By the name that the list gives it, or from a file."""
    file = Path(name)
    return check_file(settings, file) if file.suffix.lower() in (".toml", ".xlsx") else one_framework(settings, name)


def check_file(settings: Settings, file: Path) -> Framework:
    """Raises BrokenFile with every problem; nothing is stored."""
    content = read_bytes(file)
    with _stored(settings) as session:
        if session:
            return read_file(session, file.name, content)
    published = {key: framework(key) for key in framework_keys()}
    return read_framework(file.name, content, published.get)


def import_file(settings: Settings, file: Path) -> str:
    """Returns a sentence for the person who asked."""
    content = read_bytes(file)
    body: dict[str, object] = {"name": file.name, "content": base64.b64encode(content).decode()}

    def act(session: Session) -> str:
        keep_published(session)
        return add_edition(session, read_file(session, file.name, content)).told

    return write_beside(settings, "frameworks", body, act)


def read_bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise CannotStart(f"{file} cannot be read ({error.strerror}). Check its name and its folder.") from None


@contextmanager
def _stored(settings: Settings) -> Iterator[Session | None]:
    """None where nothing has been served or imported yet: then there is what comes with the program."""
    must_be_of_this_program(settings.database_file)
    if not settings.database_file.exists():
        yield None
        return
    must_be_current(settings.database_file)
    store = Store(settings.database_file)
    try:
        with told_of(settings.database_file), store.read() as session:
            yield session
    finally:
        store.close()
