# What the lanes that call a running runtime share: a folder for the run, the runtime itself, and the AWS CLI pointed at nothing else.
work=$(mktemp -d)
children=()
cleanup() {
  for child in "${children[@]}"; do kill "$child" 2>/dev/null || true; done
  for child in "${children[@]}"; do wait "$child" 2>/dev/null || true; done
  rm -rf "$work"
}
trap cleanup EXIT

# start_runtime NAME OPTION...: serves in memory on a free port, and sets endpoint. A build and a synthesis may come first.
start_runtime() {
  local log=$work/$1.log
  ready_file=$work/$1-ready.json
  shift
  node scripts/start.cjs --port 0 --memory --ready-file "$ready_file" "$@" >"$log" 2>&1 &
  local runtime=$!
  children+=("$runtime")
  for _ in $(seq 600); do
    [ -f "$ready_file" ] && break
    kill -0 "$runtime" 2>/dev/null || { cat "$log"; echo 'FAILED: the runtime ended before it served'; exit 1; }
    sleep 0.2
  done
  [ -f "$ready_file" ] || { cat "$log"; echo 'FAILED: the runtime does not serve after two minutes'; exit 1; }
  endpoint=$(ready endpoint)
}

# ready PATH: what the runtime started last says of itself, such as stages.dev.apiKey.
ready() { node -p "JSON.parse(fs.readFileSync(process.argv[1])).$1" "$ready_file"; }

# Sets aws_cli, and leaves it no account, profile, proxy or certificate of the machine's. Debian's own comes first: it is what CI installs.
use_aws_cli() {
  aws_cli=$(command -v /usr/bin/aws || command -v aws) || { echo 'FAILED: no AWS CLI: apt-get install awscli'; exit 1; }
  unset AWS_PROFILE AWS_SESSION_TOKEN AWS_ENDPOINT_URL AWS_CA_BUNDLE
  export AWS_CONFIG_FILE=/dev/null AWS_SHARED_CREDENTIALS_FILE=/dev/null AWS_EC2_METADATA_DISABLED=true AWS_PAGER=
  export AWS_ACCESS_KEY_ID=laptop AWS_SECRET_ACCESS_KEY=laptop AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1
  export NO_PROXY=127.0.0.1 no_proxy=127.0.0.1
}
