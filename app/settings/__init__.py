"""Every setting, typed, one sentence each. Read from the environment; nothing is opened here."""

import re
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from app.errors import CannotStart
from app.settings.env_file import EnvFile

DEFAULT_PORT = {"http": 80, "https": 443}
HOST = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\]")


def origin_of(url: str) -> str | None:
    """As a browser says it: small letters, no port that goes without saying. None for what is no address of a site."""
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
        name = f"[{host}]" if ":" in host else host.rstrip(".").encode("idna").decode().lower()
    except ValueError:  # UnicodeError among them
        return None
    if ":" in host and not parts.netloc.startswith("["):
        return None
    rest = parts.path.strip("/") or parts.query or parts.fragment or parts.username is not None
    if parts.scheme not in DEFAULT_PORT or rest or not HOST.fullmatch(name) or any(c.isspace() for c in url.strip()):
        return None
    return f"{parts.scheme}://{name}" + (f":{port}" if port not in (None, DEFAULT_PORT[parts.scheme]) else "")


class Settings(BaseSettings):
    model_config = SettingsConfigDict(extra="ignore")

    database_url: str = Field(
        default="sqlite:///var/critical-friend.sqlite3",
        description="Where the workshops are kept: a SQLite file on this machine.",
    )
    public_url: str = Field(
        default="",
        description="The address people type, https:// on a hosted day; drives QR code, links, cookies, origin checks.",
    )
    # Phones on the venue's Wi-Fi must reach it.
    host: str = Field(default="0.0.0.0", description="The network address to listen on.")  # noqa: S104
    port: int = Field(default=8000, ge=0, le=65535, description="The port to listen on.")
    cancel_seconds: float = Field(
        default=5.0, ge=0, le=60, description="How long a close-and-reveal can still be cancelled, in seconds."
    )
    backups_kept_days: int | None = Field(
        default=None,
        ge=0,
        le=3660,
        description="How many days a backup of the database is kept, which everybody is told; 0 for no backups.",
    )
    service_name: str = Field(
        default="",
        max_length=200,
        description="Who runs this service, as its privacy notice and its accessibility statement say it.",
    )
    service_contact: str = Field(
        default="",
        max_length=300,
        description="How to reach them: an email address, a telephone number, or both.",
    )

    @field_validator("database_url")
    @classmethod
    def only_sqlite_for_now(cls, url: str) -> str:
        if not url.startswith("sqlite:///") or url in ("sqlite:///", "sqlite:///:memory:"):
            raise ValueError("must be a SQLite file, such as sqlite:///var/critical-friend.sqlite3")
        if options := re.search(r"\?\w+=[^/]*$", url):
            raise ValueError(f"must name a file, without “{options[0]}” behind it")
        return url

    @field_validator("public_url")
    @classmethod
    def an_origin_and_nothing_more(cls, url: str) -> str:
        if not url.strip():
            return ""
        origin = origin_of(url)
        if origin is None:
            raise ValueError("must look like https://workshops.example.org, with no path behind it")
        return origin

    @property
    def database_file(self) -> Path:
        return Path(self.database_url.removeprefix("sqlite:///"))

    @property
    def is_https(self) -> bool:
        return self.public_url.startswith("https://")


class _Here(Settings):
    """From this folder's `.env`, too; what stands in the environment wins."""

    @classmethod
    def settings_customise_sources(
        cls, settings_cls: type[BaseSettings], *sources: PydanticBaseSettingsSource, **named: PydanticBaseSettingsSource
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return (*sources, *named.values(), EnvFile(settings_cls, env_file=".env"))


@lru_cache
def settings() -> Settings:
    return _Here()


def current() -> Settings:
    """The settings, or one sentence about the first that cannot be."""
    try:
        return settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]).upper()
        raise CannotStart(f"The setting {name} {first['msg'].removeprefix('Value error, ')}.") from None
