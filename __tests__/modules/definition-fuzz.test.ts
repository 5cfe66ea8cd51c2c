/**
 * Whatever is wrong with a definition or with settings: they are refused, or what is synthesized is what was meant. A
 * guard that is dropped, misspelt, of another type or case, or not quite there must never leave a method open.
 */
import fc from 'fast-check';
import { routeScopesFile } from '../../modules/route-scopes';
import { GUARDED, guardsOf, GUARDS, openWorkshop, type Workshop } from '../helpers/guarded-api';

type Path = readonly string[];
type Members = Record<PropertyKey, unknown>;

const POST = ['routes', 'POST /orders'];
const GET = ['routes', 'GET /orders/{id}'];

/** The objects of the definition whose members are known by name. */
const OBJECTS: readonly Path[] = [
  [],
  POST,
  [...POST, 'integration'],
  [...POST, 'responses', '201'],
  GET,
  [...GET, 'integration'],
  ['functions', 'orders'],
  ['authorizer'],
];
const REQUIRED: readonly Path[] = [
  ...['summary', 'access', 'integration'].map((name) => [...POST, name]),
  ...['summary', 'access', 'scope', 'integration'].map((name) => [...GET, name]),
  ...['type', 'function'].map((name) => [...POST, 'integration', name]),
  ...['type', 'function', 'request'].map((name) => [...GET, 'integration', name]),
  ['authorizer'],
  ['authorizer', 'function'],
  ['description'],
  ['routes'],
];
/** What is a word of ours, and no text of the author's. */
const WORDS: readonly Path[] = [
  [...POST, 'access'],
  [...POST, 'integration', 'type'],
  [...POST, 'parameters', 'header.Idempotency-Key'],
  [...POST, 'model'],
  [...GET, 'access'],
  [...GET, 'integration', 'type'],
  [...GET, 'integration', 'request'],
  ['functions', 'orders', 'table'],
];
const LEAVES: readonly Path[] = [
  ...WORDS,
  [...GET, 'scope'],
  [...GET, 'summary'],
  ['functions', 'orders', 'memoryMiB'],
  ['functions', 'orders', 'timeoutSeconds'],
  ['authorizer', 'ttlSeconds'],
  ['authorizer', 'function'],
];
const SETTINGS: readonly Path[] = [
  [],
  ['throttle'],
  ['keyThrottle'],
  ['keyQuota'],
  ['methodThrottles', 'POST /orders'],
  ['domain'],
  ['kmsKey'],
];
const REQUIRED_SETTINGS: readonly Path[] = [
  ...['throttle', 'keyThrottle', 'keyQuota', 'protected', 'corsOrigins', 'logLevel', 'runtime'],
  ...['executionLogLevel', 'logRetentionDays', 'variables', 'environment'],
].map((name) => [name]);
const SETTING_LEAVES: readonly Path[] = [
  ...['protected', 'logLevel', 'executionLogLevel', 'logRetentionDays', 'webAclArn'],
  ...['permissionsBoundaryArn', 'corsOrigins', 'reservedConcurrency'],
]
  .map((name) => [name])
  .concat([
    ['throttle', 'rateLimit'],
    ['keyThrottle', 'burstLimit'],
    ['keyQuota', 'period'],
    ['kmsKey', 'arn'],
  ]);

/** Other than the word, and not another word that may stand there. */
const misspelt = (word: string): fc.Arbitrary<string> =>
  fc
    .tuple(fc.nat(), fc.constantFrom('a', 'e', 's', '-', '_', ' ', '.', '\u200b', '\u0410'))
    .chain(([at, letter]) => {
      const place = at % (word.length + 1);
      const [head, tail] = [word.slice(0, place), word.slice(place)];
      return fc.constantFrom(
        head + letter + tail,
        head + tail.slice(1),
        head + letter + tail.slice(1),
        head + tail.slice(1, 2) + tail.slice(0, 1) + tail.slice(2),
        word.toUpperCase(),
        word.charAt(0).toUpperCase() + word.slice(1),
        word.replaceAll('-', '_'),
        word.replaceAll('-', ''),
        ` ${word}`,
        `${word}\n`,
        `${word}s`,
      );
    })
    .filter((made) => made !== word);

