import { limitOf } from '../../../modules/quotas';
import { textAt } from '../call';
import type { Refuse } from './refuse';

const MANAGED_POLICY_CHARACTERS = limitOf('managed-policy');

/** White space does not count. */
export const createPolicy: Refuse = ({ input }) =>
  textAt(input, 'PolicyDocument').replace(/\s/g, '').length <= MANAGED_POLICY_CHARACTERS
    ? undefined
    : {
        status: 409,
        code: 'LimitExceeded',
        message: `Cannot exceed quota for PolicySize: ${MANAGED_POLICY_CHARACTERS}`,
      };
