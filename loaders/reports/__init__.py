"""Reports of problems and of coverage: for the terminal, as JSON, and in a copy of the workbook."""
