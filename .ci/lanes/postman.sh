# The Postman collection of each stage, run by Postman's own runner against the runtime: what must succeed does, and what
# comes without a credential is refused.
set -euo pipefail
. .ci/local-runtime.sh
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" newman@6.2.2

start_runtime project

for stage in dev prod; do
  node --import tsx scripts/postman.ts "$stage" --server "$endpoint" --out "$work/$stage.json"
  "$work/node_modules/.bin/newman" run "$work/$stage.json" --color off --suppress-exit-code \
    --env-var "api_key=$(ready "stages.$stage.apiKey")" --env-var "token=$(ready "stages.$stage.token")" \
    --reporters cli,json --reporter-json-export "$work/$stage-result.json" >"$work/$stage.log"
  node -e '
    const { stats } = JSON.parse(fs.readFileSync(process.argv[1])).run;
    const { assertions, testScripts, requests } = stats;
    const failed = assertions.failed + testScripts.failed + requests.failed;
    console.log(`${process.argv[2]}: ${requests.total} requests, ${assertions.total} checks, ${failed} failed`);
    process.exit(failed > 0 || assertions.total < requests.total ? 1 : 0);
  ' "$work/$stage-result.json" "$stage" || { cat "$work/$stage.log"; exit 1; }
done
