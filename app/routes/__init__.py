"""The only floor that knows HTTP or a socket. One file per noun."""

from app.routes import (
    accounts,
    administering,
    console,
    drafts,
    evidence,
    exports,
    frameworks,
    home,
    joining,
    links,
    live,
    local,
    passwords,
    people,
    phone,
    ratings,
    second_facilitators,
    sittings,
    stage,
    standards,
    words,
    workshop_framework,
)

routers = [
    module.router
    for module in (
        home,
        accounts,
        passwords,
        administering,
        second_facilitators,
        local,
        joining,
        links,
        drafts,
        frameworks,
        workshop_framework,
        console,
        people,
        sittings,
        standards,
        words,
        evidence,
        stage,
        phone,
        ratings,
        live,
        exports,
    )
]
