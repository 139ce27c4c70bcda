"""visualisations"""
