import { showNames, showValue } from '../shown-value';
import { type Rule, types } from './rule';

/** What stands before a method: its authorizer, its validator. */
export const GUARD_RULES: readonly Rule[] = [
  {
    id: 'authorizer-removed',
    severity: 'danger',
    lost: 'the check of tokens for every method that names it',
    mend: 'keep the authorizer; add a second one beside it and move the methods over, one deployment each',
    types: types('aws_api_gateway_authorizer'),
    find: ({ action, before }) =>
      action === 'destroy'
        ? `the authorizer \`${showValue(before['name'])}\` is removed`
        : undefined,
  },
  {
    id: 'validator-weakened',
    severity: 'warning',
    lost: 'requests that are not valid reach the functions instead of a 400',
    mend: 'keep validate_request_body and validate_request_parameters on',
    types: types('aws_api_gateway_request_validator'),
    find: (change) => {
      if (change.action === 'destroy') return 'the request validator is removed';
      const off = ['validate_request_body', 'validate_request_parameters'].filter(
        (name) => change.before[name] === true && change.after[name] === false,
      );
      return off.length === 0 ? undefined : `switched off: ${showNames(off)}`;
    },
  },
  {
    id: 'firewall-removed',
    severity: 'danger',
    lost: 'the filter and the rate limits per address in front of the stage',
    mend: 'keep the association of the web ACL with the stage',
    types: types(
      'aws_wafv2_web_acl_association',
      'aws_wafv2_web_acl',
      'aws_wafregional_web_acl_association',
    ),
    find: ({ action, type }) =>
      action === 'destroy'
        ? `the ${type.endsWith('association') ? 'association of the firewall' : 'firewall'} is removed`
        : undefined,
  },
];
