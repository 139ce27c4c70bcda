"""The routes, by subject. Handlers are plain functions, which FastAPI runs in threads: engines answer synchronously."""
