"""Who reads and writes which data in a project, and where its ``dvc.yaml`` says something else."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from mlsmells import facts as _facts
from mlsmells.core.words import counted
from mlsmells.engine.paths import displayed
from mlsmells.engine.trails import (
    DATA,
    NOTEBOOK,
    SCRIPT,
    SETTINGS,
    SETTINGS_SUFFIXES,
    STAGE,
    DataAccess,
    Difference,
    Lineage,
    Node,
    Trail,
    Unclear,
    is_code,
    is_covered,
    is_in,
)
from mlsmells.facts.analyses.file_uses import FileUse, is_address, uses
from mlsmells.facts.interpreter.environment import Environment
from mlsmells.facts.project.commands import Program, programs
from mlsmells.facts.project.stages import NAME as STAGE_FILE
from mlsmells.facts.project.stages import Stage, read_stages
from mlsmells.facts.record.role import TEST_PATH
from mlsmells.facts.syntax.files import text_of, there, walk
from mlsmells.sources import ProjectModules, discover, read_source

if TYPE_CHECKING:
    from mlsmells.config import Config


def build_lineage(root: Path, config: Config) -> Lineage:
    """The lineage of the project below ``root``."""
    graph, modules = Lineage(), ProjectModules(root)
    every = list(walk(root))
    stages = [stage for path in every if path.rpartition("/")[2] == STAGE_FILE for stage in read_stages(root, path)]
    graph_of = _Builder(root, config, modules, graph, stages)
    for stage in stages:
        graph_of.stage(stage)
    for file in discover([root], exclude=config.exclude, root=root):
        path = displayed(file, root)
        if path not in graph_of.run and not TEST_PATH.search(path):
            graph_of.file(path)
    graph_of.finish()
    return graph


class _Builder:
    """Fills a Lineage, stage by stage and file by file."""

    def __init__(
        self, root: Path, config: Config, modules: ProjectModules, graph: Lineage, stages: list[Stage]
    ) -> None:
        self.root, self.config, self.modules, self.graph = root, config, modules, graph
        self.several = len({stage.file for stage in stages}) > 1
        paths = {path for stage in stages for path in (*stage.deps, *stage.outs) if not is_code(path)}
        self.declared = sorted(paths, key=len, reverse=True)
        self.settings = {path for stage in stages for path in stage.params}
        self.outs = {path for stage in stages for path in stage.outs}
        self.run: set[str] = set()  # files that stages run
        self.loose: dict[str, tuple[Trail, bool]] = {}  # what other files do, and whether they are programs

    def trail(
        self, path: str, folder: str, arguments: tuple[str, ...] | None, into: Trail
    ) -> tuple[list[FileUse], bool]:
        """What a file does; whether it could be analysed."""
        source = read_source(self.root / path, display=path)
        if source.tree is None:
            return [], False
        outside = Environment(self.root, folder, arguments)
        try:
            found = uses(_facts.build(source, self.config.knowledge, self.modules, outside))
        except Exception:  # whatever is in the file, the graph of the others is wanted
            return [], False
        into.files.add(path)
        for use in found:
            if use.file == path:
                use = use._replace(line=source.place(use.line).physical_line)
            into.add(use, self.root, folder, self.declared)
        return found, True

    def stage(self, stage: Stage) -> None:
        """A stage: its declared edges, those its programs have, and the differences."""
        trail, unknown = Trail(), []
        ran: list[Program] = []
        for command in stage.commands:
            found, redirects, others = programs(self.root, stage.folder, command)
            ran += found
            unknown += others
            for redirect in redirects:
                uses = trail.writes if redirect.writes else trail.reads
                uses.setdefault(redirect.path, set()).add(DataAccess(stage.file, stage.line, redirect.path))
            trail.words.append(command)
        for program in ran:
            if not self.trail(program.path, stage.folder, program.arguments, trail)[1]:
                unknown.append(program.path)
            self.run.add(program.path)
        me = self._id(stage)
        self.graph.nodes[me] = Node(me, STAGE, ran[0].path if ran else "")
        self._declare(stage, me)
        self._link(trail, me)
        self._note_unknown(trail, me)
        for name in dict.fromkeys(unknown):
            self.graph.unclear.append(Unclear(me, f"runs {name}, which is not followed"))
        trail.words += [text_of(self.root / path) for path in sorted({*trail.files, *self._settings_of(stage, trail)})]
        self.graph.differences += self._differences(stage, trail, complete=bool(ran) and not unknown)

    def _id(self, stage: Stage) -> str:
        return f"{stage.file}:{stage.name}" if self.several else stage.name

    def _settings_of(self, stage: Stage, trail: Trail) -> set[str]:
        return {path for path in (*stage.params, *stage.deps, *trail.reads) if path.endswith(SETTINGS_SUFFIXES)}

    def _declare(self, stage: Stage, me: str) -> None:
        for path in stage.deps:
            if not is_code(path) and not self._is_code_folder(path):
                self.graph.edge(self._data(path), me).declared = True
        for path in stage.params:
            self.graph.edge(self._data(path), me).declared = True
        for path in stage.outs:
            self.graph.edge(me, self._data(path)).declared = True

    def _link(self, trail: Trail, me: str) -> None:
        """Edges for what the code does. What it reads back of its own outputs is no edge."""
        for path, places in trail.writes.items():
            self.graph.edge(me, self._data(path)).places.update(places)
        own = {self._whole(path) for path in trail.writes}
        for path, places in trail.reads.items():
            if self._whole(path) not in own and not is_code(path):
                self.graph.edge(self._data(path), me).places.update(places)

    def _note_unknown(self, trail: Trail, me: str) -> None:
        for places, what in ((trail.unknown_reads, "reads"), (trail.unknown_writes, "writes")):
            if places:
                text = f"{what} {counted(len(places), 'unknown path')}"
                self.graph.unclear.append(Unclear(me, text, tuple(sorted(places))))

    def _whole(self, path: str) -> str:
        """The declared file or folder that a path is, or is in."""
        return next((whole for whole in self.declared if is_in(path, whole)), path)

    def _data(self, path: str) -> str:
        whole = self._whole(path)
        settings = whole in self.settings or whole.endswith(SETTINGS_SUFFIXES[:-1])
        kind = SETTINGS if settings else DATA
        self.graph.nodes.setdefault(whole, Node(whole, kind, whole))
        return whole

    def _is_code_folder(self, path: str) -> bool:
        """A folder of the project's modules."""
        folder = self.root / path
        return there(self.root, path) and os.path.isdir(folder) and path not in self.outs and any(folder.glob("*.py"))

    def _differences(self, stage: Stage, trail: Trail, *, complete: bool) -> Iterator[Difference]:
        deps, outs = [*stage.deps, *stage.params], list(stage.outs)
        where = f"stage {stage.name}"
        if any("{}" in path for path in deps):
            return
        for path, places in sorted(trail.reads.items()):
            if self._counts(path) and not is_covered(path, [*deps, *outs, *trail.writes]):
                at = min(places)
                text = f"{where}: {at.file} reads {path} (line {at.line}), which is not among its deps"
                yield Difference(stage.name, "missing-dep", path, stage.file, stage.line, text)
        for path, places in sorted(trail.writes.items()):
            if self._counts(path) and not is_covered(path, outs) and not path.endswith(".log"):
                at = min(places)
                text = f"{where}: {at.file} writes {path} (line {at.line}), which is not among its outs"
                yield Difference(stage.name, "missing-out", path, stage.file, stage.line, text)
        if complete:
            yield from self._never(stage, trail)

    def _never(self, stage: Stage, trail: Trail) -> Iterator[Difference]:
        """What is declared and not used; said where all that the program does is known, and some is declared."""
        seen = any(is_covered(path, trail.reads) for path in (*stage.deps, *stage.params))
        for path in stage.deps if seen and not trail.unknown_reads else ():
            used = is_covered(path, trail.reads) or any(is_in(read, path) for read in trail.reads)
            if not (used or is_code(path) or self._is_code_folder(path) or trail.names(path)):
                text = f"stage {stage.name}: nothing it runs reads its dep {path}"
                yield Difference(stage.name, "dep-never-read", path, stage.file, stage.line, text)
        seen = any(is_covered(path, trail.writes) for path in stage.outs)
        for path in stage.outs if seen and not trail.unknown_writes else ():
            used = is_covered(path, trail.writes) or any(is_in(written, path) for written in trail.writes)
            if not used and not trail.names(path):
                text = f"stage {stage.name}: nothing it runs writes its out {path}"
                yield Difference(stage.name, "out-never-written", path, stage.file, stage.line, text)

    def _counts(self, path: str) -> bool:
        """A file of the project that is no code."""
        outside = is_address(path) or path.startswith(("/", "~", "../"))
        return not (outside or is_code(path) or self._is_code_folder(path) or path == ".")

    def file(self, path: str) -> None:
        """A file that no stage runs, as seen from the root; a notebook, or what finds its data so, from its folder."""
        beside = path.rpartition("/")[0]
        trail = Trail()
        folder = beside if path.endswith(".ipynb") else ""
        found, _ = self.trail(path, folder, None, trail)
        if folder != beside and any(self._is_beside(read, beside) for read in trail.reads):
            trail = Trail()
            found, _ = self.trail(path, beside, None, trail)
        if trail.reads or trail.writes:
            entry = path.endswith(".ipynb") or any(use.top and use.file == path for use in found)
            entry = entry or "__main__" in text_of(self.root / path)
            self.loose[path] = (trail, entry)

    def _is_beside(self, path: str, folder: str) -> bool:
        return self._counts(path) and not there(self.root, path) and there(self.root, f"{folder}/{path}")

    def finish(self) -> None:
        """Other files, and everything in order. A module is shown only where no program leads into it."""
        followed = {file for path, (trail, _) in self.loose.items() for file in trail.files if file != path}
        for path, (trail, entry) in self.loose.items():
            if entry or path not in followed:
                kind = NOTEBOOK if path.endswith(".ipynb") else SCRIPT
                self.graph.nodes[path] = Node(path, kind, path)
                self._link(trail, path)
                self._note_unknown(trail, path)
        self.graph.nodes = dict(sorted(self.graph.nodes.items()))
        self.graph.edges = dict(sorted(self.graph.edges.items()))
        self.graph.differences.sort(key=lambda found: (found.file, found.line, found.kind, found.path))
