"""One file from which graph and store can be made again, on either engine and either database."""

from practice_atlas.api.backup.archive import Archive, open_archive
from practice_atlas.api.backup.restoring import Restored, rehearse, restore_archive
from practice_atlas.api.backup.taking import back_up

__all__ = ["Archive", "Restored", "back_up", "open_archive", "rehearse", "restore_archive"]
