import type { RoleSettings } from '../../modules/bootstrap/deploy-policy';
import type { Trust } from '../../modules/stacks/bootstrap-stack';
import type { Remembered } from './remembered';
import { checkApart, parseTrust } from './trust';

/** Of `npm run bootstrap`, for `parseArgs`. */
export const OPTIONS = {
  trust: { type: 'string', multiple: true, default: [] as string[] },
  'same-trust': { type: 'boolean', default: false },
  'gateway-logging': { type: 'boolean', default: false },
  'no-gateway-logging': { type: 'boolean', default: false },
  forget: { type: 'boolean', default: false },
  yes: { type: 'boolean', default: false },
  verbose: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** What the command line says. */
export interface Flags {
  readonly trust: readonly string[];
  readonly 'same-trust': boolean;
  readonly 'gateway-logging': boolean;
  readonly 'no-gateway-logging': boolean;
  readonly forget: boolean;
}

/** What is made: what was said now, and what was said before. */
export type Choice = Remembered;

/**
 * A flag that is not given leaves what an earlier run was told; what takes something away has a flag of its own.
 *
 * @param stages The stages' settings, by name.
 * @param before `undefined` at the first run.
 * @throws Error in one line for flags that contradict each other.
 */
export function choose(
  flags: Flags,
  stages: Readonly<Record<string, RoleSettings>>,
  before: Remembered | undefined,
): Choice {
  if (flags['gateway-logging'] && flags['no-gateway-logging']) {
    throw new Error('--gateway-logging and --no-gateway-logging: say one of them');
  }
  return {
    trust: trustNow(flags, before),
    gatewayLogging:
      flags['gateway-logging'] || (!flags['no-gateway-logging'] && before?.gatewayLogging === true),
    settings: Object.fromEntries(
      Object.entries(stages).map(([name, { domain, webAclArn, kmsKey }]) => {
        const kept = flags.forget ? {} : (before?.settings[name] ?? {});
        return [name, { ...kept, ...defined({ domain, webAclArn, kmsKey: brought(kmsKey) }) }];
      }),
    ),
  };
}

function trustNow(flags: Flags, before: Remembered | undefined): Trust {
  const mayBeSame = flags['same-trust'];
  const said = parseTrust(flags.trust, mayBeSame);
  const trust = { ...before?.trust, ...said };
  // What was agreed to before is not asked again.
  if (flags.trust.length > 0) checkApart(trust, mayBeSame);
  return trust;
}

/** A key that the stage makes is told by its tags; only a key that was brought has to be named. */
function brought(kmsKey: RoleSettings['kmsKey']): RoleSettings['kmsKey'] {
  return kmsKey === 'own' ? undefined : kmsKey;
}

function defined(settings: RoleSettings): RoleSettings {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}
