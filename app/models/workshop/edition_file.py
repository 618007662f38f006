"""A file with somebody's own framework. Apart from the editions, for its readers of spreadsheets are slow to load."""

from sqlmodel import Session, col, select

from app.frameworks import Framework
from app.frameworks.files import read_framework
from app.models.workshop.edition import Edition


def read_file(session: Session, name: str, content: bytes) -> Framework:
    """Somebody's own framework, or official wording for one that is here. Raises BrokenFile with all that is wrong."""

    def newest(key: str) -> Framework | None:
        """The newest in our own words: one owner's wording is never laid over another's."""
        rows = session.exec(
            select(Edition).where(Edition.key == key, Edition.is_listed).order_by(col(Edition.id).desc())
        )
        return next((edition.framework for edition in rows if not edition.framework.wording_by), None)

    return read_framework(name, content, newest)
