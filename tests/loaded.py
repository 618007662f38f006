"""What a program that is forked need not load: its modules, and its templates as code. No setting is read here."""

import gc
import os

import app.cli
import app.demo
import app.serving  # noqa: F401
import tests.forked
import tests.light_passwords
import tests.moved_clock  # noqa: F401
from app.rendering import loaded, templates
from tests.compiled import WHERE, share_compiled_templates

with share_compiled_templates(os.environ.get(WHERE)):
    for template in templates():
        loaded(template)
gc.collect()
gc.freeze()  # else every program that is forked looks through all of it for what nobody needs
