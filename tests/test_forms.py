"""What all forms share: the words of WTForms in both languages, amounts as people type them."""

import pytest
from flask import Flask
from flask_babel import force_locale
from werkzeug.datastructures import MultiDict
from wtforms import StringField
from wtforms.validators import Length

from catalog.forms import Form, MoneyField, errors_from
from catalog.i18n import Bilingual


class Sample(Form):
    """Two fields."""

    name = StringField(validators=[Length(max=3)])
    cost = MoneyField()


def filled(app: Flask, language: str = "vi", **values: str) -> Sample:
    """The form as somebody sent it, checked."""
    with app.test_request_context(), force_locale(language):
        form = Sample(formdata=MultiDict(values), meta={"csrf": False})
        form.validate()
    return form


@pytest.mark.parametrize(("language", "text"), [
    ("vi", "Nhiều nhất 3 ký tự."),
    ("en", "Field cannot be longer than 3 characters."),
])  # fmt: skip
def test_limits_are_told_in_both_languages(app: Flask, language: str, text: str) -> None:
    assert filled(app, language, name="dài quá").errors == {"name": [text]}


@pytest.mark.parametrize(("typed", "amount", "shown"), [
    ("1,5 tỷ", 1_500_000_000, "1,5 tỷ"), ("4.500.000", 4_500_000, "4.500.000"), ("", None, ""),
])  # fmt: skip
def test_amounts_keep_what_was_typed(app: Flask, typed: str, amount: int | None, shown: str) -> None:
    form = filled(app, cost=typed)
    assert (form.cost.data, form.cost._value(), form.errors) == (amount, shown, {})


def test_a_stored_amount_is_grouped(app: Flask) -> None:
    with app.test_request_context():
        assert Sample(data={"cost": 4_500_000}, meta={"csrf": False}).cost._value() == "4.500.000"


def test_what_is_no_amount_is_refused(app: Flask) -> None:
    assert list(filled(app, "en", cost="nhiều").errors) == ["cost"]


def test_what_a_service_refuses_stands_beside_its_field(app: Flask) -> None:
    form = filled(app)
    errors_from(form, {"name": Bilingual("Trùng.", "Taken."), "other": Bilingual("Khác.", "Other.")})
    assert form.errors == {"name": ["Trùng."], "": ["Khác."]}
