# The pipeline for real, against an emulator of AWS: state bucket, both stages, promotion, rollback, drift, destruction; and what
# goes wrong: a deployment killed half way, two at once.
set -euo pipefail
. .ci/emulator.sh

step 'emulator'
start_emulator

clone first
cd "$work/first"

step 'what cannot work is told in a line'
expect 1 npm run -s deploy -- staging; says 'there is no stage "staging"'
expect 1 npm run -s destroy -- prod --yes; says 'yes-destroy-prod'
expect 1 env AWS_ACCOUNT_ID=999999999999 npm run -s plan -- dev; says 'wrong AWS account'
mkdir "$work/bin"
ln -s "$(command -v node)" "$(command -v npm)" "$(command -v sh)" "$work/bin"
expect 1 env PATH="$work/bin" node --import tsx scripts/plan.ts dev; says 'there is no terraform'

step 'bootstrap, whose last rules take a minute: the state bucket is used as soon as it is there'
npm run -s bootstrap -- --yes --gateway-logging >"$work/bootstrap" 2>&1 &
bootstrap=$!
children+=("$bootstrap")
export TF_STATE_BUCKET=gatehouse-state-123456789012-us-east-1
for _ in $(seq 300); do curl -sf -o /dev/null -I "$AWS_ENDPOINT_URL/$TF_STATE_BUCKET" && break; sleep 0.2; done
expect 1 npm run -s outputs -- dev; says 'not deployed yet'

step 'deploy dev, killed half way'
# A group of its own: the script, Terraform and its provider all die at once, as when the machine is gone.
setsid node --import tsx scripts/deploy.ts dev --yes >"$work/killed" 2>&1 &
killed=$!
children+=("$killed")
has_function() {
  curl -s --aws-sigv4 aws:amz:us-east-1:lambda --user test:test "$AWS_ENDPOINT_URL/2015-03-31/functions/" | grep -q gatehouse-dev
}
for _ in $(seq 1500); do
  kill -0 "$killed" 2>/dev/null || { cat "$work/killed"; fail 'the deployment ended before it was killed'; }
  has_function && break
  sleep 0.2
done
kill -KILL -- "-$killed"
wait "$killed" 2>/dev/null || true

step 'the next deployment names the owner of each lock, and how to break it'
expect 1 npm run -s deploy -- dev --yes --wait 0.1
says "deployments are locked by .*@$(uname -n) \(deploy dev, since .*--break-lock"
expect 1 npm run -s deploy -- dev --yes --wait 0.1 --break-lock
says "broke the lock of .*@$(uname -n) \(deploy dev"
says "the state of gatehouse-dev is locked by .*@$(uname -n)"
unlock=$(grep -oE 'terraform -chdir=cdktf.out/stacks/gatehouse-dev force-unlock [0-9a-f-]{36}' "$work/said")
${unlock/force-unlock/force-unlock -force} >/dev/null

step 'and ends whole what was begun'
clone second
(cd "$work/second" && sleep 5 && exec npm run -s deploy -- prod --yes --wait 20) >"$work/prod" 2>&1 &
prod=$!
children+=("$prod")
expect 0 npm run -s deploy -- dev --yes --wait 20; says 'taking over .*aws_lambda_function'; says 'gatehouse-dev: release 1'

step 'prod, by the zips that dev runs'
wait "$prod" || { tail -n 60 "$work/prod"; fail 'deploy prod'; }
grep -q 'gatehouse-prod: release 1' "$work/prod" || fail 'deploy prod did not name its release'
expect 0 npm run -s outputs -- dev prod; says 'as dev'
grep -q 'NOT as dev' "$work/said" && fail 'prod runs other zips than dev'

wait "$bootstrap" || { tail -n 40 "$work/bootstrap"; fail 'bootstrap'; }
grep -q "TF_STATE_BUCKET=$TF_STATE_BUCKET" "$work/bootstrap" || fail 'bootstrap did not name the state bucket'

step 'a clean clone elsewhere finds nothing to do, cdktf neither'
clone third
cd "$work/third"
expect 0 npm run -s deploy -- dev prod --yes
[ "$(grep -c 'No changes' "$work/said")" -eq 3 ] || { cat "$work/said"; fail 'a second deploy of the same changes something'; }
expect 0 npx cdktf deploy gatehouse-api gatehouse-dev --auto-approve
[ "$(grep -c 'No changes' "$work/said")" -ge 2 ] || { tail -n 60 "$work/said"; fail 'cdktf deploy changes something'; }
expect 0 npm run -s drift -- dev prod

step 'a changed handler moves one function of one stage'
sed -i 's/Hello from Lambda!/Hello again from Lambda!/' functions/hello/handler.ts
expect 0 npm run -s deploy -- dev --yes; says 'gatehouse-dev: release 2'
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
# A function that was taken over has a version more: what was made of it before it was killed.
before=$(($(version dev hello) - 1))
after=$((before + 1))
[ "$(version prod hello)" = 1 ] || fail "prod's hello is version $(version prod hello), not 1"

step 'rollback, and drift'
expect 0 npm run -s rollback -- dev --dry-run; says "version $after -> $before"
[ "$(live)" = "$after $items 1" ] || fail '--dry-run changed something'
expect 0 npm run -s rollback -- dev --yes
[ "$(live)" = "$before $items 1" ] || fail "after the rollback the versions are $(live), not $before $items 1"
expect 2 npm run -s drift -- dev; says 'aws_lambda_alias.hello-function_live'

step 'forward again, by two deployments at once'
cp functions/hello/handler.ts "$work/second/functions/hello/"
(cd "$work/second" && exec npm run -s deploy -- dev --yes --wait 20) >"$work/other" 2>&1 &
other=$!
children+=("$other")
npm run -s deploy -- dev --yes --wait 20 >"$work/said" 2>&1 && one=0 || one=$?
wait "$other" && two=0 || two=$?
cat "$work/other" >>"$work/said"
[ "$((one + two))" -eq 0 ] || { cat "$work/said"; fail "two deployments at once ended with $one and $two"; }
says 'waiting for .*@.* \(deploy dev'
[ "$(live)" = "$after $items 1" ] || fail "after the next deployment the versions are $(live), not $after $items 1"
expect 0 npm run -s drift -- dev

step 'destroy dev; prod stays'
expect 0 npm run -s destroy -- dev --yes
expect 1 npm run -s outputs -- dev; says 'not deployed yet'
[ "$(version prod hello)" = 1 ] || fail 'prod lost its function'

step 'done'
