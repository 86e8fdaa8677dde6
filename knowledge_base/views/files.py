"""All claims as files for other programs: JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from knowledge_base.evidence import Claim, Evidence, Study
from knowledge_base.views.claims import Group

#: The names of the files; they stand beside the page that shows all claims.
JSON_FILE = "claims.json"
CSV_FILE = "claims.csv"
_COLUMNS = (
    *("id", "page", "voice", "verdict", "kinds", "claim", "sentences", "why", "studies", "dois", "would_change"),
    *("not_known", "overreach", "reviewed", "next_review", "reviewer"),
)


def claims_json(groups: list[Group], evidence: Evidence, about: dict[str, str]) -> str:
    """All claims, each with its studies in full.

    Args:
        groups: the claims by page.
        evidence: the studies and records that they name.
        about: what stands at the top: the name of the site, its edition, its license.
    """
    claims = [
        {**_row(group, claim, evidence), "studies": [_study(one, evidence) for one in evidence.studies_of(claim)]}
        for group in groups
        for claim in group.file.claims
    ]
    return json.dumps({**about, "claims": claims}, ensure_ascii=False, indent=1) + "\n"


def claims_csv(groups: list[Group], evidence: Evidence) -> str:
    """All claims, one a row; several values in one field are parted by "; "."""
    out = io.StringIO()
    writer = csv.DictWriter(out, _COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for group in groups:
        for claim in group.file.claims:
            row = _row(group, claim, evidence)
            writer.writerow({key: "; ".join(value) if isinstance(value, list) else value for key, value in row.items()})
    return out.getvalue()


def _row(group: Group, claim: Claim, evidence: Evidence) -> dict[str, Any]:
    known = [evidence.references.get(key) for key in claim.studies]
    return {
        "id": claim.id,
        "page": group.page.docname,
        "voice": claim.voice.value,
        "verdict": claim.verdict.value,
        "kinds": [kind.value for kind in evidence.kinds_of(claim)],
        "claim": claim.text,
        "sentences": list(claim.sentences),
        "why": claim.why,
        "studies": list(claim.studies),
        "dois": [reference.doi if reference else "" for reference in known],
        "would_change": claim.would_change,
        "not_known": claim.unknown,
        "overreach": claim.overreach,
        "reviewed": group.file.reviewed.isoformat(),
        "next_review": group.file.next_review.isoformat(),
        "reviewer": group.file.reviewer,
    }


def _study(study: Study, evidence: Evidence) -> dict[str, str]:
    reference = evidence.references.get(study.key)
    return {
        "key": study.key,
        "doi": reference.doi if reference else "",
        "kind": study.kind.value,
        "of": study.of.value if study.of else "",
        "who": study.who,
        "finding": study.finding,
        "limits": study.limits,
    }
