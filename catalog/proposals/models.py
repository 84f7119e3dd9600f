"""Tables of categories, proposals, budget lines and in-kind needs."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, Index, Numeric, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalog import clock
from catalog.accounts.models import Person
from catalog.db import UTCDateTime, db, one_of
from catalog.proposals.state_names import StateNames, names_of
from catalog.proposals.workflow import OVER, State
from catalog.rounds.models import Round
from catalog.units.models import Unit

AID_FORM_KEYS = ("programme", "project", "non_project")
FUNDING_KEYS = ("aid", "counterpart")
OLDEST_CHILD = 15  # children are under 16: Law on Children 102/2016/QH13
# A photo may be published with its consent; a document is evidence for the office and never public.
ATTACHMENT_KINDS = ("photo", "document")
VERDICT_KEYS = ("fine", "not_fine")
CONSENT_KEYS = ("no_child", "not_recognisable", "written", "institution")
COUNTS = ("children", "girls", "boys", "ethnic_minority", "with_disability", "poor_or_near_poor", "indirect")
IS_OPEN_AMENDMENT = f"amends_id IS NOT NULL AND NOT ({one_of('state', sorted(OVER))})"
SUBGROUPS = ("girls", "boys", "ethnic_minority", "with_disability", "poor_or_near_poor")


class Category(db.Model):
    """A type of support, in the words of the department's plan, with its OECD DAC purpose code and SDG targets."""

    __tablename__ = "category"

    key: Mapped[str] = mapped_column(String(30), primary_key=True)
    sector_vi: Mapped[str] = mapped_column(String(120))
    sector_en: Mapped[str] = mapped_column(String(120))
    name_vi: Mapped[str] = mapped_column(String(120))
    name_en: Mapped[str] = mapped_column(String(120))
    dac_code: Mapped[str] = mapped_column(String(5))
    dac_name: Mapped[str] = mapped_column(String(120))
    sdg_targets: Mapped[list[str]] = mapped_column(JSON, default=list)
    position: Mapped[int]


