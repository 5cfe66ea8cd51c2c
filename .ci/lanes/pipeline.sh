# The pipeline for real, against an emulator of AWS: state bucket, both stages, promotion, rollback, drift, destruction.
set -euo pipefail
. .ci/emulator.sh

step 'emulator'
start_emulator
# The alarms' topic has a key, whose policy names the account's root with kms:*: the review wants a look at that first.
export PROD_ALARMS=off

clone first
cd "$work/first"

step 'what cannot work is told in a line'
expect 1 npm run -s deploy -- staging; says 'there is no stage "staging"'
expect 1 npm run -s outputs -- dev; says 'not deployed yet'
expect 1 npm run -s destroy -- prod --yes; says 'yes-destroy-prod'
expect 1 env AWS_ACCOUNT_ID=999999999999 npm run -s plan -- dev; says 'wrong AWS account'
mkdir "$work/bin"
ln -s "$(command -v node)" "$(command -v npm)" "$(command -v sh)" "$work/bin"
expect 1 env PATH="$work/bin" node --import tsx scripts/plan.ts dev; says 'there is no terraform'

step 'bootstrap, whose last rules take a minute: the state bucket is used as soon as it is there'
npm run -s bootstrap -- --yes --gateway-logging >"$work/bootstrap" 2>&1 &
bootstrap=$!
export TF_STATE_BUCKET=gatehouse-state-123456789012-us-east-1
for _ in $(seq 150); do curl -sf -o /dev/null -I "$AWS_ENDPOINT_URL/$TF_STATE_BUCKET" && break; sleep 0.2; done

step 'deploy dev, then prod'
expect 0 npm run -s deploy -- dev --yes; says 'gatehouse-dev: release 1'
expect 0 npm run -s deploy -- prod --yes; says 'gatehouse-prod: release 1'
expect 0 npm run -s outputs -- dev prod; says 'as dev'
grep -q 'NOT as dev' "$work/said" && fail 'prod runs other zips than dev'

wait "$bootstrap" || { tail -n 40 "$work/bootstrap"; fail 'bootstrap'; }
grep -q "TF_STATE_BUCKET=$TF_STATE_BUCKET" "$work/bootstrap" || fail 'bootstrap did not name the state bucket'

step 'a clean clone elsewhere finds nothing to do, cdktf neither'
clone second
cd "$work/second"
expect 0 npm run -s deploy -- dev prod --yes
[ "$(grep -c 'No changes' "$work/said")" -eq 3 ] || { cat "$work/said"; fail 'a second deploy of the same changes something'; }
expect 0 npx cdktf deploy gatehouse-api gatehouse-dev --auto-approve; says 'No changes'
expect 0 npm run -s drift -- dev prod

step 'a changed handler moves one function of one stage'
sed -i 's/Hello from Lambda!/Hello again from Lambda!/' functions/hello/handler.ts
expect 0 npm run -s plan -- dev
says 'aws_lambda_function.hello-function'
grep -qE 'aws_lambda_function\.(items|faq|loopback|authorizer)' "$work/said" && { cat "$work/said"; fail 'other functions change as well'; }
expect 0 npm run -s deploy -- dev --yes; says 'gatehouse-dev: release 2'
aws() { "$python" - "$@" <<'PYTHON'
import sys
import boto3
stage, name = sys.argv[1:]
print(boto3.client("lambda").get_alias(FunctionName=f"gatehouse-{stage}-{name}", Name="live")["FunctionVersion"])
PYTHON
}
live() { printf '%s' "$(aws dev hello)$(aws dev items)$(aws prod hello)"; }
[ "$(live)" = 211 ] || fail "versions of dev hello, dev items, prod hello are $(live), not 211"

step 'rollback, drift, and forward again'
expect 0 npm run -s rollback -- dev --dry-run; says 'version 2 -> 1'
[ "$(live)" = 211 ] || fail '--dry-run changed something'
expect 0 npm run -s rollback -- dev --yes
[ "$(live)" = 111 ] || fail "after the rollback the versions are $(live), not 111"
expect 2 npm run -s drift -- dev; says 'aws_lambda_alias.hello-function_live'
expect 0 npm run -s deploy -- dev --yes
[ "$(live)" = 211 ] || fail "after the next deploy the versions are $(live), not 211"

step 'two deploys at once: one has the lock'
lock=gatehouse/gatehouse-dev.tfstate.tflock
"$python" - "$TF_STATE_BUCKET" "$lock" <<'PYTHON'
import json, sys, boto3
lock = {"ID": "11111111-2222-3333-4444-555555555555", "Operation": "OperationTypeApply", "Info": "", "Who": "somebody@elsewhere",
        "Version": "1.11.4", "Created": "2026-01-01T00:00:00Z", "Path": "gatehouse-dev"}
boto3.client("s3").put_object(Bucket=sys.argv[1], Key=sys.argv[2], Body=json.dumps(lock))
PYTHON
expect 1 npm run -s deploy -- dev --yes; says 'locked by somebody@elsewhere'; says '11111111-2222'
"$python" -c 'import sys, boto3; boto3.client("s3").delete_object(Bucket=sys.argv[1], Key=sys.argv[2])' "$TF_STATE_BUCKET" "$lock"

step 'destroy dev; prod stays'
expect 0 npm run -s destroy -- dev --yes
expect 1 npm run -s outputs -- dev; says 'not deployed yet'
[ "$(aws prod hello)" = 1 ] || fail 'prod lost its function'

step 'done'
