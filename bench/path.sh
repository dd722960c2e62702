#!/usr/bin/env bash
# From `kubectl create` to the review in Git, beside the bare engine on the same tree, in one run; and where the time goes.
# Needs the cluster that `./holdpoint demo` leaves up. Only opens changes, and withdraws them again.
# usage: bench/path.sh [ROUNDS] [RESOURCES…]
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
cache="${HOLDPOINT_CACHE:-$HOME/.cache/holdpoint}"
cluster="$cache/clusters/dev"
rounds="${1:-5}"
shift || true
counts=("${@:-10}")
[ $# -gt 0 ] || counts=(10 1000)
admin="$cluster/kubeconfigs/client-holdpoint-admin"
agents=holdpoint-agents
[ -e "$admin" ] || { echo "no cluster is up; run ./holdpoint demo first" >&2; exit 2; }
newest() { ls -t "$cache"/tools/$1 2>/dev/null | head -1; }
kubectl="$(newest 'kubernetes-*/kubectl')"
tofu="$(newest 'opentofu-*/tofu')"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
export KUBECONFIG="$work/agent"

# The agent's own token, and nothing of the administrator's.
token="$("$kubectl" --kubeconfig "$admin" create token claude -n "$agents" --duration 1h)"
server="$("$kubectl" --kubeconfig "$admin" config view --minify -o 'jsonpath={.clusters[0].cluster.server}')"
"$kubectl" config set-cluster c --server "$server" --certificate-authority "$cluster/pki/ca.crt" --embed-certs >/dev/null
"$kubectl" config set-credentials a --token "$token" >/dev/null
"$kubectl" config set-context c --cluster c --user a >/dev/null
"$kubectl" config use-context c >/dev/null

now() { date +%s%3N; }
content() { printf 'resource "terraform_data" "bench" {\n  count = %s\n  input = count.index\n}\n' "$1"; }
median() { sort -n | awk '{a[NR]=$1} END {print a[int((NR + 1) / 2)]}'; }

ask() { # NAME COUNT
  cat <<EOF
apiVersion: holdpoint.dev/v1alpha1
kind: InfrastructureChange
metadata: {name: $1, namespace: $agents}
spec:
  title: Bench
  reasoning: Measures how long a review takes.
  stacks: [shop]
  requester: system:serviceaccount:$agents:claude
  intent: {effects: [{effect: Create, atMost: 2000}]}
  source:
    files:
      - path: stacks/shop/bench.tf
        operation: Create
        content: |
$(content "$2" | sed 's/^/          /')
EOF
}

# Milliseconds from $1 to the first audited request after it that matches the rest.
since() {
  local from="$1" line at
  shift
  while IFS= read -r line; do
    at="$(date -d "$(sed 's/.*"stageTimestamp":"\([^"]*\)".*/\1/' <<<"$line")" +%s%3N)"
    if [ "$at" -ge "$from" ]; then echo $((at - from)); return; fi
  done < <(tail -n 4000 "$cluster/logs/audit.log" | grep -F '"stage":"ResponseComplete"' | grep -E "$*")
  echo '?'
}

path() { # NAME COUNT -> one line of milliseconds
  local start
  ask "$1" "$2" >"$work/$1.yaml"
  start="$(now)"
  "$kubectl" create -f "$work/$1.yaml" >/dev/null
  "$kubectl" wait -n "$agents" "ichg/$1" --for=jsonpath='{.status.phase}'=AwaitingApproval --timeout=180s >/dev/null
  echo "$(($(now) - start)) $(since "$start" '/namespaces/holdpoint-runs-plan/jobs[^"]*","verb":"create"')" \
    "$(since "$start" '/tokenreviews[^"]*","verb":"create"')" \
    "$(since "$start" '/infrastructureplans[^"]*","verb":"create"')"
  "$kubectl" patch -n "$agents" "ichg/$1" --type=merge -p '{"spec":{"withdrawal":{"reason":"The measurement is over."}}}' >/dev/null
  sleep 5 # what the attestor started for it ends
}

bare() { # COUNT
  local folder="$work/bare-$RANDOM" start
  mkdir "$folder"
  cp "$here"/e2e/src/main/resources/demo/estate/stacks/shop/*.tf "$folder"
  content "$1" >"$folder/bench.tf"
  start="$(now)"
  (cd "$folder" && unset TF_CLI_CONFIG_FILE && "$tofu" init -backend=false && "$tofu" plan -out plan.tfplan && "$tofu" show -json plan.tfplan) >/dev/null
  echo $(($(now) - start))
}

echo "load average $(cut -d' ' -f1-3 /proc/loadavg), $(nproc) processors, $rounds rounds, medians in ms"
echo
echo "| resources | bare init + plan + show | create → review | plan Job made | its companion asks | plan stored | the rest |"
echo "|---|---|---|---|---|---|---|"
for count in "${counts[@]}"; do
  : >"$work/bare"
  : >"$work/path"
  for ((i = 1; i <= rounds; i++)); do
    bare "$count" >>"$work/bare"
    path "bench-$count-$(now)" "$count" >>"$work/path"
  done
  column() { awk -v n="$1" '{print $n}' "$work/path" | median; }
  total="$(column 1)"
  stored="$(column 4)"
  echo "| $count | $(median <"$work/bare") | $total | $(column 2) | $(column 3) | $stored | $((total - stored)) |"
done

echo
echo "| role | resident MB, idle | processor, idle, % of one |"
echo "|---|---|---|"
sleep 10
for role in operator attestor; do
  for process in $(pgrep -f "holdpoint.jar $role\$"); do
    # Other clusters may run beside this one.
    grep -q "$cluster" "/proc/$process/mountinfo" || continue
    before="$(awk '{print $14 + $15}' "/proc/$process/stat")"
    sleep 10
    after="$(awk '{print $14 + $15}' "/proc/$process/stat")"
    echo "| $role | $(awk '/VmRSS/ {print int($2 / 1024)}' "/proc/$process/status") | $(awk -v a="$after" -v b="$before" 'BEGIN {print (a - b) / 10}') |"
  done
done
