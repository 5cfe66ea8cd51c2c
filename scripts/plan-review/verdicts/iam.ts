/** Who may do what. A policy's statements are read by the rules of policies; here is the rest. */
import { any, noneAdded, notHigher, notLower, off, on, stays } from './steps';
import { danger, notice, type, type VerdictTable } from './verdict';

/** A way in of its own, which is a danger whatever it holds. */
const entrance = (harmless = '') =>
  type({
    harmless,
    create: danger('access'),
    destroy: notice('access'),
    others: any(danger('access')),
  });

const exclusive = () =>
  type({
    create: danger('guard'),
    destroy: notice('guard'),
    others: any(danger('access')),
  });

const document = () =>
  type({ rule: 'policy', harmless: 'name', judged: { 'role user group': any(danger('access')) } });

/** The rules of attachments read what is attached. */
const attachment = (of: string) =>
  type({ rule: 'policy_arn', harmless: 'name', judged: { [of]: any(danger('access')) } });

export const IAM: VerdictTable = {
  aws_iam_access_key: entrance(),
  aws_iam_account_alias: type({ create: notice('behaviour'), others: any(notice('behaviour')) }),
  aws_iam_account_password_policy: type({
    destroy: danger('guard'),
    harmless: 'allow_users_to_change_password hard_expiry',
    judged: {
      'minimum_password_length password_reuse_prevention': notLower(danger('guard')),
      max_password_age: notHigher(danger('guard')),
      'require_lowercase_characters require_numbers require_symbols require_uppercase_characters':
        on(danger('guard')),
    },
  }),
  aws_iam_group: type({ judged: { 'name path': any(notice('access')) } }),
  aws_iam_group_membership: entrance('name'),
  aws_iam_group_policy: document(),
  aws_iam_group_policy_attachment: attachment('group'),
  aws_iam_instance_profile: type({
    create: notice('access'),
    judged: { role: any(danger('access')), 'name path': any(notice('access')) },
  }),
  aws_iam_openid_connect_provider: entrance(),
  aws_iam_organizations_features: type({
    create: danger('access'),
    destroy: danger('guard'),
    others: any(danger('access')),
  }),
  aws_iam_policy: type({
    rule: 'policy',
    harmless: 'name',
    judged: { path: any(notice('access')) },
  }),
  aws_iam_policy_attachment: attachment('groups roles users'),
  aws_iam_role: type({
    rule: 'assume_role_policy inline_policy managed_policy_arns permissions_boundary',
    harmless: 'force_detach_policies',
    judged: {
      permissions_boundary: stays(danger('guard')),
      max_session_duration: notHigher(notice('access')),
      'name path': any(notice('access')),
    },
  }),
  aws_iam_role_policy: document(),
  aws_iam_role_policy_attachment: attachment('role'),
  aws_iam_saml_provider: entrance('name'),
  aws_iam_security_token_service_preferences: type({
    create: notice('access'),
    others: any(notice('access')),
  }),
  aws_iam_server_certificate: type({
    create: notice('guard'),
    destroy: danger('guard'),
    others: any(notice('guard')),
  }),
  aws_iam_service_linked_role: type({ create: notice('access'), others: any(notice('access')) }),
  aws_iam_service_specific_credential: entrance(),
  aws_iam_signing_certificate: entrance(),
  aws_iam_user: type({
    create: danger('access'),
    destroy: notice('access'),
    judged: {
      permissions_boundary: stays(danger('guard')),
      force_destroy: off(notice('guard')),
      'name path': any(notice('access')),
    },
  }),
  aws_iam_user_group_membership: entrance(),
  aws_iam_user_login_profile: entrance(),
  aws_iam_user_policy: document(),
  aws_iam_user_policy_attachment: attachment('user'),
  aws_iam_user_ssh_key: entrance(),
  aws_iam_virtual_mfa_device: type({ destroy: danger('guard'), others: any(notice('guard')) }),
  ...Object.fromEntries(
    `group_policies group_policy_attachments role_policies role_policy_attachments user_policies
     user_policy_attachments`
      .split(/\s+/)
      .map((name) => [`aws_iam_${name}_exclusive`, exclusive()]),
  ),
};

const key = () =>
  type({
    rule: 'policy',
    judged: {
      'is_enabled enabled': on(danger('guard')),
      enable_key_rotation: on(notice('guard')),
      rotation_period_in_days: notHigher(notice('guard')),
      deletion_window_in_days: notLower(notice('guard')),
      'custom_key_store_id customer_master_key_spec key_usage key_spec xks_key_id key_material_base64 valid_to primary_key_arn':
        any(danger('guard')),
      multi_region: any(notice('guard')),
    },
    destroy: danger('keeping'),
  });

export const KMS: VerdictTable = {
  aws_kms_alias: type({
    destroy: danger('guard'),
    judged: { target_key_id: any(danger('guard')), name: any(notice('guard')) },
  }),
  aws_kms_ciphertext: type({ others: any(notice('guard')) }),
  aws_kms_custom_key_store: type({
    create: notice('guard'),
    destroy: danger('keeping'),
    others: any(danger('guard')),
  }),
  aws_kms_external_key: key(),
  aws_kms_grant: type({
    create: danger('access'),
    judged: {
      'grantee_principal key_id retiring_principal constraints name grant_creation_tokens': any(
        danger('access'),
      ),
      operations: noneAdded(danger('access')),
      retire_on_delete: any(notice('access')),
    },
  }),
  aws_kms_key: key(),
  aws_kms_key_policy: type({
    isGuard: true,
    rule: 'policy',
    judged: { key_id: any(danger('access')) },
  }),
  aws_kms_replica_external_key: key(),
  aws_kms_replica_key: key(),
};
