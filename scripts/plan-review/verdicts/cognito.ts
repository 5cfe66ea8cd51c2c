/** Users, and how they sign in. */
import { absent, any, never, noneAdded, notHigher, notLess, off, on, stays } from './steps';
import { danger, notice, type, type VerdictTable } from './verdict';

export const COGNITO: VerdictTable = {
  aws_cognito_user_pool: type({
    rule: 'deletion_protection',
    harmless: `name email_verification_message email_verification_subject sms_authentication_message sms_verification_message
      verification_message_template user_pool_tier`,
    judged: {
      mfa_configuration: never(danger('guard'), 'off', 'optional'),
      'user_pool_add_ons software_token_mfa_configuration device_configuration': stays(
        danger('guard'),
      ),
      'password_policy.minimum_length password_policy.password_history_size': notLess(
        danger('guard'),
      ),
      'password_policy.require_lowercase password_policy.require_numbers password_policy.require_symbols password_policy.require_uppercase':
        on(danger('guard')),
      'password_policy.temporary_password_validity_days': notHigher(notice('guard')),
      'admin_create_user_config.allow_admin_create_user_only': on(danger('access')),
      'lambda_config lambda_config.pre_token_generation': any(danger('code')),
      'email_configuration sms_configuration': any(danger('destination')),
      'account_recovery_setting auto_verified_attributes username_attributes alias_attributes schema sign_in_policy web_authn_configuration':
        any(danger('access')),
    },
    others: any(notice('access')),
  }),
  ...Object.fromEntries(
    ['aws_cognito_user_pool_client', 'aws_cognito_managed_user_pool_client'].map((name) => [
      name,
      type({
        harmless: 'name logout_urls name_pattern',
        create: notice('access'),
        of: 'user_pool_id',
        judged: {
          'allowed_oauth_flows allowed_oauth_scopes callback_urls explicit_auth_flows supported_identity_providers write_attributes read_attributes':
            noneAdded(danger('access')),
          'access_token_validity id_token_validity refresh_token_validity auth_session_validity':
            notHigher(danger('access')),
          'enable_token_revocation generate_secret': on(danger('guard')),
          prevent_user_existence_errors: never(danger('guard'), 'legacy'),
        },
        others: any(danger('access')),
      }),
    ]),
  ),
  aws_cognito_identity_pool: type({
    create: notice('access'),
    judged: {
      'allow_unauthenticated_identities allow_classic_flow': off(danger('access')),
      'cognito_identity_providers openid_connect_provider_arns saml_provider_arns supported_login_providers developer_provider_name':
        absent(danger('access')),
    },
    others: any(notice('access')),
  }),
  // Whoever the provider vouches for is let in.
  aws_cognito_identity_provider: type({
    create: danger('access'),
    of: 'user_pool_id',
    destroy: danger('guard'),
    others: any(danger('access')),
  }),
  ...Object.fromEntries(
    `identity_pool_provider_principal_tag identity_pool_roles_attachment resource_server
     risk_configuration user user_group user_in_group user_pool_domain user_pool_ui_customization
     managed_login_branding log_delivery_configuration`
      .split(/\s+/)
      .map((name) => [
        `aws_cognito_${name}`,
        type({ create: notice('access'), destroy: danger('guard'), others: any(danger('access')) }),
      ]),
  ),
};
