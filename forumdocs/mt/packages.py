"""Translation packages: what is installed, where it lives, how its files are named.

Three places are read, and all three by the same code:

* the starter pack inside forumdocs, whose packages share one model (``"shared"`` in their metadata),
* the folder of Argos Translate (``ARGOS_PACKAGES_DIR``, else Argos' own),
* ``models/`` in the user's data folder: plain CTranslate2 folders such as OPUS-MT and NLLB.

``argostranslate.package`` is not imported: importing its settings creates four folders in the user's home,
and its ``Package`` reads metadata in the platform's encoding and fails for the whole list if one folder is
damaged. The format of its ``metadata.json`` is what is shared.
"""

from __future__ import annotations

import json
import math
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from forumdocs.errors import BadPackage, LanguageError
from forumdocs.languages import parse_tag
from forumdocs.mt import manifests
from forumdocs.mt.confidence import Calibration, read_calibration
from forumdocs.paths import data_folder

if TYPE_CHECKING:
    from collections.abc import Iterable

STARTER = Path(__file__).parent / "starter"
"""The built-in pack: ``shared/`` holds the model, ``packages/`` one folder a direction."""

METADATA = "metadata.json"

ARGOS_CODES = {"zt": "zh-Hant"}
"""Codes of Argos that differ from ours; ``zh`` is Simplified in both."""

SOURCE_TOKENIZERS = (
    "source.spm",  # OPUS-MT
    "sentencepiece.model",  # Argos
    "sentencepiece.bpe.model",  # NLLB and M2M-100 from Hugging Face
    "spm.model",
    "bpe.model",  # older Argos packages: BPE on Moses tokens
)
TARGET_TOKENIZERS = ("target.spm", *SOURCE_TOKENIZERS)
"""File names of tokenizers, in the order in which they are looked for."""


class TermMarks(NamedTuple):
    """How terms are written into a source for a model that was taught to use them.

    ``"terms": {"open": "<t>", "middle": "<m>", "close": "</t>"}`` in the metadata of a package says that it takes
    ``<t>量子密钥分发<m>quantum key distribution</t>网络``. Each mark is one symbol of its source tokenizer.
    """

    open: str
    middle: str
    close: str


class Penalties(NamedTuple):
    """How a model weighs its hypotheses; by the mean of their tokens' log probabilities, without brakes, if not told.

    ``"penalties": {"length": 1.5, "repetition": 1.1}`` in the metadata of a package are CTranslate2's
    ``length_penalty``, the power of the length by which the sum is divided, and ``repetition_penalty``, by which what
    was written already becomes less likely. A small model ends too soon and repeats itself.
    """

    length: float = 1.0
    repetition: float = 1.0


NO_PENALTIES = Penalties()


@dataclass(frozen=True, slots=True)
class Package:
    """One direction of an installed translation model.

    ``source`` and ``target`` are our codes (``"zh-Hant"``, not ``"zt"``). ``path`` is the folder with
    ``metadata.json``; several packages may share one ``path`` (NLLB) or one ``model_path`` (starter pack).
    The prefixes and the suffix are tokens that the model expects around a sentence. ``confidence`` is set where the
    metadata say how to tell a wrong translation (``"confidence"``, for one direction or for the whole package).
    """

    source: str
    target: str
    name: str
    version: str
    path: Path
    model_path: Path
    source_tokenizer: Path
    target_tokenizer: Path
    builtin: bool = False
    plain: bool = False
    source_prefix: tuple[str, ...] = ()
    source_suffix: tuple[str, ...] = ()
    target_prefix: tuple[str, ...] = ()
    term_marks: TermMarks | None = None
    penalties: Penalties = NO_PENALTIES
    confidence: Calibration | None = None

    @property
    def label(self) -> str:
        """Name and version, as provenance records them."""
        return f"{self.name} {self.version}".rstrip()

    @property
    def files(self) -> tuple[Path, ...]:
        """Every file that belongs to the package, those that it shares with others included."""
        own = manifests.files_in(self.path)
        shared = (*manifests.files_in(self.model_path), self.source_tokenizer, self.target_tokenizer)
        return tuple(sorted({*own, *shared}))

    @property
    def sha256(self) -> str:
        """One digest over the names and digests of all :attr:`files`; cached by size and time of change."""
        base = self.path.parent.parent if self.builtin else self.path
        return manifests.fingerprint(base, self.files)

    def as_json(self) -> dict[str, object]:
        """The entry of ``models list --json``."""
        return {
            "from": self.source,
            "to": self.target,
            "name": self.name,
            "version": self.version,
            "sha256": self.sha256,
            "path": str(self.path),
            "builtin": self.builtin,
        }


