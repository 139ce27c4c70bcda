# The service and the data set, installed from the lock without development packages. Built by docker-compose.yml.
# Every step is one that the tests run without Docker as well: tests/docker/test_dockerfile.py.
FROM python:3.11-slim AS build
WORKDIR /app
COPY pyproject.toml requirements.lock README.md LICENSE ./
COPY src src
COPY ontology ontology
COPY loaders loaders
COPY graph graph
COPY visualisations visualisations
COPY api api
COPY cli cli
COPY datasets datasets
RUN python3 -m venv tools
RUN tools/bin/python -m pip install --quiet --disable-pip-version-check uv==0.13.9
RUN python3 -m venv --without-pip .venv
RUN tools/bin/uv --quiet pip install --python .venv/bin/python --constraint requirements.lock --build-constraint requirements.lock .
RUN mkdir state

FROM python:3.11-slim
WORKDIR /app
COPY --from=build /app/.venv .venv
COPY datasets datasets
COPY --from=build --chown=1000:1000 /app/state /state
ENV PATH=/app/.venv/bin:/usr/local/bin:/usr/bin:/bin
ENV HOME=/state
ENV PYTHONUNBUFFERED=1
USER 1000:1000
EXPOSE 8000
CMD ["practice-atlas", "serve", "--host", "0.0.0.0", "--load", "datasets/strong-cities-mena"]
