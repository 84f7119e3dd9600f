"""Pages described for programs, in the words of schema.org: a project and its call, an edition as a dataset."""

from collections.abc import Sequence
from typing import Any

from flask import url_for
from flask_babel import gettext

from catalog.editions.models import Edition, Entry
from catalog.exchange import documents
from catalog.i18n import Bilingual, current_language

CONTEXT = "https://schema.org"
COUNTRY = {"@type": "Country", "name": "Viet Nam", "identifier": "VN"}
PROJECTS, EDITIONS = Bilingual("Dự án", "Projects"), Bilingual("Các kỳ danh mục", "Editions")
Data = dict[str, Any]


def project(entry: Entry, base_url: str) -> Data:
    """The page of an entry, the project that it shows, and the money that is asked for; nobody funds it yet."""
    language, data = current_language(), entry.data
    page = f"{base_url}{url_for('public.project', language=language, code=entry.code)}"
    image = f"{base_url}{url_for('public.project_image', language=language, code=entry.code, of=entry.edition.key)}"
    trail = [
        (PROJECTS.in_(language), url_for("public.projects", language=language)),
        (data["category"][language], url_for("public.projects", language=language, type=entry.category_key)),
        (entry.text("title"), url_for("public.project", language=language, code=entry.code)),
    ]
    shown = {
        "@type": "WebPage",
        "@id": page,
        "url": page,
        "name": entry.text("title"),
        "inLanguage": language,
        "dateModified": _released(entry.edition),
        "primaryImageOfPage": {"@type": "ImageObject", "url": image, "width": 1200, "height": 630},
        "publisher": {"@id": _office_id(base_url)},
        "mainEntity": {"@id": f"{page}#project"},
        "breadcrumb": {"@id": f"{page}#trail"},
    }
    return _graph(
        shown,
        _project(entry, page, image, language),
        *([] if entry.closed_at else [_call(entry, page)]),
        _trail(trail, f"{page}#trail", base_url),
        _office(entry.edition, base_url, language),
    )


def site(released: Edition, base_url: str) -> Data:
    """The catalogue as a whole, with its search."""
    language = current_language()
    target = f"{base_url}{url_for('public.projects', language=language)}?q={{words}}"
    website = {
        "@type": "WebSite",
        "@id": f"{base_url}/#catalogue",
        "name": gettext("Children's Aid Catalogue"),
        "url": base_url + url_for("public.home", language=language),
        "inLanguage": language,
        "publisher": {"@id": _office_id(base_url)},
        "potentialAction": {"@type": "SearchAction", "target": target, "query-input": "required name=words"},
    }
    return _graph(website, _office(released, base_url, language))


def edition(released: Edition, base_url: str) -> Data:
    """An edition with the files that it comes in."""
    language = current_language()
    address = url_for("public.edition", language=language, key=released.key)
    page = f"{base_url}{address}"
    name = f"{released.data['round']['name'][language]} ({released.label.in_(language)})"
    dataset = {
        "@type": "Dataset",
        "@id": f"{page}#dataset",
        "url": page,
        "name": name,
        "description": f"{released.data['issuer']['name'][language]}: {name}",
        "identifier": released.key,
        "datePublished": _released(released),
        "inLanguage": ["vi", "en"],
        "isAccessibleForFree": True,
        "spatialCoverage": COUNTRY,
        "publisher": {"@id": _office_id(base_url)},
        "distribution": [_file(released, fmt, base_url, language) for fmt in documents.FORMATS],
    }
    trail = [(EDITIONS.in_(language), url_for("public.editions", language=language)), (name, address)]
    return _graph(dataset, _trail(trail, f"{page}#trail", base_url), _office(released, base_url, language))


def _graph(*things: Data) -> Data:
    return {"@context": CONTEXT, "@graph": list(things)}


def _project(entry: Entry, page: str, image: str, language: str) -> Data:
    data = entry.data
    place = entry.words("location").in_(language)
    area = {"@type": "AdministrativeArea", "name": data["unit"][language], "containedInPlace": COUNTRY}
    implementer = entry.words("implementer").in_(language) or data["unit"][language]
    return {
        "@type": "Project",
        "@id": f"{page}#project",
        "name": entry.text("title"),
        "description": entry.text("summary") or entry.text("objective") or entry.text("title"),
        "identifier": entry.code,
        "url": page,
        "image": image,
        "areaServed": {"@type": "Place", "name": place, "containedInPlace": area} if place else area,
        "parentOrganization": {"@type": "GovernmentOrganization", "name": implementer},
        "keywords": [data["category"][language], *(f"SDG {target}" for target in data["sdg"])],
        **({} if entry.closed_at else {"funding": {"@id": f"{page}#call"}}),
    }


def _call(entry: Entry, page: str) -> Data:
    return {
        "@type": "MonetaryGrant",
        "@id": f"{page}#call",
        "name": entry.text("title"),
        "identifier": entry.code,
        "amount": {"@type": "MonetaryAmount", "currency": "USD", "value": entry.data["aid_usd"]},
        "fundedItem": {"@id": f"{page}#project"},
    }


def _trail(steps: Sequence[tuple[str, str]], name: str, base_url: str) -> Data:
    """The way to a page, the page itself last."""
    items = [
        {"@type": "ListItem", "position": place, "name": text, "item": f"{base_url}{path}"}
        for place, (text, path) in enumerate(steps, start=1)
    ]
    return {"@type": "BreadcrumbList", "@id": name, "itemListElement": items}


def _office(released: Edition, base_url: str, language: str) -> Data:
    """The office as it was when it released the edition; what is not known is left out."""
    issuer = released.data["issuer"]
    known = {"email": issuer.get("email"), "telephone": issuer.get("phone"), "address": issuer["address"][language]}
    return {
        "@type": "GovernmentOrganization",
        "@id": _office_id(base_url),
        "name": issuer["name"][language],
        "url": base_url + url_for("public.home", language=language),
        "parentOrganization": {"@type": "GovernmentOrganization", "name": issuer["parent"][language]},
        **{key: value for key, value in known.items() if value},
    }


def _file(released: Edition, fmt: str, base_url: str, language: str) -> Data:
    address = url_for("public.document", language=language, key=released.key, fmt=fmt, lang="both")
    return {
        "@type": "DataDownload",
        "name": documents.FORMAT_NAMES[fmt],
        "encodingFormat": documents.MIME_TYPES[fmt].partition(";")[0],
        "contentUrl": base_url + address,
    }


def _office_id(base_url: str) -> str:
    return f"{base_url}/#office"


def _released(released: Edition) -> str | None:
    return released.released_at.isoformat() if released.released_at else None
