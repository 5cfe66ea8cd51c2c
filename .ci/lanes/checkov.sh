# checkov on the Terraform JSON as it is synthesized, with nothing configured and with everything: no finding without a
# reason beside its resource, and no reason without a finding.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -qq --disable-pip-version-check 'checkov==3.3.30'

scan() {
  echo "checkov: $1"
  CDKTF_OUTDIR="$work/$1" node --import tsx main.ts
  npm run --silent checkov -- --app "$work/$1" --checkov "$work/venv/bin/checkov"
}

npm run --silent build -- --quiet
scan nothing-configured
export DEV_ALARMS=on DEV_KMS_KEY=own PROD_KMS_KEY=own DEFAULT_ENDPOINT=off
export DEV_DOMAIN_NAME=dev-api.example.com DEV_HOSTED_ZONE_ID=Z0123456789ABC
export PROD_DOMAIN_NAME=api.example.com PROD_HOSTED_ZONE_ID=Z0123456789ABC
export PROD_CORS_ORIGINS=https://app.example.com,https://admin.example.com
web_acl=arn:aws:wafv2:us-east-1:123456789012:regional/webacl/gatehouse/0a1b2c3d-0000-4000-8000-000000000000
export DEV_WEB_ACL_ARN=$web_acl PROD_WEB_ACL_ARN=$web_acl
scan everything-configured
