"""Pages without script: what each shows as plain data, and the templates that write it."""
