"""The bill of materials: what a package is made of, in CycloneDX 1.6's JSON, the same bytes every time."""

import json
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

#: Names under which packages state their licence that are no SPDX expression; each with the one that they mean.
_SAME = {
    "Apache 2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Apache License, Version 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "BSD 3-Clause": "BSD-3-Clause",
    "MIT License": "MIT",
    "The MIT License": "MIT",
    "Dual License": "Apache-2.0 OR BSD-3-Clause",
    "PSF": "PSF-2.0",
}
#: What is beyond SPDX's list, and so is given as a name.
_OWN_WORDS = frozenset({"LicenseRef-Microsoft-Visual-Cpp-Runtime"})


@dataclass(frozen=True)
class Part:
    """Something that somebody made: name, version, licence as an SPDX expression (or words), and a package URL."""

    name: str
    version: str
    licence: str
    purl: str


def component(part: Part, kind: str = "library") -> dict[str, Any]:
    """One part as CycloneDX writes it."""
    told: dict[str, Any] = {"type": kind, "bom-ref": part.purl or f"{part.name}@{part.version}", "name": part.name}
    told["version"] = part.version
    licence = _SAME.get(part.licence, part.licence)
    if not licence:
        licence = "unknown"
    if licence in _OWN_WORDS or licence == "unknown" or " " in licence.replace(" OR ", "").replace(" AND ", ""):
        told["licenses"] = [{"license": {"name": licence}}]
    else:
        told["licenses"] = [{"expression": licence}]
    if part.purl:
        told["purl"] = part.purl
    return told


def bill(own: Part, parts: list[Part], epoch: int) -> str:
    """The whole bill; its serial number is made of what it says."""
    listed = sorted((component(part) for part in parts), key=lambda one: (one["name"].lower(), one["version"]))
    program = component(own, "application")
    said: dict[str, Any] = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"timestamp": f"{datetime.fromtimestamp(epoch, UTC):%Y-%m-%dT%H:%M:%SZ}", "component": program},
        "components": listed,
        "dependencies": [{"ref": program["bom-ref"], "dependsOn": sorted(one["bom-ref"] for one in listed)}],
    }
    said["serialNumber"] = f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(said, sort_keys=True))}"
    return json.dumps(said, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
