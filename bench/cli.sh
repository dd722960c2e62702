#!/usr/bin/env bash
# How long a person waits for the CLI: whole processes, cold (a new JVM each time), in turn with a bare `java -version`.
# usage: bench/cli.sh [RUNS] [PLAN.json]
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
runs="${1:-11}"
plan="${2:-$here/../shared/corpus/02-noop.json}"
estate="$here/e2e/src/main/resources/demo/estate/stacks/shop"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

# Wall and CPU milliseconds of one run, appended to a file.
once() {
  local name="$1" wall user sys
  shift
  local TIMEFORMAT='%R %U %S'
  read -r wall user sys < <({ time "$@" >/dev/null 2>&1 || true; } 2>&1)
  awk -v w="$wall" -v u="$user" -v s="$sys" 'BEGIN { printf "%d %d\n", w * 1000, (u + s) * 1000 }' >>"$work/$name"
}

row() {
  sort -n "$work/$1" | awk -v n="$1" '{ w[NR] = $1; c += $2 }
    END { printf "| %s | %d | %d | %d | %d |\n", n, w[1], w[int((NR + 1) / 2)], w[NR], c / NR }'
}

"$here/holdpoint" version >/dev/null # builds and rehearses, uncounted
java="${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")}/bin/java"
for ((i = 0; i < runs; i++)); do
  once bare-jvm "$java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -version
  once help "$here/holdpoint" --help
  once scan "$here/holdpoint" scan "$estate"
  [ ! -r "$plan" ] || once check "$here/holdpoint" check "$plan"
done
echo "load average $(cut -d' ' -f1-3 /proc/loadavg), $(nproc) processors, $runs runs each, in turn"
[ ! -r "$plan" ] || echo "plan: $(wc -c <"$plan") bytes"
echo
echo "| command | min ms | median ms | max ms | mean CPU ms |"
echo "|---|---|---|---|---|"
for name in bare-jvm help scan check; do [ ! -e "$work/$name" ] || row "$name"; done
