"""What a document is: only design documents of machine-learning projects are judged as such."""

from __future__ import annotations

import re

from mlsmells.core.patterns import regex
from mlsmells.facts.project.documents.blocks import LEAD, Document, part_level
from mlsmells.facts.project.documents.topics import named_topics
from mlsmells.knowledge.design_topics import plain

DESIGN, ONE_PAGER, TEMPLATE, OTHER = "design document", "one-pager", "template", ""
MARK = "mlsmells: design-document"
PAGER_MARK = "mlsmells: one-pager"
NAMED = regex(
    r"(?:^|[/_.\s-])(?:design(?:[_-]?docs?)?|design[_-]?documents?|rfcs?|proposals?|one[_-]?pagers?|adrs?|prd|"
    r"specs?|project[_-]?(?:plan|charter|proposal|design)|ml[_-]?(?:design|canvas|doc|proposal)|design[_-]?review|"
    r"system[_-]?design|hld|charter|problem[_-]?framing)(?:[/_.\s-]|\d|$)",
    re.IGNORECASE,
)
_PAGER = regex(r"one[\s_-]?pager|1[\s_-]?pager", re.IGNORECASE)
TITLED = regex(
    r"\b(?:design (?:doc|document|review|proposal)|(?:ml|ai|machine learning) (?:design|project|system|canvas)|rfc|"
    r"proposal|one-?pager|project (?:plan|charter|proposal|specification)|system design|technical design|prd)\b",
    re.IGNORECASE,
)
# Documents with a form of their own, and what others wrote.
_OTHER_FORM = regex(
    r"(?:^|/)(?:readme|changelog|changes|history|contributing|code_of_conduct|license|security|authors|news|releases?|"
    r"model[_-]?cards?|data[_-]?(?:card|sheet)s?|claude|agents|copilot-instructions|skill|todo|faq|index|summary|"
    r"roadmap|status|documentation|reference|manual|guide|(?:[\w-]*[_-])?(?:summary|suggestions?|ideas?)|report|results|getting[_-]?started|tutorial|installation|usage|api|glossary)[^/]*$"
    r"|(?:^|/)(?:tutorials?|blog|_?posts|courses?|lectures?|lessons?|notes|node_modules|third_?party|vendor|skills|prompts?|"
    r"agents|commands|\.[^/]+)/",
    re.IGNORECASE,
)
_TEMPLATE = regex(r"(?:^|[/_.\s-])(?:templates?|boilerplate|skeleton|example[_-]?doc)(?:[/_.\s-]|$)", re.IGNORECASE)
# What documents say that are about a model to be made; words of four kinds.
_ML = tuple(
    re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for words in (
        r"models?|classifiers?|regressors?|embeddings?|neural networks?|xgboost|lightgbm|"
        r"random forests?|rankers?|llms?",
        r"data ?sets?|labels?|labell?ed|annotat\w+|training (?:data|set|rows)|features?|ground truth|samples",
        r"precision|recall|auc|auroc|f1|accuracy|rmse|mae|mape|ndcg|baselines?|a/b tests?|offline evaluation|test set",
        r"train(?:ed|ing|s)?|retrain\w*|fine-?tun\w+|hypothes[ie]s|experiments?|predict\w*|inference",
    )
)
# Headings of proposals that change a program rather than make a model.
_SOFTWARE = frozenset(
    (
        "drawbacks", "prior art", "how we teach this", "unresolved questions", "api design", "api changes",
        "public api", "backwards compatibility", "backward compatibility", "user benefit", "user impact",
        "engineering impact", "best practices", "proposed implementation", "reference implementation",
        "platforms and environments", "tutorials and examples", "guide-level explanation", "api", "usage",
        "reference-level explanation", "specification", "rejected ideas", "test plan", "graduation criteria", "pep",
        "installation", "quick start", "quickstart", "getting started", "license", "citation", "contributing",
        "acknowledgements", "acknowledgments", "bibtex", "code quality", "code quality standards", "coding standards",
        "user experience goals", "user experience", "user personas", "target user personas", "user stories",
        "community guidelines", "plugin architecture", "cli", "command line interface",
    )
)  # fmt: skip
# Headings that hardly any other document has.
DISTINCT = frozenset(
    (
        "metric goals", "metric goal", "software goals", "data motivation", "experiment design",
        "experiment log", "hypothesis 1", "crawl", "crawl/walk/run", "crawl walk run", "offline evaluation",
    )
)  # fmt: skip
_HYPOTHESES = frozenset(("hypotheses", "hypothesis", "research hypotheses", "hypothesis 1"))
_TESTED = frozenset(("experiment design", "experimental design", "experiment plan", "method", "methods", "evaluation"))
ENOUGH_KINDS = 2
LEAST_SAID = 800  # letters of a document that says what a model is for
# Topics by name, the more the less the document is called a design.
LEAST, MANY = 5, 7