/** A value of another type that reads like this one. */
const retyped = (value: unknown): fc.Arbitrary<unknown> =>
  fc.constantFrom<unknown>(
    [value],
    { value },
    new String(value),
    { toString: () => value, valueOf: () => value },
    typeof value === 'number' ? String(value) : 0,
    typeof value === 'boolean' ? String(value) : true,
    null,
    NaN,
    Symbol(String(value)),
    () => value,
    new Map([['value', value]]),
    '',
  );

/** The same members, in a way that hides one of them from a check or from what uses it. */
const disguised = (value: object): fc.Arbitrary<object> => {
  const entries: [string, unknown][] = Object.entries(value);
  return fc.constantFrom(...entries).chain(([name, held]) => {
    const { [name]: _, ...others }: Members = { ...value };
    let asked = 0;
    const define = (descriptor: PropertyDescriptor) =>
      Object.defineProperty({ ...others }, name, descriptor);
    return fc.constantFrom<object>(
      Object.assign(Object.create({ [name]: held }) as object, others),
      Object.assign(Object.create(withHidden(name, held)) as object, others),
      define({ enumerable: true, get: () => held }),
      define({ enumerable: true, get: () => ((asked += 1) > 1 ? 'open' : held) }),
      define({ enumerable: false, value: held }),
      { ...others, [Symbol(name)]: held },
      Object.defineProperty({ ...others }, '__proto__', {
        enumerable: true,
        value: { [name]: held },
      }),
      Object.assign(new Date(0), value),
      Object.assign(() => undefined, value),
      Object.assign([], value),
      new Map(entries),
      entries,
      [value],
    );
  });
};

/** What has this member, and nothing of `Object`'s. */
function withHidden(name: string, value: unknown): object {
  return Object.create(null, { [name]: { value } }) as object;
}

function at(whole: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, name) => (value as Members)[name], whole);
}

/** A copy in which one place is changed. */
function changed(whole: unknown, path: Path, change: (value: unknown) => unknown): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return change(whole);
  const copy = { ...(whole as Members) };
  copy[name] = changed(copy[name], rest, change);
  return copy;
}

function renamed(value: unknown, from: string, to: string): unknown {
  return Object.fromEntries(
    Object.entries(value as Members).map(([name, held]) => [name === from ? to : name, held]),
  );
}

function without(whole: unknown, path: Path): unknown {
  const name = path.at(-1) ?? '';
  return changed(whole, path.slice(0, -1), (value) => {
    const { [name]: _, ...others } = value as Members;
    return others;
  });
}

/** Every way to get a whole wrong that leaves no doubt about what was meant. */
function mutations(
  whole: object,
  places: Readonly<Record<'objects' | 'required' | 'words' | 'leaves', readonly Path[]>>,
): fc.Arbitrary<unknown> {
  const { objects, required, words, leaves } = places;
  return fc.oneof(
    fc.constantFrom(...required).map((path) => without(whole, path)),
    fc.constantFrom(...required).map((path) => changed(whole, path, () => undefined)),
    fc
      .constantFrom(...objects)
      .chain((path) =>
        fc
          .constantFrom(...Object.keys(at(whole, path) as object))
          .chain((name) =>
            misspelt(name).map((to) => changed(whole, path, (value) => renamed(value, name, to))),
          ),
      ),
    fc
      .constantFrom(...words)
      .chain((path) =>
        misspelt(String(at(whole, path))).map((word) => changed(whole, path, () => word)),
      ),
    fc
      .constantFrom(...leaves)
      .chain((path) => retyped(at(whole, path)).map((value) => changed(whole, path, () => value))),
    fc
      .constantFrom(...objects)
      .chain((path) =>
        disguised(at(whole, path) as object).map((value) => changed(whole, path, () => value)),
      ),
  );
}

