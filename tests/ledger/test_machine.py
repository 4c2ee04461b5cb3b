"""Two offices and a unit, each in its own file, do what they like: the ledger stays whole whoever comes first."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.ledger.making import APPROVAL, PHOTO, TAKEN, work
from zhengce.errors import LedgerError
from zhengce.ledger import Ledger, LedgerFile, Opened, Stage, load_ledger, merge, open_ledger, recount, verify
from zhengce.testing.ledgers import days

CODES = st.sampled_from(["1.1-1", "1.2-1", "1.3-1"])
OFFICES = st.sampled_from(["政务办", "督查室"])


class Offices(RuleBasedStateMachine):
    """Each step is a visit of one writer to the folder; what does not fit is refused and leaves no trace."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "台账"
        self.count = 0

    def teardown(self) -> None:
        self.folder.cleanup()

    def book(self, writer: str) -> LedgerFile:
        return open_ledger(self.path, writer=writer, keeper="" if writer == "水务局" else None)

    def ledger(self) -> Ledger:
        return load_ledger(self.path)

    @initialize()
    def take(self) -> None:
        with self.book("政务办") as book:
            book.append(*(Opened(at=TAKEN, obligation=work(code)) for code in ("1.1-1", "1.2-1", "1.3-1")))

    @rule(code=CODES, at=days(), progress=st.integers(0, 100))
    def report(self, code: str, at: dt.date, progress: int) -> None:
        with self.book("水务局") as book:
            self.attempt(book, lambda: book.report(code, at=at, progress=progress))

    @rule(code=CODES, at=days())
    def submit(self, code: str, at: dt.date) -> None:
        with self.book("水务局") as book:
            self.attempt(book, lambda: book.submit(code, at=at, evidence=[PHOTO]))

    @rule(code=CODES, at=days(), office=OFFICES)
    def close(self, code: str, at: dt.date, office: str) -> None:
        with self.book(office) as book:
            self.attempt(book, lambda: book.close(code, at=at))

    @rule(code=CODES, at=days(), office=OFFICES)
    def send_back(self, code: str, at: dt.date, office: str) -> None:
        with self.book(office) as book:
            self.attempt(book, lambda: book.send_back(code, at=at, reason="材料不全"))

    @rule(code=CODES, at=days(), office=OFFICES, until=days())
    def extend(self, code: str, at: dt.date, office: str, until: dt.date) -> None:
        with self.book(office) as book:
            self.attempt(book, lambda: book.extend(code, at=at, until=until, approval=APPROVAL))

    @rule(code=CODES, into=CODES, at=days(), office=OFFICES)
    def merge(self, code: str, into: str, at: dt.date, office: str) -> None:
        with self.book(office) as book:
            self.attempt(book, lambda: book.merge(code, into, at=at, approval=APPROVAL))

    @rule(which=st.integers(0, 50), at=days(), office=OFFICES)
    def void(self, which: int, at: dt.date, office: str) -> None:
        with self.book(office) as book:
            events = book.ledger.events
            self.attempt(book, lambda: book.void(events[which % len(events)].id, at=at, reason="误录"))

    @rule(code=CODES, at=days(), office=OFFICES, due=days())
    def reopen(self, code: str, at: dt.date, office: str, due: dt.date) -> None:
        with self.book(office) as book:
            self.attempt(book, lambda: book.reopen(code, at=at, due=due, reason="反弹"))

    @rule(at=days(), office=OFFICES)
    def publish(self, at: dt.date, office: str) -> None:
        with self.book(office) as book:
            book.publish(book.ledger.as_of(at).review("2024-04"), at=at)

    def attempt(self, book: LedgerFile, act: object) -> None:
        before = book.ledger
        try:
            act()  # type: ignore[operator]
        except LedgerError:
            assert book.ledger == before

    @invariant()
    def nothing_is_lost(self) -> None:
        if not self.path.exists():
            return
        ledger = self.ledger()
        assert not verify(self.path)
        assert len(ledger.events) >= self.count
        self.count = len(ledger.events)
        files = [load_ledger(file) for file in self.path.glob("*.jsonl")]
        assert merge(*files) == merge(*reversed(files)) == ledger
        view = ledger.as_of(dt.date(2024, 12, 31))
        assert {item.obligation.code for item in view.items} <= {"1.1-1", "1.2-1", "1.3-1"}
        told = {id_ for item in view.items for id_ in item.history} | {found.event.id for found in view.conflicts}
        shown = told | set(view.context.voided) | {event.id for event in ledger.of_ledger}
        assert {event.id for event in ledger.events} == shown
        assert not [found for found in recount(ledger) if found.code == "ZL305"]
        for item in view.items:
            assert item.done is not None or item.stage is not Stage.CLOSED
        assert view.review("2024-09").balance[-1].closing == sum(
            not item.is_over for item in ledger.as_of(dt.date(2024, 9, 30)).items
        )


TestOffices = Offices.TestCase
TestOffices.settings = settings(max_examples=15, stateful_step_count=20, deadline=None)
