"""The languages that pages speak: who says which is spoken, and the catalogues in it (decisions/0040)."""
