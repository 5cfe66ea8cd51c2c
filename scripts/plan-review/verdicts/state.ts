/** What holds data: buckets, parameters, secrets, images, backups. */
import {
  absent,
  any,
  never,
  noneAdded,
  noneRemoved,
  notHigher,
  notLess,
  notLower,
  off,
  on,
  sameHost,
  stays,
  swapped,
  turnedInto,
} from './steps';
import { keptAsLong } from './stricter';
import { danger, HARMLESS, notice, type, type VerdictTable } from './verdict';

const ANONYMOUS = ['public-read', 'public-read-write', 'authenticated-read', 'aws-exec-read'];

/** A setting of a bucket, told when it is added to one that was there before. */
const ofBucket = (
  concern: 'keeping' | 'destination' | 'access' | 'behaviour',
  isDanger = false,
) => {
  const level = isDanger ? danger(concern) : notice(concern);
  return type({ create: level, of: 'bucket', destroy: notice(concern), others: any(level) });
};

const object = () =>
  type({
    harmless: `bucket_key_enabled cache_control content_disposition content_encoding content_language content_type
      etag metadata storage_class source_hash checksum_algorithm website_redirect key`,
    judged: {
      acl: never(danger('access'), ...ANONYMOUS),
      'object_lock_legal_hold_status object_lock_mode object_lock_retain_until_date': stays(
        danger('keeping'),
      ),
      server_side_encryption: stays(danger('guard')),
    },
    others: any(notice('keeping')),
  });

export const S3: VerdictTable = {
  aws_s3_access_point: type({
    rule: 'policy',
    create: notice('access'),
    judged: {
      vpc_configuration: stays(danger('access')),
      'account_id bucket_account_id name': any(danger('access')),
    },
  }),
  aws_s3_account_public_access_block: type({ destroy: danger('access'), harmless: 'account_id' }),
  aws_s3_bucket: type({
    rule: 'policy',
    harmless: 'acceleration_status bucket_prefix',
    judged: {
      acl: never(danger('access'), ...ANONYMOUS),
      grant: any(danger('access')),
      website: absent(danger('access')),
      cors_rule: noneAdded(danger('access')),
      'lifecycle_rule versioning': any(danger('keeping')),
      versioning: noneRemoved(danger('keeping')),
      replication_configuration: any(danger('destination')),
      'logging object_lock_configuration': stays(danger('guard')),
      object_lock_enabled: on(danger('keeping')),
      request_payer: any(notice('behaviour')),
      bucket: any(danger('keeping')),
    },
  }),
  aws_s3_bucket_accelerate_configuration: type({ harmless: 'status' }),
  aws_s3_bucket_acl: type({
    judged: {
      acl: never(danger('access'), ...ANONYMOUS),
      access_control_policy: absent(danger('access')),
    },
  }),
  aws_s3_bucket_analytics_configuration: ofBucket('destination'),
  aws_s3_bucket_cors_configuration: ofBucket('access', true),
  aws_s3_bucket_intelligent_tiering_configuration: type({ harmless: 'name filter tiering status' }),
  aws_s3_bucket_inventory: ofBucket('destination', true),
  aws_s3_bucket_lifecycle_configuration: type({
    destroy: notice('keeping'),
    judged: {
      rule: keptAsLong(danger('keeping')),
      bucket: any(danger('keeping')),
      transition_default_minimum_object_size: HARMLESS,
    },
  }),
  aws_s3_bucket_logging: type({
    destroy: danger('guard'),
    judged: {
      'bucket target_bucket target_grant': any(danger('destination')),
      'target_prefix target_object_key_format': HARMLESS,
    },
  }),
  aws_s3_bucket_metric: type({ harmless: 'name filter' }),
  aws_s3_bucket_notification: ofBucket('destination', true),
  aws_s3_bucket_object: object(),
  aws_s3_bucket_object_lock_configuration: type({
    destroy: danger('keeping'),
    others: any(danger('keeping')),
  }),
  aws_s3_bucket_ownership_controls: type({
    destroy: danger('access'),
    judged: {
      'rule rule.object_ownership': never(danger('access'), 'objectwriter', 'bucketownerpreferred'),
    },
  }),
  aws_s3_bucket_policy: type({ isGuard: true, rule: 'policy' }),
  aws_s3_bucket_public_access_block: type({
    isGuard: true,
    rule: 'block_public_acls block_public_policy ignore_public_acls restrict_public_buckets',
    judged: { bucket: any(danger('access')) },
  }),
  aws_s3_bucket_replication_configuration: ofBucket('destination', true),
  aws_s3_bucket_request_payment_configuration: ofBucket('behaviour'),
  aws_s3_bucket_server_side_encryption_configuration: type({
    destroy: danger('guard'),
    judged: { rule: any(danger('guard')) },
  }),
  aws_s3_bucket_versioning: type({
    isGuard: true,
    rule: 'versioning_configuration',
    judged: { mfa: any(notice('guard')) },
  }),
  aws_s3_bucket_website_configuration: ofBucket('access', true),
  aws_s3_directory_bucket: type({ destroy: danger('keeping'), others: any(notice('keeping')) }),
  aws_s3_object: object(),
  aws_s3_object_copy: type({
    create: notice('destination'),
    others: any(notice('destination')),
    judged: { acl: never(danger('access'), ...ANONYMOUS), grant: absent(danger('access')) },
  }),
};

