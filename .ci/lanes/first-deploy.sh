# The check of what is taken for granted of AWS, against the emulator: every call goes out, each is told, nothing is left behind.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
. .ci/emulator.sh
start_emulator
aws() { command aws --endpoint-url "$AWS_ENDPOINT_URL" "$@"; }
export AWS_PAGER=

code=0
npm run -s first-deploy -- --check >"$work/said" 2>&1 || code=$?
cat "$work/said"
# An account with nothing in it has no role for logs: that differs, and says how to mend it.
[ "$code" -eq 2 ] || fail "the check ended with $code, not 2: an empty account differs"
says 'differs +cloudwatch-role'
says '^  cloudwatch-role: run npm run bootstrap -- --gateway-logging'
for id in gateway-response-header documentation-of-any model-draft-4 authorizer-stage-variable integration-stage-variable tagged-stage; do
  says "^holds +$id "
done
# What the emulator does not know is not taken for an answer.
for id in account-concurrency authorizer-filter table-within-the-boundary; do says "^unknown +$id "; done
left=$(aws apigateway get-rest-apis --query 'length(items)' --output text)
[ "$left" = 0 ] || fail "the check left $left APIs behind"
step 'done: eleven calls, nothing left behind'
