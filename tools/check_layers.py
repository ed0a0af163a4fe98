#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""Checks that the files of src/qalor keep to the layers, and each dependency to its door.

A layer may include the layers before it and itself; layers on one line do not know each other. A dependency that is
heavy to compile, or easily replaced, is included by one file only: its door. Files stay short enough to be read whole,
and every file names its licence.

usage: tools/check_layers.py [ROOT]
"""

import re
import sys
from pathlib import Path

LAYERS = [
    ["base"],
    ["hilbert", "bath"],
    ["machine"],
    ["dynamics", "exchange"],
    ["solve", "ledger"],
    ["analysis"],
    ["catalog"],
    ["study"],
    ["report"],
    ["cli"],
]
RANK = {layer: rank for rank, layers in enumerate(LAYERS) for layer in layers}

# A pattern of what is included, and the files that may include it, without suffix; a folder ends in "/". The test
# beside a door may use it too, to look at what came through.
DOORS = [
    (r"Eigen/(?:Core|SparseCore)$", None),
    (r"Eigen/(?:SparseLU|OrderingMethods|MetisSupport)$", ["solve/direct", "base/linalg/"]),
    (r"(?:unsupported/)?Eigen/", ["base/linalg/"]),
    (r"(?:lapacke?|cblas|blis/.*)\.h$", ["base/linalg/"]),
    (r"tbb/|oneapi/tbb", ["study/sweep"]),
    (r"toml\+\+/", ["study/read"]),
    (r"(?:hdf5|hdf5_hl|H5\w+)\.h$", ["report/netcdf", "report/netcdf/"]),
    (r"openssl/", ["report/digest"]),
    (r"nlohmann/", ["report/json", "cli/"]),
    (r"CLI/", ["cli/"]),
]

LONGEST = 400
LONGEST_TEST = 500
INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^">]+)[">]')
SPDX = "SPDX-License-Identifier: BSD-3-Clause"
SOURCES = re.compile(r"\.(hpp|cpp|py|sh|cmake)$|\.(cpp|cmake)\.in$|^CMakeLists\.txt$")


def is_test(path):
    return path.name.endswith(".test.cpp") or "tests" in path.parts


def layer_of(name):
    """The layer of a path below src/qalor, or None for the files at the top, which may include everything but cli."""
    return name.split("/")[0] if "/" in name else None


def layer_complaint(layer, included):
    """Why a file of this layer may not include qalor/`included`, or None."""
    other = layer_of(included)
    if other is None:
        return f'no layer may include "qalor/{included}": it includes them all' if layer else None
    if other not in RANK:
        return f'"qalor/{included}" is in no layer: the layers are {", ".join(RANK)}'
    if layer is None:
        return f'"qalor/{included}" is not for users of the library' if other == "cli" else None
    if other == layer or RANK[other] < RANK[layer]:
        return None
    allowed = [name for name in RANK if name == layer or RANK[name] < RANK[layer]]
    return f'{layer} may not include "qalor/{included}": {layer} may include {", ".join(allowed)}'


def door_complaint(name, included):
    """Why src/qalor/`name` may not include `included`, or None."""
    stem = re.sub(r"(\.test)?\.[ch]pp$", "", name)
    for pattern, doors in DOORS:
        if not re.match(pattern, included):
            continue
        if doors is None or any(stem == door or (door[-1] == "/" and stem.startswith(door)) for door in doors):
            return None
        # A test may check a result against a decomposition of its own.
        if name.endswith(".test.cpp") and "Eigen/" in included:
            return None
        places = " and ".join("qalor/" + door + ("" if door[-1] == "/" else ".*") for door in doors)
        return f"<{included}> may be included by {places} only"
    return None


def check_includes(source, name, lines):
    """Complaints about what a file of src/qalor includes, as (line, message)."""
    layer = layer_of(name)
    if layer is not None and layer not in RANK:
        yield 1, f'the folder "{layer}" is in no layer: the layers are {", ".join(RANK)}'
        return
    for number, line in enumerate(lines, 1):
        match = INCLUDE.match(line)
        if not match:
            continue
        included = match.group(1)
        if included.startswith("qalor/"):
            # A test may look at a thing through what is built on it.
            reader = "cli" if name.endswith(".test.cpp") else layer
            complaint = layer_complaint(reader, included.removeprefix("qalor/"))
            if complaint is None and not (source / included).exists():
                complaint = f'there is no "{included}"'
        else:
            complaint = door_complaint(name, included)
        if complaint:
            yield number, complaint


def check_file(path, lines):
    """Complaints about any source file, as (line, message)."""
    longest = LONGEST_TEST if is_test(path) else LONGEST
    if len(lines) > longest:
        yield longest + 1, f"{len(lines)} lines, {longest} at most: split it by concept"
    if not any(SPDX in line for line in lines[:3]):
        yield 1, f'"{SPDX}" is missing from the first lines'


def check_tree(root):
    """All complaints about a tree, as sorted lines "file:line: message"."""
    complaints = []
    folders = ["src", "tests", "bench", "tools", "cmake"]
    for path in (p for folder in folders for p in (root / folder).rglob("*") if SOURCES.search(p.name)):
        relative = path.relative_to(root)
        lines = path.read_text(encoding="utf-8").splitlines()
        found = list(check_file(relative, lines))
        if relative.parts[:2] == ("src", "qalor"):
            found += check_includes(root / "src", "/".join(relative.parts[2:]), lines)
        complaints += [(str(relative), line, message) for line, message in found]
    return [f"{name}:{line}: {message}" for name, line, message in sorted(complaints)]


def main(arguments):
    root = Path(arguments[0]) if arguments else Path(__file__).resolve().parent.parent
    complaints = check_tree(root)
    print("\n".join(complaints) if complaints else "every file keeps to its layer")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
