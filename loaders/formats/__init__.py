"""Reading of each format into raw records that know their place."""
