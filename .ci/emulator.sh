# What the lanes that deploy share: an emulator of AWS of their own, clones of the project, and commands that must end so.
root=$PWD
work=$(mktemp -d)
children=()
cleanup() {
  for child in "${children[@]}"; do kill "$child" 2>/dev/null || true; done
  rm -rf "$work"
}
trap cleanup EXIT

step() { printf '\n--- %s (%s s)\n' "$1" "$SECONDS"; }
fail() { printf 'FAILED: %s\n' "$1" >&2; exit 1; }

# What was found in a plan, and the end, where a command says its error: not the hundreds of rows between.
show_said() {
  grep -v -e Synthesizing -e '^| ' "$work/said" >"$work/shown" || true
  head -n 60 "$work/shown"
  [ "$(wc -l <"$work/shown")" -le 60 ] || { echo ...; tail -n +61 "$work/shown" | tail -n 60; }
}

# expect EXIT_CODE COMMAND...: runs it, keeps what it printed in $work/said, and wants that exit code.
expect() {
  local wanted=$1 code=0
  shift
  "$@" >"$work/said" 2>&1 || code=$?
  if [ "$code" -ne "$wanted" ]; then
    show_said
    fail "$* exited with $code, not $wanted"
  fi
}
# says PATTERN: whether the last command printed it.
says() { grep -qE -- "$1" "$work/said" || { show_said; fail "it did not say: $1"; }; }

# clone NAME: the project as it stands, in a folder of its own.
clone() {
  mkdir "$work/$1"
  (
    cd "$root"
    git ls-files -z --cached --others --exclude-standard | while IFS= read -r -d '' file; do
      [ -e "$file" ] && printf '%s\0' "$file"
    done | tar --null -T - -cf -
  ) | tar -C "$work/$1" -xf -
  ln -s "$root/node_modules" "$work/$1/node_modules"
}

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

# start_emulator [--pace]: starts moto, and in front of it a proxy that refuses what AWS refuses (.ci/aws), and points AWS's clients to
# it, as the account's administrator. With --pace it keeps the pace of API Gateway's control plane as well. Every call is a line of
# $work/calls.jsonl. MOTO_PYTHON names a Python that has moto; else it is installed, once for all lanes that share the folder CI_CACHE.
start_emulator() {
  local venv=${CI_CACHE:-$work}/moto moto_port proxy_port
  python=${MOTO_PYTHON:-$venv/bin/python}
  if [ -z "${MOTO_PYTHON:-}" ]; then
    mkdir -p "$(dirname "$venv")"
    # Lanes run side by side: the first one installs, the others wait.
    (
      flock 9
      [ -x "$venv/bin/moto_server" ] && exit
      python3 -m venv "$venv"
      "$python" -m pip install -qq --disable-pip-version-check 'moto[server]==5.*'
    ) 9>"$venv.lock"
  fi
  moto_port=$(free_port)
  proxy_port=$(free_port)
  # Its own few policies of AWS, which a role may be given by their ARN.
  MOTO_IAM_LOAD_MANAGED_POLICIES=true "$python" .ci/moto-server.py "$moto_port" >"$work/moto.log" 2>&1 &
  children+=($!)
  node --import tsx .ci/aws/main.ts --to "http://127.0.0.1:$moto_port" --port "$proxy_port" --log "$work/calls.jsonl" "$@" \
    >"$work/proxy.log" 2>&1 &
  children+=($!)
  export AWS_ENDPOINT_URL=http://127.0.0.1:$proxy_port AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test
  export AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1 AWS_PAGER=
  # What a clone deploys is no build of a branch.
  unset AWS_PROFILE AWS_CA_BUNDLE AWS_SESSION_TOKEN TRAVIS_COMMIT GITHUB_SHA
  for _ in $(seq 300); do curl -sf "$AWS_ENDPOINT_URL/moto-api/" >/dev/null && return; sleep 0.2; done
  cat "$work/proxy.log"
  fail 'the emulator does not answer'
}

