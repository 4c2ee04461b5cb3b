"""First steps: read a notice, and see who does what by when."""

from __future__ import annotations

from collections import Counter

import zhengce

notice = zhengce.sample()  # or zhengce.read("notice.md")
print(f"{notice.document_number} {notice.title}, {notice.issue_date}")
print(f"{len(notice.domains)} domains, {len(notice.measures)} measures, {len(notice.deadlines)} time limits")

print("\nWhat falls due, month after month:")
dated = [(limit.due, measure, limit) for measure in notice.measures for limit in measure.deadlines if limit.due]
for due, measure, limit in sorted(dated, key=lambda row: row[0]):
    leads = "、".join(unit.name for unit in measure.lead_units)
    print(f"{due}  {measure.id}  {leads}  {measure.title}（{limit.text}）")

print("\nWho leads how many measures:")
for unit, count in Counter(unit for measure in notice.measures for unit in measure.lead_units).most_common():
    print(f"{count:3}  {unit}")
