import { complaintsOf, nameOf, quoted, refuse, type Complaint } from './complaint';
import { crossComplaints } from './definition-references';
import { plainCopy } from './plain-data';
import { restApiDefinition, routeOfAnyAccess, type RestApiDefinition } from './rest-api-definition';
import { keyComplaint } from './route-table';
import { PARSING } from './schema';

/**
 * A definition as it is used: a copy of what was written, after all of it was held against the schema, and its parts
 * against each other.
 *
 * @param definition Of whatever origin: JavaScript, JSON, a table made at run time.
 * @throws Error with a line for everything that is wrong: which part, what is wrong with it, and the way out.
 */
export function readDefinition(definition: unknown): RestApiDefinition {
  const { value, complaints } = plainCopy(definition);
  refuse(complaints.map(lineOf));
  const { success, data, error } = restApiDefinition.safeParse(value, PARSING);
  refuse([
    ...keysOf(value).flatMap(keyLine),
    ...(error === undefined ? [] : routesInFull(error.issues, value)).map(lineOf),
  ]);
  if (!success) throw new Error('api.ts: it does not fit its schema');
  refuse(crossComplaints(data));
  return data;
}

type Issues = Parameters<typeof complaintsOf>[0];

/** Where the access of a row is none, the schema cannot know which kind of row it is: the rest is held against all. */
function routesInFull(issues: Issues, definition: unknown): Complaint[] {
  return issues.flatMap((issue) => {
    const [routes, key, access, ...rest] = issue.path;
    const isUnknownAccess = issue.code === 'invalid_union' && access === 'access';
    if (routes !== 'routes' || key === undefined || !isUnknownAccess || rest.length > 0) {
      return complaintsOf([issue]);
    }
    const row = memberOf(memberOf(definition, 'routes'), key);
    const { error } = routeOfAnyAccess.safeParse(row, PARSING);
    return complaintsOf(error?.issues ?? [issue]).map(({ path, text }) => ({
      path: ['routes', key, ...path],
      text,
    }));
  });
}

function keysOf(definition: unknown): string[] {
  const routes = memberOf(definition, 'routes');
  return typeof routes === 'object' && routes !== null ? Object.keys(routes) : [];
}

function keyLine(key: string): string[] {
  const complaint = keyComplaint(key);
  return complaint === undefined ? [] : [`api.ts: route ${quoted(key)}: ${complaint}`];
}

function memberOf(value: unknown, name: PropertyKey): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

/** What the entries of a member are called in a line. */
const ENTRIES = new Map<PropertyKey, string>([
  ['routes', 'route'],
  ['functions', 'function'],
  ['models', 'model'],
]);

function lineOf({ path: [first, second, ...rest], text }: Complaint): string {
  const entry = first === undefined ? undefined : ENTRIES.get(first);
  if (entry !== undefined && second !== undefined) {
    const name = rest.length === 0 ? '' : `: ${nameOf(rest)}`;
    return `api.ts: ${entry} ${quoted(String(second))}${name} ${text}`;
  }
  const path = [first, second, ...rest].filter((part) => part !== undefined);
  return `api.ts: ${path.length === 0 ? 'the definition' : nameOf(path)} ${text}`;
}
