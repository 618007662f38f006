"""The permission tables of the product, written out by hand for the tests, and never taken from the program.

d draft, l lobby, v live, c closed, f confirmed; "-" is never. With * it ends at the close under *not attributable*.
"""

from app.models import Role, WorkshopState

COLUMNS = (Role.FACILITATOR, Role.SCRIBE, Role.PARTICIPANT, Role.OBSERVER, Role.STAGE)
STATES = {"d": WorkshopState.DRAFT, "l": WorkshopState.LOBBY, "v": WorkshopState.LIVE, "c": WorkshopState.CLOSED,
          "f": WorkshopState.CONFIRMED}  # fmt: skip

TABLE = """
act                               | F     | C   | P     | O  | stage
come in                           | dlvcf | dlv | -     | -  | -
edit standards and groups         | d     | d   | -     | -  | -
edit occasion, rule and promises  | d     | -   | -     | -  | -
open the lobby                    | dl    | -   | -     | -  | -
rehearse                          | dl    | -   | -     | -  | -
run the rehearsal                 | lvcf  | -   | -     | -  | -
copy the workshop                 | dlvcf | -   | -     | -  | -
read the pre-read                 | dlvcf | dlv | -     | -  | -
send the pre-read                 | dlv   | -   | -     | -  | -
close the workshop                | lvc   | -   | -     | -  | -
undo the close                    | lvc   | -   | -     | -  | -
grant to the scribe               | cf    | -   | -     | -  | -
read comments                     | cf    | -   | -     | -  | -
answer complaints                 | lvcf  | -   | -     | -  | -
give links                        | dlv   | -   | -     | -  | -
export                            | vcf   | -   | -     | -  | -
hold erasure                      | lvcf  | -   | -     | -  | -
erase before the date             | cf    | -   | -     | -  | -
erase my answers                  | -     | -   | lv    | -  | -
see the people                    | dlvcf | lv  | -     | -  | -
lock the door                     | lv    | -   | -     | -  | -
remove a seat                     | lv    | -   | -     | -  | -
let people in                     | lv    | -   | -     | -  | -
move a seat                       | lv    | -   | -     | -  | -
correct the plan                  | l     | -   | -     | -  | -
help somebody rejoin              | lvcf  | lv  | -     | -  | -
see the console                   | dlvcf | lv  | -     | -  | -
see the stage                     | dlvcf | lv  | -     | lv | lvcf
see the join code                 | lv    | lv  | -     | lv | lv
see the phone                     | -     | -   | lvcf  | -  | -
open a sitting                    | lv    | -   | -     | -  | -
close a sitting                   | v     | -   | -     | -  | -
reveal a sitting                  | v     | -   | -     | -  | -
show a standard                   | v     | -   | -     | -  | -
run the stage                     | lv    | -   | -     | -  | -
park a standard                   | lv    | v   | -     | -  | -
confirm the workshop              | cf    | -   | -     | -  | -
write                             | v     | v   | -     | -  | -
settle                            | v     | v   | -     | -  | -
finish what is folded             | vc    | v   | -     | -  | -
reopen                            | v     | -   | -     | -  | -
read words back                   | v     | -   | -     | -  | -
hold back words                   | vcf   | -   | -     | -  | -
see the actions                   | vcf   | v   | -     | -  | -
write an action                   | v     | v   | -     | -  | -
assent                            | -     | -   | vc*   | -  | -
see my page                       | -     | -   | vcf*  | -  | -
comment                           | -     | -   | cf    | -  | -
keep a return link                | -     | -   | vcf*  | -  | -
read the notice                   | -     | -   | lvcf  | -  | -
practise                          | -     | -   | lv    | -  | -
wait at the door                  | -     | -   | lv    | -  | -
answer                            | -     | -   | v     | -  | -
choose how my group is shown      | -     | -   | lv    | -  | -
keep a first view                 | -     | -   | v     | -  | -
see own ratings                   | -     | -   | vcf*  | -  | -
see the evidence                  | dlvcf | lv  | -     | -  | -
write down evidence               | lv    | v   | -     | -  | -
ask for evidence                  | lv    | v   | -     | -  | -
remove evidence                   | lv    | v   | -     | -  | -
read the evidence                 | -     | -   | lvcf* | -  | -
offer evidence                    | -     | -   | lv    | -  | -
read the framework                | dlvcf | dlv | lvcf  | lv | lv
read the words                    | dlvcf | dlv | lvcf  | -  | -
explain a word                    | lv    | lv  | lv    | -  | -
put a word away                   | lv    | lv  | -     | -  | -
"""

