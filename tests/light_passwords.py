"""Passwords weighed in no time: what guards them against guesses costs 180 ms of a core each, in all tests minutes.

Only the costs are smaller, so whatever hashes and compares is the program's. `FULL` is what the program weighs with.
"""

import os

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from app.models.people import password

IN_FULL = "PASSWORDS_IN_FULL"  # in the environment of a server whose line of guesses has to be slow
FULL = password.passwords
LIGHT = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),))


def weigh_lightly() -> None:
    if IN_FULL not in os.environ:
        password.passwords = LIGHT
