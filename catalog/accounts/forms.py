"""Forms of signing in and of one's own account."""

from flask_babel import lazy_gettext as _l
from wtforms import PasswordField, StringField
from wtforms.fields import EmailField
from wtforms.validators import EqualTo, InputRequired, Length

from catalog.accounts.passwords import MINIMUM
from catalog.forms import Form

# Longer than any password may be: it only keeps nonsense from being hashed.
LONGEST_INPUT = 1000


def _password(label: str, message: str) -> PasswordField:
    return PasswordField(label, [InputRequired(message), Length(max=LONGEST_INPUT)])


def _repeated(name: str) -> PasswordField:
    different = EqualTo(name, _l("The two passwords differ."))
    return PasswordField(_l("New password once more"), [InputRequired(_l("Type the new password twice.")), different])


class SignInForm(Form):
    """E-mail address and password."""

    # Any text will do here: an address that does not exist is answered like a wrong password.
    email = StringField(_l("E-mail address"), [InputRequired(_l("Enter your e-mail address.")), Length(max=254)])
    password = _password(_l("Password"), _l("Enter your password."))


class ResetRequestForm(Form):
    """Where to mail a link to a new password."""

    email = EmailField(_l("E-mail address"), [InputRequired(_l("Enter your e-mail address.")), Length(max=254)])


class NewPasswordForm(Form):
    """A first or new password, through a link."""

    password = _password(_l("New password"), _l("Enter a new password."))
    repeated = _repeated("password")


class ChangePasswordForm(Form):
    """A new password in the place of the present one."""

    current = _password(_l("Present password"), _l("Enter your present password."))
    new = _password(_l("New password"), _l("Enter a new password."))
    repeated = _repeated("new")


PASSWORD_HELP = _l(
    "At least %(minimum)s characters. A short sentence is easy to remember and hard to guess.", minimum=MINIMUM
)
