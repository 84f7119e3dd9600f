"""Templates compiled once for each language: their words are looked up then, and not for every page."""

from collections.abc import Iterator
from typing import Any

import flask.templating
from babel.support import NullTranslations, Translations
from jinja2 import Template, nodes
from jinja2.visitor import NodeTransformer

from catalog.i18n import current_language

GETTEXT = ("_", "gettext")


class Environment(flask.templating.Environment):
    """Loads a template from the environment of the current language, which shares all but the compiled templates.

    `language` is None in the one that the application knows, and "" in one that looks every word up as it goes.
    """

    language: str | None = None
    by_language: dict[str, "Environment"]

    def __init__(self, app: flask.Flask, **options: Any) -> None:
        super().__init__(app, **options)
        self.by_language = {}

    def get_template(self, name: Any, parent: str | None = None, globals: Any = None) -> Template:  # noqa: A002
        """The template as compiled for the current language; one of a language stays within it."""
        if self.language is not None:
            return super().get_template(name, parent, globals)
        return self._of(current_language()).get_template(name, parent, globals)

    def with_globals(self, **others: Any) -> "Environment":
        """An environment of the same templates, compiled apart, in which some global names mean something else."""
        made = self.overlay()
        made.globals, made.by_language = self.globals | others, {}
        return made

    def _of(self, language: str) -> "Environment":
        if language not in self.by_language:
            made = self.overlay()
            made.language = language
            self.by_language[language] = made
        return self.by_language[language]

    def _generate(self, source: nodes.Template, *arguments: Any, **options: Any) -> str:
        if self.language:
            folder = self.app.config["BABEL_TRANSLATION_DIRECTORIES"]
            source = _Translator(self.language, Translations.load(folder, [self.language])).visit(source)
        return super()._generate(source, *arguments, **options)


class _Translator(NodeTransformer):
    """Puts the words of a language in the place of the calls that would look them up, with the same result.

    What is left to do for a page is to fill in values, and Jinja does even that at once where they are constant.
    """

    def __init__(self, language: str, translations: NullTranslations) -> None:
        self.language = language
        self.translations = translations

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 (Jinja's name)
        self.generic_visit(node)
        if not isinstance(node.node, nodes.Name) or node.dyn_args or node.dyn_kwargs:
            return node
        name, texts = node.node.name, list(_leading_texts(node))
        if name == "current_language":
            return nodes.Const(self.language, lineno=node.lineno)
        if name in GETTEXT and len(texts) == len(node.args) == 1:
            return _filled(nodes.Const(self.translations.gettext(texts[0])), node, {})
        # The number is written twice: what it costs to find out must not be paid twice.
        if name == "ngettext" and len(texts) == 2 and not _calls(number := node.args[2]):
            return _filled(self._by_number(texts[0], texts[1], number), node, {"num": number})
        return node

    def _by_number(self, singular: str, plural: str, number: nodes.Expr) -> nodes.Expr:
        """The form for a number: Vietnamese has one, English one for 1 and one for the rest."""
        one, more = (self.translations.ngettext(singular, plural, count) for count in (1, 2))
        is_one = nodes.Compare(number, [nodes.Operand("eq", nodes.Const(1))])
        return nodes.Const(one) if one == more else nodes.CondExpr(is_one, nodes.Const(one), nodes.Const(more))


def init_app(app: flask.Flask) -> None:
    """Let the application load its templates so; block tags leave no blank lines."""
    app.jinja_environment = Environment
    app.jinja_options = {**app.jinja_options, "trim_blocks": True, "lstrip_blocks": True}


def _leading_texts(node: nodes.Call) -> Iterator[str]:
    for argument in node.args:
        if not (isinstance(argument, nodes.Const) and isinstance(argument.value, str)):
            return
        yield argument.value


def _calls(number: nodes.Expr) -> bool:
    return isinstance(number, nodes.Call) or any(number.find_all(nodes.Call))


def _filled(words: nodes.Expr, call: nodes.Call, values: dict[str, nodes.Expr]) -> nodes.Expr:
    """Words with the values of the call in them: escaped on a page, as gettext in a template does it."""
    values = values | {keyword.key: keyword.value for keyword in call.kwargs}
    pairs = [nodes.Pair(nodes.Const(key), value) for key, value in values.items()]
    made = nodes.Mod(nodes.MarkSafeIfAutoescape(words), nodes.Dict(pairs))
    made.set_lineno(call.lineno)
    return made
