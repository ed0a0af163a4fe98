# SPDX-License-Identifier: BSD-3-Clause
"""Programs to run beside each other: the peers' environments, and how a run is measured."""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
HOME = ROOT / "build" / "bench"
QMEQ = ["numpy==1.26.4", "scipy==1.11.4", "setuptools==59.8.0", "wheel==0.42.0"]
PEERS = {
    "QuTiP 5": ["qutip>=5,<6"],
    "QuTiP 4.7": ["qutip>=4.7,<4.8", "setuptools<81", "numpy<2", "scipy<1.12"],
    "qthermo": ["qthermo==0.7.0", "numpy==2.2.6", "scipy==1.15.3"],
    "NumPy": ["numpy==2.2.6"],
    "QmeQ 1.1": QMEQ,
    "QmeQ 1.1, uncompiled": QMEQ,
}
PACKAGES = {"QuTiP 5": "qutip", "QuTiP 4.7": "qutip", "qthermo": "qthermo", "NumPy": "numpy"}


def qalor() -> pathlib.Path:
    """The executable under test."""
    return pathlib.Path(os.environ.get("QALOR", ROOT / "build" / "release" / "qalor")).absolute()


def library_program(name: str) -> pathlib.Path:
    """bench-dots or bench-exchange of the same build, brought up to date."""
    build = qalor().parent
    command = ["cmake", "--build", build, "--target", name]
    if subprocess.run(command, stdout=subprocess.DEVNULL).returncode != 0:
        raise FileNotFoundError(f"{name} could not be built in {build}")
    return build / "bench" / name


def dots_program() -> pathlib.Path:
    return library_program("bench-dots")


def older_python() -> str | None:
    """A Python that QmeQ's C files compile with, 3.9 or 3.10 and its headers: QMEQ_PYTHON, or one on the path."""
    script = "import os, sys, sysconfig, venv; h = os.path.join(sysconfig.get_paths()['include'], 'Python.h'); " \
             "sys.exit(not ((3, 9) <= sys.version_info < (3, 11) and os.path.exists(h)))"
    for name in (os.environ.get("QMEQ_PYTHON"), "python3.10", "python3.9"):
        if name and shutil.which(name):
            if subprocess.run([name, "-c", script], stderr=subprocess.DEVNULL).returncode == 0:
                return name
    return None


def available(peer: str) -> bool:
    """Whether the peer is installed, or can be."""
    return peer != "QmeQ 1.1" or (folder_of(peer) / "complete").exists() or older_python() is not None


def folder_of(peer: str) -> pathlib.Path:
    return HOME / peer.replace(",", "").replace(" ", "-")


def python_of(peer: str) -> pathlib.Path:
    """The interpreter of a peer's environment, made when it is not there."""
    folder = folder_of(peer)
    python = folder / "bin" / "python"
    stamp = folder / "complete"
    if not stamp.exists():
        print(f"Installing {peer} into {folder.relative_to(ROOT)}", flush=True)
        maker = older_python() if peer == "QmeQ 1.1" else sys.executable
        subprocess.run([maker, "-m", "venv", "--clear", folder], check=True)
        pip = [python, "-m", "pip", "-q", "--disable-pip-version-check"]
        if subprocess.run([*pip, "install", *PEERS[peer]]).returncode != 0:
            raise ConnectionError(peer)
        build = [*pip, "install", "--no-build-isolation", "qmeq==1.1"]
        if peer == "QmeQ 1.1" and subprocess.run(build).returncode != 0:
            raise ConnectionError(peer)
        if peer == "QmeQ 1.1, uncompiled":
            unpack_qmeq(pip, folder)
        stamp.touch()
    return python


def unpack_qmeq(pip: list, folder: pathlib.Path) -> None:
    """QmeQ's source package as it is: without its C parts it works with any Python, several times slower."""
    command = ["download", "--no-deps", "--no-build-isolation", "--no-binary", ":all:", "-d", folder, "qmeq==1.1"]
    if subprocess.run([*pip, *command]).returncode != 0:
        raise ConnectionError("QmeQ 1.1")
    shutil.unpack_archive(folder / "qmeq-1.1.tar.gz", folder)
    packages = next((folder / "lib").glob("python3*")) / "site-packages"
    (folder / "qmeq-1.1" / "qmeq").rename(packages / "qmeq")


def version_of(peer: str) -> str:
    """As installed, with the version of Python."""
    package = PACKAGES.get(peer)
    script = "import platform; print('Python', platform.python_version())"
    if package:
        script = f"import importlib.metadata as m; print('version', m.version('{package}'), end=', '); " + script
    return subprocess.run([python_of(peer), "-c", script], text=True, stdout=subprocess.PIPE, check=True).stdout.strip()


def run_measured(command: list, text: str = "") -> tuple[str, float, float]:
    """What a program prints, the processor time it took [s] and its largest memory [MB]."""
    with tempfile.TemporaryFile("w+") as given, tempfile.TemporaryFile("w+") as printed:
        given.write(text)
        given.seek(0)
        process = subprocess.Popen(command, stdin=given, stdout=printed)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            raise subprocess.CalledProcessError(process.returncode, command)
        printed.seek(0)
        return printed.read(), used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
