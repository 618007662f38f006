"""Styles and scripts: kept by a phone for as long as their address stays, and compressed where no proxy does it.

Pages are never compressed here: they hold what somebody typed beside keys that are secret, and their length would tell.
"""

import gzip
from functools import cache
from os import PathLike, stat_result
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

COMPRESSED = (".css", ".js")


class Static(StaticFiles):
    """Our addresses change with the file (see `rendering.static`), so a phone may keep what it has."""

    def file_response(
        self, full_path: "str | PathLike[str]", stat_result: stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        response = super().file_response(full_path, stat_result, scope, status_code)
        file = Path(full_path)
        if file.suffix in COMPRESSED:
            response.headers["Vary"] = "Accept-Encoding"
            if isinstance(response, FileResponse) and "gzip" in Headers(scope=scope).get("accept-encoding", ""):
                response = _compressed(file, stat_result.st_mtime, response)
        if scope["query_string"]:
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


def _compressed(file: Path, changed: float, plain: FileResponse) -> Response:
    kept = {name: plain.headers[name] for name in ("last-modified", "vary")}
    kept |= {"ETag": f"W/{plain.headers['etag']}", "Content-Encoding": "gzip"}  # the same file in other bytes
    return Response(_gzipped(file, changed), plain.status_code, headers=kept, media_type=plain.media_type)


@cache
def _gzipped(file: Path, changed: float) -> bytes:
    """Once for each file as it is: all phones of a room come for them in the same minute."""
    return gzip.compress(file.read_bytes(), mtime=0)
