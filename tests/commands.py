"""The command line as tests use it: every command in a process of its own, its lines of JSON, their schemas."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from referencing import Registry, Resource

SCHEMAS = Path(__file__).parent.parent / "docs" / "json"


def vanthu(*arguments: str | Path, cwd: Path, lang: str = "en", **more: str) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG", "VANTHU"))}
    environment |= {"LANG": "vi_VN.UTF-8" if lang == "vi" else "C.UTF-8"} | more
    command = [sys.executable, "-c", "from pipeline.cli import main; main()", *map(str, arguments)]
    done = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=120
    )
    assert "Traceback" not in done.stderr + done.stdout
    return done


def validator(name: str) -> Draft202012Validator:
    schemas = {path.name: json.loads(path.read_text("utf-8")) for path in SCHEMAS.glob("*.json")}
    registry: Registry[Any] = Registry().with_resources(
        [(key, Resource.from_contents(schema)) for key, schema in schemas.items()]
    )
    return Draft202012Validator(schemas[name], registry=registry)


def rows(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.splitlines()]
