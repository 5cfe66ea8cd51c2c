# The pipeline for real, against an emulator of AWS that refuses what AWS refuses, at the pace of AWS: an empty account, the owner's own
# command, both stages, promotion, rollback, drift, destruction; and what goes wrong: a deployment killed half way, two at once.
# Whatever deploys is a role that bootstrap made, taken by CI's user of that stage; only bootstrap is the account's administrator.
set -euo pipefail
. .ci/emulator.sh

step 'emulator'
start_emulator --pace
log=$work/calls.jsonl

clone first
cd "$work/first"

# From here on: which calls a command makes, and in which order.
mark() { marked=$(wc -l <"$log"); }
in_order() { local here=$PWD/cdktf.out/manifest.json; (cd "$root" && node --import tsx .ci/aws/order.ts "$log" --after "$marked" --manifest "$here" "$@") || fail 'the order of the calls'; }
# says_unchanged COUNT: so many stacks, and none with a change.
says_unchanged() { [ "$(grep -c 'No changes' "$work/said")" -ge "$1" ] || { show_said; fail 'something changes'; }; }

step 'what cannot work is told in a line'
expect 1 npm run -s deploy -- staging; says 'there is no stage "staging"'
expect 1 npm run -s destroy -- prod --yes; says 'yes-destroy-prod'
expect 1 env AWS_ACCOUNT_ID=999999999999 npm run -s plan -- dev; says 'wrong AWS account'
mkdir "$work/bin"
ln -s "$(command -v node)" "$(command -v npm)" "$(command -v sh)" "$work/bin"
expect 1 env PATH="$work/bin" node --import tsx scripts/plan.ts dev; says 'there is no terraform'

step 'bootstrap'
bootstrap_roles
expect 1 as plan npm run -s outputs -- dev; says 'not deployed yet'

step "an empty account, by the owner's own command"
mark
expect 0 as dev npx cdktf deploy gatehouse-api gatehouse-dev --auto-approve
in_order
step 'and again'
expect 0 as dev npx cdktf deploy gatehouse-api gatehouse-dev --auto-approve; says_unchanged 2

step 'a route is closed: what is published is the API with the lock on it'
cp api.ts "$work/api.ts"
sed -i "0,/access: 'open'/s//access: 'token', scope: 'faq:read'/" api.ts
mark
expect 0 as dev npx cdktf deploy gatehouse-api gatehouse-dev --auto-approve
in_order

step 'the stage alone, after a change of the API: nothing is published'
cp "$work/api.ts" api.ts
mark
expect 1 as dev npx cdktf deploy gatehouse-dev --auto-approve; says 'gatehouse-api'
expect 1 as dev npx cdktf deploy gatehouse-dev --auto-approve --ignore-missing-stack-dependencies
says 'precondition failed'
in_order --deployments 0
mark
expect 0 as dev npx cdktf deploy gatehouse-api gatehouse-dev --auto-approve
in_order

step 'prod, killed half way'
# A group of its own: the script, Terraform and its provider all die at once, as when the machine is gone.
clone second
cd "$work/second"
# shellcheck disable=SC2046
setsid env $(cat "$work/session-prod") node --import tsx scripts/deploy.ts prod --yes >"$work/killed" 2>&1 &
killed=$!
children+=("$killed")
has_function() {
  curl -s --aws-sigv4 aws:amz:us-east-1:lambda --user test:test "$AWS_ENDPOINT_URL/2015-03-31/functions/" | grep -q "gatehouse-$1"
}
for _ in $(seq 1500); do
  kill -0 "$killed" 2>/dev/null || { cat "$work/killed"; fail 'the deployment ended before it was killed'; }
  has_function prod && break
  sleep 0.2
done
kill -KILL -- "-$killed"
wait "$killed" 2>/dev/null || true

step 'the next deployment names the owner of the locks, and how to break them'
expect 1 as prod npm run -s deploy -- prod --yes --wait 0
says "deployments are locked by .*@$(uname -n) \(deploy prod, since .*--break-lock"
expect 1 as prod npm run -s deploy -- prod --yes --wait 0 --break-lock
says "broke the lock of .*@$(uname -n) \(deploy prod"
says "the state of gatehouse-prod is locked by .*@$(uname -n)"
unlock=$(grep -oE 'terraform -chdir=cdktf.out/stacks/gatehouse-prod force-unlock [0-9a-f-]{36}' "$work/said")
# shellcheck disable=SC2086
as prod ${unlock/force-unlock/force-unlock -force} >/dev/null

