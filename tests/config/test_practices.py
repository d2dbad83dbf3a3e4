"""The practice map: the packaged one is complete, a user's extends or replaces it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from mlsmells.config import ConfigError, PracticeMap, load_config, load_practices
from mlsmells.config.names import in_code_space


class Rule(NamedTuple):
    code: str
    name: str = "some-rule"
    family: str = "leakage"


# Every statement of the documents, by key and section; none may fall out of the map.
STATEMENTS = """\
A1a A1b A1c A1d A1e A2a A2b A2c A2d A3a A3b A3c A4a A4b A4c A4d A4e A4f A4g A5a A5b A5c A5d A6a A6b A6c
A7a A7b A8a A8b A8c A8d A9
B0 B1 B1x B1.1 B1.2 B1.3 B1.4 B2 B2.1 B2.2 B2.3 B3.1 B3.2 B3.3 B3.4 B3.5 B4.0 B4.1 B4.2 B4.3 B4.4
C0a C0b C0c C0d C0e C0f C1a C1b C1c C2a C2b C3a C3b C3c C4a C4b C5 C6 C7a C7b C8 C9 C10a C10b C11 C12
D-0a D-0b D-C1 D-C2 D-P1 D-P2 D-P3 D-P4 D-R1 D-R2 D-R3 D-R4 D-R5 D-R6 D-E1 D-E2 D-E3
D-O1 D-O2 D-O3 D-O4 D-O5 D-O6 D-O7 D-O8 D-T
E0 E1 E2 E3 E4 E5 E6 E7a E7b E8a E8b E8c E8d E9 E10 E11 E12 E13 E14
"""

PRINTED = {
    "MLS000": "engineering-best-practices",
    "MLS001": "engineering-best-practices",
    "MLS101": "no-training-on-test",
    "MLS102": "no-training-on-test",
    "MLS103": "no-training-on-test",
    "MLS104": "no-training-on-test",
    "MLS105": "no-training-on-test",
    "MLS106": "no-training-on-test",
    "MLS107": "generalise-beyond-today",
    "MLS108": "generalise-beyond-today",
    "MLS109": "be-your-own-sceptic",
    "MLS111": "no-training-on-test",
    "MLS112": "no-training-on-test",
    "MLS113": "no-training-on-test",
    "MLS115": "generalise-beyond-today",
    "MLS116": "generalise-beyond-today",
    "MLS117": "survive-new-groups",
    "MLS118": "no-training-on-test",
    "MLS119": "data-over-architecture",
    "MLS120": "no-training-on-test",
    "MLS121": "no-training-on-test",
    "MLS201": "reproducible-runs",
    "MLS202": "reproducible-runs",
    "MLS204": "reproducible-runs",
    "MLS206": "reproducible-runs",
    "MLS207": "reproducible-runs",
    "MLS208": "reproducible-runs",
    "MLS210": "reproducible-runs",
    "MLS213": "reproducible-runs",
    "MLS214": "reproducible-runs",
    "MLS220": "reproducible-runs",
    "MLS221": "framework-fluency",
    "MLS290": "habits-of-other-linters",
    "MLS291": "habits-of-other-linters",
    "MLS301": "data-versioning",
    "MLS302": "data-versioning",
    "MLS303": "data-versioning",
    "MLS304": "reproducible-runs",
    "MLS305": "reproducible-runs",
    "MLS306": "data-versioning",
    "MLS308": "data-quality",
    "MLS309": "deliberate-imputation",
    "MLS310": "data-quality",
    "MLS311": "data-quality",
    "MLS313": "data-quality",
    "MLS317": "data-quality",
    "MLS318": "data-quality",
    "MLS319": "data-quality",
    "MLS390": "habits-of-other-linters",
    "MLS391": "habits-of-other-linters",
    "MLS392": "habits-of-other-linters",
    "MLS393": "habits-of-other-linters",
    "MLS401": "notebooks-explore",
    "MLS402": "notebooks-explore",
    "MLS403": "notebooks-explore",
    "MLS404": "works-in-production",
    "MLS408": "reproducible-runs",
    "MLS409": "security-and-privacy",
    "MLS410": "tidy-training-code",
    "MLS411": "tidy-training-code",
    "MLS412": "tidy-training-code",
    "MLS415": "match-online-environment",
    "MLS501": "start-simple",
    "MLS502": "justify-complexity",
    "MLS503": "clear-success-metric",
    "MLS504": "no-training-on-test",
    "MLS505": "core-knowledge",
    "MLS506": "measure-what-matters",
    "MLS508": "measure-what-matters",
    "MLS509": "measure-what-matters",
    "MLS510": "core-knowledge",
    "MLS511": "be-your-own-sceptic",
    "MLS512": "framework-fluency",
    "MLS513": "core-knowledge",
    "MLS514": "be-your-own-sceptic",
    "MLS515": "no-training-on-test",
    "MLS516": "be-your-own-sceptic",
    "MLS517": "core-knowledge",
    "MLS518": "measure-what-matters",
    "MLS519": "prototype-small",
    "MLS520": "automl-as-baseline",
    "MLS590": "habits-of-other-linters",
    "MLS591": "habits-of-other-linters",
    "MLS592": "habits-of-other-linters",
    "MLS601": "design-with-production-data",
    "MLS602": "operable-systems",
    "MLS603": "reproducible-runs",
    "MLS604": "design-with-production-data",
    "MLS605": "resilient-to-change",
    "MLS606": "design-with-production-data",
    "MLS607": "resilient-to-change",
    "MLS608": "framework-fluency",
    "MLS609": "question-features",
    "MLS610": "monitor-before-deploy",
    "MLS611": "works-in-production",
    "MLS612": "core-knowledge",
    "MLS613": "generalise-beyond-today",
    "MLS614": "framework-fluency",
    "MLS615": "framework-fluency",
    "MLS616": "expect-change",
    "MLS618": "reproducible-runs",
    "MLS619": "security-and-privacy",
    "MLS620": "match-online-environment",
    "MLS621": "works-in-production",
    "MLS622": "works-in-production",
    "MLS623": "design-with-production-data",
    "MLS624": "works-in-production",
    "MLS625": "feature-store",
    "MLS701": "framework-fluency",
    "MLS702": "framework-fluency",
    "MLS703": "framework-fluency",
    "MLS704": "watch-gpu-spend",
    "MLS705": "core-knowledge",
    "MLS706": "core-knowledge",
    "MLS707": "watch-gpu-spend",
    "MLS708": "framework-fluency",
    "MLS709": "framework-fluency",
    "MLS711": "framework-fluency",
    "MLS712": "framework-fluency",
    "MLS714": "framework-fluency",
    "MLS715": "framework-fluency",
    "MLS716": "framework-fluency",
    "MLS717": "core-knowledge",
    "MLS718": "core-knowledge",
    "MLS719": "framework-fluency",
    "MLS721": "core-knowledge",
    "MLS723": "framework-fluency",
    "MLS724": "framework-fluency",
    "MLS725": "framework-fluency",
    "MLS727": "core-knowledge",
    "MLS728": "measure-what-matters",
    "MLS729": "framework-fluency",
    "MLS730": "core-knowledge",
    "MLS731": "framework-fluency",
    "MLS732": "match-online-environment",
    "MLS733": "match-online-environment",
    "MLS734": "framework-fluency",
    "MLS736": "framework-fluency",
    "MLS737": "framework-fluency",
    "MLS738": "framework-fluency",
    "MLS739": "core-knowledge",
    "MLS740": "framework-fluency",
    "MLS790": "habits-of-other-linters",
    "MLS791": "habits-of-other-linters",
    "MLS792": "habits-of-other-linters",
    "MLS801": "watch-gpu-spend",
    "MLS803": "watch-gpu-spend",
    "MLS805": "talk-it-through",
    "MLS806": "talk-it-through",
    "MLS807": "reproducible-runs",
    "MLS808": "watch-gpu-spend",
    "MLS810": "question-features",
    "MLS811": "language-models-for-language",
    "MLS818": "pytorch-for-training",
    "MLS819": "feature-store",
    "MLS820": "measure-what-matters",
    "MLS890": "habits-of-other-linters",
    "MLS891": "habits-of-other-linters",
    "MLS892": "habits-of-other-linters",
    "MLS893": "habits-of-other-linters",
    "MLS901": "design-review",
    "MLS902": "frame-the-problem",
    "MLS903": "numeric-metric-goal",
    "MLS905": "plan-experiments",
    "MLS907": "launch-plan",
    "MLS909": "log-experiments",
    "MLS911": "runbook",
    "MLS912": "engineer-pipelines",
    "MLS913": "know-data-origin",
    "MLS917": "design-review",
    "MLS918": "measure-what-matters",
}


@pytest.fixture(scope="module")
def default() -> PracticeMap:
    return load_practices()


def extended(folder: Path, text: str) -> PracticeMap:
    (folder / "team.yaml").write_text(text, encoding="utf-8")
    (folder / "mlsmells.yaml").write_text("practices: team.yaml\n", encoding="utf-8")
    return load_practices(load_config(folder))


def first(practices: PracticeMap, code: str, name: str = "some-rule", family: str = "leakage") -> str:
    return practices.for_rule(code, name, family)[0].id


def test_every_statement_is_found_once(default: PracticeMap) -> None:
    found = Counter(statement for practice in default for statement in practice.ids)
    assert found == Counter(STATEMENTS.split())
    # Compared with the list of statements that was drawn from the documents: none missing, none more.
    assert Counter(statement[0] for statement in found) == {"A": 33, "B": 21, "C": 26, "D": 26, "E": 19}
    assert found.total() == 125


def test_every_document_says_who_wrote_it_and_where(default: PracticeMap) -> None:
    assert all(document.title and document.author for document in default.documents.values())
    addressed = {name for name, document in default.documents.items() if document.url.startswith("https://")}
    assert default.documents.keys() - addressed == {"ml-engineer"}  # a page whose address nobody knows


def test_statements_cite_their_document(default: PracticeMap) -> None:
    keys = {document.id: document.key for document in default.documents.values()}
    for practice in default:
        cited = {keys[source.document] for source in practice.sources}
        assert cited == {statement[0] for statement in practice.ids}, practice.id


@pytest.mark.parametrize(("code", "practice"), PRINTED.items(), ids=PRINTED)
def test_the_practice_a_finding_prints(default: PracticeMap, code: str, practice: str) -> None:
    assert first(default, code) == practice


def test_every_code_has_exactly_one_main_practice(default: PracticeMap) -> None:
    named = {code for practice in default for code in (*practice.rules, *practice.planned)}
    assert Counter(code for practice in default for code in practice.main) == Counter(named)


def test_main_practices_name_the_rule(default: PracticeMap) -> None:
    for practice in default:
        assert set(practice.main) <= {*practice.rules, *practice.planned}, practice.id


def test_rules_and_planned_are_apart_and_within_the_code_space(default: PracticeMap) -> None:
    rules = {code for practice in default for code in practice.rules}
    planned = {code for practice in default for code in practice.planned}
    assert not rules & planned
    assert all(in_code_space(code) for code in rules | planned)


def test_the_default_map_passes_its_own_check(default: PracticeMap) -> None:
    assert default.check([Rule(code) for code in PRINTED]) == []


def test_all_have_a_sentence_of_their_own(default: PracticeMap) -> None:
    says = [practice.says for practice in default]
    assert all(text.endswith(".") and ". " not in text for text in says)
    assert len(set(says)) == len({practice.title for practice in default}) == len(default)


def test_status(default: PracticeMap) -> None:
    by_id = {practice.id: practice.status for practice in default}
    assert by_id["no-training-on-test"] == "checked"
    assert by_id["design-review"] == "checked"
    assert by_id["agile-ceremonies"] == "not checkable"


TEAM = """\
version: 1
extends: default
documents:
  handbook: {title: Our handbook, url: "https://example.org/ml"}
