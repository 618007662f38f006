"""The only floor that knows HTTP or a socket. One file per noun."""

from app.routes import (
    accounts,
    console,
    drafts,
    exports,
    home,
    joining,
    links,
    live,
    local,
    people,
    phone,
    ratings,
    sittings,
    stage,
    standards,
)

routers = [
    module.router
    for module in (
        home,
        accounts,
        local,
        joining,
        links,
        drafts,
        console,
        people,
        sittings,
        standards,
        stage,
        phone,
        ratings,
        live,
        exports,
    )
]
