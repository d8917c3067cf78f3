"""
Readers of Eurostat files: TSV, SDMX-CSV (1.0 and 2.0), JSON-stat 2.0 and, with the extra, SDMX-ML.

What a file is, is told by its content, not by its name; gzip is opened. Values stay exact
(`Decimal`) and keep their flags (p provisional, e estimated, b break, …); ":" is a value that is
not available, never zero. Why these readers are ours: docs/decisions/0005-eurostat-readers.md.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import zlib
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from itertools import product
from typing import Any, Final, NoReturn

from solidarity.adapters.eurostat_observations import Dataset, Form, Observation, number
from solidarity.errors import InputError, Problem

BYTES_MAX: Final = 256 * 1024 * 1024
"""A larger file is not one of these datasets."""

_ATTRIBUTES: Final = frozenset(
    {
        "dataflow",
        "structure",
        "structure_id",
        "structure_name",
        "action",
        "last update",
        "time_period",
        "obs_value",
        "obs_flag",
        "obs_status",
        "conf_status",
        "obs_conf",
        "decimals",
        "unit_mult",
    }
)
_GZIP: Final = b"\x1f\x8b"


def form_of(content: bytes) -> Form | None:
    """
    Tell which form the content has.

    Args:
        content: The file, or at least its first lines, not compressed.

    Returns:
        The form; None if it is none of them.
    """
    start = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"<"):
        return (
            Form.SDMX_ML
            if re.search(rb"<(\w+:)?\w*(GenericData|StructureSpecific)", start)
            else None
        )
    if start.startswith(b"{"):
        return Form.JSON_STAT if b'"dimension"' in content and b'"size"' in content else None
    first = start.split(b"\n", 1)[0].decode("utf-8", "replace").strip()
    if re.match(r"[\w,]+\\[Tt][Ii][Mm][Ee]", first) and "\t" in first:
        return Form.TSV
    names = {name.partition(":")[0].strip(' "').lower() for name in re.split("[,;]", first)}
    return Form.SDMX_CSV if {"geo", "time_period", "obs_value"} <= names else None


def opened(content: bytes, file: str) -> bytes:
    """
    Open gzip; other content is given back as it is.

    Raises:
        InputError: If the archive is damaged, or the file larger than any of these datasets.
    """
    if content.startswith(_GZIP):
        try:
            with gzip.GzipFile(fileobj=io.BytesIO(content)) as archive:
                content = archive.read(BYTES_MAX + 1)
        except (OSError, EOFError, zlib.error) as damage:
            raise InputError(
                Problem("the gzip archive is damaged", "a whole download", file=file)
            ) from damage
    if len(content) > BYTES_MAX:
        raise InputError(Problem("the file is too large", f"{BYTES_MAX} bytes at most", file=file))
    return content


def read(content: bytes, file: str) -> Dataset:
    """
    Read a dataset.

    Args:
        content: The file as it was downloaded.
        file: Its name, for messages; its ending is checked against the content.

    Returns:
        Every observation it holds, places outside the Union too.

    Raises:
        InputError: If it is none of the forms, not the one its name says, or damaged.
    """
    content = opened(content, file)
    form = form_of(content)
    if form is None:
        raise InputError(
            Problem(
                "this is not a Eurostat file",
                "TSV, SDMX-CSV, JSON-stat 2.0 or SDMX-ML, as downloaded",
                file=file,
            )
        )
    _check_name(file, form)
    if form is Form.SDMX_ML:
        from solidarity.adapters.eurostat_sdmx import read_sdmx_ml

        return read_sdmx_ml(content, file)
    text = _text(content, file)
    readers = {Form.TSV: _read_tsv, Form.SDMX_CSV: _read_csv, Form.JSON_STAT: _read_json}
    return readers[form](text, file)


def _check_name(file: str, form: Form) -> None:
    endings = {
        "tsv": {Form.TSV},
        "csv": {Form.SDMX_CSV},
        "json": {Form.JSON_STAT},
        "xml": {Form.SDMX_ML},
    }
    ending = file.lower().removesuffix(".gz").rpartition(".")[2]
    if ending in endings and form not in endings[ending]:
        raise InputError(
            Problem(
                f"the name says {ending.upper()}, the content is {form.value}",
                "a file that is what its name says",
                file=file,
            )
        )


def _text(content: bytes, file: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InputError(
            Problem("a character is not UTF-8", "UTF-8", file=file, line=line)
        ) from error


def _read_tsv(text: str, file: str) -> Dataset:
    lines = text.split("\n")
    first, *periods = lines[0].split("\t")
    names = [name.strip().lower() for name in first.partition("\\")[0].split(",")]
    problems: list[Problem] = []
    found: list[Observation] = []
    for line, content in enumerate(lines[1:], 2):
        if not content.strip():
            continue
        key, *cells = content.split("\t")
        codes = [code.strip() for code in key.split(",")]
        if len(codes) != len(names) or len(cells) != len(periods):
            expected = f"{len(names)} codes and {len(periods)} values"
            what = f"{len(codes)} codes and {len(cells)} values: the line is cut or damaged"
            problems.append(Problem(what, expected, file=file, line=line))
            continue
        dimensions = dict(zip(names, codes, strict=True))
        geo = dimensions.pop("geo", "")
        for period, cell in zip(periods, cells, strict=True):
            written, _, flags = cell.strip().partition(" ")
            value = None if written in {":", ""} else number(written)
            if value is None and written not in {":", ""}:
                problems.append(_not_a_number(cell.strip(), file, line, period.strip()))
            found.append(Observation(geo, period.strip(), dimensions, value, flags.strip(), line))
    _raise(problems)
    return Dataset(Form.TSV, "", "", tuple(found))


def _read_csv(text: str, file: str) -> Dataset:
    header = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text), delimiter=";" if ";" in header else ",", strict=True)
    names: list[str] = []
    code = updated = ""
    problems: list[Problem] = []
    found: list[Observation] = []
    for row, line in _csv_rows(reader, file):
        if not names:
            names = [name.partition(":")[0].strip().lower() for name in row]
            continue
        if len(row) != len(names):
            what, expected = f"{len(row)} fields", f"{len(names)} as in the first line"
            problems.append(Problem(what, expected, file=file, line=line))
            continue
        cells = dict(zip(names, (cell.strip() for cell in row), strict=True))
        code = code or _dataflow(cells)
        updated = updated or cells.get("last update", "")
        written = cells["obs_value"]
        missing = written in {"", ":", "NaN"}
        value = None if missing else number(written)
        if value is None and not missing:
            problems.append(_not_a_number(written, file, line, "OBS_VALUE"))
        flags = cells.get("obs_flag") or cells.get("obs_status") or ""
        dimensions = {
            name: _code(cell) for name, cell in cells.items() if name not in {*_ATTRIBUTES, "geo"}
        }
        found.append(
            Observation(
                _code(cells["geo"]),
                _code(cells["time_period"]),
                dimensions,
                value,
                _code(flags),
                line,
            )
        )
    _raise(problems)
    return Dataset(Form.SDMX_CSV, code, updated, tuple(found))


def _csv_rows(reader: Any, file: str) -> Iterator[tuple[list[str], int]]:  # noqa: ANN401 - csv's own
    try:
        for row in reader:
            if row:
                yield row, reader.line_num
    except csv.Error as error:
        raise InputError(
            Problem(f"the line cannot be read: {error}", "CSV", file=file, line=reader.line_num)
        ) from error


def _dataflow(cells: Mapping[str, str]) -> str:
    """Take the dataset's code out of "ESTAT:NAMA_10_GDP(1.0)"."""
    flow = cells.get("dataflow") or cells.get("structure_id") or ""
    return flow.rpartition(":")[2].partition("(")[0].lower()