def kind_of(document: Document) -> str:
    """What the document is; "" for one that these rules have nothing to say about."""
    if _TEMPLATE.search(document.path) or re.search(r"\btemplate\b", document.title, re.IGNORECASE):
        return TEMPLATE
    if document.says(PAGER_MARK):
        return ONE_PAGER
    if document.says(MARK):
        return DESIGN
    if _OTHER_FORM.search(document.path) or not speaks_of_models(document):
        return OTHER
    if _is_pager(document):
        return ONE_PAGER if len(named_topics(document)) > 1 else OTHER
    return DESIGN if _has_the_form(document) else OTHER


def _is_pager(document: Document) -> bool:
    return _PAGER.search(document.path) is not None or _PAGER.search(document.title) is not None


def _has_the_form(document: Document) -> bool:
    """Enough topics by name: few where the document is called a design, many where it is not."""
    topics = named_topics(document, leads=_is_a_table(document))
    software = sum(plain(b.text) in _SOFTWARE for b in document.blocks if b.kind == "heading")
    sure = len({"metrics", "experiments"} & topics.keys())
    if software > 1 or not sure:
        return False
    if len(DISTINCT & {plain(part.title) for part in document.parts()}) > 1:
        return len(topics) >= LEAST - sure
    is_called = NAMED.search(document.path) is not None or TITLED.search(document.title) is not None
    if is_called and sure > 1 and len(topics) >= LEAST and makes_a_model(document):
        return True
    return len(topics) >= (LEAST - sure if is_called else MANY) and is_about_a_model(document)


def _is_a_table(document: Document) -> bool:
    """Its sections are the rows of a table, or begin with bold words."""
    return sum(part_level(b) < LEAD for b in document.blocks if b.kind == "heading") < 4


def is_about_a_model(document: Document) -> bool:
    """It speaks of models, of data, of how good they are and of learning, each more than once."""
    text = document.text
    return all(len(pattern.findall(text)) > 1 for pattern in _ML)


def is_called_design(document: Document) -> bool:
    """Its name says so and it speaks of models, whatever it leaves out; a template or an empty page is none."""
    if NAMED.search(document.path.rpartition("/")[2]) is None or len(document.text) < LEAST_SAID:
        return False
    if _TEMPLATE.search(document.path) or _OTHER_FORM.search(document.path):
        return False
    # What one in another language speaks of, nobody here can tell.
    return speaks_of_models(document) or not document.is_english


def plans_experiments(document: Document) -> bool:
    """It has hypotheses, and says how they are tested: half a design, and enough to say what a model is for."""
    titles = {plain(b.text) for b in document.blocks if b.kind == "heading"}
    return not titles.isdisjoint(_HYPOTHESES) and not titles.isdisjoint(_TESTED) and speaks_of_models(document)


def makes_a_model(document: Document) -> bool:
    """It speaks of models and of learning: an analysis has metrics and methods as well."""
    text = document.text
    return all(pattern.search(text) for pattern in (_ML[0], _ML[3]))


def speaks_of_models(document: Document) -> bool:
    """It says words of at least two of these kinds."""
    text = document.text
    return sum(pattern.search(text) is not None for pattern in _ML) >= ENOUGH_KINDS


def may_be_one(path: str, text: str) -> bool:
    """Worth reading: what is not named so must have headings and say what such documents say."""
    if MARK in text or PAGER_MARK in text:
        return True
    if _OTHER_FORM.search(path):
        return False
    return sum(pattern.search(text) is not None for pattern in _ML) >= ENOUGH_KINDS
