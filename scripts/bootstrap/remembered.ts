/** What an earlier run was told, so that the next one need not be told again. */
import { existsSync, readFileSync } from 'node:fs';
import type { RoleSettings } from '../../modules/bootstrap/deploy-policy';
import type { Trust } from '../../modules/stacks/bootstrap-stack';
import { isRecord, listOf, memberOf, textOf } from '../pipeline/json';

/** Kept as the output `remembered` of bootstrap's own state. */
export interface Remembered {
  readonly trust: Trust;
  readonly gatewayLogging: boolean;
  /** By stage name. */
  readonly settings: Readonly<Record<string, RoleSettings>>;
}

/** The name of the output. */
export const REMEMBERED = 'remembered';

/**
 * Reads the state, as Terraform writes it beside cdktf.out.
 *
 * https://developer.hashicorp.com/terraform/internals/json-format
 *
 * @param file `terraform.gatehouse-bootstrap.tfstate`
 * @returns `undefined` before the first run; what an older version did not keep is empty.
 * @throws Error in one line when the file is no state.
 */
export function readRemembered(file: string): Remembered | undefined {
  if (!existsSync(file)) return undefined;
  const state = parse(readFileSync(file, 'utf8'), file);
  if (listOf(memberOf(state, 'resources')).length === 0) return undefined;
  const text = textOf(memberOf(state, 'outputs', REMEMBERED, 'value'));
  const kept: unknown = text === '' ? {} : parse(text, `${file}: output ${REMEMBERED}`);
  return {
    trust: trustOf(memberOf(kept, 'trust')),
    gatewayLogging: hasGatewayLogging(state),
    settings: settingsOf(memberOf(kept, 'settings')),
  };
}

/** Seen from what is there: a run before this was remembered may have made it. */
function hasGatewayLogging(state: unknown): boolean {
  return listOf(memberOf(state, 'resources')).some(
    (one) => textOf(memberOf(one, 'type')) === 'aws_api_gateway_account',
  );
}

function trustOf(value: unknown): Trust {
  if (!isRecord(value)) return {};
  return Object.fromEntries(
    Object.entries(value).map(([role, arns]) => [role, listOf(arns).map(textOf)]),
  );
}

function settingsOf(value: unknown): Record<string, RoleSettings> {
  if (!isRecord(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([stage, one]) => [stage, oneStage(one)]));
}

function oneStage(value: unknown): RoleSettings {
  const domainName = textOf(memberOf(value, 'domain', 'domainName'));
  const hostedZoneId = textOf(memberOf(value, 'domain', 'hostedZoneId'));
  const webAclArn = textOf(memberOf(value, 'webAclArn'));
  const kmsKey = memberOf(value, 'kmsKey');
  const keyArn = textOf(memberOf(kmsKey, 'arn'));
  return {
    ...(domainName === '' ? {} : { domain: { domainName, hostedZoneId } }),
    ...(webAclArn === '' ? {} : { webAclArn }),
    ...(keyArn === '' ? {} : { kmsKey: { arn: keyArn } }),
  };
}

function parse(json: string, place: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new Error(`${place}: not JSON; take back the version before, or remove it`, {
      cause: error,
    });
  }
}
