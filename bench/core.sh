#!/usr/bin/env bash
# What the rules cost beside the tools that people would use instead: our SSHSIG verifier beside ssh-keygen, our scanner
# beside HashiCorp's parser (npm: @cdktf/hcl2json, installed by the tests into the cache).
# usage: bench/core.sh [SECONDS per measurement]
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
seconds="${1:-3}"
oracle="${HOLDPOINT_CACHE:-$HOME/.cache/holdpoint}/tools/hcl2json-0.21.0"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

"$here/holdpoint" version >/dev/null # builds
jar="$(echo "$here"/operator/app/target/holdpoint-app-*-all.jar)"
java="${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")}/bin/java"

for type in ed25519 ecdsa rsa; do
  ssh-keygen -q -t "$type" -N '' -C bench -f "$work/$type"
  printf 'a vote of some length\n%.0s' {1..40} >"$work/$type.message"
  ssh-keygen -q -Y sign -n git -f "$work/$type" "$work/$type.message" 2>/dev/null
  printf 'bench %s\n' "$(cat "$work/$type.pub")" >"$work/$type.allowed"
done

# About 1 MiB of configuration like the one that tests compare with the engines' own parser.
: >"$work/all.tf"
while [ "$(wc -c <"$work/all.tf")" -lt 900000 ]; do
  cat "$here"/operator/app/src/test/resources/scan/hcl/*.tf >>"$work/all.tf"
done

echo "load average $(cut -d' ' -f1-3 /proc/loadavg), $(nproc) processors, $seconds s each"
echo
echo "| what | per operation |"
echo "|---|---|"
"$java" -cp "$jar" "$here/bench/java/CoreBench.java" "$seconds" "$work"
for type in ed25519 ecdsa rsa; do
  start="$(date +%s%N)"
  for ((i = 0; i < 20; i++)); do
    ssh-keygen -q -Y verify -n git -f "$work/$type.allowed" -I bench -s "$work/$type.message.sig" \
      <"$work/$type.message" >/dev/null
  done
  echo "| ssh-keygen -Y verify, $type (a process each) | $(((($(date +%s%N) - start) / 20) / 1000)) µs |"
done
if [ -d "$oracle/node_modules" ] && command -v node >/dev/null; then
  node "$here/bench/java/hcl2json.mjs" "$oracle" "$work/all.tf" "$seconds"
else
  echo "| hcl2json | not installed here |"
fi