class Proposal(db.Model):
    """What a unit proposes, in Vietnamese; it belongs to the unit, and totals are computed from its budget lines."""

    __tablename__ = "proposal"
    __table_args__ = (
        UniqueConstraint("code"),
        UniqueConstraint("unit_id", "draft_key"),
        UniqueConstraint("round_id", "unit_id", "import_key"),
        CheckConstraint(one_of("state", State), name="ck_proposal_state"),
        CheckConstraint(one_of("aid_form", ("", *AID_FORM_KEYS)), name="ck_proposal_aid_form"),
        *(CheckConstraint(f"{count} >= 0", name=f"ck_proposal_{count}") for count in COUNTS),
        *(CheckConstraint(f"{group} <= children", name=f"ck_proposal_{group}_of_children") for group in SUBGROUPS),
        CheckConstraint("girls + boys = children", name="ck_proposal_girls_and_boys"),
        CheckConstraint(
            f"age_from BETWEEN 0 AND {OLDEST_CHILD} AND age_to BETWEEN age_from AND {OLDEST_CHILD}",
            name="ck_proposal_ages",
        ),
        CheckConstraint("months >= 0", name="ck_proposal_months"),
        CheckConstraint("planned_end >= planned_start", name="ck_proposal_dates"),
        CheckConstraint("priority BETWEEN 1 AND 3", name="ck_proposal_priority"),
        CheckConstraint(
            "state = 'draft' OR state = 'withdrawn' OR submitted_at IS NOT NULL OR state = 'awaiting_signature'",
            name="ck_proposal_submitted_at",
        ),
        # Whatever reads accepted and published proposals never meets an edit that is not accepted yet.
        CheckConstraint("amends_id IS NULL OR state NOT IN ('accepted', 'published')", name="ck_proposal_amends_id"),
        # One edit of a proposal at a time.
        Index(
            "ix_proposal_one_amendment",
            "amends_id",
            unique=True,
            sqlite_where=db.text(IS_OPEN_AMENDMENT),
            postgresql_where=db.text(IS_OPEN_AMENDMENT),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(30))
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    # The unit's names on the day of submission: units are renamed and merged, what was sent is not.
    unit_name_vi: Mapped[str] = mapped_column(String(120), default="")
    unit_name_en: Mapped[str] = mapped_column(String(120), default="")
    state: Mapped[str] = mapped_column(String(20), default=State.DRAFT, index=True)
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    # One form makes one proposal, however often it is sent; one row of a file likewise.
    draft_key: Mapped[str | None] = mapped_column(String(40))
    import_key: Mapped[str | None] = mapped_column(String(64))
    # The code of the proposal that it was copied from.
    copied_from: Mapped[str] = mapped_column(String(30), default="", server_default="")
    # The codes of proposals that it was set aside for; not for units, who may not know of each other's.
    duplicate_of: Mapped[str] = mapped_column(String(30), default="", server_default="")
    merged_into: Mapped[str] = mapped_column(String(30), default="", server_default="")
    # The published proposal that this is an edit of: a version that waits, in a row of its own until it is accepted.
    amends_id: Mapped[int | None] = mapped_column(ForeignKey("proposal.id"))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    updated_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    submitted_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    version: Mapped[int] = mapped_column()

    commune_code: Mapped[str] = mapped_column(String(5), default="")
    location: Mapped[str] = mapped_column(String(300), default="")
    aid_form: Mapped[str] = mapped_column(String(12), default="")
    has_construction: Mapped[bool] = mapped_column(default=False)
    category_key: Mapped[str | None] = mapped_column(ForeignKey("category.key"))
    # Empty: that of the category.
    dac_code: Mapped[str] = mapped_column(String(5), default="")
    sdg_targets: Mapped[list[str]] = mapped_column(JSON, default=list)
    title: Mapped[str] = mapped_column(String(300), default="")
    summary: Mapped[str] = mapped_column(Text, default="")
    need: Mapped[str] = mapped_column(Text, default="")
    objective: Mapped[str] = mapped_column(Text, default="")
    activities: Mapped[str] = mapped_column(Text, default="")
    results: Mapped[str] = mapped_column(Text, default="")
    managing_agency: Mapped[str] = mapped_column(String(300), default="")
    owner: Mapped[str] = mapped_column(String(300), default="")
    implementer: Mapped[str] = mapped_column(String(300), default="")
    children: Mapped[int | None]
    girls: Mapped[int | None]
    boys: Mapped[int | None]
    ethnic_minority: Mapped[int | None]
    with_disability: Mapped[int | None]
    poor_or_near_poor: Mapped[int | None]
    age_from: Mapped[int | None]
    age_to: Mapped[int | None]
    indirect: Mapped[int | None]
    planned_start: Mapped[date | None]
    planned_end: Mapped[date | None]
    # The next four are asked of some types of support only.
    months: Mapped[int | None]
    hospital: Mapped[str] = mapped_column(String(300), default="", server_default="")
    land: Mapped[str] = mapped_column(Text, default="", server_default="")
    design: Mapped[str] = mapped_column(Text, default="", server_default="")
    counterpart_source: Mapped[str] = mapped_column(Text, default="")
    sustainability: Mapped[str] = mapped_column(Text, default="")
    readiness: Mapped[str] = mapped_column(Text, default="")
    safeguarding: Mapped[str] = mapped_column(Text, default="")
    # A role, never a person's private number.
    contact: Mapped[str] = mapped_column(String(300), default="")
    contact_email: Mapped[str] = mapped_column(String(254), default="")
    letter_number: Mapped[str] = mapped_column(String(60), default="")
    letter_date: Mapped[date | None]
    priority: Mapped[int | None]
    # What a file said beside the known columns: for the unit and the office, never public.
    notes: Mapped[str] = mapped_column(Text, default="")

    round: Mapped[Round] = relationship()
    unit: Mapped[Unit] = relationship()
    assignee: Mapped[Person | None] = relationship()
    category: Mapped[Category | None] = relationship()
    amends: Mapped["Proposal | None"] = relationship(remote_side="Proposal.id")
    budget_lines: Mapped[list["BudgetLine"]] = relationship(
        order_by="BudgetLine.position", cascade="all, delete-orphan", back_populates="proposal"
    )
    in_kind_needs: Mapped[list["InKindNeed"]] = relationship(
        order_by="InKindNeed.position", cascade="all, delete-orphan", back_populates="proposal"
    )
    attachments: Mapped[list["Attachment"]] = relationship(
        order_by="Attachment.position, Attachment.id", cascade="all, delete-orphan", back_populates="proposal"
    )
    clearances: Mapped[list["HitClearance"]] = relationship(cascade="all, delete-orphan")
    change_requests: Mapped[list["ChangeRequest"]] = relationship(
        order_by="ChangeRequest.id", cascade="all, delete-orphan", back_populates="proposal"
    )

    __mapper_args__ = {"version_id_col": version}

    @property
    def is_amendment(self) -> bool:
        """Whether it is an edit of a published proposal, and none of its own."""
        return self.amends_id is not None

    @property
    def names(self) -> StateNames:
        """Its state in words."""
        return names_of(self.state, self.is_amendment)

    @property
    def aid_vnd(self) -> int:
        """Sum asked of a donor, in đồng."""
        return sum(line.amount_vnd for line in self.budget_lines if line.funding == "aid")

    @property
    def counterpart_vnd(self) -> int:
        """Sum that the local side brings (vốn đối ứng), in đồng."""
        return sum(line.amount_vnd for line in self.budget_lines if line.funding == "counterpart")

    @property
    def total_vnd(self) -> int:
        """Aid and counterpart together, in đồng."""
        return self.aid_vnd + self.counterpart_vnd


class BudgetLine(db.Model):
    """One line of the budget: quantity × unit cost, paid by the aid or by the counterpart."""

    __tablename__ = "budget_line"
    __table_args__ = (
        CheckConstraint("quantity >= 0", name="ck_budget_line_quantity"),
        CheckConstraint("unit_cost_vnd >= 0", name="ck_budget_line_unit_cost_vnd"),
        CheckConstraint(one_of("funding", FUNDING_KEYS), name="ck_budget_line_funding"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    item: Mapped[str] = mapped_column(String(300), default="")
    quantity: Mapped[Decimal | None] = mapped_column(Numeric(14, 3))
    unit: Mapped[str] = mapped_column(String(60), default="")
    unit_cost_vnd: Mapped[int | None] = mapped_column(BigInteger)
    funding: Mapped[str] = mapped_column(String(12), default="aid")
    optional: Mapped[bool] = mapped_column(default=False)
    # In an edit: the id of the published row that this one stands for. Needs and files have it alike.
    origin_id: Mapped[int | None]

    proposal: Mapped[Proposal] = relationship(back_populates="budget_lines")

    @property
    def amount_vnd(self) -> int:
        """Quantity × unit cost in whole đồng, half up; 0 while one of them is missing."""
        amount = Decimal(self.quantity or 0) * (self.unit_cost_vnd or 0)
        return int(amount.quantize(Decimal(1), ROUND_HALF_UP))


class InKindNeed(db.Model):
    """Something useful as goods or service rather than money."""

    __tablename__ = "in_kind_need"
    __table_args__ = (CheckConstraint("quantity >= 0", name="ck_in_kind_need_quantity"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    item: Mapped[str] = mapped_column(String(300), default="")
    quantity: Mapped[Decimal | None] = mapped_column(Numeric(14, 3))
    unit: Mapped[str] = mapped_column(String(60), default="")
    origin_id: Mapped[int | None]

    proposal: Mapped[Proposal] = relationship(back_populates="in_kind_needs")


class Attachment(db.Model):
    """One photo or document. Files are in the storage under their SHA-256; of a photo only what was re-encoded.

    `sha256` is the document, or the photo at its largest; `sizes` are the widths of a photo's three files in pixels
    with their hashes, as {"640": "ab…"}.
    """

    __tablename__ = "attachment"
    __table_args__ = (
        UniqueConstraint("proposal_id", "source_sha256"),
        CheckConstraint(one_of("kind", ATTACHMENT_KINDS), name="ck_attachment_kind"),
        CheckConstraint(one_of("consent", ("", *CONSENT_KEYS)), name="ck_attachment_consent"),
        CheckConstraint("(kind = 'photo') = (width IS NOT NULL)", name="ck_attachment_width_of_photo"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(255))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    # Of the file as it was sent, which is not kept of a photo: the same photo twice is one.
    source_sha256: Mapped[str] = mapped_column(String(64))
    width: Mapped[int | None]
    height: Mapped[int | None]
    sizes: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    caption: Mapped[str] = mapped_column(String(300), default="")
    alternative_text: Mapped[str] = mapped_column(String(300), default="")
    credit: Mapped[str] = mapped_column(String(160), default="")
    consent: Mapped[str] = mapped_column(String(20), default="")
    # Where the consent is kept, as a file number; never the consent itself.
    consent_reference: Mapped[str] = mapped_column(String(160), default="")
    note: Mapped[str] = mapped_column(Text, default="")
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    origin_id: Mapped[int | None]
    version: Mapped[int] = mapped_column()

    proposal: Mapped[Proposal] = relationship(back_populates="attachments")

    __mapper_args__ = {"version_id_col": version}


class HitClearance(db.Model):
    """A reviewer's word that one hit of the safeguarding scan shows no child's details; good for that very text."""

    __tablename__ = "hit_clearance"
    __table_args__ = (UniqueConstraint("proposal_id", "hit_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id", ondelete="CASCADE"))
    hit_key: Mapped[str] = mapped_column(String(64))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)

    person: Mapped[Person | None] = relationship(lazy="joined")


class ProposalTag(db.Model):
    """A label that the office puts on a proposal for its own work: units and the public never see it.

    A table that proposals don't refer to, so that no page of theirs comes by it.
    """

    __tablename__ = "proposal_tag"
    __table_args__ = (UniqueConstraint("proposal_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(40))


class ChangeRequest(db.Model):
    """What the office wants changed in one answer, in its words.

    `key` is that of a field or of one of `fields.TABLES`. Collected until `asked_at`, when it goes
    to the unit; open until `settled_at`, when the office has seen the answer. Nothing is asked twice of one answer at
    a time.
    """

    __tablename__ = "change_request"
    __table_args__ = (
        CheckConstraint("settled_at IS NULL OR asked_at IS NOT NULL", name="ck_change_request_asked_first"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id", ondelete="CASCADE"), index=True)
    key: Mapped[str] = mapped_column(String(40))
    # A key of the office's list of reasons, or empty.
    reason: Mapped[str] = mapped_column(String(30), default="")
    words: Mapped[str] = mapped_column(Text, default="")
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    asked_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    settled_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    proposal: Mapped[Proposal] = relationship(back_populates="change_requests")

    @property
    def is_open(self) -> bool:
        """Whether the unit still has to answer it."""
        return self.asked_at is not None and self.settled_at is None


class InternalNote(db.Model):
    """Words of the office for itself: no unit, mail, list or file ever shows them; withdrawn, they stay readable."""

    __tablename__ = "internal_note"

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    words: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    person: Mapped[Person | None] = relationship()


class ChecklistTick(db.Model):
    """What a reviewer found of one point of the checklist; good as long as the answers it is about stay the same."""

    __tablename__ = "checklist_tick"
    __table_args__ = (
        UniqueConstraint("proposal_id", "key"),
        CheckConstraint(one_of("verdict", VERDICT_KEYS), name="ck_checklist_tick_verdict"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(30))
    verdict: Mapped[str] = mapped_column(String(10))
    words: Mapped[str] = mapped_column(Text, default="")
    answers_hash: Mapped[str] = mapped_column(String(64))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=clock.now)
    version: Mapped[int] = mapped_column()

    person: Mapped[Person | None] = relationship()

    __mapper_args__ = {"version_id_col": version}
