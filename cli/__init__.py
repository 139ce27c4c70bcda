"""The command line: `practice-atlas`."""
