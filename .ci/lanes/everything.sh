# Every setting that config.ts knows, applied: domain, certificate, web ACL, own key, alarms, artifact bucket; then planned again.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
. .ci/emulator.sh
start_emulator
clone all
cd "$work/all"

step 'what the settings name: a hosted zone, a web ACL, a bucket'
export AWS_PAGER=
aws() { command aws --endpoint-url "$AWS_ENDPOINT_URL" "$@"; }
zone=$(aws route53 create-hosted-zone --name example.com --caller-reference lane --query HostedZone.Id --output text)
acl=$(aws wafv2 create-web-acl --name lane --scope REGIONAL --default-action Allow={} --visibility-config \
  SampledRequestsEnabled=false,CloudWatchMetricsEnabled=false,MetricName=lane --query Summary.ARN --output text)
aws s3 mb s3://lane-artifacts >/dev/null
export DEV_HOSTED_ZONE_ID=${zone##*/} DEV_DOMAIN_NAME=dev-api.example.com DEV_WEB_ACL_ARN=$acl DEV_KMS_KEY=own DEV_ALARMS=on
export DEV_CORS_ORIGINS=https://app.example.com,https://admin.example.com ARTIFACT_BUCKET=lane-artifacts

step 'deploy dev with everything configured'
expect 0 npm run -s deploy -- dev --yes
says 'gatehouse-dev'

step 'the same again changes nothing'
expect 0 npm run -s plan -- dev
says '[Nn]o change'
! grep -E '[0-9]+ to (create|update|replace|destroy|add|change)' "$work/said" || fail 'the second plan changes something'
step 'done'
