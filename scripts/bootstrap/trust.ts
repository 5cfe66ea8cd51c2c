/** Whom the roles trust, as the command line says it and as the account is told. */
import { STAGE_NAMES } from '../../config';
import { PLAN, type Trust } from '../../modules/stacks/bootstrap-stack';

/** What `--trust` can name: the stages' deploy roles, and the role that only reads. */
export const ROLE_NAMES: readonly string[] = [...STAGE_NAMES, PLAN];

const TRUST = /^([a-z]+)=(arn:aws[a-z-]*:(?:iam|sts)::\d{12}:.+)$/;

/**
 * Reads `--trust dev=ARN`, as often as it is given.
 *
 * @param flags `dev=arn:aws:iam::123456789012:user/ci-dev`
 * @param mayBeSame Whether one who may deploy dev may deploy prod.
 * @throws Error in one line for what is no ARN, and for one ARN that would hold for two stages.
 */
export function parseTrust(flags: readonly string[], mayBeSame: boolean): Trust {
  const trust: Record<string, string[]> = {};
  for (const flag of flags) {
    const [, role = '', arn = ''] = TRUST.exec(flag) ?? [];
    if (!ROLE_NAMES.includes(role)) {
      throw new Error(
        `--trust ${flag}: must be ${ROLE_NAMES.join('=ARN, ')}=ARN, with the ARN of a user or a role`,
      );
    }
    (trust[role] ??= []).push(arn);
  }
  checkApart(trust, mayBeSame);
  return trust;
}

/**
 * Whoever builds one stage must not have the way to another.
 *
 * @throws Error in one line that names the ARN.
 */
export function checkApart(trust: Trust, mayBeSame: boolean): void {
  if (mayBeSame) return;
  const seen = new Map<string, string>();
  for (const stage of STAGE_NAMES) {
    for (const arn of trust[stage] ?? []) {
      const other = seen.get(arn);
      if (other !== undefined) {
        throw new Error(
          `${arn} would deploy ${other} and ${stage}: give each stage a user of its own, or say --same-trust`,
        );
      }
      seen.set(arn, stage);
    }
  }
}
