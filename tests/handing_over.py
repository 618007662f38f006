"""Run bare, by a server of a test, in place of the program: hands over all that it was given, and ends as that ends.

`handing_over.py SOCKET ARGUMENT…`, to `tests/beside.py` behind that socket. Nothing but the standard library is here.
"""

import os
import signal
import socket
import sys

line = socket.socket(socket.AF_UNIX)
line.connect(f"\0{sys.argv[1]}")
told = repr((sys.argv[2:], dict(os.environ), os.getcwd())).encode()  # noqa: PTH109 - which takes long to load
socket.send_fds(line, [len(told).to_bytes(8, "big")], [0, 1, 2])
line.sendall(told)
code = int(line.recv(16) or b"1")
if code < 0:
    signal.signal(-code, signal.SIG_DFL)
    os.kill(os.getpid(), -code)
sys.exit(code)
