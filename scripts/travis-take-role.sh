# Sourced before anything else of a build: takes the role that the job's ROLE names (deploy: DEPLOY_ROLE_ARN, plan: PLAN_ROLE_ARN)
# by the keys of the CI's user, for an hour, and forgets those keys. What was taken, and GITHUB_TOKEN, stay in variables of this
# shell that no child sees: neither npm's installation nor a test. travis-use-role.sh hands them on.
#
# https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
gatehouse_take_role() {
  local variable arn region suffix endpoint answer
  case ${ROLE:-} in
    deploy) variable=DEPLOY_ROLE_ARN ;;
    plan) variable=PLAN_ROLE_ARN ;;
    '') return 0 ;;
    *) echo "ROLE=$ROLE: must be deploy or plan, or nothing" >&2; return 1 ;;
  esac
  # A fork's pull request has no settings of the repository.
  if [ "${TRAVIS_SECURE_ENV_VARS:-}" = false ]; then return 0; fi
  arn=${!variable:-}
  if [[ ! $arn =~ ^arn:(aws[a-z-]*):iam::[0-9]{12}:role/ ]]; then
    echo "$variable=\"$arn\": must be the ARN of a role; npm run bootstrap prints it, docs/pipeline.md says where it goes" >&2
    return 1
  fi
  if [ -z "${AWS_ACCESS_KEY_ID:-}" ] || [ -z "${AWS_SECRET_ACCESS_KEY:-}" ]; then
    echo "AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY: must be the keys of the CI's user for this branch (docs/pipeline.md)" >&2
    return 1
  fi
  region=${AWS_REGION:-us-east-1}
  suffix=$([ "${BASH_REMATCH[1]}" = aws-cn ] && echo amazonaws.com.cn || echo amazonaws.com)
  endpoint=${AWS_ENDPOINT_URL:-https://sts.$region.$suffix}
  # The keys go by standard input: a command line is everybody's to read.
  answer=$(
    curl --silent --show-error --fail-with-body --retry 3 --max-time 60 --config - \
      --aws-sigv4 "aws:amz:$region:sts" \
      --data Action=AssumeRole --data Version=2011-06-15 --data DurationSeconds=3600 \
      --data-urlencode "RoleArn=$arn" --data "RoleSessionName=travis-${TRAVIS_BUILD_NUMBER:-0}" \
      "$endpoint/" <<<"user = \"$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY\""
  ) || {
    echo "$arn cannot be taken by the keys of this branch: $(gatehouse_element Message "$answer")" >&2
    return 1
  }
  gatehouse_key_id=$(gatehouse_element AccessKeyId "$answer")
  gatehouse_secret=$(gatehouse_element SecretAccessKey "$answer")
  gatehouse_session=$(gatehouse_element SessionToken "$answer")
  if [ -z "$gatehouse_session" ]; then
    echo "STS at $endpoint gave no session for $arn: check AWS_REGION" >&2
    return 1
  fi
  echo "took $arn for an hour"
}

# The text of the first element of that name.
gatehouse_element() {
  tr -d '\n' <<<"$2" | sed -n "s:.*<$1>\([^<]*\)</$1>.*:\1:p"
}

gatehouse_taken=0
gatehouse_take_role || gatehouse_taken=$?
unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN AWS_PROFILE
gatehouse_github=${GITHUB_TOKEN:-}
unset GITHUB_TOKEN
[ "$gatehouse_taken" -eq 0 ]
