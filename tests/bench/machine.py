"""The machine that figures were measured on: without it they say nothing."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version
from pathlib import Path

import psutil


def machine() -> list[tuple[str, str]]:
    """What a reader needs to judge the figures, and how busy the machine was with other work."""
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    return [
        ("Processor", f"{_processor()}, {os.cpu_count()} cores"),
        ("Memory", f"{psutil.virtual_memory().total / 2**30:.0f} GB"),
        ("System", f"{platform.system()} {platform.release()}"),
        ("Python", platform.python_version()),
        ("Packages", ", ".join(f"{name} {version(name)}" for name in ("kglite", "neo4j", "pydantic", "pyyaml"))),
        ("Load average at the start", load),
    ]


def load_average() -> str:
    """Over the last minute: above the number of cores, figures are of a machine that had other work."""
    return f"{os.getloadavg()[0]:.1f}"


def _processor() -> str:
    information = Path("/proc/cpuinfo")
    lines = information.read_text().splitlines() if information.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()
