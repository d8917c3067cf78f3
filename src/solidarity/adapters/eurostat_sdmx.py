"""SDMX-ML through the library `sdmx1`, when the extra `[sdmx]` is installed."""

from __future__ import annotations

import io
import logging
from typing import Any

from solidarity.adapters.eurostat_observations import Dataset, Form, Observation, number
from solidarity.errors import InputError, Problem


def read_sdmx_ml(content: bytes, file: str) -> Dataset:
    """
    Read generic SDMX-ML data with `sdmx1`.

    Raises:
        InputError: If the extra is not installed, or the library cannot read the file.
    """
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise InputError(
            Problem("the XML declares entities", "SDMX-ML as Eurostat gives it", file=file)
        )
    try:
        import sdmx
    except ImportError as missing:
        raise InputError(
            Problem(
                "SDMX-ML needs the extra [sdmx], which is not installed",
                "TSV, SDMX-CSV or JSON-stat, or: pip install 'solidarity[sdmx]'",
                file=file,
            )
        ) from missing
    logging.getLogger("sdmx").setLevel(logging.CRITICAL)
    try:
        message: Any = sdmx.read_sdmx(io.BytesIO(content), format="XML")
        found = tuple(
            _observation(series_key, observation, file)
            for dataset in message.data
            for series_key, observation in _series(dataset)
        )
    except InputError:
        raise
    except Exception as damage:  # the library raises many kinds; a foreign error ends here
        raise InputError(
            Problem(
                f"sdmx1 cannot read this file ({type(damage).__name__})",
                "generic SDMX-ML data, or TSV, SDMX-CSV or JSON-stat",
                file=file,
            )
        ) from damage
    flow = getattr(message, "dataflow", None)
    return Dataset(Form.SDMX_ML, str(getattr(flow, "id", "") or "").lower(), "", found)


def _series(dataset: Any) -> list[tuple[dict[str, str], Any]]:  # noqa: ANN401 - the library's own
    pairs = [
        ({name.lower(): str(value.value) for name, value in key.values.items()}, observation)
        for key, observations in dataset.series.items()
        for observation in observations
    ]
    return pairs or [({}, observation) for observation in dataset.obs]


def _observation(key: dict[str, str], observation: Any, file: str) -> Observation:  # noqa: ANN401
    dimensions = dict(key)
    for name, value in observation.dimension.values.items():
        dimensions[name.lower()] = str(value.value)
    geo = dimensions.pop("geo", "")
    period = dimensions.pop("time_period", dimensions.pop("time", ""))
    written = "" if observation.value is None else str(observation.value)
    missing = written in {"", "NaN", "nan", ":"}
    value = None if missing else number(written)
    if value is None and not missing:
        raise InputError(
            Problem(f'"{written}" is not a number', "a plain number", file=file, column=geo)
        )
    attached = observation.attached_attribute
    flags = next((str(attached[name].value) for name in _FLAGS if name in attached), "")
    return Observation(geo, period, dimensions, value, flags, 0)


_FLAGS = ("OBS_FLAG", "OBS_STATUS")
