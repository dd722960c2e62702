#!/usr/bin/env bash
# What many idle changes cost, and how fast the roles start. Needs the cluster that `./holdpoint demo` leaves up: opens
# changes that are refused at once (their edit lies outside the stack), watches the roles, and deletes the changes again.
# usage: bench/idle.sh [CHANGES]
set -euo pipefail
cache="${HOLDPOINT_CACHE:-$HOME/.cache/holdpoint}"
cluster="$cache/clusters/dev"
changes="${1:-500}"
agents=holdpoint-agents
export KUBECONFIG="$cluster/kubeconfigs/client-holdpoint-admin"
[ -e "$KUBECONFIG" ] || { echo "no cluster is up; run ./holdpoint demo first" >&2; exit 2; }
kubectl="$(ls -t "$cache"/tools/kubernetes-*/kubectl | head -1)"
work="$(mktemp -d)"
trap '"$kubectl" delete ichg -n "$agents" -l bench=idle --wait=false >/dev/null 2>&1; rm -rf "$work"' EXIT

process() { # ROLE: of this cluster, not of one beside it
  for candidate in $(pgrep -f "holdpoint.jar $1\$" | sort -rn); do
    if grep -q "$cluster" "/proc/$candidate/mountinfo"; then echo "$candidate"; return; fi
  done
}

watch() { # SECONDS WHAT
  local role before pid
  declare -A before
  for role in operator attestor; do before[$role]="$(awk '{print $14 + $15}' "/proc/$(process $role)/stat")"; done
  sleep "$1"
  for role in operator attestor; do
    pid="$(process $role)"
    echo "| $2 | $role | $(awk -v a="$(awk '{print $14 + $15}' "/proc/$pid/stat")" -v b="${before[$role]}" -v s="$1" \
      'BEGIN {printf "%.1f", (a - b) / s}') | $(awk '/VmRSS/ {print int($2 / 1024)}' "/proc/$pid/status") |"
  done
}

echo "load average $(cut -d' ' -f1-3 /proc/loadavg), $(nproc) processors"
echo
for role in operator attestor; do
  "$kubectl" rollout restart -n holdpoint-system "deploy/$role" >/dev/null
  "$kubectl" rollout status -n holdpoint-system "deploy/$role" --timeout=120s >/dev/null
  pod="$("$kubectl" get pod -n holdpoint-system -l "app.kubernetes.io/name=$role" --sort-by=.metadata.creationTimestamp -o name | tail -1)"
  log="$("$kubectl" logs -n holdpoint-system "$pod" --timestamps)"
  pid="$(process "$role")"
  # The kernel counts in hundredths of a second since it was started.
  began="$(awk -v t="$(awk '{print $22}' "/proc/$pid/stat")" '/btime/ {printf "%.2f", $2 + t / 100}' /proc/stat)"
  ready="$(date -d "$(grep ' ready$' <<<"$log" | tail -1 | cut -d' ' -f1)" +%s.%N)"
  echo "- $role: $(awk -v a="$ready" -v b="$began" 'BEGIN {printf "%.1f", a - b}') s from the start of its process to ready"
done
echo
echo "| changes | role | processor, % of one | resident MB |"
echo "|---|---|---|---|"
sleep 20
watch 30 "as the demo left them"

for ((i = 1; i <= changes; i++)); do
  cat <<EOF
---
apiVersion: holdpoint.dev/v1alpha1
kind: InfrastructureChange
metadata: {name: idle-$i, namespace: $agents, labels: {bench: idle}}
spec:
  title: Idle
  reasoning: Lies there.
  stacks: [shop]
  requester: system:serviceaccount:$agents:claude
  source:
    files: [{path: elsewhere/main.tf, operation: Create, content: "# outside the stack"}]
EOF
done >"$work/changes.yaml"
token="$("$kubectl" create token claude -n "$agents")"
server="$("$kubectl" config view --minify -o 'jsonpath={.clusters[0].cluster.server}')"
"$kubectl" --kubeconfig /dev/null --server "$server" --certificate-authority "$cluster/pki/ca.crt" --token "$token" \
  create -f "$work/changes.yaml" >/dev/null
until [ "$("$kubectl" get ichg -n "$agents" -l bench=idle -o 'jsonpath={range .items[*]}{.status.phase}{"\n"}{end}' | grep -c Refused)" = "$changes" ]; do sleep 2; done
# Each refusal is recorded in the ledger, one push after the other; only then are they idle. Waits until both roles together
# take less than a quarter of a processor, ten minutes at most.
settled="$SECONDS"
busy=100
while [ "$busy" -ge 25 ] && [ $((SECONDS - settled)) -lt 600 ]; do
  busy="$(watch 10 x | awk -F'|' '{s += $4} END {print int(s)}')"
done
waited="$((SECONDS - settled))"
[ "$busy" -lt 25 ] && quiet="was quiet after $waited s" || quiet="was still busy ($busy %) after $waited s, so they were not idle"
echo "| $changes refused ones: all $quiet | | | |"
watch 60 "and $changes refused ones"
