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

# expect EXIT_CODE COMMAND...: runs it, keeps what it printed in $work/said, and wants that exit code.
expect() {
  local wanted=$1 code=0
  shift
  "$@" >"$work/said" 2>&1 || code=$?
  if [ "$code" -ne "$wanted" ]; then
    tail -n 60 "$work/said"
    fail "$* exited with $code, not $wanted"
  fi
}
# says PATTERN: whether the last command printed it.
says() { grep -qE -- "$1" "$work/said" || { tail -n 40 "$work/said"; fail "it did not say: $1"; }; }

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

# Starts moto on a free port, and points AWS's clients to it. MOTO_PYTHON names a Python that has moto; else it is installed, once for
# all lanes that share the folder CI_CACHE.
start_emulator() {
  local venv=${CI_CACHE:-$work}/moto
  python=${MOTO_PYTHON:-$venv/bin/python}
  if [ -z "${MOTO_PYTHON:-}" ] && [ ! -x "$venv/bin/moto_server" ]; then
    python3 -m venv "$venv"
    "$python" -m pip install -qq --disable-pip-version-check 'moto[server]==5.*'
  fi
  local port
  port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  "$python" .ci/moto-server.py "$port" >"$work/moto.log" 2>&1 &
  children+=($!)
  export AWS_ENDPOINT_URL=http://127.0.0.1:$port AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test
  export AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1
  # What a clone deploys is no build of a branch.
  unset AWS_PROFILE AWS_CA_BUNDLE TRAVIS_COMMIT GITHUB_SHA
  for _ in $(seq 100); do curl -sf "$AWS_ENDPOINT_URL/moto-api/" >/dev/null && return; sleep 0.2; done
  fail 'the emulator does not answer'
}
