/** Roles and their policies; of IAM's rest the laptop knows nothing. */
import { coverage, each, harmlessType, type ResourceCoverage } from './resource-coverage';

const NAME_ONLY = 'a name in IAM, which grants nothing';
const OUT_OF_BAND = 'removes what Terraform did not make; the laptop has only what it made';

export const IAM: Readonly<Record<string, ResourceCoverage>> = {
  aws_iam_role: coverage({
    honoured: 'inline_policy.policy managed_policy_arns name name_prefix path',
    harmless: {
      assume_role_policy: 'a function takes its role on the laptop without being asked',
      'description inline_policy.name': NAME_ONLY,
      force_detach_policies: 'what Terraform does on destroy',
      max_session_duration: 'the laptop gives no session that ends',
    },
    refused: {
      permissions_boundary: 'not applied locally: the role could do more than on AWS',
    },
    readOnly: 'arn create_date unique_id',
  }),
  aws_iam_role_policy: coverage({
    honoured: 'policy role',
    harmless: { 'name name_prefix': NAME_ONLY },
  }),
  aws_iam_role_policy_attachment: coverage({ honoured: 'policy_arn role' }),
  aws_iam_policy: coverage({
    honoured: 'name name_prefix path policy',
    harmless: { description: NAME_ONLY },
    readOnly: 'arn attachment_count policy_id',
  }),
  aws_iam_policy_attachment: coverage({
    honoured: 'policy_arn roles',
    harmless: { 'groups users': 'the laptop knows roles alone', name: NAME_ONLY },
  }),
  ...each(
    'aws_iam_',
    'role_policies_exclusive role_policy_attachments_exclusive',
    harmlessType(OUT_OF_BAND),
  ),
  ...each(
    'aws_iam_',
    `access_key account_alias account_password_policy group group_membership
      group_policies_exclusive group_policy group_policy_attachment
      group_policy_attachments_exclusive instance_profile openid_connect_provider
      organizations_features saml_provider security_token_service_preferences server_certificate
      service_linked_role service_specific_credential signing_certificate user
      user_group_membership user_login_profile user_policies_exclusive user_policy
      user_policy_attachment user_policy_attachments_exclusive user_ssh_key virtual_mfa_device`,
    harmlessType('the laptop knows roles and their policies alone'),
  ),
};
