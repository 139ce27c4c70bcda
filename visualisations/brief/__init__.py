"""Engagement briefs: one to two pages for two cities that should meet, in English, Arabic and French."""
