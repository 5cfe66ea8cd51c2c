/** What surrounds an API on AWS, and what a laptop does without: verdicts on whole types. */
import {
  coverage,
  each,
  harmlessType,
  refusedType,
  sinceProvider6,
  type ResourceCoverage,
} from './resource-coverage';

const NO_SUCH_SERVICE = 'not on the laptop: a function that calls this service gets its error';
const MADE_BY_TERRAFORM = 'made on apply; what needs its value cannot be read before';
const BUCKET = harmlessType('the laptop has no S3: a function that calls it gets its error');

export const INFRASTRUCTURE: Readonly<Record<string, ResourceCoverage>> = {
  ...each(
    'aws_sns_',
    `platform_application sms_preferences topic topic_data_protection_policy topic_policy
      topic_subscription`,
    harmlessType('the laptop has no SNS: a function that publishes gets its error'),
  ),
  ...each(
    'aws_kms_',
    `alias ciphertext custom_key_store external_key grant key key_policy replica_external_key
      replica_key`,
    harmlessType('nothing is encrypted at rest on the laptop'),
  ),
  ...each('aws_ssm_', 'parameter', harmlessType(NO_SUCH_SERVICE)),
  ...each(
    'aws_secretsmanager_',
    'secret secret_policy secret_rotation secret_version',
    harmlessType(NO_SUCH_SERVICE),
  ),
  ...each(
    'aws_',
    'acm_certificate acm_certificate_validation route53_record route53_records_exclusive route53_zone',
    harmlessType('how a domain name leads to AWS; here callers name it in `Host`'),
  ),
  ...each(
    'aws_wafv2_',
    `api_key ip_set regex_pattern_set rule_group web_acl web_acl_association
      web_acl_logging_configuration`,
    harmlessType('no firewall stands before the laptop'),
  ),
  ...each(
    'aws_xray_',
    'encryption_config group resource_policy sampling_rule',
    harmlessType('traces are of AWS; trace ids are given locally'),
  ),
  ...each(
    'aws_appautoscaling_',
    'policy scheduled_action target',
    harmlessType('the laptop scales to what is asked of it'),
  ),
  ...each('aws_budgets_', 'budget budget_action', harmlessType('what AWS charges')),
  ...each(
    'aws_chatbot_',
    'slack_channel_configuration teams_channel_configuration',
    harmlessType('nobody is notified of the laptop'),
  ),
  ...each(
    'aws_cognito_',
    'user_pool user_pool_client user_pool_domain user_pool_ui_customization',
    refusedType('the laptop has no Cognito user pool'),
  ),
  ...each(
    'aws_s3_',
    `access_point account_public_access_block bucket bucket_accelerate_configuration bucket_acl
      bucket_analytics_configuration bucket_cors_configuration
      bucket_intelligent_tiering_configuration bucket_inventory bucket_lifecycle_configuration
      bucket_logging bucket_metric bucket_notification bucket_object
      bucket_object_lock_configuration bucket_ownership_controls bucket_policy
      bucket_public_access_block bucket_replication_configuration
      bucket_request_payment_configuration bucket_server_side_encryption_configuration
      bucket_versioning bucket_website_configuration directory_bucket object_copy`,
    BUCKET,
  ),
  aws_s3_object: coverage({
    honoured: 'bucket key source',
    harmless: {
      'content content_base64': 'the laptop has no S3; a function with its code here is refused',
      [`acl bucket_key_enabled cache_control checksum_algorithm content_disposition content_encoding
        content_language content_type etag force_destroy kms_key_id metadata
        object_lock_legal_hold_status object_lock_mode object_lock_retain_until_date
        override_provider server_side_encryption source_hash storage_class website_redirect`]:
        'how S3 keeps the object; the laptop reads the zip itself',
    },
    readOnly: `arn checksum_crc32 checksum_crc32c checksum_crc64nvme checksum_sha1 checksum_sha256
      version_id`,
  }),
  ...each('aws_s3_bucket_', 'abac metadata_configuration', sinceProvider6(BUCKET)),
  ...each(
    'aws_',
    `eip internet_gateway nat_gateway network_acl route route_table route_table_association
      security_group security_group_rule subnet vpc vpc_endpoint
      vpc_security_group_egress_rule vpc_security_group_ingress_rule`,
    harmlessType('the laptop has no VPC: a function reaches what the laptop reaches'),
  ),
  ...each('', 'null_resource terraform_data', harmlessType('acts on apply alone')),
  ...each(
    'random_',
    'bytes id integer password pet shuffle string uuid',
    harmlessType(MADE_BY_TERRAFORM),
  ),
  ...each('time_', 'offset rotating sleep static', harmlessType(MADE_BY_TERRAFORM)),
};
