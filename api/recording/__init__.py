"""Pairings that are recorded: who may know of them, proposing them, and moving them on."""
