# The AWS CLI itself against the runtime: every call that the AWS-compatible endpoint serves, its refusals, and a function
# that is held to its role. No AWS account, no network: the endpoint is this machine's.
set -euo pipefail
. .ci/local-runtime.sh
use_aws_cli
cli_version=$("$aws_cli" --version 2>&1)
echo "$cli_version"

passed=0
failed=0
# check WHAT WANTED GOT: WANTED is a pattern of the shell.
check() {
  # shellcheck disable=SC2053
  if [[ $3 == $2 ]]; then
    passed=$((passed + 1))
    echo "ok    $1"
  else
    failed=$((failed + 1))
    printf 'FAIL  %s\n      wanted: %s\n      got:    %s\n' "$1" "$2" "$3"
  fi
}

# The answer, or the error in its place: a check looks at both.
call() { "$aws_cli" --endpoint-url "$endpoint" --output text "$@" 2>&1 || true; }

# Version 2 takes a payload as base64 unless told otherwise; version 1 does not know the option.
raw=()
[[ $cli_version == aws-cli/1.* ]] || raw=(--cli-binary-format raw-in-base64-out)
invoke() { call lambda invoke "${raw[@]}" "$@" "$work/out"; }

# until_seen FILE TEXT: waits until it is there.
until_seen() {
  for _ in $(seq 150); do
    grep -q -- "$2" "$1" 2>/dev/null && { echo yes; return; }
    sleep 0.2
  done
  echo no
}

echo '--- this project'
start_runtime project
f=gatehouse-dev-items
group=/aws/lambda/$f

check 'sts get-caller-identity' '000000000000*arn:aws:iam::000000000000:user/laptop*' "$(call sts get-caller-identity)"

check 'lambda list-functions' "*$f*gatehouse-prod-items*" "$(call lambda list-functions --query 'sort(Functions[].FunctionName)')"
check 'lambda get-function-configuration' 'nodejs*Active' "$(call lambda get-function-configuration --function-name $f --query '[Runtime,Handler,State]')"
check 'lambda get-function, by alias' "arn:aws:lambda:us-east-1:000000000000:function:$f:live" "$(call lambda get-function --function-name $f --qualifier live --query Configuration.FunctionArn)"
check 'lambda list-aliases' live "$(call lambda list-aliases --function-name $f --query 'Aliases[].Name')"
check 'lambda list-versions-by-function' '$LATEST?1' "$(call lambda list-versions-by-function --function-name $f --query 'Versions[].Version')"
check 'lambda get-policy' '*apigateway.amazonaws.com*' "$(call lambda get-policy --function-name $f --qualifier live --query Policy)"
check 'lambda invoke' 200 "$(invoke --function-name gatehouse-dev-hello --payload '{}' --query StatusCode)"
check 'lambda invoke: the result' '"Hello from Lambda!"' "$(cat "$work/out")"
check 'lambda invoke: the log' '*platform.report*' "$(invoke --function-name gatehouse-dev-hello --log-type Tail --payload '{}' --query LogResult | base64 -d)"
check 'lambda invoke: Event' 202 "$(invoke --function-name $f:live --invocation-type Event --payload '{"Metadata":"Hello from the lane"}' --query StatusCode)"
check 'lambda invoke: DryRun' 204 "$(invoke --function-name $f --invocation-type DryRun --payload '{}' --query StatusCode)"
check 'lambda invoke: no such function' '*(ResourceNotFoundException)*Function not found: arn:aws:lambda:us-east-1:000000000000:function:none*' "$(invoke --function-name none --payload '{}')"
check 'lambda invoke: no JSON' '*(InvalidRequestContentException)*' "$(invoke --function-name gatehouse-dev-hello --payload '{')"
check 'lambda: a call that is not served' '*(UnknownOperationException)*is not served on this laptop*' "$(call lambda delete-function --function-name $f)"

stored() { call dynamodb scan --table-name $f --query 'Items[].body.S'; }
for _ in $(seq 20); do [[ $(stored) == *lane* ]] && break; done
check 'dynamodb scan: what the event stored' '*{"Metadata":"Hello from the lane"}*' "$(stored)"
check 'dynamodb list-tables' '*gatehouse-dev-items*gatehouse-prod-items*' "$(call dynamodb list-tables --query 'TableNames')"
check 'dynamodb describe-table' 'ACTIVE*' "$(call dynamodb describe-table --table-name $f --query 'Table.[TableStatus,TableName]')"
check 'dynamodb put-item' '' "$(call dynamodb put-item --table-name $f --item '{"id":{"S":"lane"},"body":{"S":"12345678901234567890"}}')"
check 'dynamodb get-item' 12345678901234567890 "$(call dynamodb get-item --table-name $f --key '{"id":{"S":"lane"}}' --query Item.body.S)"
check 'dynamodb put-item: a condition that fails' '*(ConditionalCheckFailedException)*' "$(call dynamodb put-item --table-name $f --item '{"id":{"S":"lane"}}' --condition-expression 'attribute_not_exists(id)')"
check 'dynamodb delete-item' '' "$(call dynamodb delete-item --table-name $f --key '{"id":{"S":"lane"}}')"
check 'dynamodb: no such table' '*(ResourceNotFoundException)*' "$(call dynamodb scan --table-name none)"

