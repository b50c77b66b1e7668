"""The front end's build, on a small project of its own."""

import gzip
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.whole

ROOT = Path(__file__).resolve().parents[2]
SOURCES = {
    "package-lock.json": "{}",
    "static/js/app.js": 'import { name } from "./name.js";\ndocument.title = name;\n',
    "static/js/name.js": 'export const name = "Звонок";\n',
    "static/css/app.css": '@import "./tokens.css";\nbody { margin: 0 }\n',
    "static/css/staff.css": '@import "./tokens.css";\n',
    "static/css/tokens.css": ":root { --ink: black }\n",
    "static/icons/bell.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>\n',
    "static/icons/home-screen.png": "not really a picture",
    "service_worker/worker.js": "self.shell = [BUILD, ...SHELL_ASSETS];\n",
    "service_worker/kill.js": "self.skipWaiting();\n",
    "templates/layout.html": "<title>Звонок</title>\n",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Sources of a front end, not built yet."""
    for name, text in SOURCES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path


def build(project: Path) -> dict[str, str]:
    """Runs the build; returns the manifest."""
    node, script = ROOT / ".venv/bin/node", ROOT / "scripts/build_front_end.mjs"
    subprocess.run([node, script, project], check=True, capture_output=True)
    manifest: dict[str, str] = json.loads((project / "static/build/manifest.json").read_text())
    return manifest


def built(project: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (project / "static/build").iterdir()}


def test_manifest_leads_to_hashed_files_with_compressed_ones_beside(project: Path) -> None:
    manifest, files = build(project), built(project)
    assert re.fullmatch(r"app-\w{8}\.js", manifest["app.js"])
    assert re.fullmatch(r"app-\w{8}\.css", manifest["app.css"])
    assert "--ink" in files[manifest["app.css"]].decode()
    assert gzip.decompress(files[manifest["app.js"] + ".gz"]) == files[manifest["app.js"]]
    assert files[manifest["app.js"] + ".br"]
    assert files[manifest["icons/bell.svg"]].decode() == SOURCES["static/icons/bell.svg"]


def test_worker_knows_its_build_and_the_shell_without_heavy_pictures(project: Path) -> None:
    manifest = build(project)
    worker = (project / "static/build/worker.js").read_text()
    assert manifest["build"] in worker
    for name in ("app.js", "app.css", "staff.css", "icons/bell.svg"):
        assert f"/static/build/{manifest[name]}" in worker
    assert manifest["icons/home-screen.png"] not in worker


def test_same_sources_give_the_same_bytes_wherever_they_stand(project: Path) -> None:
    build(project)
    first = built(project)
    shutil.rmtree(project / "static/build")
    elsewhere = project.rename(project.with_name("elsewhere"))
    build(elsewhere)
    assert built(elsewhere) == first


def test_a_changed_template_is_another_build_of_the_same_scripts(project: Path) -> None:
    before = build(project)
    (project / "templates/layout.html").write_text("<title>Звонок!</title>\n")
    after = build(project)
    assert after["build"] != before["build"]
    assert after["app.js"] == before["app.js"]


def test_earlier_files_stay_for_pages_that_are_still_open(project: Path) -> None:
    before = build(project)
    (project / "static/js/name.js").write_text('export const name = "Школа";\n')
    after = build(project)
    assert after["app.js"] != before["app.js"]
    assert {before["app.js"], after["app.js"]} <= built(project).keys()
