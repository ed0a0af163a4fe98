#!/usr/bin/env bash
# SPDX-License-Identifier: BSD-3-Clause
# tools/prove_bare.sh [--check]: proves the two commands on a bare Debian 12, in a throw-away root made by debootstrap.
# It copies the files of this tree that git knows or would add, and then, inside that root:
#   as an ordinary user     ./demo refuses (77) and names the packages
#   without a network       ./demo refuses (69)
#   as root                 ./demo, timed; ./demo again, timed; with --check ./check and ./check again
# Needs root, the packages debootstrap and git, and 1.5 GB in ${TMPDIR:-/tmp}. Uses the host's own package mirror.
# Mounts live in a namespace of this script alone and vanish with it; the root is removed at the end.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
((EUID == 0)) || { echo "tools/prove_bare.sh must run as root." >&2 && exit 77; }
[[ ${QALOR_IN_NAMESPACE:-} ]] || exec env QALOR_IN_NAMESPACE=1 unshare --mount "$0" "$@"

bare=$(mktemp -d)
chmod 755 "$bare"
trap 'umount -q "$bare/proc" || true; rm -rf --one-file-system "$bare"' EXIT
# shellcheck disable=SC2016 # apt-get fills these in
mirror=$(apt-get indextargets --format '$(REPO_URI) $(CODENAME)' | awk '$2 == "bookworm" { print $1; exit }')

echo "== a bare Debian 12"
debootstrap --variant=minbase bookworm "$bare" ${mirror:+"$mirror"} >"$bare.log" 2>&1 || { tail "$bare.log" && exit 1; }
rm "$bare.log"
cp -L /etc/resolv.conf "$bare/etc/"
mount -t proc proc "$bare/proc"
mkdir "$bare/qalor"
git ls-files -z --cached --others --exclude-standard | tar -c --null --ignore-failed-read -T - 2>/dev/null | tar -x -C "$bare/qalor"
size() { du -sm --one-file-system "$bare" | cut -f 1; }
before=$(size)

inside() { # COMMAND...
  env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 ${http_proxy:+http_proxy="$http_proxy"} \
    chroot --userspec="${user:-root}" "$bare" bash -c 'cd /qalor && "$@"' bash "$@"
}

# Runs a command inside, timed, and compares its exit code with the one it should have.
prove() { # EXPECTED TITLE COMMAND...
  local expected=$1 title=$2 status=0 TIMEFORMAT='-- %R s by the clock, %U s of processor time'
  printf '\n== %s\n' "$title"
  time "${@:3}" || status=$?
  printf -- '-- exit code %d\n' "$status"
  ((status == expected)) || { echo "$title: expected exit code $expected" >&2 && exit 1; }
}

user=nobody prove 77 "as an ordinary user" inside ./demo
export -f inside
export bare
prove 69 "without a network" unshare --net bash -c 'inside ./demo'
prove 0 "./demo" inside ./demo
echo "-- installed and built: $(($(size) - before)) MB"
prove 0 "./demo again" inside ./demo
if [[ ${1:-} == --check ]]; then
  prove 0 "./check" inside ./check
  prove 0 "./check again" inside ./check
fi
