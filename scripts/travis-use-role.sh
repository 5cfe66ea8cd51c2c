# Sourced before the first command that needs AWS: hands the session that travis-take-role.sh took to Terraform and the SDK alike.
if [ -n "${gatehouse_session:-}" ]; then
  export AWS_ACCESS_KEY_ID=$gatehouse_key_id AWS_SECRET_ACCESS_KEY=$gatehouse_secret AWS_SESSION_TOKEN=$gatehouse_session
  [ -z "$gatehouse_github" ] || export GITHUB_TOKEN=$gatehouse_github
else
  echo 'no role was taken: scripts/travis-take-role.sh comes first, in before_install' >&2
  false
fi
