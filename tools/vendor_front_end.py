"""
Fetch, check and cut down what the pages take from others: htmx, parts of ECL, Inter.

    npm pack is used to fetch; nothing of npm is needed at run time.
    python tools/vendor_front_end.py            fetch, check against vendor.json, write the files
    python tools/vendor_front_end.py --pin      the same, and note the new checksums

What is left out, and why: ECL's logos (reserved to the Commission), every component the pages do
not use (437 KB of style become 30), the address of a font host outside, and the glyphs of Inter
that no official language of the Union needs (352 KB become about 110).
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

TARGET = Path(__file__).parents[1] / "src" / "solidarity" / "web" / "static" / "vendor"
PACKAGES = {"htmx.org": "2.0.11", "@ecl/preset-ec": "5.3.1"}
COMPONENTS = (
    "button",
    "feedback-message",
    "form-group",
    "form-label",
    "help-block",
    "notification",
    "select",
    "skip-link",
    "text-area",
    "text-input",
)
LEFT_OUT = re.compile(r"--(?:icon|multiple|ai|cta)|__multiple|:host|ecl-select__icon")
LETTERS = "U+0020-007E,U+00A0-017F,U+0192,U+01CD-01DC,U+0218-021B,U+0300-0304,U+0306-030C,U+0327,"
LETTERS += "U+0328,U+0370-03FF,U+0400-045F,U+0490-0491,U+1E02-1E6B,U+1E9E,U+2000-206F,U+2070-209F,"
LETTERS += "U+20AC,U+2116,U+2122,U+2190-2193,U+2212,U+2215,U+2248,U+2260,U+2264,U+2265,U+2026"


def main() -> None:
    """Do it."""
    pinned_file = TARGET / "vendor.json"
    pinned = json.loads(pinned_file.read_text()) if pinned_file.exists() else {"packages": {}}
    TARGET.mkdir(parents=True, exist_ok=True)
    found = {}
    contents = {}
    for name, version in PACKAGES.items():
        packed = fetch(name, version)
        found[name] = {
            "version": version,
            "sha512": base64.b64encode(hashlib.sha512(packed).digest()).decode(),
        }
        if "--pin" not in sys.argv and pinned["packages"].get(name) != found[name]:
            sys.exit(f"{name} {version} is not the package that was pinned: nothing was written")
        contents[name] = unpack(packed)
    htmx, ecl = contents["htmx.org"], contents["@ecl/preset-ec"]
    files = {
        "htmx.min.js": htmx["dist/htmx.min.js"],
        "htmx.LICENSE.txt": htmx["LICENSE"],
        "ecl.css": cut(ecl["dist/styles/ecl-ec.css"].decode()).encode(),
        "ecl.LICENSE.txt": ecl["LICENSE"],
        "inter.woff2": subset(ecl["dist/fonts/InterVariable.woff2"]),
    }
    for name, content in files.items():
        (TARGET / name).write_bytes(content)
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    pinned_file.write_text(json.dumps({"packages": found, "files": sums}, indent=2) + "\n")
    print("\n".join(f"{name}: {len(content)} bytes" for name, content in files.items()))


def fetch(name: str, version: str) -> bytes:
    """Fetch a package as it was published."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", f"{name}@{version}"], cwd=folder, check=True, stdout=-3)
        return next(Path(folder).glob("*.tgz")).read_bytes()


def unpack(packed: bytes) -> dict[str, bytes]:
    """Give the files of a package by their path."""
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        return {
            member.name.removeprefix("package/"): file.read()
            for member in archive
            if (file := archive.extractfile(member)) is not None
        }


def cut(css: str) -> str:
    """Keep the tokens and the rules of the components used; everything else is left out."""
    version = re.search(r"@ecl/preset-ec - ([0-9.]+)", css)
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    kept = []
    for selector, body in rules(css):
        if selector.startswith("@media"):
            inner = [
                f"{names}{{{block}}}"
                for one, block in rules(body)
                if "print" not in selector and (names := wanted(one))
            ]
            if inner:
                kept.append(f"{selector}{{{''.join(inner)}}}")
        elif names := wanted(selector):
            kept.append(f"{names}{{{body}}}")
    text = "\n".join(kept)
    used = set(re.findall(r"var\((--[a-z0-9-]+)", text))
    text = re.sub(
        r"(--[a-z0-9-]+):[^;{}]*(;|(?=\}))", lambda m: m[0] if needs(m[1], used, css) else "", text
    )
    if "http" in text.replace("http://www.w3.org/2000/svg", ""):
        sys.exit("an address outside is left in the style")
    head = f"/* Europa Component Library {version[1] if version else ''}, EUPL-1.2, "
    return head + "cut down by tools/vendor_front_end.py */\n" + text + "\n"


def needs(name: str, used: set[str], css: str) -> bool:
    """Tell whether a token is used by a kept rule, directly or through another token."""
    if name in used:
        return True
    through = re.findall(rf"(--[a-z0-9-]+):[^;{{}}]*var\({re.escape(name)}[,)]", css)
    return any(one in used for one in through)


def rules(css: str) -> list[tuple[str, str]]:
    """Split a style sheet into selectors and blocks, blocks of blocks whole."""
    found = []
    depth = start = 0
    selector = ""
    for place, sign in enumerate(css):
        if sign == "{":
            if depth == 0:
                selector, start = css[start:place].strip(), place + 1
            depth += 1
        elif sign == "}":
            depth -= 1
            if depth == 0:
                found.append((selector.rpartition(";")[2].strip(), css[start:place]))
                start = place + 1
    return found


def wanted(selector: str) -> str:
    """Keep the parts of a selector that concern the components used."""
    if selector == ":root":
        return selector
    parts = re.split(r",(?![^(]*\))", selector)
    kept = [
        part
        for part in parts
        if (names := re.findall(r"\.ecl-([a-z-]+)", part))
        and all(re.fullmatch("|".join(COMPONENTS), name.rstrip("-")) for name in base(names))
        and not LEFT_OUT.search(part)
    ]
    return ",".join(kept)


def base(names: list[str]) -> list[str]:
    """Give the components that class names belong to."""
    return [re.split(r"--|__", name)[0] for name in names]


def subset(font: bytes) -> bytes:
    """Keep the glyphs of the 24 official languages and the axis of weight."""
    from fontTools import subset as cutter
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    opened = TTFont(io.BytesIO(font), recalcTimestamp=False)
    options = cutter.Options()
    options.layout_features = ["kern", "liga", "tnum", "ccmp", "locl", "mark", "mkmk"]
    worker = cutter.Subsetter(options)
    worker.populate(unicodes=cutter.parse_unicodes(LETTERS))
    worker.subset(opened)
    small = io.BytesIO()
    opened.save(small)
    opened = TTFont(io.BytesIO(small.getvalue()), recalcTimestamp=False)
    if "opsz" in {axis.axisTag for axis in opened["fvar"].axes}:
        instancer.instantiateVariableFont(opened, {"opsz": 14}, inplace=True)
    opened.flavor = "woff2"
    out = io.BytesIO()
    opened.save(out)
    return out.getvalue()


if __name__ == "__main__":
    main()
