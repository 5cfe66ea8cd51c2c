# .travis.yml: valid by Travis's own schema, and its phases run in order in a fresh clone, against an emulator of AWS.
set -euo pipefail
if [ -z "${TRAVIS_SCHEMA:-}" ] && [ -f ../shared/travis/schema.json ]; then
  TRAVIS_SCHEMA=$(realpath ../shared/travis/schema.json) && export TRAVIS_SCHEMA
fi
npx jest __tests__/scripts/travis
. .ci/emulator.sh
start_emulator
clone fresh
cd "$work/fresh"
export HOME=$work/home
mkdir "$HOME"
# A pull request is reviewed by what its target's branch holds.
git init -q -b develop
git add -A -- ':!node_modules'
git -c user.name=lane -c user.email=lane@example.com commit -qm 'as it is merged'
git clone -q --bare . "$work/origin.git"
git remote add origin "$work/origin.git"
# The dependencies are installed and the tests have run in lanes of their own.
travis() { node --import tsx scripts/travis-run.ts --skip '^npm ci$|npm test$' "$@"; }

step 'bootstrap'
bootstrap_roles
# As the settings of the repository hold them, for the branch of dev.
roles=arn:aws:iam::123456789012:role/gatehouse
export DEPLOY_ROLE_ARN=$roles-deploy-dev-us-east-1 PLAN_ROLE_ARN=$roles-plan-us-east-1
# shellcheck disable=SC2046
keys_of() { export $(cat "$work/user-$1"); }

step "a fork's pull request"
expect 0 travis --branch develop --event pull_request --fork; says 'NOT PLANNED'
step 'a pull request'
keys_of ci-plan
expect 0 travis --branch develop --event pull_request; says "took $PLAN_ROLE_ARN"; says 'Plan review'
says 'By the rules and the plan-allow.json of develop'; says 'no comment posted'
keys_of ci-dev
step 'a push by a user who may not take the role'
expect 1 env DEPLOY_ROLE_ARN= node --import tsx scripts/travis-run.ts --skip '^npm ci$|npm test$' \
  --branch develop --event push; says 'DEPLOY_ROLE_ARN="": must be the ARN of a role'
step 'a push to another branch'
expect 0 travis --branch topic --event push; says 'no build'
step 'a push to develop'
expect 0 travis --branch develop --event push; says "took $DEPLOY_ROLE_ARN"; says 'gatehouse-dev: release 1'; says 'No changes'
step 'what is not deployed ends the build'
sed -i 's/Hello from Lambda!/Hello again from Lambda!/' functions/hello/handler.ts
expect 2 as plan npm run -s plan -- dev --no-changes --no-lock; says 'gatehouse-dev would change'
step 'done'
