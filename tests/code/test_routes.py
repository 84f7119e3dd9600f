"""Addresses: one spelling, one declaration of access each, and the table of views and rights as a whole."""

import re

import pytest
from flask import Flask
from lxml import html
from werkzeug.routing import Rule

from catalog.access import ANYONE, OPEN_ENDPOINTS
from catalog.accounts.rights import ROLE_RIGHTS, Right, Role

# Who may enter which view: anyone, or people with at least one of the rights. A new view comes with a line here, and a
# line that changes is a decision about access.
VIEWS = """
worker                           anyone
accounts.account                 signed_in
accounts.change_password         signed_in
accounts.end_sessions            signed_in
accounts.invitation              anyone
accounts.password_reset          anyone
accounts.request_reset           anyone
accounts.set_language            anyone
accounts.set_mail_rhythm         signed_in
accounts.sign_in                 anyone
accounts.sign_out                signed_in
api.areas                        anyone
api.categories                   anyone
api.description                  anyone
api.edition                      anyone
api.editions                     anyone
api.embedded_card                anyone
api.embedded_list                anyone
api.embedding                    anyone
api.facets                       anyone
api.page                         anyone
api.project                      anyone
api.projects                     anyone
api.rounds                       anyone
api.rounds_calendar              anyone
api.start                        anyone
administration.deactivate        administer
administration.end_extension     administer
administration.end_sessions      administer
administration.exchange_rates    administer
administration.extension         administer
administration.history           administer
administration.holidays          administer
administration.invite            administer
administration.issuing_bodies    administer
administration.issuing_body      administer
administration.map               write_site
administration.maps              write_site
administration.message           administer
administration.new_extension     administer
administration.new_issuing_body  administer
administration.new_link          administer
administration.new_round         administer
administration.new_official_row  administer
administration.new_template      administer
administration.new_text          write_site
administration.official          administer
administration.official_row      administer
administration.outbox            administer
administration.people            administer
administration.person            administer
administration.reactivate        administer
administration.remove_holiday    administer
administration.remove_map        write_site
administration.remove_template   administer
administration.round             administer
administration.rounds            administer
administration.send_again        administer
administration.set_signs_off     administer
administration.stop_template     administer
administration.template_file     administer
administration.template_preview  administer
administration.text              write_site
administration.texts             write_site
administration.units             administer
administration.use_map           write_site
administration.use_template      administer
administration.usual_template    administer
healthz                          anyone
notices.mark_read                signed_in
notices.notices                  signed_in
notices.open_notice              signed_in
public.accessibility             anyone
preview.document                 compile_list release
preview.edition                  compile_list release
preview.photo                    compile_list release
preview.project                  compile_list release
preview.project_sheet            compile_list release
preview.projects                 compile_list release
public.atom_feed                 anyone
public.child_protection          anyone
public.change_shortlist          anyone
public.compare                   anyone
public.document                  anyone
public.edition                   anyone
public.edition_schema            anyone
public.editions                  anyone
public.elsewhere                 anyone
public.home                      anyone
public.interest                  anyone
public.interest_in               anyone
public.json_feed                 anyone
public.listed_file               anyone
public.photo                     anyone
public.privacy                   anyone
public.project                   anyone
public.project_image             anyone
public.project_sheet             anyone
public.projects                  anyone
public.robots                    anyone
public.root                      anyone
public.share_image               anyone
public.share_shortlist           anyone
public.shared_shortlist          anyone
public.shortlist                 anyone
public.shortlist_dossier         anyone
public.sitemap                   anyone
public.sitemap_part              anyone
public.thanks                    anyone
review.act                       release review
review.act_on_enquiry            answer
review.act_on_selected           compile_list review
review.add_note                  review
review.add_tag                   review
review.add_term                  translate
review.add_to_edition            compile_list
review.assign                    review
review.assign_enquiry            answer
review.bring_in_glossary         translate
review.bring_in_translations     translate
review.check_glossary_file       translate
review.check_translation_file    translate
review.check_point               review
review.choose_columns            compile_list read_office release
review.clear_hit                 review
review.collect_request           review
review.correct                   review
review.create_edition            compile_list
review.discard_edition           compile_list
review.draft_by_machine          translate
review.drop_request              review
review.edition                   compile_list read_office release
review.editions                  compile_list read_office release
review.enquiries                 read_office
review.enquiry                   read_office
review.erase_enquiry             answer
review.explain_revision          compile_list
review.glossary                  read_office translate
review.glossary_file             read_office translate
review.glossary_import           translate
review.move_in_edition           compile_list
review.new_enquiry               answer
review.note_enquiry              answer
review.plan_enquiry              answer
review.proposal                  read_office
review.queue                     read_office
review.readiness                 compile_list read_office release
review.release                   release
review.remove_from_edition       compile_list
review.remove_tag                review
review.remove_term               translate
review.reopen_hit                review
review.report                    read_office
review.report_file               read_office
review.reports                   read_office
review.request_changes           review
review.revise_edition            compile_list
review.seen                      read_office translate
review.safeguarding              compile_list read_office release
review.save_term                 translate
review.save_translation          translate
review.save_translation          translate
review.set_aside                 review
review.settle_request            review
review.take_down_photo           review
review.term                      read_office translate
review.translate                 read_office translate
review.translation_board         read_office translate
review.translation_file          translate
review.translation_import        translate
review.undo_in_edition           compile_list
review.withdraw_note             review
submission.act                   propose sign
submission.add_file              propose
submission.amend                 propose
submission.check                 propose
submission.copy                  propose
submission.create_proposal       propose
submission.document              read_office view_unit
submission.earlier               propose
submission.files                 propose
submission.form                  view_unit
submission.home                  signed_in
submission.import_bring_in       propose
submission.import_choose         propose
submission.import_columns        propose
submission.import_correct_row    propose
submission.import_file           propose
submission.import_preview        propose
submission.import_remarks        propose
submission.import_row            propose
submission.import_save_columns   propose
submission.new_proposal          propose
submission.photo                 read_office view_unit
submission.proposal              view_unit
submission.proposals             view_unit
submission.questions             view_unit
submission.receipt               view_unit
submission.save_files            propose
submission.save_section          propose
submission.section               propose
submission.send                  propose
submission.set_auto_send         propose sign
submission.similar_proposals     propose
submission.workbook              propose
work.cancel                      signed_in
work.work                        signed_in
"""
TABLE = {line.split()[0]: frozenset(line.split()[1:]) for line in VIEWS.strip().splitlines()}
DEMO_PEOPLE = {
    Role.OFFICER: "officer.220@example.org",
    Role.LEADER: "leader.220@example.org",
    Role.REVIEWER: "reviewer@example.org",
    Role.PUBLISHER: "publisher@example.org",
    Role.MANAGER: "manager@example.org",
    Role.ADMINISTRATOR: "admin@example.org",
}


