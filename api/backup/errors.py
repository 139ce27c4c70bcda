"""What can be wrong with a backup, or with the place it is to go to. In each case nothing was written.

BackupError
├── ForeignArchiveError   a file that is no backup of this program
├── DamagedArchiveError   a backup that was cut short or changed
├── NewerArchiveError     a backup of a later version of this program
├── OccupiedError         graph or store hold something, and nobody said that it may go
└── NothingToKeepError    there is nothing to back up, or what is there does not fit together
"""

from __future__ import annotations

from practice_atlas.ontology.errors import PracticeAtlasError


class BackupError(PracticeAtlasError):
    """Nothing was written."""


class ForeignArchiveError(BackupError):
    """Not a backup of this program."""


class DamagedArchiveError(BackupError):
    """Cut short, changed, or not as its own list of parts says."""


class NewerArchiveError(BackupError):
    """Made by a later version, whose parts this one does not know."""


class OccupiedError(BackupError):
    """Restoring would take the place of something."""


class NothingToKeepError(BackupError):
    """An empty graph, or a store whose records are not those of the graph."""
