# Every setting that config.ts knows, applied by the role that deploys dev: domain, certificate, web ACL, own key, alarms, artifact
# bucket; planned again, switched off again, destroyed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
. .ci/emulator.sh
start_emulator
clone all
cd "$work/all"

step 'what the settings name: a hosted zone, a web ACL'
zone=$(aws route53 create-hosted-zone --name example.com --caller-reference lane --query HostedZone.Id --output text)
acl=$(aws wafv2 create-web-acl --name lane --scope REGIONAL --default-action Allow={} --visibility-config \
  SampledRequestsEnabled=false,CloudWatchMetricsEnabled=false,MetricName=lane --query Summary.ARN --output text)
settings=(DEV_HOSTED_ZONE_ID DEV_DOMAIN_NAME DEV_WEB_ACL_ARN DEV_KMS_KEY DEV_ALARMS)
export DEV_HOSTED_ZONE_ID=${zone##*/} DEV_DOMAIN_NAME=dev-api.example.com DEV_WEB_ACL_ARN=$acl DEV_KMS_KEY=own DEV_ALARMS=on
export DEV_CORS_ORIGINS=https://app.example.com,https://admin.example.com

step 'bootstrap, which gives the roles what these settings need'
bootstrap_roles

step 'deploy dev with everything configured'
expect 0 as dev npm run -s deploy -- dev --yes
says 'gatehouse-dev'

step 'the same again changes nothing'
expect 0 as plan npm run -s plan -- dev --no-lock
says '[Nn]o change'
! grep -E '[0-9]+ to (create|update|replace|destroy|add|change)' "$work/said" || fail 'the second plan changes something'

step 'everything off again, reviewed: what goes is no accident'
unset "${settings[@]}"
expect 0 as dev npx cdktf deploy gatehouse-api gatehouse-dev --auto-approve

step 'destroy'
expect 0 as dev npm run -s destroy -- dev --yes

step 'what the roles needed'
rights_report "$work/calls.jsonl"
step 'done'
