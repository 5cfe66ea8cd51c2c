# Recorded AWS behaviour, replayed against the runtime. The recordings live outside the project.
set -euo pipefail
cases=${CONFORMANCE_CASES:-../shared/conformance/public.json}
if [ ! -f "$cases" ]; then
  echo "SKIPPED: no conformance cases at CONFORMANCE_CASES; nothing was checked against recorded AWS behaviour"
  exit 0
fi
# Recorded behaviour that the runtime does not have yet, a case a line; it may only become shorter.
not_yet=.ci/conformance-not-yet.txt
said=$(mktemp)
trap 'rm -f "$said"' EXIT
npm run --silent conformance -- "$cases" >"$said" || true
grep -qE '^[0-9]+ passed, [0-9]+ failed$' "$said" || { cat "$said"; echo 'FAILED: the cases were not run to their end'; exit 1; }
failed=$(sed -nE 's/^FAILED ([^:]+):.*/\1/p' "$said" | sort)
new=$(comm -23 <(printf '%s\n' "$failed") <(sort "$not_yet"))
mended=$(comm -13 <(printf '%s\n' "$failed") <(sort "$not_yet"))
[ -z "$new" ] || { grep -E "^FAILED ($(paste -sd'|' <<<"$new")):" "$said"; echo 'FAILED: these held before'; exit 1; }
[ -z "$mended" ] || { echo "FAILED: these hold now, take them out of $not_yet:"; echo "$mended"; exit 1; }
tail -n 1 "$said"
echo "NOT YET: $(wc -l <"$not_yet") recorded cases do not hold, each named in $not_yet; every other one does"