def language_code(text: str) -> str:
    """The code under which packages are filed: ``"zh-TW"`` and ``"zt"`` give ``"zh-Hant"``.

    Raises:
        LanguageError: the language is not one of ours.
    """
    tag = parse_tag(ARGOS_CODES.get(text.strip().lower(), text))
    return str(tag) if tag.script == "Hant" else tag.code


def argos_code(code: str) -> str:
    """The code that Argos uses: ``"zt"`` for ``"zh-Hant"``."""
    return next((argos for argos, ours in ARGOS_CODES.items() if ours == code), code)


def argos_folder() -> Path:
    """Where Argos Translate keeps packages: ``ARGOS_PACKAGES_DIR``, its ``settings.json``, its default."""
    home = Path(os.environ.get("SNAP_USER_DATA") or Path.home()) if "SNAP" in os.environ else Path.home()
    if chosen := os.environ.get("ARGOS_PACKAGES_DIR") or _argos_setting(home):
        return Path(chosen).expanduser()
    data = os.environ.get("XDG_DATA_HOME") or home / ".local" / "share"
    return Path(data) / "argos-translate" / "packages"


def _argos_setting(home: Path) -> str:
    config = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")
    try:
        settings = json.loads((config / "argos-translate" / "settings.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ""
    return str(settings.get("ARGOS_PACKAGES_DIR", "")) if isinstance(settings, dict) else ""


def plain_folder() -> Path:
    """Where plain CTranslate2 folders are installed."""
    return data_folder() / "models"


def package_folders() -> tuple[tuple[Path, bool], ...]:
    """All folders that look like packages, each with whether it is built in."""
    places = ((plain_folder(), False), (argos_folder(), False), (STARTER / "packages", True))
    return tuple((folder, builtin) for place, builtin in places for folder in _subfolders(place))


def _subfolders(place: Path) -> list[Path]:
    if not place.is_dir():
        return []
    return sorted(child for child in place.iterdir() if not child.name.startswith(".") and (child / METADATA).is_file())


def installed() -> tuple[Package, ...]:
    """Every usable package, the preferred one of a direction first.

    A folder that cannot be read is left out here; ``verify`` in :mod:`forumdocs.mt.installing` names it.
    """
    found: list[Package] = []
    for folder, builtin in package_folders():
        try:
            found.extend(read_package(folder, builtin=builtin))
        except BadPackage:
            continue
    return tuple(sorted(found, key=lambda p: (p.source, p.target, preference(p), p.name)))


def preference(package: Package) -> tuple[int, tuple[int, ...]]:
    """Sort key among packages of one direction, best first.

    What the user installed comes before the starter pack, a plain model, chosen on purpose, before Argos,
    and a later version before an earlier one.
    """
    rank = 2 if package.builtin else 0 if package.plain else 1
    return rank, tuple(-int(number) for number in re.findall(r"\d+", package.version))


def read_package(folder: Path, *, builtin: bool = False) -> tuple[Package, ...]:
    """Read the ``metadata.json`` of a folder; one package for each direction between our languages.

    Packages of other types (sentence splitters) and other languages give an empty tuple.

    Raises:
        BadPackage: the metadata cannot be read, or the model or the tokenizer is missing.
    """
    metadata = read_metadata(folder)
    if metadata.get("type", "translate") != "translate":
        return ()
    base = (folder / metadata["shared"]).resolve() if builtin and "shared" in metadata else folder
    model = base / "model" if (base / "model").is_dir() else base
    if not (model / "model.bin").is_file():
        raise BadPackage(f"{folder}: no model.bin; install the package again.")
    source_tokenizer = find_tokenizer(base, SOURCE_TOKENIZERS)
    target_tokenizer = find_tokenizer(base, TARGET_TOKENIZERS)
    name = f"starter-{folder.name}" if builtin else str(metadata.get("name") or folder.name)
    return tuple(
        Package(
            source=source,
            target=target,
            name=name,
            version=str(metadata.get("package_version", "")),
            path=folder,
            model_path=model,
            source_tokenizer=source_tokenizer,
            target_tokenizer=target_tokenizer,
            builtin=builtin,
            plain="directions" in metadata,
            source_prefix=_tokens(direction.get("source_prefix")),
            source_suffix=_tokens(metadata.get("source_suffix")),
            target_prefix=_tokens(direction.get("target_prefix")),
            term_marks=_term_marks(metadata, folder),
            penalties=_penalties(metadata.get("penalties", {}), folder),
            confidence=_confidence(direction.get("confidence", metadata.get("confidence")), folder),
        )
        for source, target, direction in _directions(metadata)
    )


def read_metadata(folder: Path) -> dict[str, Any]:
    """The metadata of a package folder.

    Raises:
        BadPackage: there is no ``metadata.json``, or it is not a JSON object.
    """
    path = folder / METADATA
    try:
        metadata = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise BadPackage(f"{path} cannot be read ({error}); install the package again.") from error
    if not isinstance(metadata, dict):
        raise BadPackage(f"{path} does not describe a package; install the package again.")
    return metadata


def find_tokenizer(folder: Path, names: Iterable[str]) -> Path:
    """The first of ``names`` that is a file in ``folder``.

    Raises:
        BadPackage: there is none.
    """
    for name in names:
        if (folder / name).is_file():
            return folder / name
    raise BadPackage(f"{folder}: no tokenizer beside the model; expected one of {', '.join(names)}.")


def _directions(metadata: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    """The directions of a package between our languages, each with the entry that describes it."""
    found = []
    for entry in metadata.get("directions") or [metadata]:
        try:
            source, target = (language_code(str(entry[key])) for key in ("from_code", "to_code"))
        except (KeyError, LanguageError):
            continue
        if source != target:
            found.append((source, target, entry))
    return found


def _term_marks(metadata: dict[str, Any], folder: Path) -> TermMarks | None:
    """The marks of terms that the metadata name, if any."""
    if (marks := metadata.get("terms")) is None:
        return None
    try:
        return TermMarks(*(str(marks[key]) for key in ("open", "middle", "close")))
    except (KeyError, TypeError) as error:
        raise BadPackage(f'{folder}: "terms" lacks open, middle or close; install the package again.') from error


def _penalties(entry: Any, folder: Path) -> Penalties:
    """How the metadata want hypotheses to be weighed."""
    try:
        penalties = Penalties(**{name: float(value) for name, value in entry.items()})
    except (AttributeError, TypeError, ValueError) as error:
        raise BadPackage(
            f'{folder}: "penalties" are numbers, length and repetition; install the package again.'
        ) from error
    if not all(0 < penalty < math.inf for penalty in penalties):
        raise BadPackage(f'{folder}: "penalties" have to be above 0; install the package again.')
    return penalties


def _confidence(entry: object, folder: Path) -> Calibration | None:
    """What the metadata say of the direction's faults, if anything."""
    try:
        return None if entry is None else read_calibration(entry)
    except ValueError as error:
        raise BadPackage(f'{folder}: "confidence" {error}; install the package again.') from error


def _tokens(value: object) -> tuple[str, ...]:
    """Prefix tokens from metadata, where Argos writes one string and we write a list."""
    if isinstance(value, list):
        return tuple(str(token) for token in value)
    return (str(value),) if value else ()
