import {
  isRecord,
  type JsonRecord,
  listOf,
  memberAt,
  recordOf,
  textOf,
  textsDeepIn,
  textsOf,
} from './json';

/** What a plan says beside its changes: whose account it is, and how its resources are configured. */
export interface PlanFacts {
  /** Accounts that this one is, as far as the plan proves it. */
  readonly ownAccounts: ReadonlySet<string>;
  /** Accounts that what is planned names, whosoever they are. */
  readonly namedAccounts: ReadonlySet<string>;
  /** Ids of REST APIs that were there before. */
  readonly apiIds: ReadonlySet<string>;
  /** Names and ids of what was there before and is not what changes; to see whose stage the stack is. */
  readonly priorNames: readonly string[];
  /** The values of what was there before, of a type. */
  readonly priorOf: (type: string) => readonly JsonRecord[];
  /** False when the plan's JSON came without `configuration`: then nobody can see provisioners. */
  readonly hasConfiguration: boolean;
  /** The resource's block of `configuration`. */
  readonly configurationOf: (address: string) => JsonRecord | undefined;
  /** What a data source that is read during apply is given, and what of it is not known yet. */
  readonly readBy: (
    address: string,
  ) => { readonly values: JsonRecord; readonly unknown: unknown } | undefined;
  /** Every `data` block of the configuration, those of modules too, as in `external`. */
  readonly dataTypes: ReadonlySet<string>;
  /** The resource's block as it was synthesized, references in it as `${...}`; when the caller has it. */
  readonly synthesizedOf: (address: string) => JsonRecord | undefined;
  /** A text with its references (`${aws_x.y.arn}`) replaced by the values that the plan knows. */
  readonly resolve: (text: string) => string;
}

/** An account's id where ARNs, queue URLs and registries have it. */
const ACCOUNT =
  /(?:arn:aws[a-z-]*:[a-z0-9-]*:[a-z0-9-]*:|sqs[.a-z0-9-]*\.amazonaws\.com(?:\.cn)?\/)(\d{12})(?=[:/])|(?<![\w-])(\d{12})(?=\.dkr\.ecr\.)|^(\d{12})$/g;

/** The accounts that a text names. JSON in it is looked through, with the ids in quotes. */
export function accountsIn(text: string): readonly string[] {
  const quoted = [...text.matchAll(/"(\d{12})"/g)].map(([, id = '']) => id);
  return [
    ...[...text.matchAll(ACCOUNT)].flatMap(
      ([, arn, registry, whole]) => arn ?? registry ?? whole ?? [],
    ),
    ...quoted,
  ];
}

/** What a caller may know beside a plan. */
export interface Known {
  /** The stack's `cdk.tf.json`: policies that are known only after apply are read from it. */
  readonly synthesized?: unknown;
  /** The account that is planned for, as AWS said. */
  readonly accountId?: string;
}

export function readFacts(plan: JsonRecord, { synthesized, accountId }: Known): PlanFacts {
  const prior = resourcesOf(memberAt(plan, 'prior_state', 'values', 'root_module'));
  const entries = [...listOf(plan['resource_changes']), ...listOf(plan['resource_drift'])];
  const old = [
    ...entries.map((entry) => recordOf(memberAt(entry, 'change', 'before'))),
    ...prior.filter(({ mode }) => mode === 'managed').map(({ values }) => recordOf(values)),
  ];
  const planned = entries.map((entry) => memberAt(entry, 'change', 'after'));
  const configuration = memberAt(plan, 'configuration', 'root_module');
  return {
    ownAccounts: ownAccountsOf(accountId ?? allowedAccountOf(plan), prior, old),
    namedAccounts: new Set(textsDeepIn(planned).flatMap(accountsIn)),
    apiIds: apiIdsOf(old),
    priorNames: prior.flatMap(({ mode, values }) => {
      const name = textOf(recordOf(values)['name']) ?? textOf(recordOf(values)['function_name']);
      return mode === 'managed' && name !== undefined ? [name] : [];
    }),
    priorOf: (type) =>
      prior
        .filter((one) => one['mode'] === 'managed' && one['type'] === type)
        .map(({ values }) => recordOf(values)),
    hasConfiguration: isRecord(plan['configuration']),
    configurationOf: (address) => configured(configuration, address),
    readBy: (address) => {
      const change = memberAt(
        listOf(plan['resource_changes']).find(
          (entry) => memberAt(entry, 'mode') === 'data' && memberAt(entry, 'address') === address,
        ),
        'change',
      );
      return isRecord(change)
        ? { values: recordOf(change['after']), unknown: change['after_unknown'] }
        : undefined;
    },
    dataTypes: new Set(dataTypesIn(configuration)),
    resolve: resolverOf(prior, listOf(plan['resource_changes'])),
    synthesizedOf: (address) => {
      const [type = '', name = ''] = address.split('.');
      const found = memberAt(synthesized, 'resource', type, name);
      return isRecord(found) ? found : undefined;
    },
  };
}