describe('what is not what was meant', () => {
  let workshop: Workshop;
  let meant: ReturnType<Workshop['synthesize']>;

  beforeAll(() => {
    workshop = openWorkshop();
    meant = workshop.synthesize(GUARDED);
  });

  afterAll(() => {
    workshop.remove();
  });

  /** The lines of the error, or what was synthesized. */
  function outcome(definition: unknown, settings?: unknown) {
    try {
      return workshop.synthesize(definition, settings);
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  it('has the guards that this test is about', () => {
    expect(guardsOf(meant.api)).toEqual({
      'POST /orders': 'api-key',
      'GET /orders/{id}': 'token',
      'GET /health': 'open',
    });
    // In the authorizer's zip, whose hash the stage's JSON holds.
    expect(routeScopesFile(GUARDED)).toEqual({
      'route-scopes.json': '[{"scope":"orders:read","methods":["GET/orders/*"]}]',
    });
    const authorizer = meant.live.find('aws_lambda_function', {
      function_name: 'guarded-live-authorizer',
    });
    expect(authorizer['filename']).toBe('authorizer.zip');
  });

  it('is refused in a definition, or is synthesized as it was meant', () => {
    const places = { objects: OBJECTS, required: REQUIRED, words: WORDS, leaves: LEAVES };
    let refused = 0;
    fc.assert(
      fc.property(mutations(GUARDED, places), (definition) => {
        const made = outcome(definition);
        refused += typeof made === 'string' ? 1 : 0;
        if (typeof made === 'string') return /^(api\.ts: .+(\n|$))+$/.test(made);
        return made.api.text === meant.api.text && made.live.text === meant.live.text;
      }),
      { numRuns: 600 },
    );
    expect(refused).toBeGreaterThan(400);
  });

  it('is refused in settings, or is synthesized as it was meant', () => {
    const places = {
      objects: SETTINGS,
      required: REQUIRED_SETTINGS,
      words: [['logLevel'], ['executionLogLevel'], ['keyQuota', 'period'], ['runtime']],
      leaves: SETTING_LEAVES,
    };
    let refused = 0;
    fc.assert(
      fc.property(mutations(GUARDS, places), (settings) => {
        const made = outcome(GUARDED, settings);
        refused += typeof made === 'string' ? 1 : 0;
        return typeof made === 'string'
          ? /^(config\.ts: stage "live": .+(\n|$))+$/.test(made)
          : made.live.text === meant.live.text;
      }),
      { numRuns: 400 },
    );
    expect(refused).toBeGreaterThan(300);
  });

  // eslint-disable-next-line jest/expect-expect -- the property asserts
  it('opens nothing, whatever stands in the place of a row, a guard or a table', () => {
    const anything = fc.oneof(
      fc.anything({ maxDepth: 3, withMap: true, withBoxedValues: true, withNullPrototype: true }),
      fc.constantFrom('open', 'OPEN', 'none', 'api-key', 'token', 'public', '__proto__'),
      fc.dictionary(fc.constantFrom('access', 'acces', 'scope', 'summary'), fc.anything()),
    );
    const places = [POST, GET, [...POST, 'access'], [...GET, 'access'], [...GET, 'scope']];
    fc.assert(
      fc.property(
        fc.constantFrom(...places, ['routes'], ['functions'], ['authorizer']),
        anything,
        (path, value) => {
          // Who writes it there means it.
          if (path.at(-1) === 'access' && value === 'open') return true;
          const made = outcome(changed(GUARDED, path, () => value));
          if (typeof made === 'string') return true;
          const guards = Object.entries(guardsOf(made.api));
          return guards.every(([route, guard]) => guard !== 'open' || route === 'GET /health');
        },
      ),
      { numRuns: 150 },
    );
  });

  it('is not what another member of the chain of prototypes says', () => {
    Object.defineProperty(Object.prototype, 'access', {
      value: 'open',
      configurable: true,
      writable: true,
    });
    try {
      expect(outcome(without(GUARDED, [...POST, 'access']))).toBe(
        "api.ts: route \"POST /orders\": access is missing: it is one of 'open', 'api-key', 'token'",
      );
    } finally {
      Reflect.deleteProperty(Object.prototype, 'access');
    }
  });

  it('cannot come in after the check', () => {
    const integration = { ...GUARDED.routes['POST /orders'].integration };
    const row = { ...GUARDED.routes['POST /orders'], integration, access: 'api-key' };
    const lying = new Proxy(row, {
      // The check's read is the first; each that follows is answered otherwise.
      getOwnPropertyDescriptor: (target, name) => {
        const descriptor = Reflect.getOwnPropertyDescriptor(target, name);
        if (name === 'access') target.access = 'open';
        return descriptor;
      },
    });
    const made = outcome(changed(GUARDED, POST, () => lying));
    expect(row.access).toBe('open');
    expect(typeof made === 'string' ? made : guardsOf(made.api)['POST /orders']).toBe('api-key');
  });
});
