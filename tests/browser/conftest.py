"""A browser on a machine with other work: what must come is waited for as long as everywhere else."""

from playwright.sync_api import expect

from tests.northvale import DEADLINE

expect.set_options(timeout=DEADLINE * 1000)
