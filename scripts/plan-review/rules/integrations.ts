import { canonical, type JsonRecord, recordOf, textOf } from '../json';
import { isKept, isUnknown, type ResourceChange } from '../resource-change';
import { showStep } from '../show-at';
import { showNames } from '../shown-value';
import { type Rule, types } from './rule';

const INTEGRATIONS = types('aws_api_gateway_integration');
const CALLS = ['type', 'uri'] as const;

function isHttp({ after }: ResourceChange): boolean {
  return /^HTTP/i.test(textOf(after['type']) ?? '') || /^https?:/i.test(textOf(after['uri']) ?? '');
}

/** What a template or a parameter does to the request itself, past what its caller sent. */
function overridesIn(values: JsonRecord): readonly string[] {
  const templates = Object.values(recordOf(values['request_templates'])).map(String);
  const found = templates.flatMap((text) => text.match(/requestOverride[.\w-]*/g) ?? []);
  const parameters = Object.entries(recordOf(values['request_parameters']))
    .filter(
      ([name, value]) =>
        /\.header\.(authorization|x-api-key|x-amz-.*|host|cookie|x-forwarded-.*)$/i.test(name) ||
        String(value).includes('authorizer.'),
    )
    .map(([name, value]) => `${name}=${String(value)}`);
  return [...found, ...parameters];
}

function differs(change: ResourceChange, name: string): boolean {
  return (
    isUnknown(change, name) ||
    canonical(change.before[name] ?? '') !== canonical(change.after[name] ?? '')
  );
}

/** Is another place called than before? The version of a function or its qualifier may move. */
function isElsewhere(change: ResourceChange): boolean {
  return isKept(change) && CALLS.some((name) => differs(change, name));
}

/** What methods call, and what they send. */
export const INTEGRATION_RULES: readonly Rule[] = [
  {
    id: 'integration-to-host',
    severity: 'danger',
    lost: 'whole requests, tokens among them: they are sent to that host',
    mend: 'call a function of the stage; if the host is ours, allow this change by its address',
    types: INTEGRATIONS,
    find: (change) => {
      const isSame =
        change.before['uri'] === change.after['uri'] &&
        change.before['type'] === change.after['type'];
      return (change.action === 'create' || isKept(change)) && isHttp(change) && !isSame
        ? `requests are sent to a host: ${showStep(change, 'uri')}`
        : undefined;
    },
  },
  {
    id: 'integration-moved',
    severity: 'danger',
    lost: 'what the method did: something else is called',
    mend: 'keep type and uri, and deploy the function itself',
    types: INTEGRATIONS,
    find: (change) =>
      isElsewhere(change) && !isHttp(change) && !isOnlyFunction(change)
        ? CALLS.filter((name) => differs(change, name))
            .map((name) => showStep(change, name))
            .join('; ')
        : undefined,
  },
  {
    id: 'integration-function-changed',
    severity: 'warning',
    lost: 'nothing, if it is meant so: another function answers',
    mend: 'check that it is of this stage, and expects such events',
    types: INTEGRATIONS,
    find: (change) =>
      isElsewhere(change) && !isHttp(change) && isOnlyFunction(change)
        ? showStep(change, 'uri')
        : undefined,
  },
  {
    id: 'integration-credentials',
    severity: 'danger',
    lost: 'the limit of what a call may do: it is made with the rights of that role',
    mend: 'leave credentials out; functions have permissions of their own',
    types: INTEGRATIONS,
    find: (change) =>
      Boolean(
        change.after['credentials'] ?? (isUnknown(change, 'credentials') && isKept(change)),
      ) && differs(change, 'credentials')
        ? showStep(change, 'credentials')
        : undefined,
  },
  {
    id: 'integration-override',
    severity: 'danger',
    lost: 'what the caller sent is not what arrives: headers, paths or identities are put in its place',
    mend: 'send what came; make such decisions in the function',
    types: INTEGRATIONS,
    find: (change) => {
      const old = overridesIn(change.before);
      const added = overridesIn(change.after).filter((one) => !old.includes(one));
      return isKept(change) && added.length > 0
        ? 'the request is written over by a template or a parameter'
        : undefined;
    },
  },
  {
    id: 'integration-mapping-changed',
    severity: 'warning',
    lost: 'the function, or the caller, gets something else than before',
    mend: 'read the template in the code, and try it',
    types: INTEGRATIONS,
    find: (change) => {
      const names = ['request_templates', 'request_parameters'].filter(
        (name) => isKept(change) && differs(change, name) && !isUnknown(change, name),
      );
      const isReplaced = isElsewhere(change);
      return names.length === 0 || isReplaced ? undefined : `changed: ${showNames(names)}`;
    },
  },
];

/** Both call a function, of the same account. */
function isOnlyFunction({ before, after }: ResourceChange): boolean {
  const isFunction = (values: JsonRecord): boolean =>
    /:lambda:path\/.*:function:/.test(textOf(values['uri']) ?? '');
  return isFunction(before) && isFunction(after) && before['type'] === after['type'];
}