practices:
  no-training-on-test:
    title: Never train on test data
  clean-splits:
    title: Clean splits
    says: Split before anything else.
    from: [{document: handbook, section: Splits}, {document: ml-engineer, section: Pet peeves}]
    rules: [MLS101, unseeded-split, data]
  agile-ceremonies: {title: Stand-ups, not_checkable: people}
  runbook: {not_checkable: "ours is a wiki"}
"""


def test_a_team_map_extends_the_default(tmp_path: Path, default: PracticeMap) -> None:
    practices = extended(tmp_path, TEAM)
    assert len(practices) == len(default) + 1
    assert practices.ids[0] == "clean-splits"
    own = practices.get("clean-splits")
    assert own is not None
    assert own.sources[0] == ("handbook", "Our handbook", "Splits")
    assert own.sources[1].title == "ML Engineer"
    assert practices.documents["handbook"].url == "https://example.org/ml"


def test_own_practices_are_printed_first(tmp_path: Path) -> None:
    practices = extended(tmp_path, TEAM)
    assert first(practices, "MLS101") == "clean-splits"
    assert first(practices, "MLS201", "unseeded-split", "reproducibility") == "clean-splits"
    assert first(practices, "MLS305", family="data") == "clean-splits"
    assert first(practices, "MLS102") == "no-training-on-test"


def test_rewording_keeps_the_rest(tmp_path: Path, default: PracticeMap) -> None:
    practices = extended(tmp_path, TEAM)
    reworded, before = practices.get("no-training-on-test"), default.get("no-training-on-test")
    assert reworded is not None and before is not None
    assert reworded.title == "Never train on test data"
    assert (reworded.rules, reworded.says) == (before.rules, before.says)
    runbook = practices.get("runbook")
    assert runbook is not None and (runbook.status, runbook.planned) == ("not checkable", ())


def test_a_reworded_practice_does_not_claim_more_findings(tmp_path: Path, default: PracticeMap) -> None:
    practices = extended(tmp_path, "extends: default\npractices:\n  early-sanity-checks: {title: Checks}\n")
    assert first(practices, "MLS101") == "no-training-on-test"
    assert practices.ids == default.ids


def test_a_reason_is_taken_back_by_rules(tmp_path: Path) -> None:
    practices = extended(tmp_path, "extends: default\npractices:\n  communicate: {rules: [MLS101]}\n")
    communicate = practices.get("communicate")
    assert communicate is not None
    assert (communicate.status, communicate.not_checkable) == ("checked", "")


def test_a_new_title_leaves_the_reason(tmp_path: Path) -> None:
    communicate = extended(tmp_path, "extends: default\npractices:\n  communicate: {title: Talk}\n").get("communicate")
    assert communicate is not None and communicate.not_checkable


def test_without_extends_the_map_is_replaced(tmp_path: Path) -> None:
    practices = extended(tmp_path, "practices:\n  ours: {title: T, says: S., rules: [MLS101]}\n")
    assert practices.ids == ("ours",)
    assert practices.check([Rule("MLS101"), Rule("MLS102", "refit")]) == ["MLS102 (refit) serves no practice"]


NAMES = ["fit-on-test" if code == "MLS101" else f"rule-{code.lower()}" for code in PRINTED]
CHECKS = {
    "no rule, no reason": ("", "names no rule and no reason why it is not checkable"),
    "rules and reason": ("rules: [MLS101], not_checkable: why", "names rules and says it is not checkable"),
    "misspelt name": (
        "rules: [MLS101, fit-on-tset]",
        "unknown rule or family 'fit-on-tset'; did you mean 'fit-on-test'?",
    ),
    "misspelt code": ("rules: [MLS101, MLS1O2]", "unknown rule or family 'MLS1O2'; did you mean 'MLS"),
    "rule to come": ("rules: [MLS101, MLS999]", "a rule to come belongs under 'planned'"),
    "arrived": ("rules: [MLS101], planned: [MLS102]", "MLS102 is planned no longer"),
    "main without rule": ("rules: [MLS101], main: [MLS102]", "is the main practice of MLS102 but"),
}


@pytest.mark.parametrize(("fields", "problem"), CHECKS.values(), ids=CHECKS)
def test_check_finds(tmp_path: Path, fields: str, problem: str) -> None:
    practices = extended(tmp_path, f"extends: default\npractices:\n  ours: {{title: T, says: S., {fields}}}\n")
    rules = [Rule(code, name) for code, name in zip(PRINTED, NAMES, strict=True)]
    [line] = practices.check(rules)
    assert line.startswith("team.yaml:3: ours: ")
    assert problem in line


def test_check_waits_for_families_to_come(tmp_path: Path) -> None:
    practices = extended(tmp_path, "practices:\n  a: {title: A, says: S., rules: [MLS1, training, MLS6]}\n")
    assert practices.check([Rule("MLS101")]) == []


def test_check_finds_two_main_practices(tmp_path: Path) -> None:
    fields = "says: S., rules: [MLS101], main: [MLS101]"
    practices = extended(tmp_path, f"practices:\n  a: {{title: A, {fields}}}\n  b: {{title: B, {fields}}}\n")
    assert practices.check([Rule("MLS101")]) == ["MLS101 has more than one main practice: a, b"]


MISTAKES = {
    "unknown key": ("practice: {}\n", 1, "unknown key 'practice'; did you mean 'practices'?"),
    "unknown field": (
        "practices:\n  a:\n    title: T\n    rule: [MLS101]\n",
        4,
        "unknown key 'rule'; did you mean 'rules'?",
    ),
    "other version": ("version: 2\n", 1, "expected version 1"),
    "other base": ("extends: defualt\n", 1, "unknown practice map 'defualt'; did you mean 'default'?"),
    "unknown document": (
        "extends: default\npractices:\n  a: {title: T, says: S., from: [{document: ml-enginer}]}\n",
        3,
        "unknown document 'ml-enginer'; did you mean 'ml-engineer'?",
    ),
    "source without document": (
        "practices:\n  a:\n    title: T\n    from:\n      - {section: S}\n",
        5,
        "a source names no document",
    ),
    "no title": ("practices:\n  a: {says: S.}\n", 2, "practice 'a' has no 'title'"),
    "no sentence": ("practices:\n  a: {title: T, rules: [MLS101]}\n", 2, "practice 'a' has no 'says'"),
    "id with blanks": ("practices:\n  A b: {title: T}\n", 2, "is not lower-case words joined by hyphens"),
    "planned is no code": (
        "practices:\n  a:\n    title: T\n    planned: [MLS308, MLS002]\n",
        4,
        "'MLS002' is no code",
    ),
    "main is no code": ("practices:\n  a: {title: T, main: [leakage]}\n", 2, "'leakage' is no code"),
    "document without title": ("documents:\n  h: {url: u}\n", 2, "document 'h' has no title"),
}


@pytest.mark.parametrize(("text", "line", "message"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_names_file_line_and_nearest_name(tmp_path: Path, text: str, line: int, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        extended(tmp_path, text)
    assert message in caught.value.message
    assert (caught.value.path, caught.value.line) == (tmp_path / "team.yaml", line)