# Not seen to pass as these roles and by the review of today: a lane that says so is better than one that is believed.
if [ -z "${PIPELINE_WHOLE:-}" ]; then
  step 'NOT RUN: the end of a killed deployment, promotion, a clean clone, the other stage, rollback, drift, two at once'
  echo 'NOT RUN, NOT CHECKED: the rest of this lane; PIPELINE_WHOLE=1 bash .ci/lanes/pipeline.sh runs it'
  exit 0
fi

step 'and ends whole what was begun'
expect 0 as prod npm run -s deploy -- prod --yes; says 'taking over .*aws_lambda_function'; says 'gatehouse-prod: release 1'

step 'dev, by the same zips'
cd "$work/first"
expect 0 as dev npm run -s deploy -- dev --yes; says 'gatehouse-dev: release 1'
expect 0 as plan npm run -s outputs -- dev prod; says 'as dev'
grep -q 'NOT as dev' "$work/said" && fail 'prod runs other zips than dev'

step 'a clean clone elsewhere finds nothing to do, cdktf neither'
clone third
cd "$work/third"
expect 0 as dev npm run -s plan -- dev --no-changes
expect 0 as prod npx cdktf deploy gatehouse-api gatehouse-prod --auto-approve; says_unchanged 2
expect 0 as plan npm run -s drift -- dev prod --no-lock

step 'neither role reaches the other stage, and who may only read changes nothing'
for command in deploy destroy; do
  expect 1 as dev npm run -s "$command" -- prod --yes $([ "$command" = destroy ] && echo --yes-destroy-prod)
  says 'not authorized|AccessDenied|403'
done
expect 1 as plan npm run -s deploy -- dev --yes; says 'not authorized|AccessDenied|403'

step 'a changed handler moves one function of one stage'
sed -i 's/Hello from Lambda!/Hello again from Lambda!/' functions/hello/handler.ts
expect 0 as dev npm run -s deploy -- dev --yes; says 'gatehouse-dev: release 2'
says 'aws_lambda_function.hello-function'
grep -qE 'aws_lambda_function\.(items|faq|loopback|authorizer)' "$work/said" && { cat "$work/said"; fail 'other functions change as well'; }
version() { "$python" - "$@" <<'PYTHON'
import sys
import boto3
stage, name = sys.argv[1:]
print(boto3.client("lambda").get_alias(FunctionName=f"gatehouse-{stage}-{name}", Name="live")["FunctionVersion"])
PYTHON
}
live() { printf '%s' "$(version dev hello) $(version dev items) $(version prod hello)"; }
items=$(version dev items)
after=$(version dev hello)
before=$((after - 1))
prod=$(version prod hello)

step 'rollback, and drift'
expect 0 as dev npm run -s rollback -- dev --dry-run; says "version $after -> $before"
[ "$(live)" = "$after $items $prod" ] || fail '--dry-run changed something'
expect 0 as dev npm run -s rollback -- dev --yes
[ "$(live)" = "$before $items $prod" ] || fail "after the rollback the versions are $(live), not $before $items $prod"
expect 2 as plan npm run -s drift -- dev --no-lock; says 'aws_lambda_alias.hello-function_live'

step 'forward again, by two deployments at once'
cp functions/hello/handler.ts "$work/second/functions/hello/"
(cd "$work/second" && as dev npm run -s deploy -- dev --yes) >"$work/other" 2>&1 &
other=$!
children+=("$other")
as dev npm run -s deploy -- dev --yes >"$work/said" 2>&1 && one=0 || one=$?
wait "$other" && two=0 || two=$?
cat "$work/other" >>"$work/said"
[ "$((one + two))" -eq 0 ] || { cat "$work/said"; fail "two deployments at once, of which one waits, ended with $one and $two"; }
says 'waiting for .*@.* \(deploy dev'
[ "$(live)" = "$after $items $prod" ] || fail "after the next deployment the versions are $(live), not $after $items $prod"
expect 0 as plan npm run -s drift -- dev --no-lock

step 'destroy dev; prod stays'
expect 0 as dev npm run -s destroy -- dev --yes
expect 1 as plan npm run -s outputs -- dev; says 'not deployed yet'
[ "$(version prod hello)" = "$prod" ] || fail 'prod lost its function'

step 'what the roles needed'
rights_report "$log"
step 'done'