# Whoever came by a participant's return link has these rows, and no other: every act that is not here is refused.
OF_A_READER = {"see my page": "vcf*", "comment": "cf*"}

# What the scribe has beside that, if the facilitator granted it: "closed: export, folded fields, each if granted",
# "confirmed: export if granted", and the way there.
IF_GRANTED = {
    "export": {"export": "cf", "come in": "cf", "see the console": "cf"},
    "finish": {"finish what is folded": "c", "come in": "c", "see the console": "c"},
}

# All that a participant has before the facilitator's nod: "a waiting seat (notice and practice only)".
OF_A_WAITING_SEAT = {"read the notice", "practise", "wait at the door"}

# A rehearsal is thrown away: nothing is taken out of it, and nothing of it is kept.
NEVER_OF_A_REHEARSAL = {"rehearse", "export", "confirm the workshop", "hold erasure", "erase before the date"}

ROUTES = """
GET        .                                  come in
GET        /prepare/occasion                  edit occasion, rule and promises
POST       /prepare/occasion                  edit occasion, rule and promises
POST       /prepare/occasion/typed            edit occasion, rule and promises
GET        /prepare/standards                 edit standards and groups
POST       /prepare/standards                 edit standards and groups
POST       /prepare/standards/typed           edit standards and groups
GET        /prepare/groups                    edit standards and groups
POST       /prepare/groups                    edit standards and groups
POST       /prepare/groups/typed              edit standards and groups
GET        /prepare/told                      edit occasion, rule and promises
POST       /prepare/told                      edit occasion, rule and promises
POST       /prepare/told/typed                edit occasion, rule and promises
GET        /prepare/check                     edit occasion, rule and promises
POST       /copy                              copy the workshop
GET        /pre-read                          read the pre-read
POST       /pre-read/link                     send the pre-read
POST       /pre-read/link/end                 send the pre-read
POST       /lobby                             open the lobby
POST       /rehearsals                        rehearse
GET        /rehearsal                         run the rehearsal
POST       /rehearsal/people                  run the rehearsal
POST       /rehearsal/wifi                    run the rehearsal
POST       /rehearsal/people/away             run the rehearsal
POST       /rehearsal/throw-away              run the rehearsal
POST       /close                             close the workshop
GET        /console/closing                   close the workshop
POST       /close/undo                        undo the close
POST       /grants                            grant to the scribe
GET        /console/confirming                confirm the workshop
POST       /confirm                           confirm the workshop
GET        /console/comments                  read comments
GET        /complaints                        answer complaints
POST       /complaints/{complaint_id}/acknowledge  answer complaints
POST       /complaints/{complaint_id}/outcome  answer complaints
GET        /erasing                           hold erasure
POST       /erasing/holds                     hold erasure
POST       /erasing/holds/{hold_id}/lift      hold erasure
POST       /erasing/seats                     erase before the date
POST       /erasing/record                    erase before the date
GET        /phone/erasing                     erase my answers
POST       /phone/erasing                     erase my answers
GET        /phone/comments                    comment
POST       /phone/comments                    comment
POST       /phone/comments/{comment_id}/take-back  comment
GET        /actions                           see the actions
GET        /actions/{action_id}               see the actions
POST       /actions                           write an action
POST       /actions/{action_id}               write an action
POST       /actions/{action_id}/remove        write an action
POST       /links                             give links
GET        /export/record.json                export
GET        /export/record.docx                export
GET        /check                             export
GET        /pack                              export
POST       /pack                              export
GET        /pack/sentences                    export
POST       /pack/sentences                    export
GET        /pack/{pack_id}/all.zip            export
GET        /pack/{pack_id}/record             export
GET        /pack/{pack_id}/files/{key}        export
GET        /people                            see the people
POST       /door                              lock the door
POST       /seats/{seat_id}/remove            remove a seat
POST       /seats/{seat_id}/rejoin-code       help somebody rejoin
GET        /console                           see the console
GET        /console/standards/{number}        see the console
GET        /positions/{slug}                  see the console
GET        /stage                             see the stage
GET        /console/stage                     run the stage
POST       /stage/freeze                      run the stage
POST       /stage/blank                       run the stage
POST       /stage/go-on                       run the stage
POST       /stage/timer                       run the stage
POST       /stage/timer/more                  run the stage
POST       /stage/timer/stop                  run the stage
GET        /qr.svg                            see the join code
GET        /phone                             see the phone
GET        /notice                            read the notice
POST       /notice                            read the notice
GET        /waiting                           wait at the door
POST       /seats/{seat_id}/nod               let people in
POST       /waiting-seats/let-in              let people in
POST       /waiting-seats/turn-away           let people in
POST       /seats/{seat_id}/move              move a seat
POST       /plan                              correct the plan
POST       /sittings                          open a sitting
POST       /sittings/{sitting_id}/close       close a sitting
POST       /sittings/{sitting_id}/undo-close  close a sitting
POST       /sittings/{sitting_id}/call-off    close a sitting
POST       /sittings/{sitting_id}/close-and-reveal  reveal a sitting
POST       /standards/{number}/show           show a standard
POST       /standards/{number}/hide           show a standard
POST       /standards/{number}/findings/{code}/stage    show a standard
POST       /standards/{number}/findings/{code}/unstage  show a standard
POST       /standards/{number}/park           park a standard
POST       /standards/{number}/take-up        park a standard
POST       /standards/{number}/pin            park a standard
POST       /standards/{number}/unpin          park a standard
POST       /standards/{number}/move           park a standard
POST       /positions/{slug}                  settle
POST       /positions/{slug}/later            finish what is folded
POST       /positions/{slug}/defer            settle
POST       /deferrals                         settle
POST       /deferrals/undo                    reopen
POST       /positions/{slug}/undo             reopen
POST       /positions/{slug}/reopen           reopen
POST       /positions/{slug}/read-back        read words back
POST       /positions/{slug}/ask              read words back
POST       /positions/{slug}/end-asking       read words back
POST       /positions/{slug}/show             read words back
POST       /positions/{slug}/hide             read words back
POST       /positions/{slug}/typed            write
POST       /positions/{slug}/choose           finish what is folded
GET        /console/domains/{number}          see the console
GET        /console/overall                   see the console
GET        /console/next                      see the console
GET        /overview                          see the console
POST       /overview/show                     show a standard
POST       /overview/hide                     show a standard
POST       /rounds/{round_id}/rating          answer
POST       /rounds/{round_id}/withdraw        answer
POST       /more-time                         answer
POST       /more-time/no-longer               answer
POST       /rounds/{round_id}/first-view      keep a first view
GET        /phone/rounds/{round_id}           see own ratings
GET        /phone/positions                   assent
GET        /phone/positions/{slug}            assent
GET        /phone/mine                        see my page
GET        /phone/practice                    practise
POST       /phone/practice                    practise
GET        /phone/mine/print                  see my page
GET        /phone/mine/{slug}                 see my page
POST       /phone/mine/link                   keep a return link
POST       /phone/mine/link/end               keep a return link
POST       /read-backs/{read_back_id}/assent  assent
POST       /read-backs/{read_back_id}/take-back  assent
POST       /dissents/{dissent_id}/stand       assent
POST       /dissents/{dissent_id}/no-longer   assent
GET        /dissents/{dissent_id}             hold back words
POST       /dissents/{dissent_id}/hold-back   hold back words
POST       /dissents/{dissent_id}/let-stand   hold back words
GET        /reasons/{reason_id}               hold back words
POST       /reasons/{reason_id}/hold-back     hold back words
POST       /reasons/{reason_id}/let-stand     hold back words
POST       /askings                           read words back
POST       /askings/end                       read words back
GET        /choice                            choose how my group is shown
POST       /choice                            choose how my group is shown
GET        /evidence                          see the evidence
GET        /evidence/asked                    see the evidence
POST       /evidence                          write down evidence
POST       /evidence/{item_id}/remove         remove evidence
POST       /evidence/asked                    ask for evidence
POST       /evidence/asked/{asked_id}/drop    ask for evidence
GET        /phone/evidence                    read the evidence
POST       /phone/evidence                    offer evidence
GET        /framework                         read the framework
GET        /framework/corrections             read the framework
GET        /words                             read the words
POST       /words/show                        explain a word
POST       /words/put-away                    put a word away
"""

