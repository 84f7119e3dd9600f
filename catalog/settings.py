"""Settings read from the environment, checked once at the start."""

import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

PROJECT = Path(__file__).resolve().parent.parent
MIN_SECRET_LENGTH = 32
AWS_REGION = "us-east-1"


class SettingsError(click.ClickException):
    """A setting has a value that the application can't start with; the text is one sentence for the operator.

    As an exception of the command line it is shown as that sentence, by `flask` and `python app.py` alike.
    """


@dataclass(frozen=True)
class Setting:
    """One row of the table of settings, as README shows it."""

    name: str
    default: str
    meaning: str


SETTINGS = (
    Setting(
        "DATABASE_URL",
        "SQLite file catalog.db in CATALOG_DATA_DIR",
        "sqlite:///… or postgresql://user:password@host/name",
    ),
    Setting("CATALOG_DATA_DIR", "var", "folder of the database, uploads and outbox"),
    Setting(
        "STORAGE_URL",
        "folder files in CATALOG_DATA_DIR",
        "s3://bucket/prefix?endpoint=http://host:port&region=…: photos and files in S3-compatible storage",
    ),
    Setting("AWS_ACCESS_KEY_ID", "none", "key of that storage"),
    Setting("AWS_SECRET_ACCESS_KEY", "none", "its secret"),
    Setting("SECRET_KEY", "made and kept in CATALOG_DATA_DIR", "at least 32 characters; `make serve` wants it set"),
    Setting("BASE_URL", "http://127.0.0.1:PORT", "address that people use; it stands in mails and links"),
    Setting("HOST", "127.0.0.1", "address to listen on; 0.0.0.0 for all"),
    Setting("PORT", "5000", "port to listen on"),
    Setting("TRUSTED_PROXIES", "0", "how many proxies of yours stand in front and set X-Forwarded-For and -Proto"),
    Setting(
        "SMTP_URL",
        "none: mails are written to CATALOG_DATA_DIR/outbox",
        "smtp://user:password@host:587 or smtps://host:465",
    ),
    Setting("MAIL_FROM", "no-reply@ the host of BASE_URL", "sender of the mails"),
    Setting(
        "MACHINE_TRANSLATION",
        "off",
        "service for drafts of the English: libretranslate:https://… or deepl:https://api-free.deepl.com",
    ),
    Setting("MACHINE_TRANSLATION_KEY", "none", "key of that service"),
    Setting(
        "IATI_ORGANISATION",
        "none: files call the office LOCAL- and its symbol",
        "the office's identifier in IATI, as XX-YYY-123456, once it is registered",
    ),
    Setting("API_REQUESTS_PER_MINUTE", "120", "how often one source may ask the open API, in each process"),
    Setting(
        "EMBED_ORIGINS",
        "*: any site",
        "sites that may show projects in a frame, as https://portal.example.org, with blanks between",
    ),
    Setting("TIME_ZONE", "Asia/Ho_Chi_Minh", "zone of deadlines and of the times shown"),
)


@dataclass(frozen=True)
class S3Address:
    """A place in S3-compatible storage, and the key to it; `endpoint` is the address of the server."""

    bucket: str
    prefix: str
    endpoint: str
    region: str
    access_key_id: str
    secret_access_key: str = field(repr=False)


@dataclass(frozen=True)
class Settings:
    """What the environment decides. Paths are absolute; `secret_key_given` tells a set key from a made one.

    `storage` is None where files are kept in the data folder.
    """

    database_url: str
    data_dir: Path
    storage: S3Address | None
    secret_key: str
    secret_key_given: bool
    base_url: str
    host: str
    port: int
    trusted_proxies: int
    smtp_url: str | None
    mail_from: str
    machine_translation: str
    machine_translation_key: str
    iati_organisation: str
    api_requests_per_minute: int
    embed_origins: str
    time_zone: ZoneInfo

    @classmethod
    def from_env(cls, environ: Mapping[str, str] = os.environ) -> "Settings":
        """Read and check every setting; raises SettingsError."""
        values = {setting.name: environ.get(setting.name, "").strip() for setting in SETTINGS}
        data_dir = _data_dir(values["CATALOG_DATA_DIR"])
        port = _number("PORT", values["PORT"] or "5000", 1, 65535)
        base_url = _base_url(values["BASE_URL"] or f"http://127.0.0.1:{port}")
        return cls(
            database_url=_database_url(values["DATABASE_URL"], data_dir),
            data_dir=data_dir,
            storage=_storage(values),
            secret_key=_secret_key(values["SECRET_KEY"], data_dir),
            secret_key_given=bool(values["SECRET_KEY"]),
            base_url=base_url,
            host=values["HOST"] or "127.0.0.1",
            port=port,
            trusted_proxies=_number("TRUSTED_PROXIES", values["TRUSTED_PROXIES"] or "0", 0, 10),
            smtp_url=_smtp_url(values["SMTP_URL"]),
            mail_from=values["MAIL_FROM"] or f"no-reply@{urlsplit(base_url).hostname}",
            machine_translation=_machine_translation(values["MACHINE_TRANSLATION"]),
            machine_translation_key=values["MACHINE_TRANSLATION_KEY"],
            iati_organisation=_iati_organisation(values["IATI_ORGANISATION"]),
            api_requests_per_minute=_number(
                "API_REQUESTS_PER_MINUTE", values["API_REQUESTS_PER_MINUTE"] or "120", 1, 1_000_000
            ),
            embed_origins=_origins(values["EMBED_ORIGINS"] or "*"),
            time_zone=_time_zone(values["TIME_ZONE"] or "Asia/Ho_Chi_Minh"),
        )


