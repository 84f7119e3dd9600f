"""Codes of IATI's code lists that released projects need (domain brief, §6)."""

from enum import StrEnum

from catalog.units.models import KINDS

# Activity status. What the office reports is a call for aid: it ends when the entry is closed.
PIPELINE = "1"
CLOSED = "4"
# Kinds of organisations.
LOCAL_GOVERNMENT = "11"


class Role(StrEnum):
    """What an organisation does in an activity; a donor joins once one is named."""

    ACCOUNTABLE = "2"
    IMPLEMENTING = "4"


class Date(StrEnum):
    """What a date of an activity means."""

    PLANNED_START = "1"
    PLANNED_END = "3"


class Description(StrEnum):
    """What a description tells."""

    GENERAL = "1"
    OBJECTIVES = "2"
    TARGET_GROUPS = "3"
    OTHER = "4"


# Units that are part of local government: all but the mass organisations.
PUBLIC_BODIES = frozenset(KINDS) - {"union"}
# How far an activity reaches, by kind of the unit that proposes: one province, one district, a single place.
SCOPES = {
    "province": "6",
    "city": "7",
    "district": "7",
    "town": "7",
    "commune": "8",
    "ward": "8",
    "township": "8",
}
# Markers (code, significance) that a type of support has by its purpose: disability, nutrition as principal objective.
POLICY_MARKERS = {"disability": ("11", "2"), "nutrition": ("12", "2")}
# Project-type interventions; a gift is none.
AID_TYPES = {"programme": "C01", "project": "C01"}