def rules(app: Flask) -> list[Rule]:
    """Every address with a view of our own."""
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint not in OPEN_ENDPOINTS]


def requests(app: Flask) -> list[tuple[str, str, str]]:
    """Endpoint, method and address of everything that can be asked for, with made-up values in the address."""

    def filled(part: re.Match[str]) -> str:
        choices = re.match(r"any\(([^,)]+)", part[1])
        return choices[1].strip("'") if choices else "1" if part[1].startswith("int:") else "x"

    return [
        (rule.endpoint, method, re.sub(r"<([^>]+)>", filled, rule.rule))
        for rule in rules(app)
        for method in sorted((rule.methods or set()) & {"GET", "POST"})
    ]


def test_addresses_are_in_kebab_case(app: Flask) -> None:
    fixed = {re.sub(r"<[^>]+>", "", rule.rule) for rule in rules(app)}
    assert [path for path in fixed if not re.fullmatch(r"[a-z0-9/.-]*", path)] == []


def test_every_view_is_open_to_whom_the_table_says(app: Flask) -> None:
    declared = {name: view.access for name, view in app.view_functions.items() if name not in OPEN_ENDPOINTS}
    assert declared == TABLE


def test_nobody_enters_without_signing_in(app: Flask) -> None:
    client = app.test_client()
    token = html.fromstring(client.get("/sign-in").text).xpath("string(//input[@name='csrf_token']/@value)")
    entered = {
        (endpoint, method): answer.status
        for endpoint, method, address in requests(app)
        if ANYONE not in TABLE[endpoint]
        and (answer := client.open(address, method=method, headers={"X-CSRFToken": token}))
        and not (answer.status_code == 303 and answer.location.startswith("/sign-in"))
        # A form that comes without a session: the sign-in itself, to carry along what was typed.
        and not (answer.status_code == 401 and '<form method="post" action="/sign-in' in answer.text)
    }
    assert entered == {}


@pytest.mark.demo
@pytest.mark.parametrize("role", Role)
def test_nobody_enters_without_the_right(app: Flask, sign_in, role: Role) -> None:
    client = sign_in(DEMO_PEOPLE[role])
    token = html.fromstring(client.get("/account").text).xpath("string(//input[@name='csrf_token']/@value)")
    shut = {name for name, access in TABLE.items() if not access & (ROLE_RIGHTS[role] | {Right.SIGNED_IN, ANYONE})}
    for endpoint, method, address in requests(app):
        if endpoint in shut:
            answer = client.open(address, method=method, headers={"X-CSRFToken": token})
            assert (endpoint, method, answer.status_code) == (endpoint, method, 403)
        elif method == "GET":
            assert (endpoint, client.get(address).status_code) not in {(endpoint, 403), (endpoint, 500)}