function resolverOf(
  prior: readonly JsonRecord[],
  changes: readonly unknown[],
): (text: string) => string {
  const known = new Map(prior.map(({ address, values }) => [address, recordOf(values)]));
  for (const entry of changes) {
    const address = memberAt(entry, 'address');
    const [before, after] = ['before', 'after'].map((side) => memberAt(entry, 'change', side));
    // What is replaced is called as before, as long as nobody knows better.
    if (isRecord(before) || isRecord(after)) {
      known.set(address, { ...known.get(address), ...recordOf(before), ...recordOf(after) });
    }
  }
  return (text) =>
    text.replaceAll(
      /(?<!\$)\$\{((?:data\.)?[\w-]+\.[\w-]+)\.(\w+)\}/g,
      (reference, address: string, attribute: string) =>
        textOf(known.get(address)?.[attribute]) ?? reference,
    );
}

/** The only account that the provider is allowed to work on, when there is one. */
function allowedAccountOf(plan: JsonRecord): string | undefined {
  const providers = Object.values(recordOf(memberAt(plan, 'configuration', 'provider_config')));
  const allowed = new Set(
    providers.flatMap((provider) =>
      textsOf(recordOf(memberAt(provider, 'expressions', 'allowed_account_ids'))['constant_value']),
    ),
  );
  const [only] = allowed;
  return allowed.size === 1 ? only : undefined;
}

/** What the caller or the provider says; else what `aws_caller_identity` answered; else the accounts in ARNs of what exists; else any that it names. */
function ownAccountsOf(
  account: string | undefined,
  prior: readonly JsonRecord[],
  old: readonly JsonRecord[],
): ReadonlySet<string> {
  if (account !== undefined) return new Set([account]);
  const identity = prior.find(
    ({ mode, type }) => mode === 'data' && type === 'aws_caller_identity',
  );
  const told = textOf(memberAt(identity, 'values', 'account_id'));
  if (told !== undefined) return new Set([told]);
  const ofArns = new Set(
    old.flatMap((values) =>
      [values['arn'], values['qualified_arn'], values['execution_arn']].flatMap((arn) =>
        accountsIn(textOf(arn) ?? ''),
      ),
    ),
  );
  return ofArns.size > 0 ? ofArns : new Set(textsDeepIn(old).flatMap(accountsIn));
}

function apiIdsOf(old: readonly JsonRecord[]): ReadonlySet<string> {
  const ids = old.flatMap((values) => [
    ...[
      values['rest_api_id'],
      ...listOf(values['api_stages']).map((stage) => memberAt(stage, 'api_id')),
    ],
    /:execute-api:[^:]*:\d{12}:([a-z0-9]{10})\//.exec(textOf(values['source_arn']) ?? '')?.[1],
  ]);
  return new Set(ids.filter((id): id is string => typeof id === 'string' && id !== ''));
}

function resourcesOf(module: unknown): readonly JsonRecord[] {
  return [
    ...listOf(memberAt(module, 'resources')).map(recordOf),
    ...listOf(recordOf(module)['child_modules']).flatMap(resourcesOf),
  ];
}

function configured(root: unknown, address: string): JsonRecord | undefined {
  const parts = address.replaceAll(/\[[^\]]*\]/g, '').split('.');
  let module: unknown = root;
  while (parts[0] === 'module') {
    module = memberAt(module, 'module_calls', parts[1] ?? '', 'module');
    parts.splice(0, 2);
  }
  const wanted = parts.join('.');
  const found = listOf(recordOf(module)['resources']).find(
    (resource) => memberAt(resource, 'address') === wanted,
  );
  return isRecord(found) ? found : undefined;
}

function dataTypesIn(module: unknown): readonly string[] {
  const own = listOf(recordOf(module)['resources']).flatMap((resource) => {
    const type = textOf(memberAt(resource, 'type'));
    return memberAt(resource, 'mode') === 'data' && type !== undefined ? [type] : [];
  });
  const calls = Object.values(recordOf(recordOf(module)['module_calls']));
  return [...own, ...calls.flatMap((call) => dataTypesIn(memberAt(call, 'module')))];
}

/** The addresses that an argument's expression refers to, `aws_x.y.arn` among them as `aws_x.y`, data sources as `data.aws_x.y`. */
export function referencesOf(
  configuration: JsonRecord | undefined,
  attribute: string,
): readonly string[] {
  const expression = recordOf(configuration?.['expressions'])[attribute];
  return referencesIn(expression).map((reference) =>
    reference.replace(/^((?:module\.[^.]+\.)*(?:data\.)?[^.]+\.[^.[]+).*/, '$1'),
  );
}

function referencesIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    name === 'references' && Array.isArray(member)
      ? member.filter((one): one is string => typeof one === 'string')
      : referencesIn(member),
  );
}
