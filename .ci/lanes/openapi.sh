# The API's document in every form, held to OpenAPI's own rules by a validator that others keep, and to what the AWS CLI
# exports from a running runtime.
set -euo pipefail
. .ci/local-runtime.sh

python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -qq --disable-pip-version-check 'openapi-spec-validator==0.9.0'

start_runtime project
use_aws_cli
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