export const PARAMETERS: VerdictTable = {
  aws_ssm_parameter: type({
    // The value is for the owner of the parameter to change; that it is a secret is not.
    harmless: 'value_wo value_wo_version allowed_pattern data_type tier overwrite',
    judged: {
      'value insecure_value': sameHost(notice('destination')),
      type: turnedInto(danger('guard'), 'string', 'stringlist'),
      key_id: stays(danger('guard')),
    },
  }),
  aws_secretsmanager_secret: type({
    rule: 'policy',
    judged: {
      recovery_window_in_days: notLess(danger('keeping')),
      replica: noneAdded(danger('destination')),
    },
  }),
  aws_secretsmanager_secret_policy: type({ isGuard: true, rule: 'policy' }),
  aws_secretsmanager_secret_rotation: type({
    destroy: danger('guard'),
    judged: { rotation_lambda_arn: any(danger('code')) },
    others: any(notice('guard')),
  }),
  aws_secretsmanager_secret_version: type({
    judged: {
      'secret_string secret_binary secret_string_wo secret_string_wo_version': swapped(
        notice('access'),
      ),
      version_stages: any(notice('keeping')),
    },
  }),
  aws_backup_vault: type({ destroy: danger('keeping') }),
  aws_backup_plan: type({
    harmless: 'name',
    destroy: danger('keeping'),
    judged: {
      rule: any(danger('keeping')),
      'advanced_backup_setting scan_setting': any(notice('keeping')),
    },
  }),
  aws_backup_selection: type({
    harmless: 'name',
    destroy: danger('keeping'),
    judged: {
      resources: noneRemoved(danger('keeping')),
      'not_resources condition selection_tag plan_id': any(danger('keeping')),
    },
  }),
  aws_backup_vault_lock_configuration: type({
    destroy: danger('keeping'),
    judged: {
      min_retention_days: notLess(danger('keeping')),
      max_retention_days: notHigher(notice('keeping')),
      changeable_for_days: any(notice('keeping')),
    },
  }),
  aws_backup_vault_policy: type({ isGuard: true, rule: 'policy' }),
  aws_backup_vault_notifications: type({ destroy: notice('guard'), others: any(notice('guard')) }),
  aws_ecr_repository: type({
    harmless: 'name',
    destroy: danger('keeping'),
    judged: {
      image_tag_mutability: never(danger('code'), 'mutable', 'mutable_with_exclusion'),
      image_tag_mutability_exclusion_filter: any(danger('code')),
      'image_scanning_configuration image_scanning_configuration.scan_on_push': on(notice('guard')),
      force_delete: off(danger('keeping')),
    },
  }),
  aws_ecr_lifecycle_policy: type({
    create: notice('keeping'),
    of: 'repository',
    judged: { policy: any(danger('keeping')) },
  }),
  aws_ecr_repository_policy: type({ rule: 'policy' }),
  aws_ecr_registry_policy: type({ rule: 'policy' }),
  aws_ecr_replication_configuration: type({
    create: danger('destination'),
    others: any(danger('destination')),
  }),
  aws_ecr_pull_through_cache_rule: type({ create: notice('code'), others: any(danger('code')) }),
  aws_ecr_registry_scanning_configuration: type({
    destroy: danger('guard'),
    others: any(notice('guard')),
  }),
  aws_ecr_account_setting: type({ create: notice('guard'), others: any(notice('guard')) }),
  aws_ecr_repository_creation_template: type({
    create: notice('access'),
    others: any(danger('access')),
  }),
  aws_kinesis_stream: type({
    destroy: danger('keeping'),
    harmless: 'shard_count stream_mode_details shard_level_metrics',
    judged: {
      retention_period: notLower(danger('keeping')),
      encryption_type: never(danger('guard'), 'none'),
    },
    others: any(notice('keeping')),
  }),
  ...Object.fromEntries(
    `backup_framework backup_global_settings backup_logically_air_gapped_vault backup_region_settings
     backup_report_plan backup_restore_testing_plan backup_restore_testing_selection
     kinesis_analytics_application kinesis_video_stream kinesisanalyticsv2_application
     kinesisanalyticsv2_application_snapshot`
      .split(/\s+/)
      .map((name) => [
        `aws_${name}`,
        type({
          create: notice('destination'),
          destroy: danger('keeping'),
          others: any(notice('keeping')),
        }),
      ]),
  ),
  aws_kinesis_resource_policy: type({ rule: 'policy' }),
  aws_kinesis_firehose_delivery_stream: type({
    create: notice('destination'),
    destroy: danger('destination'),
    others: any(danger('destination')),
  }),
  aws_kinesis_stream_consumer: type({
    create: notice('destination'),
    others: any(danger('destination')),
  }),
};
