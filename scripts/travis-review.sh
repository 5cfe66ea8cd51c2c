#!/usr/bin/env bash
# Reviews what a pull request would deploy by the rules and the plan-allow.json of the branch that it is to be merged into:
# whoever changes something dangerous must not be able to allow it, or to take out the rule, in the same pull request.
#
#   bash scripts/travis-review.sh dev|prod        plans the stage, then reviews
#   bash scripts/travis-review.sh PLAN.json ...   reviews plans that are there (terraform show -json)
#
# Reads TRAVIS_BRANCH, the target branch. Posts the review when there is a GITHUB_TOKEN. Exit code: that of npm run review.
set -euo pipefail

branch=${TRAVIS_BRANCH:?is not set: the branch that the pull request is to be merged into}
# Plans hold all values of the state in plain text: they are gone when this ends.
work=$(mktemp -d)
chmod 700 "$work"
trap 'git worktree remove --force "$work/target" 2>/dev/null || true; rm -rf "$work"' EXIT

# First, before anything of the pull request runs.
git fetch --quiet --depth=1 origin "+refs/heads/$branch:refs/remotes/origin/$branch"
git worktree add --quiet --detach "$work/target" "refs/remotes/origin/$branch"
if cmp -s package-lock.json "$work/target/package-lock.json"; then
  ln -s "$PWD/node_modules" "$work/target/node_modules"
else
  (cd "$work/target" && npm ci --ignore-scripts --no-audit --no-fund)
fi

case ${1:?a stage, or plans} in
dev | prod)
  # Its own verdict, by its own rules, is shown and does not count; nor does it write to the pull request. The role only reads.
  env -u GITHUB_TOKEN npm run plan -- "$1" --plans "$work/plans" --no-lock || [ $? -eq 2 ]
  set -- "$work"/plans/*.json
  ;;
esac
plans=()
for plan in "$@"; do plans+=("$(realpath "$plan")"); done

cd "$work/target"
echo "By the rules and the plan-allow.json of $branch:"
# Without TRAVIS_BRANCH it reads the list that lies beside it, which is the one.
env -u TRAVIS_BRANCH node --import tsx scripts/review.ts "${plans[@]}" --comment
