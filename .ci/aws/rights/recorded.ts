/**
 * Demands as a fixture keeps them: each once, with the ids that an account gives anew each time written alike.
 */
import type { LoggedCall } from '../call-log';
import type { Context, Demand } from './demand';

/** [what, how it is written]; the ids are as long as AWS's, since policies count on that. */
const IDS: readonly (readonly [RegExp, string])[] = [
  [/((?:%2F|\/)restapis(?:%2F|\/))(?!\*)[^/%"]+/g, '$1restapi000'],
  [/((?:%2F|\/)(?:apikeys|usageplans)(?:%2F|\/))(?!\*)[^/%"]+/g, '$1abcdefghij'],
  [/(\/(?:resources|authorizers|requestvalidators|deployments|parts|keys)\/)[^/"]+/g, '$1abc123'],
  [/(\/versions\/)[^/"]+/g, '$1version'],
  [/(\/responses\/)\d+/g, '$1200'],
  [
    /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g,
    '11111111-2222-4333-8444-555555555555',
  ],
  [/(API-Gateway-Execution-Logs_)[^/"]+/g, '$1restapi000'],
  [/_[0-9a-f]{32}\./g, '_proof.'],
  [/(:::(?:change|hostedzone)\/)\w+/g, '$1ZONE'],
  [/(\/methods\/)[A-Z]+/g, '$1GET'],
  [/((?:function:|role\/|\/aws\/lambda\/)gatehouse-(?:dev|prod)-)\w+/g, '$1one'],
  [/(\/documentation\/)[^"]+/g, '$1part'],
  // Which gateway response, model, function or alarm: one of each kind says it all.
  [/(\/(?:gatewayresponses|models)\/)[^/"]+/g, '$1one'],
  [/(alarm:gatehouse-\w+-)[\w.-]+/g, '$1alarm'],
];

/** By the role that made the calls: its name without account and session. */
export function recordedDemands(
  calls: readonly LoggedCall[],
): Readonly<Record<string, readonly Demand[]>> {
  const byRole: Record<string, Map<string, Demand>> = {};
  for (const { caller, demands, refused } of calls) {
    const role = /assumed-role\/([^/]+)\//.exec(caller)?.[1];
    if (role === undefined || refused?.by === 'rights') continue;
    const known = (byRole[role] ??= new Map());
    for (const { action, resources, context } of demands) {
      const text = masked(JSON.stringify({ action, resources, context: ownContext(context) }));
      known.set(text, JSON.parse(text) as Demand);
    }
  }
  return Object.fromEntries(
    Object.entries(byRole).map(([role, demands]) => [
      role,
      [...demands].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, demand]) => demand),
    ]),
  );
}

/** Without what every call has, and no policy of ours asks for. */
function ownContext(context: Context): Context {
  return Object.fromEntries(
    Object.entries(context).filter(
      ([key]) => !/^aws:(?:PrincipalA|SecureTransport|\w+Tag\/owner)/.test(key),
    ),
  );
}

/** A demand a line. */
export function renderRecorded(recorded: Readonly<Record<string, readonly Demand[]>>): string {
  const roles = Object.entries(recorded).map(
    ([role, demands]) =>
      `${JSON.stringify(role)}: [\n${demands.map((demand) => JSON.stringify(demand)).join(',\n')}\n]`,
  );
  return `{\n${roles.join(',\n')}\n}\n`;
}

function masked(text: string): string {
  return IDS.reduce((before, [id, written]) => before.replace(id, written), text);
}
