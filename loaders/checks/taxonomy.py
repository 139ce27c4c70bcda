"""Which practices and themes are related: by a broader one, or by a theme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from practice_atlas.loaders.checks.records import Records
from practice_atlas.ontology.model import LearningFlow, Practice, Theme


@dataclass(frozen=True)
class Taxonomy:
    """The practices and themes of a data set, and what is broader than each."""

    broader: Mapping[str, str]
    themes: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, records: Records) -> Taxonomy:
        """The taxonomy of these records."""
        practices = list(records.every(Practice))
        broader = {practice.id: practice.broader for practice in practices if practice.broader}
        broader |= {theme.id: theme.broader for theme in records.every(Theme) if theme.broader}
        return cls(broader, {practice.id: practice.themes for practice in practices})

    def related(self, flow: LearningFlow, practice: str) -> bool:
        """Whether an instance of this practice can have come of the flow: what is not known here is given credit."""
        if flow.practice is None:
            return self._in_theme(practice, flow.theme)
        if practice not in self.themes or flow.practice not in self.themes:
            return True
        return bool(self._line(flow.practice) & self._line(practice))

    def _in_theme(self, practice: str, theme: str | None) -> bool:
        if practice not in self.themes or theme is None:
            return True
        themes = {theme for form in self._line(practice) for theme in self.themes.get(form, ())}
        return not themes or any(self._line(theme) & self._line(own) for own in themes)

    def _line(self, concept: str) -> set[str]:
        """The concept and all that are broader."""
        line = {concept}
        while (above := self.broader.get(concept)) is not None and above not in line:
            line.add(above)
            concept = above
        return line
