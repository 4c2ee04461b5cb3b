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
from xml.etree.ElementTree import Element, tostring

from ...errors import FormatError
from ...model import Domain, Notice, Section
from ...text import TITLE_ENDS
from ..cells import FORBIDDEN, REPLACEMENT
from .body import Body, block, container
from .names import UNKNOWN, References, work

__all__ = ["NAMESPACE", "dumps"]

NAMESPACE: Final = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"

_TLC: Final = {"organization": "TLCOrganization", "person": "TLCPerson", "role": "TLCRole"}
_SOFTWARE: Final = "zhengce"

_Document = tuple[tuple[str, ...], list[Section | Domain]]
"""The headings that a document begins with, the last of which is its title, and its parts."""


def dumps(notice: Notice) -> bytes:
    """A notice as Akoma Ntoso 3.0.

    Characters that XML forbids become U+FFFD. A date that the standard requires
    and the notice does not have is that of 1 January of its year, else of year 1.

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
        xml = tostring(_document(notice), encoding="unicode")
    except RecursionError as error:
        raise FormatError(["$: nested too deeply"]) from error
    return ('<?xml version="1.0" encoding="UTF-8"?>\n' + FORBIDDEN.sub(REPLACEMENT, xml) + "\n").encode()


def _document(notice: Notice) -> Element:
    root = Element("akomaNtoso", {"xmlns": NAMESPACE})
    root.text = "\n"
    doc = container(root, "doc", name="notice", contains="originalVersion")
    meta = container(doc, "meta")
    body = Body(notice.source)
    author = body.references.to("organization", notice.issuing_authority) if notice.issuing_authority else ""
    _identification(meta, notice, notice.title, author, "main")
    _preface(doc, notice, author)
    (_, parts), *issued = _documents(notice)
    body.write(container(doc, "mainBody"), "", (), parts)
    if notice.remarks:
        conclusions = container(doc, "conclusions")
        for remark in notice.remarks:
            block(conclusions, "p", remark)
    if issued:
        attachments = container(doc, "attachments")
        for number, document in enumerate(issued, start=1):
            _attachment(attachments, number, document, notice, author, body)
    _references(meta, body.references)
    return root


def _attachment(
    attachments: Element, number: int, document: _Document, notice: Notice, author: str, body: Body
) -> None:
    heads, parts = document
    eid = f"att_{number}"
    attachment = container(attachments, "attachment", eId=eid)
    for heading in heads[:-1]:
        block(attachment, "heading", heading, eId=f"{eid}__heading")
    doc = container(attachment, "doc", name="attachment")
    _identification(container(doc, "meta"), notice, heads[-1], author, f"attachment_{number}")
    block(block(container(doc, "preface"), "p"), "docTitle", heads[-1]).tail = ""
    body.write(container(doc, "mainBody"), eid, heads, parts)


# --- what is an attachment ------------------------------------------------


def _documents(notice: Notice) -> list[_Document]:
    """The parts of the notice itself, and those of each document behind it with the headings it begins with.

    A document begins with a heading without number that ends as the title of one
    ends, or says 附件; it goes on to the next.
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
    """The headings of the document that a part belongs to; the last is its title."""
    path = (part.title,) if isinstance(part, Section) else part.path
    if isinstance(part, Domain) and path and path[0].startswith("附件"):
        return path[:2] if len(path) > 1 and path[1].endswith(TITLE_ENDS) else path[:1]
    return path[:1] if path and path[0] in issued else ()


def _offset(part: Section | Domain) -> int:
    """Where a part stands; those of a table, and of a document without headings, where their measures do."""
    spans = [part.span, *(measure.span for measure in part.measures)] if isinstance(part, Domain) else [part.span]
    return next((span.start for span in spans if span), 0)


# --- about the document ---------------------------------------------------


def _identification(meta: Element, notice: Notice, title: str, author: str, component: str) -> None:
    """The work, its only expression, in Chinese, and this file."""
    iri = work(notice)
    day = _day(notice).isoformat()
    identification = container(meta, "identification", source=f"#{_SOFTWARE}")
    levels = {
        "FRBRWork": (iri, f"{iri}/!{component}", author),
        "FRBRExpression": (f"{iri}/zho@", f"{iri}/zho@/!{component}", author),
        "FRBRManifestation": (f"{iri}/zho@.xml", f"{iri}/zho@/!{component}.xml", f"#{_SOFTWARE}"),
    }
    for tag, (uri, this, made_by) in levels.items():
        level = container(identification, tag)
        block(level, "FRBRthis", value=this)
        block(level, "FRBRuri", value=uri)
        if tag == "FRBRWork" and title:
            block(level, "FRBRalias", value=title, name="title")
        block(level, "FRBRdate", date=day, name="issued")
        block(level, "FRBRauthor", href=made_by)
        if tag == "FRBRWork":
            block(level, "FRBRcountry", value="cn")
            if notice.document_number:
                block(level, "FRBRnumber", value=str(notice.document_number))
        if tag == "FRBRExpression":
            block(level, "FRBRlanguage", language="zho")


def _day(notice: Notice) -> date:
    year = notice.year or 0
    return notice.issue_date or (date(year, 1, 1) if MINYEAR <= year <= MAXYEAR else UNKNOWN)


def _preface(doc: Element, notice: Notice, author: str) -> None:
    """Title, document number, authority, date and addressees, as far as they are known."""
    lines: list[tuple[str, str, dict[str, str]]] = [
        ("docTitle", notice.title, {}),
        ("docNumber", str(notice.document_number or ""), {}),
        ("docAuthority", notice.issuing_authority, {"refersTo": author}),
    ]
    if notice.issue_date:
        day = notice.issue_date
        lines.append(("docDate", f"{day.year}年{day.month}月{day.day}日", {"date": day.isoformat()}))
    known = [line for line in lines if line[1]]
    if not known and not notice.addressees:
        return
    preface = container(doc, "preface")
    for tag, text, attributes in known:
        block(block(preface, "p"), tag, text, **attributes).tail = ""
    if notice.addressees:
        block(preface, "p", "，".join(notice.addressees) + "：", **{"class": "addressees"})


def _references(meta: Element, references: References) -> None:
    element = container(meta, "references", source=f"#{_SOFTWARE}")
    iri = references.iri
    block(element, "TLCOrganization", eId=_SOFTWARE, href="/akn/ontology/organization/zhengce", showAs=_SOFTWARE)
    for (kind, name), eid in references.items.items():
        block(element, _TLC[kind], eId=eid, href=iri(kind, name), showAs=name)
