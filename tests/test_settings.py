"""Settings: defaults, and one clear sentence for each wrong value."""

from pathlib import Path

import pytest

from catalog.settings import S3Address, Settings, SettingsError


def settings(tmp_path: Path, **values: str) -> Settings:
    return Settings.from_env({"CATALOG_DATA_DIR": str(tmp_path), **values})


def test_defaults(tmp_path):
    made = settings(tmp_path)
    assert made.database_url == f"sqlite:///{tmp_path / 'catalog.db'}"
    assert (made.base_url, made.host, made.port) == ("http://127.0.0.1:5000", "127.0.0.1", 5000)
    assert (made.smtp_url, made.mail_from) == (None, "no-reply@127.0.0.1")
    assert made.time_zone.key == "Asia/Ho_Chi_Minh"


def test_a_made_secret_key_is_kept(tmp_path):
    first, second = settings(tmp_path), settings(tmp_path)
    assert first.secret_key == second.secret_key
    assert len(first.secret_key) >= 32
    assert not first.secret_key_given
    assert (tmp_path / "secret.key").stat().st_mode & 0o777 == 0o600


def test_files_are_kept_in_the_data_folder_or_in_a_bucket(tmp_path):
    assert settings(tmp_path).storage is None
    key = {"AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "secret"}
    own = settings(tmp_path, STORAGE_URL="s3://files/a/b/?endpoint=http://127.0.0.1:9000&region=vn", **key).storage
    assert own == S3Address("files", "a/b", "http://127.0.0.1:9000", "vn", "key", "secret")
    assert "secret" not in repr(own)
    amazon = settings(tmp_path, STORAGE_URL="s3://files", **key).storage
    assert amazon == S3Address("files", "", "https://s3.us-east-1.amazonaws.com", "us-east-1", "key", "secret")


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("PORT", "http", "PORT: 'http' is not a number from 1 to 65535."),
        ("TRUSTED_PROXIES", "all", "TRUSTED_PROXIES: 'all' is not a number from 0 to 10."),
        ("PORT", "70000", "PORT: '70000' is not a number from 1 to 65535."),
        ("SECRET_KEY", "short", "SECRET_KEY: it has 5 characters, at least 32 are needed."),
        (
            "BASE_URL",
            "catalogue.example.org",
            "BASE_URL: 'catalogue.example.org' is not an address such as https://catalogue.example.org.",
        ),
        (
            "DATABASE_URL",
            "mysql://localhost/x",
            "DATABASE_URL: 'mysql' is not supported; use sqlite:/// or postgresql://.",
        ),
        ("DATABASE_URL", "nonsense", "DATABASE_URL: this is not a database address."),
        ("DATABASE_URL", "sqlite://", "DATABASE_URL: SQLite needs a file, as in sqlite:////srv/catalogue/catalog.db."),
        ("DATABASE_URL", "postgresql://localhost", "DATABASE_URL: the name of the PostgreSQL database is missing."),
        (
            "SMTP_URL",
            "mail.example.org",
            "SMTP_URL: this is not an address such as smtp://user:password@mail.example.org:587.",
        ),
        (
            "SMTP_URL",
            "smtp://mail:port",
            "SMTP_URL: this is not an address such as smtp://user:password@mail.example.org:587.",
        ),
        (
            "STORAGE_URL",
            "gs://bucket",
            "STORAGE_URL: this is not s3://bucket/prefix?endpoint=https://host:port&region=name.",
        ),
        (
            "STORAGE_URL",
            "s3://bucket?zone=x",
            "STORAGE_URL: this is not s3://bucket/prefix?endpoint=https://host:port&region=name.",
        ),
        (
            "STORAGE_URL",
            "s3://bucket?endpoint=host:9000",
            "STORAGE_URL: the endpoint 'host:9000' is not an address such as https://host:port.",
        ),
        ("STORAGE_URL", "s3://bucket", "AWS_ACCESS_KEY_ID: STORAGE_URL names S3 storage, which needs it."),
        (
            "MACHINE_TRANSLATION",
            "https://translate.example.org",
            (
                "MACHINE_TRANSLATION: 'https://translate.example.org' is not a service such as"
                " libretranslate:https://translate.example.org."
            ),
        ),
        ("IATI_ORGANISATION", "a/b", "IATI_ORGANISATION: 'a/b' is not an identifier such as XX-YYY-123456."),
        ("TIME_ZONE", "Hanoi", "TIME_ZONE: 'Hanoi' is not a time zone such as Asia/Ho_Chi_Minh."),
    ],
)
def test_a_wrong_value_is_one_sentence(tmp_path, name, value, sentence):
    with pytest.raises(SettingsError) as raised:
        settings(tmp_path, **{name: value})
    assert raised.value.format_message() == sentence


def test_a_data_folder_that_cannot_be_made(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingsError) as raised:
        settings(tmp_path / "file" / "folder")
    assert raised.value.format_message().startswith("CATALOG_DATA_DIR: the folder ")