check 'logs describe-log-groups' "$group*" "$(call logs describe-log-groups --log-group-name-prefix "$group" --query 'logGroups[].logGroupName')"
stream=$(call logs describe-log-streams --log-group-name "$group" --order-by LastEventTime --descending --query 'logStreams[0].logStreamName')
check 'logs describe-log-streams' '????/??/??/\[*\]*' "$stream"
check 'logs get-log-events' '*platform.start*' "$(call logs get-log-events --log-group-name "$group" --log-stream-name "$stream" --start-from-head --query 'events[].message')"
check 'logs filter-log-events' '*event-stored*' "$(call logs filter-log-events --log-group-name "$group" --filter-pattern '{ $.message.event = "event-stored" }' --query 'events[].message')"
check 'logs: no such group' '*(ResourceNotFoundException)*' "$(call logs filter-log-events --log-group-name /none)"
if [[ $cli_version == aws-cli/1.* ]]; then
  echo 'SKIPPED: logs tail, which version 1 of the AWS CLI does not have'
else
  check 'logs tail --since 1h' '*event-stored*' "$(call logs tail "$group" --since 1h)"
  timeout 60 "$aws_cli" --endpoint-url "$endpoint" logs tail "$group" --since 1h --follow >"$work/tail" 2>&1 &
  children+=("$!")
  check 'logs tail --follow: what there was' yes "$(until_seen "$work/tail" event-stored)"
  reports=$(grep -c platform.report "$work/tail")
  invoke --function-name $f --payload '{"Metadata":"Followed"}' >/dev/null
  for _ in $(seq 150); do
    [ "$(grep -c platform.report "$work/tail")" -gt "$reports" ] && break
    sleep 0.2
  done
  check 'logs tail --follow: what came' "$((reports + 1))" "$(grep -c platform.report "$work/tail")"
fi

