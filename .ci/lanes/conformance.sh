# Recorded AWS behaviour, replayed against the runtime. The recordings live outside the project.
set -euo pipefail
cases=${CONFORMANCE_CASES:-../shared/conformance/public.json}
if [ ! -f "$cases" ]; then
  echo "SKIPPED: no conformance cases at CONFORMANCE_CASES; nothing was checked against recorded AWS behaviour"
  exit 0
fi
npm run --silent conformance -- "$cases"
