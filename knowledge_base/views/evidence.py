"""The views of the evidence: claims on their page, the ledger of all, the nearest researched ideas, effects."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from docutils import nodes

from knowledge_base.evidence import Claim, ClaimFile, Effect, Evidence, Kind, Study, Verdict, Voice
from knowledge_base.model import Page
from knowledge_base.views.claims import (
    Group,
    counts,
    effects_by_outcome,
    groups,
    listed_for,
    review_of,
    told_as,
    unknowns,
)
from knowledge_base.views.drawing import effect_picture, verdict_picture, verdict_sign
from knowledge_base.views.files import CSV_FILE, JSON_FILE
from knowledge_base.views.folds import claim_card, claims_of_page, fold, summary
from knowledge_base.views.forms import select
from knowledge_base.views.nodes import Mark, bullets, cite, link, paragraph, table, told

_VERDICT_MEANS = {
    Verdict.WELL_SUPPORTED: "several good studies or reviews agree",
    Verdict.LIMITED: "studies point this way, and something important is still open",
    Verdict.MIXED: "studies disagree, or carry only a part of it",
    Verdict.UNTESTED: "we found no study that tests it",
    Verdict.COINED: "a name or an idea that we found in the article only",
}


def _claims(mark: Mark) -> list[nodes.Node]:
    """The claims of this page in one voice, or all; what is not known of its other claims stands with the untested."""
    file = mark.evidence.files.get(mark.page.id)
    if file is None:
        return []
    made: list[nodes.Node] = [_legend(mark, file)] if mark.argument in ("", Voice.RESEARCH) else []
    # Under the name of a voice the heading tells who speaks.
    made += [_card(claim, mark, _rests_on, with_voice=not mark.argument) for claim in told_as(file, mark.argument)]
    open_questions = [paragraph(claim.unknown) for claim in unknowns(file, mark.argument)]
    if open_questions:
        made.append(bullets(open_questions, classes=("unknowns",)))
    return made


def _claim(mark: Mark) -> list[nodes.Node]:
    """One claim, on whatever page."""
    claim = mark.evidence.claims.get(mark.argument)
    return [_card(claim, mark, _rests_on, with_voice=True)] if claim else []


def _verdict(mark: Mark) -> list[nodes.Node]:
    return verdict(mark.argument, mark)


def verdict(id: str, mark: Mark) -> list[nodes.Node]:
    """The verdict on a claim in the middle of a sentence, leading to that claim in the list of all."""
    claim = mark.evidence.claims.get(id)
    listed = mark.kb.graph.showing.get(("ledger", "claims"))
    if claim is None:
        return []
    words = link(listed, claim.verdict.value, _anchor(claim)) if listed else nodes.Text(claim.verdict.value)
    return [nodes.inline("", "", _sign(claim.verdict), nodes.Text(" "), words, classes=["verdict"])]


def _illustrated(mark: Mark) -> list[nodes.Node]:
    """What a story illustrates: claims with their verdicts."""
    claims = [mark.evidence.claims[id] for id in mark.argument.split() if id in mark.evidence.claims]
    listed = mark.kb.graph.showing.get(("ledger", "claims"))
    items = [
        paragraph(link(listed, claim.text, _anchor(claim)) if listed else claim.text, f" ({claim.verdict.value})")
        for claim in claims
    ]
    return [paragraph("A story is no evidence. This one illustrates:", classes=("illustrates",)), bullets(items)]


def _legend(mark: Mark, file: ClaimFile) -> nodes.paragraph:
    """How to read the verdicts, when they were reached, and by whom they were reviewed."""
    explained = mark.kb.graph.showing.get("ledger")
    words = "The fuller the square, the further research carries a claim. "
    more = [link(explained, "What the verdicts mean"), nodes.Text(". ")] if explained else []
    return paragraph(words, *more, review_of(file), classes=("legend",))


def _nearest_ideas(mark: Mark) -> list[nodes.Node]:
    file = mark.evidence.files.get(mark.page.id)
    listed = nodes.definition_list("", classes=["nearest-ideas"])
    for idea in file.nearest if file else ():
        cited = cite(idea.studies, mark.page.docname, in_brackets=True)
        definition = nodes.definition("", paragraph(idea.differs, " ", cited))
        listed += nodes.definition_list_item("", nodes.term("", idea.name), definition)
    heading = nodes.rubric("", "Researched ideas that lie near, and how they differ", **{"heading-level": 3})
    return [heading, listed]


def _ledger(mark: Mark) -> list[nodes.Node]:
    fill = _LEDGER.get(mark.argument)  # what is asked for and unknown has been reported
    return fill(mark) if fill else []


def _ledger_counts(mark: Mark) -> list[nodes.Node]:
    evidence = mark.evidence
    rows = [
        [paragraph(_sign(verdict), " ", _capital(verdict)), paragraph(str(count)), paragraph(_VERDICT_MEANS[verdict])]
        for verdict, count in counts(evidence.claims.values()).items()
    ]
    return [
        paragraph(f"{len(evidence.claims)} claims, {len(evidence.references)} sources."),
        table(["Verdict", "Claims", "What it means"], rows),
    ]


def _ledger_picture(mark: Mark) -> list[nodes.Node]:
    rows = [(group.page.nav, counts(group.file.claims)) for group in groups(mark.evidence, mark.kb.graph, mark.kb.site)]
    title = "One row a page, one square a claim; the fuller the square, the further research carries the claim."
    key = paragraph(classes=("key",))
    for verdict in Verdict:
        key += nodes.inline("", "", _sign(verdict), nodes.Text(f" {verdict.value}"))
    return [key, _html(f'<div class="picture-frame">{verdict_picture(rows, title)}</div>')]


def _ledger_table(mark: Mark) -> list[nodes.Node]:
    rows = [
        [paragraph(link(group.page)), *(paragraph(str(count or "–")) for count in counts(group.file.claims).values())]
        for group in groups(mark.evidence, mark.kb.graph, mark.kb.site)
    ]
    rows.append(
        [paragraph("All pages"), *(paragraph(str(count)) for count in counts(mark.evidence.claims.values()).values())]
    )
    return [table(["Page", *(_capital(verdict) for verdict in Verdict)], rows)]


def _ledger_claims(mark: Mark) -> list[nodes.Node]:
    found = groups(mark.evidence, mark.kb.graph, mark.kb.site)
    made: list[nodes.Node] = [_html(_filter(found, mark.evidence))]
    for group in found:
        box = claims_of_page("", page=group.file.id)
        box += nodes.rubric("", "", link(group.page), **{"heading-level": 3})
        box += paragraph(review_of(group.file), classes=("legend",))
        for claim in group.file.claims:
            card = _card(claim, mark, _in_brief, with_voice=True)
            card["data"] |= {"verdict": claim.verdict.value, "kinds": ";".join(mark.evidence.kinds_of(claim))}
            box += card
        made.append(box)
    return made


def _ledger_untested(mark: Mark) -> list[nodes.Node]:
    wanting = [
        paragraph(link(group.page, claim.text, _anchor(claim)))
        for group in groups(mark.evidence, mark.kb.graph, mark.kb.site)
        for claim in told_as(group.file, Voice.UNKNOWN)
    ]
    return [bullets(wanting)]


def _ledger_files(mark: Mark) -> list[nodes.Node]:
    """Links to the files, which are written once the site is; see `knowledge_base/pages.py`."""
    names = [("All claims as JSON", JSON_FILE), ("All claims as CSV", CSV_FILE)]
    return [bullets([paragraph(nodes.reference("", text, refuri=name)) for text, name in names])]


def _effects(mark: Mark) -> list[nodes.Node]:
    """All effects on record by what was measured, as a picture and as a table."""
    measured = effects_by_outcome(mark.evidence)
    title = "Sizes of effects, one dot each, by what was measured. The table below the picture has the same numbers."
    drawn = {outcome: [effect for effect, _study in found] for outcome, found in measured.items()}
    rows = [
        [
            paragraph(f"{outcome}: {effect.what}"),
            paragraph(_with_interval(effect)),
            paragraph(effect.against),
            paragraph(cite([study.key], mark.page.docname)),
        ]
        for outcome, found in measured.items()
        for effect, study in found
    ]
    return [
        _html(f'<div class="picture-frame">{effect_picture(drawn, title)}</div>'),
        table(["Measured, and tried", "Effect (95% interval)", "Compared with", "Source"], rows),
    ]


def _with_interval(effect: Effect) -> str:
    if effect.interval is None:
        return f"{effect.size:g}"
    low, high = effect.interval
    return f"{effect.size:g} ({low:g} to {high:g})"


def _card(
    claim: Claim, mark: Mark, rests_on: Callable[[Claim, Mark], list[nodes.Node]], *, with_voice: bool = False
) -> claim_card:
    """A claim, its verdict, and folded beneath that why it has it, and what it rests on.

    Args:
        claim: the claim.
        mark: where it goes.
        rests_on: tells what it rests on.
        with_voice: say who speaks, where no heading does.
    """
    kinds = mark.evidence.kinds_of(claim)
    card = claim_card("", ids=[_anchor(claim)], data={"voice": claim.voice.short})
    card += paragraph(claim.text, classes=("claim-text",))
    if claim.overreach:
        label = nodes.strong("", "Where the article goes further: ")
        card += paragraph(label, claim.overreach, classes=("overreach",))
    voice = f"{_capital(claim.voice)}: " if with_voice else ""
    verdict = claim.verdict.value if with_voice else _capital(claim.verdict)
    badge = summary("", "", _sign(claim.verdict), nodes.Text(" " + voice), nodes.strong("", verdict))
    if kinds:
        badge += nodes.Text(f" · {', '.join(kinds)}")
    badge += [nodes.Text(" · "), nodes.inline("", "why?", classes=["opens"])]
    card += fold("", badge, paragraph(claim.why), *rests_on(claim, mark))
    return card


def _rests_on(claim: Claim, mark: Mark) -> list[nodes.Node]:
    """What a claim rests on: by name only, where the list of all claims tells the rest."""
    listed = listed_for(mark.page, mark.kb.graph)
    return [_by_name(claim, mark, listed)] if listed else _in_full(claim, mark)


def _by_name(claim: Claim, mark: Mark, listed: Page) -> nodes.paragraph:
    """The studies with their kinds, and the way to what they found; `listed` is the page that lists all claims."""
    named: list[nodes.Node] = []
    for study in mark.evidence.studies_of(claim):
        named += [nodes.Text("; "), cite([study.key], mark.page.docname), nodes.Text(f", {study.design}")]
    if not named:
        return paragraph(link(listed, "What would change this verdict", _anchor(claim)))
    label, more = nodes.strong("", "Sources: "), "What each found, and what would change this verdict"
    return paragraph(label, *named[1:], ". ", link(listed, more, _anchor(claim)))


def _in_brief(claim: Claim, mark: Mark) -> list[nodes.Node]:
    """What each study found. Who was studied, and its limits, stand in its bibliographic record, to which it leads."""
    found = [
        paragraph(cite([study.key], mark.page.docname), f", {study.design}. {study.finding}")
        for study in mark.evidence.studies_of(claim)
    ]
    return [*_studies(found), _would_change(claim), _origin(claim, mark)]


def _in_full(claim: Claim, mark: Mark) -> list[nodes.Node]:
    """All that is known of each study, with the address of its paper."""
    found = [_study(study, mark) for study in mark.evidence.studies_of(claim)]
    return [*_studies(found), _would_change(claim), _origin(claim, mark)]


def _studies(told_of: list[nodes.paragraph]) -> list[nodes.Node]:
    return [bullets(told_of, classes=("studies",))] if told_of else []


def _study(study: Study, mark: Mark) -> nodes.paragraph:
    record = mark.evidence.references.get(study.key)
    found: list[str | nodes.Node] = [", "]
    if record and record.doi:
        found += [nodes.reference("", f"doi:{record.doi}", refuri=f"https://doi.org/{record.doi}"), ", "]
    return paragraph(cite([study.key], mark.page.docname), *found, f"{study.design}. ", *told(study).children)


def _would_change(claim: Claim) -> nodes.paragraph:
    return paragraph(nodes.strong("", "What would change this verdict: "), claim.would_change)


def _origin(claim: Claim, mark: Mark) -> nodes.paragraph:
    """Where the article makes a claim, with a link to the list of its sentences, if there is one."""
    if not claim.sentences:
        return paragraph("Not in the article: added by the contributors.", classes=("origin",))
    listed = mark.kb.graph.showing.get("article-order")
    words = f"{'sentence' if len(claim.sentences) == 1 else 'sentences'} {', '.join(claim.sentences)}"
    return paragraph("From the article, ", link(listed, words) if listed else words, ".", classes=("origin",))


def _filter(found: Iterable[Group], evidence: Evidence) -> str:
    """The form that narrows the list. Hidden until its script shows it: without a script, all claims stand here."""
    present = {claim.verdict for claim in evidence.claims.values()}
    kinds = {kind for claim in evidence.claims.values() for kind in evidence.kinds_of(claim)}
    choices = {
        "verdict": ("Verdict", [(verdict.value, _capital(verdict)) for verdict in Verdict if verdict in present]),
        "kinds": ("Kind of evidence", [(kind.value, _capital(kind)) for kind in Kind if kind in kinds]),
        "page": ("Page", [(group.file.id, group.page.nav) for group in found]),
        "voice": ("Voice", [(voice.short, _capital(voice)) for voice in Voice]),
    }
    fields = "".join(select(name, label, options) for name, (label, options) in choices.items())
    return (
        f'<form class="claims-filter" aria-label="Show some claims only" hidden>{fields}'
        '<button type="reset">Show all</button><output></output></form>'
    )


def _anchor(claim: Claim) -> str:
    return f"claim-{claim.id}"


def _sign(verdict: Verdict) -> nodes.raw:
    return _html(verdict_sign(verdict))


def _html(code: str) -> nodes.raw:
    return nodes.raw("", code, format="html")


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


_LEDGER: dict[str, Callable[[Mark], list[nodes.Node]]] = {
    "counts": _ledger_counts,
    "picture": _ledger_picture,
    "table": _ledger_table,
    "claims": _ledger_claims,
    "untested": _ledger_untested,
    "files": _ledger_files,
}

#: What fills the place of each view.
EVIDENCE_VIEWS: dict[str, Callable[[Mark], list[nodes.Node]]] = {
    "claims": _claims,
    "claim": _claim,
    "verdict": _verdict,
    "illustrated": _illustrated,
    "nearest-ideas": _nearest_ideas,
    "ledger": _ledger,
    "effects": _effects,
}