queue=$(call sqs get-queue-url --queue-name gatehouse-dev-dead-letters --query QueueUrl)
check 'sqs get-queue-url' "$endpoint/000000000000/gatehouse-dev-dead-letters" "$queue"
check 'sqs list-queues' "*$queue*" "$(call sqs list-queues --query QueueUrls)"
check 'sqs send-message' '????????-*' "$(call sqs send-message --queue-url "$queue" --message-body 'a <b> & c' --message-attributes '{"kind":{"DataType":"String","StringValue":"x"}}' --query MessageId)"
check 'sqs get-queue-attributes' 1 "$(call sqs get-queue-attributes --queue-url "$queue" --attribute-names ApproximateNumberOfMessages --query Attributes.ApproximateNumberOfMessages)"
received=$(call sqs receive-message --queue-url "$queue" --attribute-names All --message-attribute-names All --query 'Messages[0].[Body,MessageAttributes.kind.StringValue,ReceiptHandle]')
check 'sqs receive-message' 'a <b> & c?x?*' "$received"
check 'sqs delete-message' '' "$(call sqs delete-message --queue-url "$queue" --receipt-handle "${received##*$'\t'}")"
check 'sqs purge-queue' '' "$(call sqs purge-queue --queue-url "$queue")"
check 'sqs: no such queue' '*(AWS.SimpleQueueService.NonExistentQueue)*' "$(call sqs get-queue-url --queue-name none)"

api=$(call apigateway get-rest-apis --query 'items[0].id')
check 'apigateway get-rest-apis' '??????????' "$api"
check 'apigateway get-rest-api' gatehouse "$(call apigateway get-rest-api --rest-api-id "$api" --query name)"
check 'apigateway get-stages' 'dev?prod' "$(call apigateway get-stages --rest-api-id "$api" --query 'sort(item[].stageName)')"
check 'apigateway get-stage' "$f:live" "$(call apigateway get-stage --rest-api-id "$api" --stage-name dev --query variables.itemsFunction)"
check 'apigateway get-resources' AWS_PROXY "$(call apigateway get-resources --rest-api-id "$api" --embed methods --query "items[?path=='/faq'].resourceMethods.GET.methodIntegration.type")"
key=$(ready stages.dev.apiKey)
check 'apigateway get-api-keys' "$key" "$(call apigateway get-api-keys --include-values --query "items[?contains(name, 'dev')].value | [0]")"
check 'apigateway get-usage-plans' '*dev*' "$(call apigateway get-usage-plans --query 'items[].name')"
check 'apigateway get-export: OpenAPI 3 in YAML' application/yaml "$(call apigateway get-export --rest-api-id "$api" --stage-name dev --export-type oas30 --accepts application/yaml "$work/export" --query contentType)"
check 'apigateway get-export: the document' 'openapi: 3.0.1' "$(head -n 1 "$work/export")"
check 'apigateway get-export: Swagger 2 in JSON' application/json "$(call apigateway get-export --rest-api-id "$api" --stage-name prod --export-type swagger --parameters extensions=integrations "$work/export" --query contentType)"
check 'apigateway get-export: with integrations' '2.0 yes' "$(node -p 'const text = String(fs.readFileSync(process.argv[1])); `${JSON.parse(text).swagger} ${text.includes("x-amazon-apigateway-integration") ? "yes" : "no"}`' "$work/export")"
check 'apigateway: no such API' '*(NotFoundException)*Invalid API identifier specified 000000000000:none*' "$(call apigateway get-rest-api --rest-api-id none)"

check 'a service that is not served' '*(UnknownOperationException)*iam ListRoles is not served on this laptop*' "$(call iam list-roles)"
check 's3, which speaks XML' '*(UnknownOperationException)*is not served on this laptop*' "$(call s3api list-buckets)"
check 'a web page is refused' 403 "$(curl -s -o /dev/null -w '%{http_code}' "$endpoint" -H 'x-amz-target: DynamoDB_20120810.ListTables' -H 'origin: https://example.com' -d '{}')"

echo '--- a function that gives its credentials away: they are worth what its role may do'
mkdir "$work/app"
node - "$work/app" <<'JS'
const fs = require('node:fs');
const path = require('node:path');
const [, , folder] = process.argv;
const handler = `exports.handler = async () => Object.fromEntries(
  ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'].map((name) => [name, process.env[name]]));`;
const table = (name) => ({ name, billing_mode: 'PAY_PER_REQUEST', hash_key: 'id', attribute: [{ name: 'id', type: 'S' }] });
const app = {
  resource: {
    aws_iam_role: { leaky: { name: 'leaky-role', assume_role_policy: '{}' } },
    aws_iam_role_policy: {
      leaky: {
        role: '${aws_iam_role.leaky.name}',
        policy: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"dynamodb:GetItem","Resource":"${aws_dynamodb_table.own.arn}"}]}',
      },
    },
    aws_lambda_function: {
      leaky: { function_name: 'leaky', filename: path.join(folder, 'leaky.zip'), handler: 'index.handler', runtime: 'nodejs22.x', role: '${aws_iam_role.leaky.arn}' },
    },
    aws_dynamodb_table: { own: table('own'), others: table('others') },
  },
};
fs.writeFileSync(path.join(folder, 'main.tf.json'), JSON.stringify(app));
const zip = new (require(path.resolve('node_modules/jszip')))();
zip.file('index.js', handler);
void zip.generateAsync({ type: 'nodebuffer' }).then((bytes) => fs.writeFileSync(path.join(folder, 'leaky.zip'), bytes));
JS
start_runtime leaky --app "$work/app"
check 'lambda invoke' 200 "$(invoke --function-name leaky --payload '{}' --query StatusCode)"
credential() { node -p 'JSON.parse(fs.readFileSync(process.argv[1]))[process.argv[2]]' "$work/out" "$1"; }
AWS_ACCESS_KEY_ID=$(credential AWS_ACCESS_KEY_ID)
AWS_SECRET_ACCESS_KEY=$(credential AWS_SECRET_ACCESS_KEY)
AWS_SESSION_TOKEN=$(credential AWS_SESSION_TOKEN)
export AWS_SESSION_TOKEN
who=arn:aws:sts::000000000000:assumed-role/leaky-role/leaky
refused() { echo "*(AccessDenied*)*User: $who is not authorized to perform: $1 on resource: $2 because no identity-based policy allows the $1 action*"; }
id='{"id":{"S":"1"}}'
tables=arn:aws:dynamodb:us-east-1:000000000000:table
check 'sts get-caller-identity' "$who" "$(call sts get-caller-identity --query Arn)"
check 'dynamodb get-item, allowed' '' "$(call dynamodb get-item --table-name own --key "$id")"
check 'dynamodb get-item, another table' "$(refused dynamodb:GetItem $tables/others)" "$(call dynamodb get-item --table-name others --key "$id")"
check 'dynamodb put-item' "$(refused dynamodb:PutItem $tables/own)" "$(call dynamodb put-item --table-name own --item "$id")"
check 'lambda invoke' "$(refused lambda:InvokeFunction arn:aws:lambda:us-east-1:000000000000:function:leaky)" "$(invoke --function-name leaky --payload '{}')"
check 'apigateway get-api-keys' "$(refused apigateway:GET arn:aws:apigateway:us-east-1::/apikeys)" "$(call apigateway get-api-keys --include-values)"
check 'sqs list-queues' "$(refused sqs:ListQueues 'arn:aws:sqs:us-east-1:000000000000:\*')" "$(call sqs list-queues)"
check 'logs describe-log-groups' "$(refused logs:DescribeLogGroups arn:aws:logs:us-east-1:000000000000:log-group::log-stream:)" "$(call logs describe-log-groups)"
AWS_SESSION_TOKEN=guessed
check 'the key without its token' '*(UnrecognizedClientException)*The security token included in the request is invalid.*' "$(call dynamodb get-item --table-name own --key "$id")"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
