# The API's document in every form, held to OpenAPI's own rules by a validator that others keep, and to what the AWS CLI
# exports from a running runtime.
set -euo pipefail
work=$(mktemp -d)
runtime=
finish() {
  [ -z "$runtime" ] || { kill "$runtime" 2>/dev/null && wait "$runtime" 2>/dev/null; } || true
  rm -rf "$work"
}
trap finish EXIT
aws_cli=$(command -v /usr/bin/aws || command -v aws) || { echo "no AWS CLI: apt-get install awscli"; exit 1; }

python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -qq --disable-pip-version-check 'openapi-spec-validator==0.9.0'

node --import tsx scripts/start.ts --port 0 --memory --ready-file "$work/ready.json" >"$work/log" 2>&1 &
runtime=$!
for _ in $(seq 600); do
  [ -f "$work/ready.json" ] && break
  kill -0 "$runtime" 2>/dev/null || { cat "$work/log"; echo "the runtime ended before it served"; exit 1; }
  sleep 0.2
done
endpoint=$(node -p 'JSON.parse(fs.readFileSync(process.argv[1])).endpoint' "$work/ready.json")

unset AWS_PROFILE AWS_SESSION_TOKEN AWS_ENDPOINT_URL AWS_CA_BUNDLE
export AWS_CONFIG_FILE=/dev/null AWS_SHARED_CREDENTIALS_FILE=/dev/null AWS_EC2_METADATA_DISABLED=true AWS_PAGER=
export AWS_ACCESS_KEY_ID=laptop AWS_SECRET_ACCESS_KEY=laptop AWS_REGION=us-east-1 NO_PROXY=127.0.0.1 no_proxy=127.0.0.1
api=$("$aws_cli" --endpoint-url "$endpoint" apigateway get-rest-apis --query 'items[0].id' --output text)

documents=()
differing=0
for stage in dev prod; do
  for version in 3.0 swagger2; do
    for extensions in none apigateway; do
      for format in json yaml; do
        name=$stage-$version-$extensions.$format
        node --import tsx scripts/openapi.ts "$stage" --version "$version" --extensions "$extensions" --format "$format" \
          --server "$endpoint" --out "$work/$name"
        parameters=()
        [ "$extensions" = none ] || parameters=(--parameters extensions=apigateway)
        "$aws_cli" --endpoint-url "$endpoint" apigateway get-export --rest-api-id "$api" --stage-name "$stage" \
          --export-type "$([ "$version" = 3.0 ] && echo oas30 || echo swagger)" --accepts "application/$format" \
          "${parameters[@]}" "$work/exported-$name" >/dev/null
        documents+=("$work/$name")
        # The command ends its last line, as a text has it, and the export does not.
        if [ "$(cat "$work/$name")" != "$(cat "$work/exported-$name")" ]; then
          differing=$((differing + 1))
          diff "$work/$name" "$work/exported-$name" | head -n 20
        fi
      done
    done
  done
done
[ "$differing" -eq 0 ] || { echo "FAILED: get-export differs from npm run openapi in $differing documents"; exit 1; }
echo "ok: ${#documents[@]} documents, each equal to what aws apigateway get-export gives"

# Without --server the address is API Gateway's.
for version in 3.0 swagger2; do
  node --import tsx scripts/openapi.ts prod --version "$version" --out "$work/aws-$version.json"
  documents+=("$work/aws-$version.json")
done
"$work/venv/bin/openapi-spec-validator" "${documents[@]}" >"$work/validated" || { cat "$work/validated"; exit 1; }
echo "ok: ${#documents[@]} documents are valid"
