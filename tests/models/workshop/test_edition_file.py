"""A file with somebody’s own framework, or an owner’s official wording for one that is here."""

import pytest
from sqlmodel import Session

from app.frameworks import DEFAULT, Framework
from app.frameworks.files import BrokenFile
from app.models.workshop.edition import add_edition
from app.models.workshop.edition_file import read_file


def worded(session: Session, by: str, **words: str) -> Framework:
    items = "".join(f'[[items]]\nnumber = "{number}"\ntext = "{text}"\n' for number, text in words.items())
    head = f'wording_of = "{DEFAULT}"\nedition = "As {by} says it"\nsupplied_by = "{by}"\n'
    return read_file(session, "wording.toml", (head + items.replace("_", ".")).encode())


def test_official_wording_twice_is_one_edition(session: Session) -> None:
    first = add_edition(session, worded(session, "Its owner", **{"5_1": "In our own words."}))
    assert add_edition(session, worded(session, "Its owner", **{"5_1": "In our own words."})).id == first.id


def test_one_owners_wording_is_never_laid_over_anothers(session: Session) -> None:
    add_edition(session, worded(session, "Its owner", **{"5_1": "In our own words."}))
    other = worded(session, "Somebody else", **{"5_2": "In other words."})
    official = [
        criterion.number for standard in other.standards for criterion in standard.criteria if criterion.official
    ]
    assert official == ["5.2"]


def test_wording_for_a_framework_that_is_not_here_is_told(session: Session) -> None:
    with pytest.raises(BrokenFile, match="There is no framework"):
        read_file(
            session,
            "wording.toml",
            b'wording_of = "nobodys"\nedition = "x"\nsupplied_by = "x"\n[[items]]\nnumber = "1"\ntext = "x"\n',
        )
