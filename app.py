"""The application: `flask` and `python app.py` find it here."""

import logging
import sys
from collections.abc import Callable

from flask import Flask, Response, render_template
from flask_bootstrap import Bootstrap5
from flask_wtf.csrf import CSRFError, CSRFProtect
from sqlalchemy import text
from sqlalchemy.exc import DataError, DBAPIError
from werkzeug.exceptions import HTTPException, MethodNotAllowed
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.wrappers import Response as BaseResponse

from catalog import access, cli, compression, context, db, headers, i18n, offline, recovery, storage, templating
from catalog.access import ANYONE, SignInNeeded, allow
from catalog.accounts import sessions
from catalog.accounts.routes import accounts, sign_in_again
from catalog.administration.routes import administration
from catalog.api import problems
from catalog.api.routes import api
from catalog.errors import DomainError
from catalog.notices.routes import notices
from catalog.public import caching, tokens
from catalog.public.routes import public
from catalog.review.preview import preview
from catalog.review.routes import review
from catalog.settings import Settings, SettingsError
from catalog.storage import StorageTrouble
from catalog.submission.routes import submission
from catalog.work.routes import work

LARGEST_UPLOAD = 20 * 1024 * 1024
LARGEST_FORM = 4 * 1024 * 1024
BLUEPRINTS = (public, api, accounts, notices, submission, review, preview, administration, work)
# Audiences that are served without a session, so that answers can be the same for everybody.
SESSIONLESS = (public.name, api.name)

log = logging.getLogger(__name__)
csrf = CSRFProtect()


def create_app(settings: Settings | None = None) -> Flask:
    """Build the application from its settings; without any, from the environment.

    Raises SettingsError on a wrong setting, RuntimeError when a view does not say who may enter.
    """
    settings = settings or Settings.from_env()
    app = Flask(__name__, static_folder="catalog/static")
    app.config.update(
        CATALOG=settings,
        SECRET_KEY=settings.secret_key,
        MAX_CONTENT_LENGTH=LARGEST_UPLOAD,
        MAX_FORM_MEMORY_SIZE=LARGEST_FORM,
        WTF_CSRF_TIME_LIMIT=None,
        BOOTSTRAP_SERVE_LOCAL=True,
        **sessions.cookie_settings(settings.base_url),
    )
    templating.init_app(app)
    if proxies := settings.trusted_proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=0)  # type: ignore[method-assign]
    db.init_app(app, settings.database_url)
    storage.init_app(app)
    i18n.init_app(app)
    Bootstrap5(app)
    headers.init_app(app)
    compression.init_app(app)
    caching.init_app(app)  # before whatever else looks at a request
    csrf.init_app(app)
    access.init_app(app, sessions.load_actor)
    recovery.init_app(app)
    offline.init_app(app)
    context.init_app(app)
    cli.init_app(app)
    _register_views(app)
    _register_error_pages(app)
    return app


def _register_views(app: Flask) -> None:
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    app.add_url_rule("/healthz", view_func=healthz)
    tokens.unguard(app, csrf)
    sessions.init_app(app, SESSIONLESS)
    access.check_declarations(app)


@allow(ANYONE)
def healthz() -> Response:
    """Whether the application answers and its database does."""
    db.db.session.execute(text("SELECT 1"))
    return Response("ok\n", mimetype="text/plain")


def _error_page(
    status: int,
    error: Exception | None = None,
    retry_after: int | None = None,
    typed: Callable[[], recovery.Typed | None] = recovery.typed,
) -> Response:
    """An error in words, with what was typed; to a script, only the words, and to a program a problem."""
    db.db.session.rollback()
    if problems.is_program():
        response = problems.answer(status, error)
    elif recovery.is_script():
        response = recovery.error_for_script(status, error)
    else:
        body = render_template("errors/page.html", status=status, error=error, typed=typed())
        response = Response(body, status)
    if isinstance(error, MethodNotAllowed):
        response.allow.update(error.valid_methods or ())
    if retry_after:
        response.headers["Retry-After"] = str(retry_after)
    return response


def _register_error_pages(app: Flask) -> None:
    page = _error_page
    app.register_error_handler(SignInNeeded, sign_in_again)

    @app.errorhandler(DomainError)
    def domain_error(error: DomainError) -> Response:
        return page(error.status, error, error.retry_after)

    @app.errorhandler(CSRFError)
    def csrf_error(error: CSRFError) -> Response:
        if recovery.is_signed_out():
            return sign_in_again(error)
        return recovery.token_for_script() or page(400, error, typed=recovery.own_typed)

    @app.errorhandler(HTTPException)
    def http_error(error: HTTPException) -> BaseResponse:
        if error.response is not None or error.code is None or error.code < 400:
            return error.get_response()
        return page(error.code, error)

    @app.errorhandler(DataError)
    @app.errorhandler(OverflowError)
    def impossible_value(_error: Exception) -> Response:
        """A value in an address that no row can have: a NUL for PostgreSQL, a number of twenty digits for either."""
        log.warning("a value that the database can't hold", exc_info=True)
        return page(400)

    @app.errorhandler(DBAPIError)
    @app.errorhandler(StorageTrouble)
    def not_stored(error: DBAPIError | StorageTrouble) -> Response:
        log.exception("database or storage")
        passes = isinstance(error, StorageTrouble) or db.is_trouble(error)
        return page(503, retry_after=10) if passes else page(500)

    @app.errorhandler(Exception)
    def unexpected(_error: Exception) -> Response:
        log.exception("unexpected")
        return page(500)


def main() -> None:
    """Serve on this machine for trying out, on the address and port of the settings."""
    try:
        cli.run(create_app())
    except SettingsError as error:
        error.show()
        sys.exit(error.exit_code)


if __name__ == "__main__":
    main()
