"""The only door to files, clock and environment; remembers what was read, and what was looked for and absent.

Knows nothing of what the files mean.  Paths are relative to the project, with POSIX slashes, and never
leave it: no absolute path, no ``..``, no link that leads outside.
"""

from __future__ import annotations

import datetime
import hashlib
import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from rtop_docs.diagnostics import Diagnostic, SourceSpan, error

MAX_FILE_BYTES = 16 * 1024 * 1024
"""No file that people write by hand comes near 16 MiB; one that does is a mistake or an attack."""

ABSENT = "absent"
"""Stands for the digest of a file that was looked for and is not there."""

Contents = Mapping[str, "bytes | Diagnostic | None"]
"""Path -> what stands there: bytes, None where there is no file, or why it cannot be read."""

_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?")
_TEMPORARY = ".rtop-"


class PathRefused(ValueError):
    """A path leaves the project, or is none that every system can hold."""


class Unreadable(Exception):
    """A file cannot be read as what it should be; `diagnostic` says why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


class Workspace:
    """A project folder, with the folders that stand in for it where it has no file of its own.

    root: the project.  fallbacks: (prefix, folder) pairs: a path under `prefix` that the project lacks is
    looked for in `folder`, in order (templates: the project's, the checkout's, the wheel's).
    contents: what is read in the place of these files; `alone`: and there are no others, the disk is not looked at.
    """

    def __init__(
        self,
        root: Path,
        fallbacks: tuple[tuple[str, Path], ...] = (),
        contents: Contents | None = None,
        *,
        alone: bool = False,
    ) -> None:
        self.root = Path(root).resolve()
        self.fallbacks = fallbacks
        self._contents = contents or {}
        self._alone = alone
        self._traces: list[dict[str, str]] = []
        self._texts: dict[str, bytes | None] = {}

    # -- reading --------------------------------------------------------------------------

    def read_bytes(self, path: str) -> bytes:
        """Return the content of the file at `path`, once read the same for this object's life.

        Raises Unreadable (W01, W02, W04, W05).
        """
        data = self._content(path)
        self._note(path, ABSENT if data is None else hashlib.sha256(data).hexdigest())
        if data is None:
            raise Unreadable(error("W02", f"there is no file '{path}'", SourceSpan(path)))
        return data

    def read_text(self, path: str) -> str:
        r"""Return the file at `path` as text: UTF-8, without a byte order mark, lines ended by ``\n``.

        Raises Unreadable (W01 to W05).
        """
        data = self.read_bytes(path)
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as fault:
            line = data.count(b"\n", 0, fault.start) + 1
            column = len(data[data.rfind(b"\n", 0, fault.start) + 1 : fault.start].decode("utf-8", "replace")) + 1
            span = SourceSpan(path, line, column)
            raise Unreadable(
                error("W03", f"byte 0x{data[fault.start]:02x} is not UTF-8", span, "save the file as UTF-8")
            ) from None
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def exists(self, path: str) -> bool:
        """Tell whether there is a file at `path`; the answer is remembered like a reading."""
        data = self._content(path)
        self._note(path, ABSENT if data is None else hashlib.sha256(data).hexdigest())
        return data is not None

    def list_files(self, folder: str, suffix: str = "") -> tuple[str, ...]:
        """Return the paths of all files below `folder` whose names end in `suffix`, sorted.

        Hidden files and folders, and folders named ``archive``, are left out.  Links are not followed.
        """
        base = self._inside(folder)
        found = {p for p, there in self._contents.items() if there is not None and _below(p, folder, suffix)}
        for parent, folders, names in () if self._alone else os.walk(base):
            folders[:] = sorted(f for f in folders if not f.startswith(".") and f != "archive")
            here = parent.removeprefix(str(self.root)).replace(os.sep, "/").lstrip("/")
            paths = (f"{here}/{n}" for n in names if n.endswith(suffix) and not n.startswith("."))
            found |= {p for p in paths if p not in self._contents}
        self._note(f"{folder}/*{suffix}", hashlib.sha256("\0".join(sorted(found)).encode()).hexdigest())
        return tuple(sorted(found))

    def unlike(self, looks: Iterable[tuple[str, int, int, int]]) -> list[str]:
        """Return those paths of (path, bytes, time of change in ns, inode) whose file does not look so, or is gone.

        Written for tens of thousands: what is called for each is as little as can be.
        """
        found, folders, root, lstat = [], set(), f"{self.root}/", os.lstat
        for path, size, mtime, inode in looks:
            folders.add(path.rpartition("/")[0])
            try:
                state = lstat(root + path)
            except OSError:
                found.append(path)
                continue
            if state.st_mtime_ns != mtime or state.st_size != size or state.st_ino != inode:
                found.append(path)
        outside = [f for f in folders if not self._is_inside(f"{f}/x" if f else "x")]
        return found if not outside else [path for path, *_ in looks]

    def with_contents(self, contents: Contents) -> Workspace:
        """Return a workspace of the same project in which `contents` are read in the place of those files."""
        return Workspace(self.root, self.fallbacks, {**self._contents, **contents}, alone=self._alone)

    @classmethod
    def on_no_disk(cls, contents: Contents) -> Workspace:
        """Return a workspace that holds `contents` and nothing else."""
        return cls(Path(), contents=contents, alone=True)

    def fallback_files(self) -> tuple[str, ...]:
        """Return the paths of the files that stand in for those that the project lacks, sorted."""
        found = {
            f"{prefix}/{file.relative_to(folder).as_posix()}"
            for prefix, folder in self.fallbacks
            for file in folder.rglob("*")
            if file.is_file()
        }
        return tuple(sorted(found))

    def contents(self, paths: Iterable[str]) -> dict[str, bytes | Diagnostic | None]:
        """Return what is read at each of `paths`, as `with_contents` takes it; not remembered as read."""
        found: dict[str, bytes | Diagnostic | None] = {}
        for path in paths:
            try:
                found[path] = self._content(path)
            except Unreadable as fault:
                found[path] = fault.diagnostic
        return found

    def signatures(self, paths: Iterable[str]) -> dict[str, tuple[int, int, int] | None]:
        """Return (bytes, time of change in ns, inode) of the plain file at each path, None where there is none.

        Quick for many: a folder is looked at once for whether it leads out of the project.
        """
        found: dict[str, tuple[int, int, int] | None] = {}
        folders: dict[str, bool] = {}
        root = str(self.root)
        for path in paths:
            folder = path.rpartition("/")[0]
            if folder not in folders:
                folders[folder] = self._is_inside(f"{folder}/x" if folder else "x")
            found[path] = _signature(f"{root}/{path}") if folders[folder] else None
        return found

    def digest(self, path: str) -> str:
        """Return the SHA-256 of the file at `path` as it is now, `ABSENT`, or why it cannot be read; not remembered."""
        try:
            data = self._content(path)
        except Unreadable as fault:  # whoever needs its content is told so when it is read
            return f"unreadable {fault.diagnostic.code}"
        return ABSENT if data is None else hashlib.sha256(data).hexdigest()

    @contextmanager
    def trace(self) -> Iterator[dict[str, str]]:
        """Collect what is read while the context lasts: path -> SHA-256, or `ABSENT`."""
        seen: dict[str, str] = {}
        self._traces.append(seen)
        try:
            yield seen
        finally:
            self._traces.remove(seen)

    # -- writing --------------------------------------------------------------------------

    def write_bytes(self, path: str, data: bytes, *, lasting: bool = True) -> None:
        """Put `data` at `path`, whole or not at all: written beside, synced, renamed, the folder synced.

        lasting: without it the folder is not synced, and whoever writes many files calls `sync_folders` after them.
        Raises PathRefused, OSError.
        """
        target = self._inside(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        from tempfile import mkstemp  # slow to load, and a build with nothing to do writes nothing

        handle, name = mkstemp(prefix=_TEMPORARY, dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(0o644)
            Path(name).replace(target)
        except BaseException:
            with suppress(OSError):
                Path(name).unlink()
            raise
        if lasting:
            _sync_folder(target.parent)
        self._texts.pop(path, None)

    def sync_folders(self, paths: Iterable[str]) -> None:
        """Make the renames last by which the files at `paths` came into place: each folder is synced once."""
        for folder in dict.fromkeys(self._inside(path).parent for path in paths):
            _sync_folder(folder)

    def move(self, path: str, to: str) -> None:
        """Rename the file or folder at `path` to `to`, inside the project, for good."""
        source, target = self._inside(path), self._inside(to)
        for folder, _, _ in os.walk(source):  # a folder's own folders are on disk before it has its name
            _sync_folder(Path(folder))
        source.replace(target)
        _sync_folder(target.parent)

    def remove(self, path: str) -> None:
        """Delete the file at `path`, and the folders that this leaves empty, up to the project's root."""
        target = self._inside(path)
        target.unlink(missing_ok=True)
        for parent in target.parents:
            if parent == self.root or not parent.is_relative_to(self.root):
                return
            try:
                parent.rmdir()
            except OSError:
                return

    def is_anything(self, path: str) -> bool:
        """Tell whether anything at all stands at `path`: a file, a folder, a link that leads nowhere."""
        return os.path.lexists(self._inside(path))

    def sweep(self, folder: str) -> None:
        """Delete what a writing that was cut off left below `folder`; for who alone may write there."""
        for parent, _, names in os.walk(self._inside(folder)):
            for name in names:
                if name.startswith(_TEMPORARY):
                    Path(parent, name).unlink(missing_ok=True)

    def path_of(self, path: str) -> Path:
        """Return where `path` lies in the file system, for libraries that want a real path."""
        return self._inside(path)

    # -- the world ------------------------------------------------------------------------

    def now(self) -> datetime.datetime:
        """Return the present moment in UTC: for embargoes asked about by a person, never inside a build."""
        return datetime.datetime.now(datetime.UTC)  # noqa: TID251  the one place that reads the clock

    def variable(self, name: str) -> str:
        """Return an environment variable, or an empty text."""
        return os.environ.get(name, "")  # noqa: TID251  the one place that reads the environment

    # -- inside ---------------------------------------------------------------------------

    def _note(self, path: str, digest: str) -> None:
        for seen in self._traces:
            seen[path] = digest

    def _content(self, path: str) -> bytes | None:
        if self._alone or path in self._contents:
            given = self._contents.get(path)
            if isinstance(given, Diagnostic):
                raise Unreadable(given)
            return given
        if path not in self._texts:
            self._texts[path] = next((d for p in self._places(path) if (d := _read(p, path)) is not None), None)
        return self._texts[path]

    def _is_inside(self, path: str) -> bool:
        try:
            self._inside(path)
        except PathRefused:
            return False
        return True

    def _places(self, path: str) -> Iterator[Path]:
        yield self._inside_or_diagnostic(path)
        for prefix, folder in self.fallbacks:
            if path.startswith(f"{prefix}/"):
                yield folder / path.removeprefix(f"{prefix}/").lstrip("/")  # pathlib would go to the root for "/x"

    def _inside_or_diagnostic(self, path: str) -> Path:
        try:
            return self._inside(path)
        except PathRefused as fault:
            raise Unreadable(error("W01", str(fault), None)) from None

    def _inside(self, path: str) -> Path:
        """Return the real place of `path`; raise PathRefused when it is outside the project."""
        check_name(path)
        place = self.root / path
        real = place.parent.resolve() / place.name
        if place.is_symlink():
            real = place.resolve()
        if not real.is_relative_to(self.root):
            raise PathRefused(f"'{path}' leads out of the project")
        return place


def check_name(path: str) -> None:
    """Raise PathRefused unless `path` is a plain relative path that every system can hold."""
    parts = PurePosixPath(path).parts
    if not parts or path.startswith("/") or "\\" in path or ":" in path:
        raise PathRefused(f"'{path}' is not a relative path inside the project")
    for part in parts:
        if part == ".." or not part.isprintable() or _RESERVED.fullmatch(part) or part.endswith((" ", ".")):
            raise PathRefused(f"'{path}' is not a relative path inside the project")


def is_name(path: str) -> bool:
    """Tell whether `check_name` lets `path` pass; some systems keep words like "con" for themselves."""
    try:
        check_name(path)
    except PathRefused:
        return False
    return True


def _below(path: str, folder: str, suffix: str) -> bool:
    return path.startswith(f"{folder}/") and path.endswith(suffix)


def _signature(place: str) -> tuple[int, int, int] | None:
    try:
        state = os.lstat(place)
    except OSError:
        return None
    return (state.st_size, state.st_mtime_ns, state.st_ino) if stat.S_ISREG(state.st_mode) else None


def _read(place: Path, path: str) -> bytes | None:
    try:
        state = place.stat()
        if not stat.S_ISREG(state.st_mode):
            raise Unreadable(error("W04", f"'{path}' is not a plain file", SourceSpan(path)))
        if state.st_size > MAX_FILE_BYTES:
            size = f"'{path}' has {state.st_size} bytes, more than {MAX_FILE_BYTES}"
            raise Unreadable(error("W05", size, SourceSpan(path)))
        return place.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as fault:
        reason = (fault.strerror or "no reason given").lower()
        raise Unreadable(error("W04", f"'{path}' cannot be read: {reason}", SourceSpan(path))) from None


def _sync_folder(folder: Path) -> None:
    """Make a rename last through a power cut (POSIX); systems that cannot open folders need no such step."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