# Debian's client is old enough to need to be told.
aws() { command aws --endpoint-url "$AWS_ENDPOINT_URL" "$@"; }

# make_user NAME: a user who may nothing but take roles that trust it, as CI's users are.
make_user() {
  local keys
  aws iam create-user --user-name "$1" >/dev/null
  aws iam put-user-policy --user-name "$1" --policy-name take-roles --policy-document \
    '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sts:AssumeRole","Resource":"*"}}'
  keys=$(aws iam create-access-key --user-name "$1" --query 'AccessKey.[AccessKeyId,SecretAccessKey]' --output text)
  read -r id secret <<<"$keys"
  printf 'AWS_ACCESS_KEY_ID=%s\nAWS_SECRET_ACCESS_KEY=%s\n' "$id" "$secret" >"$work/user-$1"
}

# take_role NAME USER ROLE_ARN: a session of the role, by the user's right; `as NAME COMMAND...` runs a command in it.
take_role() {
  local keys
  # shellcheck disable=SC2046
  keys=$(env $(cat "$work/user-$2") aws --endpoint-url "$AWS_ENDPOINT_URL" sts assume-role --role-arn "$3" \
    --role-session-name "$1" --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]' --output text) || return 1
  read -r id secret token <<<"$keys"
  printf 'AWS_ACCESS_KEY_ID=%s\nAWS_SECRET_ACCESS_KEY=%s\nAWS_SESSION_TOKEN=%s\n' "$id" "$secret" "$token" >"$work/session-$1"
}
as() {
  local session=$work/session-$1
  shift
  # shellcheck disable=SC2046
  env $(cat "$session") "$@"
}

# bootstrap_roles: CI's users, and what bootstrap makes for them; the settings that it names are exported.
bootstrap_roles() {
  local account=arn:aws:iam::123456789012
  for user in ci-dev ci-prod ci-plan; do make_user "$user"; done
  expect 0 npm run -s bootstrap -- --yes --gateway-logging \
    --trust "dev=$account:user/ci-dev" --trust "prod=$account:user/ci-prod" --trust "plan=$account:user/ci-plan"
  said_setting() { sed -nE "s/^ +$1=([^ ]+).*/\\1/p" "$work/said" | sed -n "${2:-1}p"; }
  ARTIFACT_BUCKET=$(said_setting ARTIFACT_BUCKET)
  TF_STATE_BUCKET=$(said_setting TF_STATE_BUCKET)
  DEV_PERMISSIONS_BOUNDARY=$(said_setting DEV_PERMISSIONS_BOUNDARY)
  PROD_PERMISSIONS_BOUNDARY=$(said_setting PROD_PERMISSIONS_BOUNDARY)
  export ARTIFACT_BUCKET TF_STATE_BUCKET DEV_PERMISSIONS_BOUNDARY PROD_PERMISSIONS_BOUNDARY
  take_role dev ci-dev "$(said_setting DEPLOY_ROLE_ARN 1)" || fail 'ci-dev cannot take the role of dev'
  take_role prod ci-prod "$(said_setting DEPLOY_ROLE_ARN 2)" || fail 'ci-prod cannot take the role of prod'
  take_role plan ci-plan "$(said_setting PLAN_ROLE_ARN)" || fail 'ci-plan cannot take the role that reads'
  ! take_role stolen ci-dev "$(said_setting DEPLOY_ROLE_ARN 2)" 2>/dev/null || fail 'ci-dev can take the role of prod'
}

# rights_report LOG...: every right of the roles that no call of the lane needed. What was needed is kept in CI_RIGHTS, when that names
# a folder: __tests__/ci/aws/recorded is made so.
rights_report() {
  local save=()
  [ -z "${CI_RIGHTS:-}" ] || save=(--save "$CI_RIGHTS/$(basename "$0" .sh).json")
  (cd "$root" && node --import tsx .ci/aws/rights-report.ts "$@" "${save[@]}")
}
