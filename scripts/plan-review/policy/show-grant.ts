import { showValue } from '../shown-value';
import type { Grant } from './policy-document';

/** One line for people. */
export function showGrant({ effect, action, resource, principal, condition }: Grant): string {
  const parts = [
    effect === 'Deny' ? 'no longer denied:' : '',
    `\`${action === '' ? '(any action)' : showValue(action)}\``,
    resource === '' ? '' : `on \`${showValue(resource)}\``,
    principal === '' ? '' : `to \`${showValue(principal)}\``,
    condition === '' ? '' : `when \`${showValue(condition)}\``,
  ];
  return parts.filter((part) => part !== '').join(' ');
}
