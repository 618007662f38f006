"""A refusal is told to each as they can read it."""

from starlette.requests import Request

from app.errors import Refusal
from app.errors.places import NotNow
from app.rendering.refusals import refused


def asking(path: str = "/workshops/3/console", **headers: str) -> Request:
    named = [(name.replace("_", "-").lower().encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "method": "POST", "path": path, "query_string": b"", "headers": named})


def test_a_refusal_is_json_to_a_command_a_notice_to_a_live_page_and_a_page_to_everybody_else() -> None:
    refusal = Refusal("Not while <it> is open.")
    to_command = refused(asking("/local/accounts"), refusal)
    assert bytes(to_command.body) == b'{"refused":"Not while <it> is open."}'
    notice = bytes(refused(asking(HX_Request="true"), refusal).body)
    assert b"Not while &lt;it&gt; is open." in notice and b"<html" not in notice
    page = bytes(refused(asking(), refusal).body)
    assert b"Not while &lt;it&gt; is open." in page and b"That did not happen" in page
    assert b"Not now" in bytes(refused(asking(), NotNow("Later.")).body)


def test_no_refused_page_leads_to_a_site_that_the_browser_was_sent_from() -> None:
    """Two slashes begin an address of somebody else's."""
    for path, leads in (("/help", True), ("//evil.example/help", False)):
        request = asking(Host="here.example", Referer=f"https://here.example{path}")
        assert (f'href="{path}"' in bytes(refused(request, Refusal("No.")).body).decode()) is leads