def _data_dir(value: str) -> Path:
    path = (PROJECT / (value or "var")).resolve()
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(f"CATALOG_DATA_DIR: the folder {path} can't be made ({error.strerror}).") from None
    if not os.access(path, os.W_OK):
        raise SettingsError(f"CATALOG_DATA_DIR: the folder {path} can't be written to.")
    return path


def _number(name: str, value: str, least: int, most: int) -> int:
    if not value.isascii() or not value.isdigit() or not least <= int(value) <= most:
        raise SettingsError(f"{name}: {value!r} is not a number from {least} to {most}.")
    return int(value)


def _base_url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path not in ("", "/"):
        raise SettingsError(f"BASE_URL: {value!r} is not an address such as https://catalogue.example.org.")
    return value.rstrip("/")


def _database_url(value: str, data_dir: Path) -> str:
    if not value:
        return f"sqlite:///{data_dir / 'catalog.db'}"
    try:
        url = make_url(value)
    except ArgumentError:
        raise SettingsError("DATABASE_URL: this is not a database address.") from None
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise SettingsError(f"DATABASE_URL: {url.drivername!r} is not supported; use sqlite:/// or postgresql://.")
    if url.get_backend_name() == "sqlite" and url.database in (None, "", ":memory:"):
        raise SettingsError("DATABASE_URL: SQLite needs a file, as in sqlite:////srv/catalogue/catalog.db.")
    if url.get_backend_name() == "postgresql" and not url.database:
        raise SettingsError("DATABASE_URL: the name of the PostgreSQL database is missing.")
    return value


def _storage(values: Mapping[str, str]) -> S3Address | None:
    if not values["STORAGE_URL"]:
        return None
    parts = urlsplit(values["STORAGE_URL"])
    asked = parse_qs(parts.query)
    if parts.scheme != "s3" or not parts.hostname or set(asked) - {"endpoint", "region"}:
        raise SettingsError("STORAGE_URL: this is not s3://bucket/prefix?endpoint=https://host:port&region=name.")
    region = asked.get("region", [AWS_REGION])[0]
    endpoint = asked.get("endpoint", [f"https://s3.{region}.amazonaws.com"])[0]
    server = urlsplit(endpoint)
    if server.scheme not in ("http", "https") or not server.hostname:
        raise SettingsError(f"STORAGE_URL: the endpoint {endpoint!r} is not an address such as https://host:port.")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        if not values[name]:
            raise SettingsError(f"{name}: STORAGE_URL names S3 storage, which needs it.")
    prefix = parts.path.strip("/")
    return S3Address(
        parts.hostname, prefix, endpoint, region, values["AWS_ACCESS_KEY_ID"], values["AWS_SECRET_ACCESS_KEY"]
    )


def _secret_key(value: str, data_dir: Path) -> str:
    if value:
        if len(value) < MIN_SECRET_LENGTH:
            raise SettingsError(f"SECRET_KEY: it has {len(value)} characters, at least {MIN_SECRET_LENGTH} are needed.")
        return value
    path = data_dir / "secret.key"
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text().strip()


def _smtp_url(value: str) -> str | None:
    if not value:
        return None
    parts = urlsplit(value)
    try:
        valid = parts.scheme in ("smtp", "smtps") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        valid = False
    if not valid:
        raise SettingsError("SMTP_URL: this is not an address such as smtp://user:password@mail.example.org:587.")
    return value


def _machine_translation(value: str) -> str:
    kind, _, url = value.partition(":")
    parts = urlsplit(url)
    is_address = parts.scheme in ("http", "https") and bool(parts.hostname)
    if value and (kind not in ("libretranslate", "deepl") or not is_address):
        raise SettingsError(
            f"MACHINE_TRANSLATION: {value!r} is not a service such as libretranslate:https://translate.example.org."
        )
    return value


def _iati_organisation(value: str) -> str:
    if value and not re.fullmatch(r"[^\s/&|?-]+(-[^\s/&|?]+)+", value):
        raise SettingsError(f"IATI_ORGANISATION: {value!r} is not an identifier such as XX-YYY-123456.")
    return value


def _origins(value: str) -> str:
    """As a policy names them. The catalogue is always one of them: it shows what a frame looks like."""
    if value == "*":
        return value
    for origin in value.split():
        if not re.fullmatch(r"https?://[a-z0-9.-]+(:\d+)?", origin):
            raise SettingsError(f"EMBED_ORIGINS: {origin!r} is not an origin such as https://portal.example.org.")
    return " ".join(["'self'", *value.split()])


def _time_zone(value: str) -> ZoneInfo:
    try:
        return ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError):
        raise SettingsError(f"TIME_ZONE: {value!r} is not a time zone such as Asia/Ho_Chi_Minh.") from None
