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
# The dependencies are installed and the tests have run in lanes of their own.
travis() { node --import tsx scripts/travis-run.ts --skip '^npm ci$|npm test$' "$@"; }

step "a fork's pull request"
expect 0 travis --branch develop --event pull_request --fork; says 'NOT PLANNED'
step 'a pull request'
expect 0 travis --branch develop --event pull_request; says 'Plan review'; says 'no comment posted'
step 'a push to another branch'
expect 0 travis --branch topic --event push; says 'no build'
step 'a push to develop'
expect 0 travis --branch develop --event push; says 'gatehouse-dev: release 1'; says 'No changes'
step 'done'
