#!/usr/bin/env bash
# SPDX-License-Identifier: BSD-3-Clause
# tools/format.sh: formats every C++ file. tools/format.sh --check: says which ones are not, and changes nothing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# Versions of clang-format disagree in details; this one is Debian 12's.
version=$(clang-format --version | grep -oE '[0-9]+' | head -n 1)
if ((version != 14)); then
  echo "The format is that of clang-format 14; this is version $version." >&2
  exit 75
fi
case "${1:-}" in
  '') arguments=(-i) ;;
  --check) arguments=(--dry-run --Werror) ;;
  *) echo "usage: tools/format.sh [--check]" >&2 && exit 2 ;;
esac
find src tests bench -name '*.[ch]pp' -print0 | xargs -0 clang-format "${arguments[@]}"
