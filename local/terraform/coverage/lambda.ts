/** Functions, who may invoke them, and what becomes of their events. */
import { isArnOfOtherService, refuseUnless, refuseValues } from './refused-values';
import {
  coverage,
  harmlessType,
  refusedType,
  sinceProvider6,
  type RefusedWhen,
  type ResourceCoverage,
} from './resource-coverage';

/** The reader judges these, which sees the objects of every stack. */
const UPLOADED_ELSEWHERE: RefusedWhen = {
  description: 'no `aws_s3_object` of the stacks uploads it from a `source`',
  refuses: () => false,
  why: 'the zip is not on the laptop: give `filename`',
};
const TERRAFORM_ONLY = 'what Terraform does on destroy';
const VPC = 'the laptop has no VPC: a function reaches what the laptop reaches';

/** Where failed or finished events may go locally. */
const DESTINATION: RefusedWhen = {
  description: 'neither a queue nor a function',
  refuses: (value) =>
    isArnOfOtherService(value, ['sqs', 'lambda']) ||
    (typeof value === 'string' && /aws_(sns_topic|cloudwatch_event_bus|s3_bucket)\./.test(value)),
  why: 'the laptop delivers events to SQS queues and functions alone',
};

export const LAMBDA: Readonly<Record<string, ResourceCoverage>> = {
  aws_lambda_function: coverage({
    honoured: `architectures description environment.variables filename function_name handler
      logging_config.application_log_level logging_config.log_format logging_config.log_group
      logging_config.system_log_level memory_size publish reserved_concurrent_executions role
      timeout tracing_config.mode`,
    harmless: {
      code_signing_config_arn: 'checked when AWS takes the zip',
      ephemeral_storage: "a function's /tmp is the laptop's, and has its room",
      'kms_key_arn source_kms_key_arn': 'nothing is encrypted at rest on the laptop',
      publish_to: 'which version a publication makes; the laptop has one code',
      'replace_security_groups_on_destroy replacement_security_group_ids skip_destroy':
        TERRAFORM_ONLY,
      snap_start: 'how fast AWS starts a function',
      source_code_hash: 'the laptop reads the zip itself',
      vpc_config: VPC,
    },
    refused: {
      capacity_provider_config: 'the laptop runs one invocation at a time in an environment',
      durable_config: 'the laptop has no durable execution',
      file_system_config: 'the laptop has no file system to mount',
      'image_config image_uri': 'container images are not run locally: use a zip',
      layers: 'layers are not put under /opt locally: bundle what the function needs',
      tenancy_config: 'the laptop does not keep tenants apart',
    },
    refusedWhen: {
      package_type: refuseValues(['Image'], 'container images are not run locally: use a zip'),
      runtime: refuseUnless(
        { description: 'not `nodejs*`', pattern: /^nodejs/ },
        'the local runtime runs Node.js alone',
      ),
      'dead_letter_config.target_arn': DESTINATION,
      s3_bucket: UPLOADED_ELSEWHERE,
      s3_key: UPLOADED_ELSEWHERE,
      s3_object_version: {
        description: 'a literal',
        refuses: (value) => typeof value === 'string' && value !== '',
        why: 'the laptop has one version of an object: what its `source` is now',
      },
    },
    readOnly: `arn code_sha256 invoke_arn last_modified qualified_arn qualified_invoke_arn
      signing_job_arn signing_profile_version_arn source_code_size version`,
    only6: 'capacity_provider_config durable_config publish_to source_kms_key_arn tenancy_config',
  }),
  aws_lambda_alias: coverage({
    honoured: 'function_name function_version name',
    harmless: {
      description: 'shown in the AWS console alone',
      routing_config: 'the laptop has one code, which every version runs',
    },
    readOnly: 'arn invoke_arn',
  }),
  aws_lambda_permission: coverage({
    honoured: 'action function_name principal qualifier source_arn',
    harmless: {
      event_source_token: 'of Alexa, which does not call the laptop',
      function_url_auth_type: 'of function URLs, which are refused',
      source_account: 'the laptop is one account',
      'statement_id statement_id_prefix': 'names the statement, and rules nothing',
    },
    refused: {
      principal_org_id: 'the laptop has no organization: the permission would be wider than on AWS',
    },
  }),
  aws_lambda_function_event_invoke_config: coverage({
    honoured: 'function_name maximum_event_age_in_seconds maximum_retry_attempts',
    harmless: { qualifier: 'a function has one such configuration locally, for every qualifier' },
    refusedWhen: {
      'destination_config.on_failure.destination': DESTINATION,
      'destination_config.on_success.destination': DESTINATION,
    },
  }),
  aws_lambda_function_recursion_config: harmlessType(
    'AWS stops a function that calls itself in a loop; the laptop lets it run either way',
  ),
  aws_lambda_provisioned_concurrency_config: harmlessType('how fast AWS starts a function'),
  aws_lambda_runtime_management_config: harmlessType("the laptop runs this machine's Node.js"),
  aws_lambda_code_signing_config: harmlessType('checked when AWS takes the zip'),
  aws_lambda_layer_version: harmlessType('nothing uses it: a function with `layers` is refused'),
  aws_lambda_layer_version_permission: harmlessType('nothing uses a layer locally'),
  aws_lambda_event_source_mapping: refusedType(
    'the laptop polls no event source: the function would not be invoked',
  ),
  aws_lambda_function_url: refusedType('the laptop serves REST APIs, and no function URL'),
  aws_lambda_invocation: refusedType(
    'Terraform invokes the function on apply; nothing does so on the laptop',
  ),
  aws_lambda_capacity_provider: sinceProvider6(
    refusedType('the laptop runs one invocation at a time in an environment'),
  ),
};