def _code(text: str) -> str:
    """Take the code out of "EL: Greece" (downloads with labels and codes)."""
    return text.partition(":")[0].strip()


def _read_json(text: str, file: str) -> Dataset:
    try:
        document = json.loads(text, parse_float=Decimal, parse_int=Decimal)
    except (ValueError, RecursionError, InvalidOperation) as error:
        line = getattr(error, "lineno", 0)
        raise InputError(
            Problem("the JSON is damaged or cut", "a whole JSON-stat file", file=file, line=line)
        ) from error
    try:
        return _from_json_stat(document, file)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError, ArithmeticError) as error:
        _not_json_stat(file, error)


def _not_json_stat(file: str, error: Exception) -> NoReturn:
    raise InputError(
        Problem(
            f"the JSON is not a JSON-stat 2.0 dataset ({type(error).__name__}: {error})",
            "id, size, dimension and value that agree",
            file=file,
        )
    ) from error


def _from_json_stat(document: dict[str, Any], file: str) -> Dataset:
    names = [str(name).lower() for name in document["id"]]
    sizes = [int(size) for size in document["size"]]
    codes = [_categories(document["dimension"][name]) for name in document["id"]]
    total = 1
    for size, known in zip(sizes, codes, strict=True):
        if size != len(known):
            raise ValueError(f"size {size} but {len(known)} categories")
        total *= size
    values, status = document["value"], document.get("status", {})
    if isinstance(values, list) and len(values) != total:
        raise ValueError(f"{len(values)} values, {total} expected")
    if isinstance(values, dict) and any(int(place) not in range(total) for place in values):
        raise ValueError("a value outside the cube")
    problems: list[Problem] = []
    found: list[Observation] = []
    for place, key in enumerate(product(*codes)):
        dimensions = dict(zip(names, key, strict=True))
        geo = dimensions.pop("geo")
        period = dimensions.pop("time" if "time" in dimensions else "time_period")
        value = _at(values, place)
        if not (value is None or isinstance(value, Decimal)):
            problems.append(_not_a_number(str(value), file, 0, f"{geo} {period}"))
            value = None
        found.append(Observation(geo, period, dimensions, value, _at(status, place) or "", 0))
    _raise(problems)
    extension = document.get("extension") or {}
    code = str(extension.get("id", "")).lower()
    return Dataset(Form.JSON_STAT, code, str(document.get("updated", "")), tuple(found))


def _categories(dimension: dict[str, Any]) -> list[str]:
    category = dimension["category"]
    index = category.get("index", category.get("label"))
    if isinstance(index, list):
        return [str(code) for code in index]
    if "index" not in category:
        return list(index)
    return sorted(index, key=lambda code: int(index[code]))


def _at(values: object, place: int) -> Any:  # noqa: ANN401 - a JSON value
    if isinstance(values, dict):
        return values.get(str(place))
    return values[place] if isinstance(values, list) else values


def _not_a_number(written: str, file: str, line: int, column: str) -> Problem:
    expected = 'a plain number or ":" where none is available'
    return Problem(f'"{written}" is not a number', expected, file=file, line=line, column=column)


def _raise(problems: list[Problem]) -> None:
    if problems:
        raise InputError(problems)
