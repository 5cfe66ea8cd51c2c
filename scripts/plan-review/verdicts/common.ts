/** Verdicts by an argument's name, of whatever type: what says the same everywhere. */
import { any, never, off, on, stays } from './steps';
import { danger, HARMLESS, notice, RULE, type Verdict } from './verdict';

/** What AWS or the provider keeps the books of, and what is for people's eyes. */
const HARMLESS_NAMES = `id arn tags tags_all timeouts description comment display_name name_prefix region
  last_modified last_modified_time last_updated_date version qualified_arn qualified_invoke_arn invoke_arn
  source_code_size code_sha256 triggers created_date create_date creation_date last_updated_time owner_id owner
  unique_id hosted_zone_id_of_website statement_id statement_id_prefix execution_arn invoke_url url_id revision_id
  fail_on_warnings skip_destroy enable_accelerated_recovery label status_reason etag version_id expected_bucket_owner wait_for_deployment`;

/** Names that say what a thing is added to: to move it is to take it from where it was. */
const PLACES = `rest_api_id resource_id api_id bucket table_name queue_url function_name stage_name resource_arn
  topic_arn zone_id hosted_zone_id user_pool_id identity_pool_id log_group_name event_bus_name rule domain_name
  repository key_id secret_id backup_vault_name secret_arn table_arn resource_name role_name group_name user_name
  username cluster_identifier name http_method`;

const BY_NAME: Readonly<Record<string, Verdict>> = {
  ...names(HARMLESS_NAMES, HARMLESS),
  ...names(PLACES, any(notice('behaviour'))),
  ...names(
    `role role_arn iam_role_arn execution_role_arn service_role_arn service_execution_role credentials
     credentials_arn principal principals grantee_principal policy_arn policy_arns permissions_boundary
     role_to_assume custom_role_arn cloudwatch_role_arn invocation_role trust_policy`,
    any(danger('access')),
  ),
  ...names(
    `kms_key_id kms_key_arn kms_master_key_id kms_key_identifier encryption_configuration
     server_side_encryption_configuration server_side_encryption kms_data_key_arn kms_key`,
    stays(danger('guard')),
  ),
  ...names(
    `termination_protection_enabled storage_encrypted encrypted block_public_policy block_public_acls ignore_public_acls restrict_public_buckets
     enable_logging enable_log_file_validation enabled enforce_ssl multi_az`,
    on(danger('guard')),
  ),
  // A rule of its own tells of these, of whatever type.
  ...names('deletion_protection deletion_protection_enabled enable_deletion_protection', RULE),
  ...names(
    `force_destroy force_delete publicly_accessible bypass_policy_lockout_safety_check
     bypass_policy_lockout_check allow_overwrite insecure_skip_verification skip_final_snapshot
     force_overwrite_replica_secret permanent_deletion`,
    off(danger('guard')),
  ),
  ...names(
    'acl',
    never(
      danger('access'),
      'public-read',
      'public-read-write',
      'authenticated-read',
      'log-delivery-write',
      'aws-exec-read',
    ),
  ),
};

function names(text: string, verdict: Verdict): Readonly<Record<string, Verdict>> {
  return Object.fromEntries(text.split(/\s+/).map((name) => [name, verdict]));
}

/** The verdict that an argument's name alone gives. */
export function verdictByName(name: string): Verdict | undefined {
  return Object.hasOwn(BY_NAME, name) ? BY_NAME[name] : undefined;
}
