# SPDX-License-Identifier: BSD-3-Clause
# shellcheck shell=bash
# What ./demo, ./check and the scripts in tools/ share; sourced from the root of the tree.

# Exit codes, as in sysexits.h.
readonly unavailable=69 no_permission=77

say() { printf '%s\n' "$*"; }
fail() { # CODE MESSAGE...
  printf '%s\n' "${@:2}" >&2
  exit "$1"
}

now() { say "${EPOCHREALTIME/[.,]/}"; }                                   # microseconds
since() { # START
  local microseconds=$(($(now) - $1))
  printf '%d.%d s' $((microseconds / 1000000)) $((microseconds / 100000 % 10))
}

# The packages in tools/packages/NAME.txt, without comments.
packages() { # NAME...
  local name
  for name in "$@"; do sed 's/#.*//' "tools/packages/$name.txt"; done | tr -s ' \n' '\n' | sed '/^$/d'
}

# Those of the given packages that are not installed. Asks dpkg's own records only.
missing() { # PACKAGE...
  local package
  for package in "$@"; do
    [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || say "$package"
  done
}

apt() { # ARGUMENT...
  local options=(-o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 -o Acquire::http::Timeout=30)
  local environment=(env DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8)
  if ((EUID == 0)); then
    "${environment[@]}" apt-get "${options[@]}" "$@" </dev/null
  else
    sudo -n "${environment[@]}" apt-get "${options[@]}" "$@" </dev/null
  fi
}

# Installs what is missing of the named package lists; says what, and asks nothing. Does nothing when all is there.
install_missing() { # NAME...
  local wanted lacking command log
  mapfile -t wanted < <(packages "$@")
  if ! command -v dpkg-query >/dev/null; then
    fail $no_permission "qalor installs its packages on Debian and its relatives only. Elsewhere, install the equivalents of" \
      "  ${wanted[*]}" "and build with: cmake --preset release && cmake --build --preset release"
  fi
  mapfile -t lacking < <(missing "${wanted[@]}")
  ((${#lacking[@]})) || return 0

  command="apt-get install --no-install-recommends ${lacking[*]}"
  if ((EUID != 0)) && ! sudo -n true 2>/dev/null; then
    fail $no_permission "qalor needs packages that are not installed, and this user may not install them. Please have run, as root:" \
      "  $command"
  fi
  say "Installing ${#lacking[@]} packages and what they depend on: ${lacking[*]}"
  mkdir -p build
  log=build/packages.log
  apt update >"$log" 2>&1 || true # one broken third-party source must not stop us; what matters is the next line
  apt install --assume-no --no-install-recommends "${lacking[@]}" 2>/dev/null | grep -E '^(Need to get|After this)' || true
  apt install -y -qq --no-install-recommends "${lacking[@]}" >>"$log" 2>&1 && return 0
  grep -E '^(E|Err)' "$log" | sort -u | head -n 5 >&2 || true
  fail $unavailable "The packages could not be installed: no network, or a package source that does not answer ($log tells more)." \
    "With a network, run again, or install by hand: $command"
}

# How many compilers may run at once: one a core, and 1.5 GB of memory each.
jobs_allowed() {
  local cores free
  cores=$(nproc)
  free=$(awk '/^MemAvailable:/ { print int($2 / 1500000) }' /proc/meminfo)
  ((free < cores)) && cores=$free
  ((cores > 0)) || cores=1
  say "$cores"
}

# Configures a preset when that is due, and builds what is out of date. Shows the errors, when that fails.
build() { # PRESET [ARGUMENT OF cmake --build...]
  local preset=$1 log=build/$1.log
  mkdir -p build
  {
    { [[ build/$preset/build.ninja -nt CMakePresets.json ]] || cmake --preset "$preset"; } &&
      cmake --build --preset "$preset" --parallel "$(jobs_allowed)" "${@:2}"
  } >"$log" 2>&1 && return 0
  grep -E -A 4 '[Ee]rror[: ]|undefined reference' "$log" | cut -c 1-300 | head -n 80 >&2 || tail -n 40 "$log" >&2
  return 1
}
