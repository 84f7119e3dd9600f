"""README names what the tables of the code hold: commands, targets, settings, states, roles."""

import re

from flask import Flask

from catalog.accounts.rights import Role
from catalog.funding import workflow as funding
from catalog.funding.workflow import Stage
from catalog.proposals.workflow import ACTIONS, State
from catalog.settings import SETTINGS
from tests.code.source import files, read

README = read(files("README.md")[0])
OF_FLASK = {"db", "routes", "run", "shell"}


def unnamed(names: set[str]) -> set[str]:
    """Names that README doesn't write as code."""
    written = set(re.findall(r"[\w.-]+", " ".join(re.findall(r"```.*?```|`[^`\n]+`", README, flags=re.DOTALL))))
    return names - written


def test_readme_names_every_setting() -> None:
    assert unnamed({setting.name for setting in SETTINGS}) == set()


def test_readme_names_every_command(app: Flask) -> None:
    assert unnamed(set(app.cli.commands) - OF_FLASK) == set()


def test_readme_names_every_target_of_make() -> None:
    assert unnamed(set(re.findall(r"^([a-z]+):.*## ", read(files("Makefile")[0]), flags=re.MULTILINE))) == set()


def test_readme_names_every_state_action_and_role() -> None:
    assert unnamed({*map(str, State), *ACTIONS, *map(str, Role)}) == set()


def test_readme_names_every_state_and_action_of_enquiries() -> None:
    assert unnamed({*map(str, Stage), *funding.ACTIONS}) == set()


def test_every_file_that_readme_points_to_is_there() -> None:
    targets = {target for target in re.findall(r"\]\(([^)#]+)\)", README) if "://" not in target}
    assert targets - set(map(str, files("*"))) == set()
