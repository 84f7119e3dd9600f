"""Imports point inwards, and what belongs in one room stays there."""

from collections.abc import Callable

from tests.code.source import calls, imports, imports_at_the_top, modules

# A module may import from the lines above its own. Names on one line don't know each other; a package stands for all
# its modules but those named elsewhere.
ORDER = (
    "text",
    "reference.shipped",
    "money",
    "settings",
    "clock",
    "i18n",
    "templating",
    "errors",
    "db",
    "accounts.rights",
    "accounts.actor",
    "audit",
    "mail",
    "storage archives",
    "access",
    "headers logs shelf",
    "compression",
    "units",
    "office",
    "accounts",
    "notices work",
    "rounds",
    "proposals",
    "presence",
    "attachments",
    "amendments",
    "translation",
    "editions",
    "funding shortlists",
    "exchange",
    "reports",
    "reference",
    "demo",
    "due",
    "context",
    "recovery offline downloads",
    "forms",
    "accounts.forms",
    "accounts.routes notices.routes work.routes administration api public review submission",
    "cli",
    "app",
)
DOMAIN = tuple(
    "units office accounts notices work rounds proposals presence attachments amendments translation editions "
    "funding shortlists exchange reports".split()
)
RANKS = {name: rank for rank, line in enumerate(ORDER) for name in line.split()}
MODULES = modules()
INNER = sorted(MODULES.keys() - {"catalog"})
HTTP = "request session g url_for redirect abort flash render_template Blueprint make_response".split()
FORCE_LOCALE = "flask_babel.force_locale"
HEAVY = {"pandas", "python_calamine", "xlsxwriter", "docx", "numpy"}
VERBS = "add add_all delete merge commit flush".split()
WRITING = {f"{session}.{verb}" for session in ("db.session", "db.db.session", "session") for verb in VERBS}
WRITING |= {"transaction", "insert", "update", "delete"}
# The shared names that services write through; the counter of wrong guesses, which is no one's action; and bringing a
# file in, a service under the name of what it does.
DOORS = {"catalog.audit", "catalog.mail", "catalog.db", "catalog.accounts.guesses", "catalog.exchange.imports"}


def room(module: str) -> str:
    """The name of ORDER that a module belongs to: the longest that fits."""
    inner = module.removeprefix("catalog.")
    fitting = [name for name in RANKS if inner == name or inner.startswith(f"{name}.")]
    assert fitting, f"{module} has no place in the order of imports"
    return max(fitting, key=len)


def own_imports(module: str) -> set[str]:
    """Modules of the application that a module imports."""
    names = {name for name in imports(MODULES[module]) if name.startswith(("catalog", "app"))}
    return {name if name in MODULES else name.rpartition(".")[0] for name in names} - {"catalog"}


def is_domain(module: str) -> bool:
    """Whether a module holds rules, and so may know nothing of HTTP."""
    name = room(module)
    return name.split(".")[0] in DOMAIN and name not in (
        "accounts.forms",
        "accounts.routes",
        "notices.routes",
        "work.routes",
    )


RULES = [module for module in INNER if is_domain(module)]


def offences(found_in: Callable[[str], set[str]], modules: list[str] = INNER) -> dict[str, set[str]]:
    """What a search finds, by module; modules in which it finds nothing are left out."""
    return {module: names for module in modules if (names := found_in(module))}


def test_imports_point_inwards() -> None:
    def outward(module: str) -> set[str]:
        here = room(module)
        return {name for name in own_imports(module) if room(name) != here and RANKS[room(name)] >= RANKS[here]}

    assert offences(outward) == {}


def test_the_domain_knows_no_http() -> None:
    def http(module: str) -> set[str]:
        return imports(MODULES[module]) & {f"flask.{name}" for name in HTTP}

    # The sign-in of a browser is a cookie: this one file is the door between the two.
    assert offences(http, RULES) == {"catalog.accounts.sessions": {"flask.request", "flask.session"}}


def test_the_words_of_the_domain_are_bilingual_tables() -> None:
    def gettext(module: str) -> set[str]:
        return {name for name in imports(MODULES[module]) if name.startswith("flask_babel.")} - {FORCE_LOCALE}

    assert offences(gettext, RULES) == {}


def test_heavy_packages_wait_until_they_are_needed() -> None:
    assert offences(lambda module: imports_at_the_top(MODULES[module]) & HEAVY) == {}


def test_only_exchange_knows_pandas() -> None:
    def pandas(module: str) -> set[str]:
        return {name for name in imports(MODULES[module]) if name.split(".")[0] == "pandas"}

    assert {room(module) for module in offences(pandas)} <= {"exchange"}


def test_only_services_write() -> None:
    def writes(module: str) -> set[str]:
        return calls(MODULES[module]) & WRITING

    assert offences(writes, [module for module in INNER if not may_write(module)]) == {}


def may_write(module: str) -> bool:
    """Services and loaders write, and the shared names that they write through."""
    name = module.rpartition(".")[2]
    return name.startswith("services") or name == "load" or module in DOORS