# Opened for the act of the screen that is asked for: tests/routes/test_live.py.
SCREENS = {"GET /live", "WEBSOCKET /live"}

# Above any one workshop. A visitor is anybody; an account is whoever signed in, an admin looks after accounts; an owner
# prepared the workshop, a second was named by them; a key lies on the server's own disk.
ABOVE = """
visitor    GET   /
visitor    GET   /record-schema.json
visitor    GET   /sign-in
visitor    POST  /sign-in
visitor    POST  /sign-out
visitor    GET   /set-up/{token}
visitor    POST  /set-up/{token}
visitor    GET   /join
visitor    GET   /join/{code}
visitor    POST  /join/{code}
visitor    GET   /rejoin
visitor    POST  /rejoin
visitor    GET   /links/{token}
visitor    POST  /links/{token}
visitor    GET   /pre-read/{token}
visitor    GET   /my-page/{token}
visitor    POST  /my-page/{token}
visitor    GET   /erased
visitor    GET   /help
visitor    GET   /accessibility
visitor    GET   /privacy
visitor    GET   /complaints
visitor    POST  /complaints
visitor    GET   /complaints/{token}
visitor    POST  /hiding
visitor    POST  /easy-read
visitor    GET   /reset/{token}
visitor    POST  /reset/{token}
account    GET   /workshops
account    POST  /workshops
account    GET   /workshops/new
account    GET   /frameworks
account    POST  /frameworks
account    GET   /frameworks/templates/framework.{suffix}
account    GET   /frameworks/{edition_id}
account    GET   /frameworks/{edition_id}/corrections
account    GET   /frameworks/{edition_id}/file.{suffix}
account    POST  /frameworks/{edition_id}/withdraw
account    GET   /verify
account    POST  /verify
account    GET   /account
account    POST  /account/password
account    POST  /account/sign-ins/end
account    POST  /account/sign-ins/end-others
admin      GET   /accounts
admin      POST  /accounts/links
admin      POST  /accounts/{account_id}/disable
admin      POST  /accounts/{account_id}/enable
admin      POST  /accounts/{account_id}/reset
admin      POST  /accounts/workshops/{workshop_id}/second-facilitators
admin      GET   /accounts/retention
admin      POST  /accounts/retention/erase
admin      GET   /accounts/complaints
admin      POST  /accounts/complaints/{complaint_id}/acknowledge
admin      POST  /accounts/complaints/{complaint_id}/outcome
admin      POST  /accounts/workshops/{workshop_id}/holds
admin      POST  /accounts/workshops/{workshop_id}/holds/{hold_id}/lift
owner      GET   /second-facilitators/{workshop_id}
owner      POST  /second-facilitators/{workshop_id}
owner      POST  /second-facilitators/{workshop_id}/take-back
owner      POST  /second-facilitators/{workshop_id}/{second_id}/withdraw
second     POST  /second-facilitators/{workshop_id}/take-over
key        POST  /local/resets
key        POST  /local/accounts
key        POST  /local/frameworks
key        POST  /local/records
key        POST  /local/erasures
"""

