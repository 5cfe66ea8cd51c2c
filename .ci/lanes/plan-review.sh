# The plan review against plans made now: some kept plans are made again, from the kept states, and must be equal; then
# the command itself reviews a dangerous and a harmless one.
set -euo pipefail
if ! command -v terraform >/dev/null; then
  echo "FAILED: terraform is not on the PATH, and CI needs it for real plans"
  exit 1
fi
unset AWS_CA_BUNDLE
tests=__tests__/scripts/plan-review
node --import tsx $tests/terraform/make-plans.ts --check \
  'the key of the table changes' 'code changes' 'an alarm is removed' 'a method no longer asks for a key'

code=0
npm run --silent review -- gatehouse-prod=$tests/plans/the-key-of-the-table-changes.json || code=$?
[ "$code" -eq 2 ] || { echo "FAILED: a lost table must exit 2, not $code"; exit 1; }
npm run --silent review -- gatehouse-prod=$tests/plans/code-changes.json
echo "ok: plans made now equal the kept ones; a lost table exits 2, a change of code 0"
