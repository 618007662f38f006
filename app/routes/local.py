"""A door for this machine's own command line beside a running server: it shows the key only its owner can read."""

import hmac
from typing import Annotated

from fastapi import APIRouter, Header, Request
from pydantic import BaseModel

from app.errors import NotFound
from app.local_key import read_key
from app.models import Account
from app.running import running

router = APIRouter()


class NewAccount(BaseModel):
    email: str
    name: str
    password_hash: str
    is_administrator: bool = False


@router.post("/local/accounts")
async def add_account(
    request: Request, new: NewAccount, authorization: Annotated[str, Header()] = ""
) -> dict[str, str]:
    here = running(request)
    key = read_key(here.settings.database_file)
    if key is None or not hmac.compare_digest(authorization.encode(), f"Bearer {key.secret}".encode()):
        raise NotFound
    await here.writer.do(
        None,
        lambda session: (
            Account.add(session, new.email, new.name, new.password_hash, is_administrator=new.is_administrator).id
        ),
    )
    return {"email": new.email}