Cell = tuple[str, Role, WorkshopState, bool]  # act, role, state, whether the rule is *not attributable*


def allowed() -> set[Cell]:
    cells: set[Cell] = set()
    rows = [tuple(part.strip() for part in line.split("|")) for line in TABLE.strip().splitlines()[1:]]
    told = [(act, role, cell) for act, *row in rows for role, cell in zip(COLUMNS, row, strict=True)]
    for act, role, cell in (*told, *((act, Role.READER, cell) for act, cell in OF_A_READER.items())):
        is_cut, letters = cell.endswith("*"), cell.strip("*-")
        cells |= {(act, role, STATES[letter], False) for letter in letters}
        cells |= {(act, role, STATES[letter], True) for letter in letters if not (is_cut and letter in "cf")}
    return cells


def granted(grant: str) -> set[Cell]:
    """What this grant adds for the scribe, whatever the rule."""
    rows = IF_GRANTED[grant].items()
    return {(act, Role.SCRIBE, STATES[letter], cut) for act, cell in rows for letter in cell for cut in (False, True)}


def acts() -> list[str]:
    return [line.split("|")[0].strip() for line in TABLE.strip().splitlines()[1:]]


def routes() -> dict[str, str]:
    """ "POST /door" -> act."""
    rows = (line.split(None, 2) for line in ROUTES.strip().splitlines())
    return {f"{method} {path.removeprefix('.')}".strip(): act for method, path, act in rows}


def above() -> dict[str, str]:
    """ "GET /sign-in" -> for whom."""
    rows = (line.split() for line in ABOVE.strip().splitlines())
    return {f"{method} {path}": whom for whom, method, path in rows}
