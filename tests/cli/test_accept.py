"""``mlsmells accept``: old findings are left alone by check and flake8 alike, new ones are not."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from repositories import FIT_ON_TEST, LEAK, commit, flake8, git, notebook, repository, run

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not there")
FILE = "mlsmells-accepted.json"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("GITHUB_STEP_SUMMARY", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return repository(tmp_path, train=LEAK)


def found(*paths: str) -> list[str]:
    """The files and codes that check reports, and flake8 too."""
    ours = list(map(_short, run("check", *paths).stdout.splitlines()))
    assert ours == list(map(_short, flake8(Path.cwd(), *paths)))
    return ours


def _short(line: str) -> str:
    return f"{line.removeprefix('./').split(':')[0]} {line.split(': ')[1].split()[0]}"


def entries(project: Path) -> list[dict[str, object]]:
    entries: list[dict[str, object]] = json.loads((project / FILE).read_text(encoding="utf-8"))["accepted"]
    return entries


def test_what_is_accepted_is_reported_no_more(project: Path) -> None:
    assert found() == ["train.py MLS103"]
    accepted = run("accept")
    assert (accepted.exit_code, accepted.stdout) == (0, "")
    assert accepted.stderr == f"1 finding accepted; {FILE} has 1 entry, one a place, 1 of them new\n"
    assert found() == []
    checked = run("check")
    assert checked.exit_code == 0 and checked.stderr.endswith("; 1 accepted\n")


def test_the_file_is_sorted_with_a_finding_a_line_and_no_line_numbers(project: Path) -> None:
    (project / "again.py").write_text(LEAK + FIT_ON_TEST, encoding="utf-8")
    run("accept")
    text = (project / FILE).read_text(encoding="utf-8")
    lines = [json.loads(line.strip().rstrip(",")) for line in text.splitlines() if line.startswith("    {")]
    assert lines == entries(project) and len(lines) >= 3
    order = [(line["path"], line["code"], line["statement"], line["ordinal"]) for line in lines]
    assert order == sorted(order)
    assert all(line.keys() == {"path", "code", "statement", "ordinal"} for line in lines)
    run("accept")
    assert (project / FILE).read_text(encoding="utf-8") == text


def test_ten_inserted_lines_change_nothing(project: Path) -> None:
    run("accept")
    (project / "train.py").write_text("# one more\n" * 10 + LEAK, encoding="utf-8")
    assert found() == []


def test_layout_and_comments_change_nothing(project: Path) -> None:
    run("accept")
    text = LEAK.replace("fit_transform(df)", "fit_transform(\n    df,\n)  # scaled").replace("    df,\n", "    df\n")
    (project / "train.py").write_text(text, encoding="utf-8")
    assert found() == []


def test_a_new_identical_line_is_new(project: Path) -> None:
    run("accept")
    again = "\n".join(line for line in LEAK.splitlines() if line.startswith(("X =", "X_train"))) + "\n"
    (project / "train.py").write_text(LEAK + again, encoding="utf-8")
    assert found() == ["train.py MLS103"]
    assert run("check").exit_code == 1


def test_one_fixed_and_one_added_of_the_same_rule_fails(project: Path) -> None:
    run("accept")
    text = LEAK.replace(
        "X = StandardScaler().fit_transform(df)", "scaled = StandardScaler().fit(df).transform(df)\nX = scaled"
    )
    (project / "train.py").write_text(text, encoding="utf-8")
    assert found() == ["train.py MLS103"]
    result = run("check")
    assert result.exit_code == 1 and "1 stale entry: `mlsmells accept --prune`" in result.stderr


def test_a_deleted_file_is_stale(project: Path) -> None:
    (project / "fine.py").write_text("x = 1\n", encoding="utf-8")
    run("accept")
    (project / "train.py").unlink()
    assert "1 stale entry: `mlsmells accept --prune`" in run("check").stderr
    status = run("accept", "--status")
    assert status.exit_code == 0
    assert "stale: train.py: MLS103 statistics-before-split (the file is gone)\n" in status.stdout
    assert status.stdout.endswith("0 accepted, 1 stale, 0 new\n") and entries(project)
    pruned = run("accept", "--prune")
    assert pruned.stderr == f"1 stale entry removed from {FILE}, 0 left\n" and entries(project) == []


def test_a_mended_finding_is_stale_and_prune_accepts_nothing_new(project: Path) -> None:
    run("accept")
    mended = LEAK.replace("StandardScaler().fit_transform(df)", "df")
    (project / "train.py").write_text(mended + FIT_ON_TEST, encoding="utf-8")
    run("accept", "--prune")
    assert entries(project) == []
    assert "MLS101" in run("check").stdout


def test_accepting_again_keeps_what_was_accepted(project: Path) -> None:
    run("accept")
    (project / "train.py").write_text(LEAK + FIT_ON_TEST, encoding="utf-8")
    new = len(run("check").stdout.splitlines())
    places = len(entries(project))
    said = run("accept").stderr
    added = len(entries(project)) - places
    assert new and added
    assert said.startswith(f"{new} finding{'s' if new > 1 else ''} accepted; {FILE} has {places + added} entries, ")
    assert said.endswith(f"one a place, {added} of them new\n") and found() == []
    assert run("accept").stderr == (
        f"Nothing new to accept; {FILE} has {places + added} entries, one a place, 0 of them new\n"
    )


RENAMES = {"git mv": True, "mv": False}


@pytest.mark.parametrize("by_git", RENAMES.values(), ids=RENAMES)
@pytest.mark.parametrize("committed", [True, False], ids=["committed", "not yet"])
def test_a_rename_is_followed(project: Path, by_git: bool, committed: bool) -> None:
    run("accept")
    if committed:
        commit(project)
    (project / "jobs").mkdir()
    if by_git:
        git(project, "mv", "train.py", "jobs/fit.py")
    else:
        (project / "train.py").rename(project / "jobs" / "fit.py")
    assert found() == []
    if committed:
        commit(project)
        assert found() == []
    run("accept")
    assert [entry["path"] for entry in entries(project)] == ["jobs/fit.py"]


def test_another_file_with_the_same_statement_is_new(project: Path) -> None:
    run("accept")
    (project / "copy_of_it_all.py").write_text(LEAK.replace("a.csv", "b.csv"), encoding="utf-8")
    assert found("copy_of_it_all.py") == ["copy_of_it_all.py MLS103"]


def test_a_moved_cell_is_still_accepted(project: Path) -> None:
    (project / "train.py").unlink()
    imports, read = LEAK[: LEAK.index("df =")], 'df = pd.read_csv("a.csv")\ny = df.pop("y")\n'
    scale = "X = StandardScaler().fit_transform(df)\n"
    rest = LEAK[LEAK.index("X_train,") :]
    (project / "a.ipynb").write_text(notebook(imports, read, scale, rest), encoding="utf-8")
    assert "MLS103" in run("check", "--select", "MLS103").stdout
    run("accept", "--select", "MLS103")
    (project / "a.ipynb").write_text(notebook(imports, "print(1)", read, "print(2)", scale, rest), encoding="utf-8")
    assert run("check", "--select", "MLS103").stdout == ""
    assert not [line for line in flake8(project) if "MLS103" in line]


def test_places_told_as_one_are_accepted_one_by_one(project: Path) -> None:
    """The third of three is new, although the three would be told as one."""
    score = "print(roc_auc_score(y_test, {}.predict(X_test)))\n"
    model = "{} = LogisticRegression(C={}).fit(X_train, y_train)\n"
    text = LEAK.replace("X = StandardScaler().fit_transform(df)", "X = df")
    text += "from sklearn.metrics import roc_auc_score\n"
    two = text + "".join(model.format(name, n) + score.format(name) for n, name in enumerate("ab", 1))
    three = two + model.format("c", 3) + score.format("c")
    (project / "train.py").write_text(two, encoding="utf-8")
    (one,) = json.loads(run("check", "--select", "MLS506", "--output-format", "json").stdout)["findings"]
    assert len(one["places"]) == 2
    said = run("accept", "--select", "MLS506").stderr
    assert said == f"1 finding accepted; {FILE} has 2 entries, one a place, 2 of them new\n"
    assert len(entries(project)) == 2
    (project / "train.py").write_text(three, encoding="utf-8")
    report = json.loads(run("check", "--select", "MLS506", "--output-format", "json").stdout)
    told = [(finding["accepted"], finding["line"], len(finding["places"])) for finding in report["findings"]]
    last = len(three.splitlines())
    assert told == [(True, last - 4, 2), (False, last, 0)]
    assert [line.split(":")[1] for line in flake8(project) if "MLS506" in line] == [str(last)]


def test_json_lists_what_is_accepted_and_counts_what_is_not(project: Path) -> None:
    run("accept")
    report = json.loads(run("check", "--output-format", "json").stdout)
    assert [(finding["code"], finding["accepted"]) for finding in report["findings"]] == [("MLS103", True)]
    assert report["summary"]["findings"] == 0


def test_only_a_part_is_accepted_and_judged(project: Path) -> None:
    (project / "other.py").write_text(LEAK, encoding="utf-8")
    run("accept", "other.py")
    assert [entry["path"] for entry in entries(project)] == ["other.py"]
    run("accept", "train.py")
    assert [entry["path"] for entry in entries(project)] == ["other.py", "train.py"]
    assert run("accept", "--prune", "--select", "MLS101").stderr.startswith("0 stale entries removed")


def test_what_could_not_be_analysed_is_not_accepted(project: Path) -> None:
    (project / "broken.py").write_text("x = (\n", encoding="utf-8")
    result = run("accept")
    assert result.exit_code == 2 and "broken.py:1: MLS000" in result.stderr
    assert [entry["path"] for entry in entries(project)] == ["train.py"]
    assert run("check").exit_code == 2


BROKEN = {
    "no JSON": ('{\n  "version": 1,\n<<<<<<< HEAD\n', "mlsmells-accepted.json:3: is no JSON"),
    "another version": ('{"version": 9}', "is not of version 1"),
    "an entry that lacks something": ('{"version": 1, "accepted": [{"path": "a"}]}', "an entry without path, code"),
    "an entry of another kind": (
        '{"version": 1, "accepted": [{"path": "a", "code": 1, "statement": "", "ordinal": 0}]}',
        "a wrong kind of value",
    ),
}


@pytest.mark.parametrize(("text", "said"), BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_a_configuration_error(text: str, said: str, project: Path) -> None:
    (project / FILE).write_text(text, encoding="utf-8")
    result = run("check")
    assert (result.exit_code, result.stdout) == (2, "") and said in result.stderr
    assert any("MLS000" in line and said.split(":")[-1].strip() in line for line in flake8(project))


def test_fix_leaves_out_what_is_accepted(project: Path) -> None:
    assert run("fix").exit_code == 1
    run("accept")
    result = run("fix")
    assert (result.exit_code, result.stdout) == (0, "")


def test_the_file_itself_marks_the_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without git and configuration a part of the project is checked against the same file as the whole."""
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "train.py").write_text(LEAK, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    run("accept")
    assert [entry["path"] for entry in entries(tmp_path)] == ["src/train.py"]
    assert run("check", "src").stdout == run("check", "src/train.py").stdout == "" and flake8(tmp_path) == []


def test_nothing_tells_whose_machine_it_was(project: Path) -> None:
    run("accept")
    assert str(project) not in (project / FILE).read_text(encoding="utf-8")


def test_a_new_data_file_is_new_to_who_accepted_the_others(project: Path) -> None:
    """What a project lacks as a whole is told once, and accepted file by file."""
    (project / ".gitignore").write_text(".mlsmells_cache/\n*.csv\n", encoding="utf-8")
    git(project, "rm", "-q", "--cached", "a.csv")
    for name in ("first", "second"):
        text = LEAK.replace("a.csv", f"{name}.csv").replace("StandardScaler().fit_transform(df)", "df")
        (project / f"{name}.py").write_text(text, encoding="utf-8")
    commit(project)

    def new() -> list[str]:
        found = json.loads(run("check", "--select", "MLS303", "--output-format", "json").stdout)["findings"]
        places = [place for each in found if not each["accepted"] for place in each["places"] or [each]]
        return sorted(place["path"] for place in places)

    assert new() == ["first.py", "second.py", "train.py"]
    said = run("accept", "--select", "MLS303").stderr
    assert said == f"1 finding accepted; {FILE} has 3 entries, one a place, 3 of them new\n" and new() == []
    (project / "third.py").write_text(text.replace("second.csv", "third.csv"), encoding="utf-8")
    assert new() == ["third.py"] and run("check", "--select", "MLS303").exit_code == 1
    (project / "first.py").write_text("x = 1\n", encoding="utf-8")  # one mended makes no room for another
    assert new() == ["third.py"]


def test_a_new_finding_does_not_change_how_many_are_accepted(project: Path) -> None:
    """The fourth would make a habit of three that were told one by one."""
    for n in range(2):
        (project / f"more{n}.py").write_text(LEAK.replace("=0)", f"={n + 1})"), encoding="utf-8")
    before = run("check").stderr.partition(" in ")[0]
    assert before == "3 findings" and run("accept").stderr.startswith("3 findings accepted; ")
    assert run("check").stderr.endswith("; 3 accepted\n")
    (project / "fourth.py").write_text(LEAK.replace("=0)", "=9)"), encoding="utf-8")
    result = run("check")
    assert result.stdout.startswith("fourth.py:8:5: MLS103") and len(result.stdout.splitlines()) == 1
    assert result.stderr.startswith("1 finding in 4 files;") and "; 3 accepted" in result.stderr
    (project / "mlsmells-accepted.json").unlink()
    assert "(and 3 more: " in run("check").stdout  # the habit that nobody accepted
