"""Akoma Ntoso 3.0: a notice in the language of parliaments and official gazettes.

OASIS *Akoma Ntoso Version 1.0* for the vocabulary, *Akoma Ntoso Naming Convention
Version 1.0* for identifiers. The notice is a ``doc``; what it issues and what is
attached to that are its attachments.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import MAXYEAR, MINYEAR, date
from heapq import merge
from typing import Final

from ...errors import FormatError
from ...lexicon import TITLE_ENDS
from ...model import Domain, Notice, Section
from ..cells import FORBIDDEN, REPLACEMENT
from .body import Body
from .markup import block, container, element, escape
from .names import UNKNOWN, iri

__all__ = ["NAMESPACE", "dumps"]

NAMESPACE: Final = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"

_SOFTWARE: Final = "zhengce"

_Document = tuple[tuple[str, ...], list[Section | Domain]]
"""The headings that a document begins with, the last of which is its title, and its parts."""


def dumps(notice: Notice) -> bytes:
    """Return a notice as Akoma Ntoso 3.0.

    Characters that XML forbids become U+FFFD. Where the standard requires a date and the
    notice has none, it is 1 January of its year, or else of year 1.

    Raises:
        FormatError: its parts are nested too deeply.

    >>> from zhengce import Measure
    >>> measure = Measure(number="1.", title="推行一张表", text="1.推行一张表。6月底前完成。")
    >>> notice = Notice(title="关于优化服务的通知", domains=[Domain(name="企业开办", measures=[measure])])
    >>> xml = dumps(notice).decode()
    >>> print(xml[xml.index("<hcontainer") : xml.index("</mainBody>")])
    <hcontainer name="domain" eId="hcontainer_1">
    <heading eId="hcontainer_1__heading">企业开办</heading>
    <hcontainer name="measure" eId="hcontainer_1__hcontainer_1">
    <num>1.</num>
    <heading eId="hcontainer_1__hcontainer_1__heading">推行一张表。</heading>
    <content eId="hcontainer_1__hcontainer_1__content">
    <p>6月底前完成。</p>
    </content>
    </hcontainer>
    </hcontainer>
    """
    try:
        xml = _document(notice)
    except RecursionError as error:
        raise FormatError(["$: nested too deeply"]) from error
    return ('<?xml version="1.0" encoding="UTF-8"?>\n' + FORBIDDEN.sub(REPLACEMENT, xml)).encode()


def _document(notice: Notice) -> str:
    body = Body(notice.source)
    author = body.names.refer("organization", notice.issuing_authority) if notice.issuing_authority else ""
    (_, parts), *issued = _documents(notice)
    main = body.write("", (), parts)
    remarks = [block("p", remark) for remark in notice.remarks]
    attachments = [_attachment(notice, author, body, number, *issue) for number, issue in enumerate(issued, start=1)]
    own = {"eId": _SOFTWARE, "href": "/akn/ontology/organization/zhengce", "showAs": _SOFTWARE}
    things = [block(tag, **attributes) for tag, attributes in [("TLCOrganization", own), *body.names.describe()]]
    doc = container(
        "doc",
        container(
            "meta",
            _identification(notice, notice.title, author, "main"),
            container("references", *things, source=f"#{_SOFTWARE}"),
        ),
        _preface(notice, author),
        main,
        container("conclusions", *remarks) if remarks else "",
        container("attachments", *attachments) if attachments else "",
        name="notice",
        contains="originalVersion",
    )
    return container("akomaNtoso", doc, xmlns=NAMESPACE)


def _attachment(
    notice: Notice, author: str, body: Body, number: int, heads: tuple[str, ...], parts: list[Section | Domain]
) -> str:
    eid, name = f"att_{number}", f"attachment_{number}"
    doc = container(
        "doc",
        container("meta", _identification(notice, heads[-1], author, name)),
        container("preface", element("p", element("docTitle", escape(heads[-1]))) + "\n"),
        body.write(eid, heads, parts),
        name="attachment",
    )
    headings = (block("heading", heading, eId=f"{eid}__heading") for heading in heads[:-1])
    return container("attachment", *headings, doc, eId=eid)


# --- what is an attachment ------------------------------------------------


def _documents(notice: Notice) -> list[_Document]:
    """Yield the parts of the notice itself, then those of each enclosed document with the headings it begins with.

    A document begins at a heading without a number that says 附件 or ends like a title, and
    extends to the next such heading.
    """
    issued = {section.title for section in notice.sections if _is_issued(section, notice)}
    found: list[_Document] = [((), [])]
    kinds: tuple[Iterable[Section | Domain], ...] = (notice.sections, notice.domains)
    for part in merge(*kinds, key=_offset):
        heads = _heads(part, issued)
        if heads and heads != found[-1][0]:
            found.append((heads, []))
        found[-1][1].append(part)
    return found


def _is_issued(section: Section, notice: Notice) -> bool:
    names = section.title.endswith(TITLE_ENDS) or section.title.startswith("附件")
    return names and not section.number and not notice.title.endswith(section.title)


def _heads(part: Section | Domain, issued: set[str]) -> tuple[str, ...]:
    """Return the headings of the document that a part belongs to; the last is its title."""
    path = (part.title,) if isinstance(part, Section) else part.path
    if isinstance(part, Domain) and path and path[0].startswith("附件"):
        return path[:2] if len(path) > 1 and path[1].endswith(TITLE_ENDS) else path[:1]
    return path[:1] if path and path[0] in issued else ()


def _offset(part: Section | Domain) -> int:
    """Return the place of a part; in a table, or a document without headings, that of its first measure."""
    spans = [part.span, *(measure.span for measure in part.measures)] if isinstance(part, Domain) else [part.span]
    return next((span.start for span in spans if span), 0)


# --- about the document ---------------------------------------------------


def _identification(notice: Notice, title: str, author: str, component: str) -> str:
    """Return the identification of the work, its only expression (in Chinese) and this file."""
    uri, year = iri(notice), notice.year or 0
    day = notice.issue_date or (date(year, 1, 1) if MINYEAR <= year <= MAXYEAR else UNKNOWN)

    def level(tag: str, made_by: str, version: str, file: str, alias: str, *more: str) -> str:
        return container(
            tag,
            block("FRBRthis", value=f"{uri}{version}/!{component}{file}"),
            block("FRBRuri", value=f"{uri}{version}{file}"),
            alias,
            block("FRBRdate", date=day.isoformat(), name="issued"),
            block("FRBRauthor", href=made_by),
            *more,
        )

    alias = block("FRBRalias", value=title, name="title") if title else ""
    number = block("FRBRnumber", value=str(notice.document_number)) if notice.document_number else ""
    return container(
        "identification",
        level("FRBRWork", author, "", "", alias, block("FRBRcountry", value="cn"), number),
        level("FRBRExpression", author, "/zho@", "", "", block("FRBRlanguage", language="zho")),
        level("FRBRManifestation", f"#{_SOFTWARE}", "/zho@", ".xml", ""),
        source=f"#{_SOFTWARE}",
    )


def _preface(notice: Notice, author: str) -> str:
    """Return the title, document number, authority, date and addressees, as far as they are known."""
    day = notice.issue_date
    lines: list[tuple[str, str, dict[str, str]]] = [
        ("docTitle", notice.title, {}),
        ("docNumber", str(notice.document_number or ""), {}),
        ("docAuthority", notice.issuing_authority, {"refersTo": author}),
        ("docDate", f"{day.year}年{day.month}月{day.day}日" if day else "", {"date": day.isoformat() if day else ""}),
    ]
    known = [element("p", element(tag, escape(text), **about)) + "\n" for tag, text, about in lines if text]
    if notice.addressees:
        known.append(block("p", "，".join(notice.addressees) + "：", **{"class": "addressees"}))
    return container("preface", *known) if known else ""
