# The plan review against real plans that it was not made with: what a reviewer must be told of each, and where it must be
# silent. They are kept beside the project; without them nothing is checked, and that is said.
set -euo pipefail
cases=../shared/plan-review
if [ ! -f "$cases/run.mjs" ]; then
  echo "NOT RUN: $cases/run.mjs is not there, so the review was not tried on plans that it does not know"
  exit 0
fi
node "$cases/run.mjs" -- npm run --silent review --
