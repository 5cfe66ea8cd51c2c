/** What stands before the API: firewalls, certificates, names, distributions. */
import { memberAt } from '../json';
import { any, blocksStay, never, noneAdded, noneRemoved, on, stays } from './steps';
import { isStricterFirewallRule } from './stricter';
import { danger, HARMLESS, notice, type, type VerdictTable } from './verdict';

/** A firewall rule that lets in. */
function isAllowing(rule: unknown): boolean {
  return memberAt(rule, 'action', 'allow') !== undefined && !isBlockless(memberAt(rule, 'action'));
}

function isBlockless(action: unknown): boolean {
  return (
    !Array.isArray(memberAt(action, 'allow')) ||
    (memberAt(action, 'allow') as unknown[]).length === 0
  );
}

const matchSet = () =>
  type({ harmless: 'name metric_name', destroy: danger('guard'), others: any(danger('guard')) });

export const FIREWALL: VerdictTable = {
  aws_wafv2_api_key: type({ create: notice('access'), others: any(notice('access')) }),
  aws_wafv2_ip_set: type({
    harmless: 'name',
    destroy: danger('guard'),
    judged: { addresses: any(danger('access')) },
    others: any(notice('guard')),
  }),
  aws_wafv2_regex_pattern_set: type({
    harmless: 'name',
    destroy: danger('guard'),
    others: any(danger('guard')),
  }),
  aws_wafv2_rule_group: type({
    harmless: 'name visibility_config capacity custom_response_body',
    destroy: danger('guard'),
    judged: {
      rules_json: any(danger('guard')),
      rule: blocksStay(danger('guard'), isAllowing, isStricterFirewallRule),
      scope: any(danger('guard')),
    },
  }),
  aws_wafv2_web_acl: type({
    isGuard: true,
    harmless: 'name visibility_config custom_response_body',
    judged: {
      'default_action.allow': { ...absentBlock() },
      default_action: HARMLESS,
      rule: blocksStay(danger('guard'), isAllowing, isStricterFirewallRule),
      'rule_json scope': any(danger('guard')),
      'association_config captcha_config challenge_config token_domains data_protection_config':
        any(notice('guard')),
    },
  }),
  aws_wafv2_web_acl_association: type({
    isGuard: true,
    judged: { 'web_acl_arn resource_arn': any(danger('guard')) },
  }),
  aws_wafv2_web_acl_logging_configuration: type({
    destroy: danger('guard'),
    judged: {
      log_destination_configs: any(danger('destination')),
      redacted_fields: noneRemoved(danger('guard')),
      logging_filter: any(notice('guard')),
    },
  }),
  ...Object.fromEntries(
    `byte_match_set geo_match_set ipset rate_based_rule regex_match_set regex_pattern_set rule rule_group
     size_constraint_set sql_injection_match_set xss_match_set`
      .split(/\s+/)
      .flatMap((name) => [
        [`aws_wafregional_${name}`, matchSet()],
        [`aws_waf_${name}`, matchSet()],
      ]),
  ),
  aws_wafregional_web_acl: type({
    harmless: 'name metric_name',
    judged: {
      'default_action default_action.type': never(danger('guard'), 'allow'),
      rule: noneRemoved(danger('guard')),
      logging_configuration: stays(danger('guard')),
    },
    destroy: danger('guard'),
  }),
  aws_waf_web_acl: type({
    harmless: 'name metric_name',
    judged: {
      'default_action default_action.type': never(danger('guard'), 'allow'),
      rules: noneRemoved(danger('guard')),
      logging_configuration: stays(danger('guard')),
    },
    destroy: danger('guard'),
  }),
  aws_wafregional_web_acl_association: type({
    isGuard: true,
    judged: { 'web_acl_id resource_arn': any(danger('guard')) },
  }),
};

/** A block that is empty but there: `allow {}`. */
function absentBlock() {
  return {
    kind: 'judged' as const,
    ...danger('guard'),
    onCreate: false,
    isBad: ({ before, after }: { readonly before: unknown; readonly after: unknown }) =>
      Array.isArray(after) && after.length > 0 && !(Array.isArray(before) && before.length > 0),
  };
}

