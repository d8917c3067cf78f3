"""run.py sets up once, starts at once the second time, and says in one line what is wrong."""

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    """run.py as a module, in a folder of its own, that remembers the programs it would start."""
    spec = importlib.util.spec_from_file_location("run_py", ROOT / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for file in ("requirements.lock", "requirements-dev.lock", "pyproject.toml"):
        (tmp_path / file).write_text(f"{file}\n", encoding="utf-8")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    module.called = []
    module.started = []
    module.answers = {}

    def call(command: list[Path | str]) -> subprocess.CompletedProcess[str]:
        words = [str(word) for word in command]
        module.called.append(words)
        if "venv" in words:
            interpreter = module.python_of(tmp_path / ".venv")
            interpreter.parent.mkdir(parents=True, exist_ok=True)
            interpreter.touch()
        for sign, answer in module.answers.items():
            if sign in words:
                return subprocess.CompletedProcess(words, 1, "", answer)
        return subprocess.CompletedProcess(words, 0, "", "")

    def start(command: list[str], **_: object) -> int:
        module.started.append(command)
        return 7

    monkeypatch.setattr(module, "call", call)
    monkeypatch.setattr(module.subprocess, "call", start)
    return module


class TestSetUp:
    def test_hashes_are_required_and_nothing_is_built_in_isolation(self, run: ModuleType) -> None:
        assert run.main(["year", "2026"]) == 7
        installs = [words for words in run.called if "install" in words]
        assert ["--require-hashes" in words for words in installs] == [True, False]
        assert {"--no-deps", "--no-build-isolation"} <= set(installs[1])
        assert run.started[0][1:] == ["year", "2026"]

    def test_a_second_call_starts_at_once(self, run: ModuleType) -> None:
        run.main(["year", "2026"])
        before = len(run.called)
        run.main(["key"])
        assert len(run.called) == before

    def test_a_changed_lock_installs_again(self, run: ModuleType) -> None:
        run.main([])
        before = len(run.called)
        (run.ROOT / "requirements.lock").write_text("another\n", encoding="utf-8")
        run.main([])
        assert len(run.called) > before
        assert run.started[-1][1:] == ["--help"]

    def test_tests_use_their_own_lock_and_need_all_of_the_coverage(self, run: ModuleType) -> None:
        run.main(["test"])
        assert any("requirements-dev.lock" in words[-1] for words in run.called)
        assert run.started[-1][1:] == ["-m", "pytest", "-n", "2", "--cov", "--cov-report=term"]

    def test_chosen_tests_are_only_passed_on(self, run: ModuleType) -> None:
        run.main(["test", "tests/law", "-x"])
        assert run.started[-1][1:] == ["-m", "pytest", "tests/law", "-x"]


class TestOneLineErrors:
    def refused(self, run: ModuleType, capsys: pytest.CaptureFixture[str]) -> str:
        assert run.main(["year", "2026"]) == 2
        assert run.started == []
        lines = capsys.readouterr().err.splitlines()
        return next(line for line in lines if not line.startswith("Setting up"))

    def test_an_old_python(
        self, run: ModuleType, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(run.sys, "version_info", (3, 9, 2))
        assert "Python 3.11 or newer is needed, this is 3.9.2" in self.refused(run, capsys)

    def test_no_venv_module(
        self, run: ModuleType, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(run.importlib.util, "find_spec", lambda _: None)
        assert "apt-get install python3-venv" in self.refused(run, capsys)

    def test_an_environment_that_cannot_be_made(
        self, run: ModuleType, capsys: pytest.CaptureFixture[str]
    ) -> None:
        run.answers = {"venv": "Error: Permission denied"}
        assert "Permission denied" in self.refused(run, capsys)

    def test_no_network(self, run: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
        run.answers = {"--require-hashes": "Temporary failure in name resolution"}
        assert "cannot be fetched" in self.refused(run, capsys)

    def test_an_exchanged_package(
        self, run: ModuleType, capsys: pytest.CaptureFixture[str]
    ) -> None:
        run.answers = {"--require-hashes": "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM …"}
        assert "not the one the lock file names" in self.refused(run, capsys)
        assert not list((run.ROOT / ".venv").glob("*.stamp"))

    def test_anything_else_pip_says(
        self, run: ModuleType, capsys: pytest.CaptureFixture[str]
    ) -> None:
        run.answers = {"--editable": "noise\nModuleNotFoundError: No module named 'x'\nhint: no"}
        assert self.refused(run, capsys).endswith("ModuleNotFoundError: No module named 'x'")


def test_an_old_python_can_read_the_file() -> None:
    """The refusal is worth nothing if the file does not even parse there."""
    text = (ROOT / "run.py").read_text(encoding="utf-8")
    compile(text, "run.py", "exec", flags=0, dont_inherit=True)
    import ast

    ast.parse(text, feature_version=(3, 7))


def test_it_needs_the_standard_library_only() -> None:
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", "import runpy; runpy.run_path('run.py', run_name='x')"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
