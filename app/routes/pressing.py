"""What a form says beside its fields: the key of the press. A route that makes something asks for `OnePress`."""

from hashlib import sha256
from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import FormData

from app.models.people.press import Press, Pressed, pressed
from app.models.people.seat import KEY
from app.running import running


async def _read(request: Request) -> Pressed:
    """Nothing at all for a form without a good key: an old page, or a program that sends no keys."""
    form = await request.form()
    key = form.get("key")
    if not isinstance(key, str) or not KEY.fullmatch(key):
        return Pressed()
    return pressed(key, request.scope["path"], _said(form))


def _said(form: FormData) -> str:
    """One digest of everything that was typed and ticked, with where each value ends."""
    digest = sha256()
    for name, value in form.multi_items():
        if name != "key" and isinstance(value, str):
            digest.update(f"{len(name)} {len(value)} {name}{value}".encode())
    return digest.hexdigest()


async def pressed_before(request: Request) -> Press | None:
    press = await _read(request)
    with running(request).store.read() as session:
        return press.before(session)


OnePress = Annotated[Pressed, Depends(_read)]