export const NAMES: VerdictTable = {
  aws_acm_certificate: type({
    harmless: 'early_renewal_duration validation_option validation_method',
    judged: {
      'domain_name certificate_authority_arn certificate_body certificate_chain private_key key_algorithm':
        any(notice('guard')),
      subject_alternative_names: any(notice('guard')),
      options: any(notice('guard')),
    },
  }),
  aws_acm_certificate_validation: type({ harmless: 'certificate_arn validation_record_fqdns' }),
  ...Object.fromEntries(
    [
      'certificate',
      'certificate_authority',
      'certificate_authority_certificate',
      'permission',
      'policy',
    ].map((name) => [
      `aws_acmpca_${name}`,
      type({ create: notice('access'), destroy: danger('guard'), others: any(danger('access')) }),
    ]),
  ),
  aws_route53_record: type({
    harmless: 'ttl health_check_id',
    destroy: danger('behaviour'),
    create: notice('destination'),
    of: 'alias.name',
    judged: {
      'records alias name type': any(danger('destination')),
      allow_overwrite: any(notice('destination')),
    },
    others: any(notice('destination')),
  }),
  aws_route53_zone: type({
    judged: {
      vpc: any(danger('access')),
      name: any(danger('behaviour')),
      delegation_set_id: any(danger('behaviour')),
    },
  }),
  ...Object.fromEntries(
    `cidr_collection cidr_location delegation_set health_check hosted_zone_dnssec key_signing_key query_log
     records_exclusive resolver_config resolver_dnssec_config resolver_endpoint resolver_firewall_config
     resolver_firewall_domain_list resolver_firewall_rule resolver_firewall_rule_group
     resolver_firewall_rule_group_association resolver_query_log_config resolver_query_log_config_association
     resolver_rule resolver_rule_association traffic_policy traffic_policy_instance
     vpc_association_authorization zone_association`
      .split(/\s+/)
      .map((name) => [
        `aws_route53_${name}`,
        type({
          create: notice('destination'),
          destroy: danger('guard'),
          others: any(danger('destination')),
        }),
      ]),
  ),
};

export const CLOUDFRONT: VerdictTable = {
  aws_cloudfront_distribution: type({
    harmless: 'price_class http_version is_ipv6_enabled default_root_object wait_for_deployment',
    destroy: danger('behaviour'),
    judged: {
      'origin origin_group': any(danger('destination')),
      web_acl_id: stays(danger('guard')),
      logging_config: stays(danger('guard')),
      enabled: on(danger('behaviour')),
      'viewer_certificate.minimum_protocol_version': never(
        danger('guard'),
        'sslv3',
        'tlsv1',
        'tlsv1_2016',
        'tlsv1.1_2016',
      ),
      'default_cache_behavior.viewer_protocol_policy ordered_cache_behavior.viewer_protocol_policy':
        never(danger('guard'), 'allow-all'),
      'default_cache_behavior.lambda_function_association default_cache_behavior.function_association ordered_cache_behavior.lambda_function_association ordered_cache_behavior.function_association':
        any(danger('code')),
      'default_cache_behavior.trusted_key_groups default_cache_behavior.trusted_signers ordered_cache_behavior.trusted_key_groups ordered_cache_behavior.trusted_signers':
        any(danger('access')),
      'default_cache_behavior.compress default_cache_behavior.default_ttl default_cache_behavior.max_ttl default_cache_behavior.min_ttl':
        HARMLESS,
      restrictions: any(danger('access')),
    },
    others: any(notice('behaviour')),
  }),
  aws_cloudfront_function: type({
    harmless: 'name publish',
    judged: { 'code runtime key_value_store_associations': any(danger('code')) },
  }),
  aws_cloudfront_key_group: type({
    harmless: 'name',
    create: notice('access'),
    judged: { items: noneAdded(danger('access')) },
  }),
  aws_cloudfront_public_key: type({
    harmless: 'name',
    create: notice('access'),
    others: any(danger('access')),
  }),
  aws_cloudfront_response_headers_policy: type({
    harmless: 'name server_timing_headers_config',
    judged: {
      security_headers_config: stays(danger('guard')),
      'cors_config custom_headers_config remove_headers_config': any(danger('access')),
    },
    destroy: danger('guard'),
  }),
  aws_cloudfront_cache_policy: type({
    harmless: 'name default_ttl max_ttl min_ttl',
    judged: { parameters_in_cache_key_and_forwarded_to_origin: any(danger('access')) },
  }),
  aws_cloudfront_origin_access_control: type({
    harmless: 'name',
    destroy: danger('access'),
    others: any(danger('access')),
  }),
  ...Object.fromEntries(
    `continuous_deployment_policy field_level_encryption_config field_level_encryption_profile key_value_store
     monitoring_subscription origin_access_identity origin_request_policy realtime_log_config vpc_origin
     key_value_store_key key_value_store_keys_exclusive`
      .split(/\s+/)
      .map((name) => [
        name.startsWith('key_value_store_key')
          ? `aws_cloudfrontkeyvaluestore_${name.replace('key_value_store_', '')}`
          : `aws_cloudfront_${name}`,
        type({
          create: notice('destination'),
          destroy: danger('guard'),
          others: any(danger('destination')),
        }),
      ]),
  ),
};
