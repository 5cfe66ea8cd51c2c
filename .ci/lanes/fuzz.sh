# The runtime under schemathesis, by the API's own document, on both stages: no 5xx, no status that the document does not
# name, no answer outside its schema, nothing let in without key or token.
set -euo pipefail
. .ci/local-runtime.sh
seconds=${FUZZ_SECONDS:-60}

python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -qq --disable-pip-version-check 'schemathesis==4.32.5'

start_runtime project

# Bodies of the right and the wrong type, and none, also where a route reads none: the document cannot ask for them.
with_bodies='
  const fs = require("fs");
  const [from, to] = process.argv.slice(1);
  const document = JSON.parse(fs.readFileSync(from));
  const any = { schema: {} };
  for (const operations of Object.values(document.paths)) {
    for (const operation of Object.values(operations)) {
      operation.requestBody ??= { content: { "application/json": any, "text/plain": any } };
    }
  }
  fs.writeFileSync(to, JSON.stringify(document));
'

# The API answers 403 to a method that it does not have, as on AWS, where the check wants 405; and it checks more than
# a document can say (the form of Idempotency-Key), so that not all that fits the document is taken.
not_ours=unsupported_method,allow_header_conformance,positive_data_acceptance
fuzz() {
  local stage=$1 document=$2
  (cd "$work" && "$work/venv/bin/schemathesis" run "$document" --url "$endpoint/$stage" --no-color \
    --header "x-api-key: $(ready "stages.$stage.apiKey")" --header "Authorization: Bearer $(ready "stages.$stage.token")" \
    --exclude-checks "$not_ours" --max-time "$seconds" --continue-on-failure --warnings off \
    --generation-database none --seed "${FUZZ_SEED:-$RANDOM}" >"$document.log" 2>&1)
}

runs=()
for stage in dev prod; do
  node --import tsx scripts/openapi.ts "$stage" --server "$endpoint" --out "$work/$stage.json"
  node -e "$with_bodies" "$work/$stage.json" "$work/$stage-bodies.json"
  fuzz "$stage" "$work/$stage-bodies.json" &
  runs+=("$!:$work/$stage-bodies.json")
done
failed=0
for run in "${runs[@]}"; do
  if wait "${run%%:*}"; then
    echo "ok: $(basename "${run#*:}")"
    grep -E '^  [0-9]+ generated' "${run#*:}.log"
  else
    failed=1
    cat "${run#*:}.log"
  fi
done
exit "$failed"
