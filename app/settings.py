"""Every setting, typed, one sentence each. Read from the environment; nothing is opened here."""

from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from app.errors import CannotStart


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_file=".env", extra="ignore")

    database_url: str = Field(
        default="sqlite:///var/critical-friend.sqlite3",
        description="Where the workshops are kept: a SQLite file on this machine.",
    )
    public_url: str = Field(
        default="",
        description="The address people type, https:// on a hosted day; drives QR code, links, cookies, origin checks.",
    )
    host: str = Field(default="0.0.0.0", description="The network address to listen on.")  # noqa: S104 - phones on the venue's Wi-Fi must reach it
    port: int = Field(default=8000, ge=0, le=65535, description="The port to listen on.")
    cancel_seconds: float = Field(
        default=5.0, ge=0, le=60, description="How long a close-and-reveal can still be cancelled, in seconds."
    )

    @field_validator("database_url")
    @classmethod
    def only_sqlite_for_now(cls, url: str) -> str:
        if not url.startswith("sqlite:///") or url in ("sqlite:///", "sqlite:///:memory:"):
            raise ValueError("must be a SQLite file, such as sqlite:///var/critical-friend.sqlite3")
        return url

    @field_validator("public_url")
    @classmethod
    def an_origin_and_nothing_more(cls, url: str) -> str:
        if not url:
            return ""
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.netloc or parts.path.strip("/") or parts.query:
            raise ValueError("must look like https://workshops.example.org, with no path behind it")
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def database_file(self) -> Path:
        return Path(self.database_url.removeprefix("sqlite:///"))

    @property
    def is_https(self) -> bool:
        return self.public_url.startswith("https://")


@lru_cache
def settings() -> Settings:
    return Settings()


def current() -> Settings:
    """The settings, or one sentence about the first that cannot be."""
    try:
        return settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]).upper()
        raise CannotStart(f"The setting {name} {first['msg'].removeprefix('Value error, ')}.") from None
