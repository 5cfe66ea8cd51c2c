import { complaintsOf, nameOf, refuse, shown, type Complaint } from './complaint';
import { crossComplaints } from './definition-references';
import { memberOf, plainCopy } from './plain-data';
import { quoted } from './quoted';
import { restApiDefinition, routeOfAnyAccess, type RestApiDefinition } from './rest-api-definition';
import { keyComplaint } from './route-table';
import { PARSING } from './schema';

/** What `readDefinition` has made. Frozen as it is, it need not be read again by each construct that gets it. */
const READ = new WeakSet<object>();

/**
 * A definition as it is used: a frozen copy of what was written, after all of it was held against the schema, and its parts
 * against each other.
 *
 * @param definition Of whatever origin: JavaScript, JSON, a table made at run time.
 * @throws Error with a line for everything that is wrong: which part, what is wrong with it, and the way out.
 */
export function readDefinition(definition: unknown): RestApiDefinition {
  if (hasBeenRead(definition)) return definition;
  const { value, complaints } = plainCopy(definition);
  refuse(complaints.map(lineOf));
  const { success, data, error } = restApiDefinition.safeParse(value, PARSING);
  refuse([
    ...keysOf(value).flatMap(keyLine),
    ...(error === undefined ? [] : routesInFull(error.issues, value)).map(lineOf),
  ]);
  if (!success) throw new Error('api.ts: it does not fit its schema');
  refuse(crossComplaints(data));
  READ.add(data);
  return data;
}

function hasBeenRead(definition: unknown): definition is RestApiDefinition {
  return typeof definition === 'object' && definition !== null && READ.has(definition);
}

type Issues = Parameters<typeof complaintsOf>[0];

/** What the issues of a row say, which is no row of any kind as long as its access is none. */
function routesInFull(issues: Issues, definition: unknown): Complaint[] {
  return issues.flatMap((issue) => {
    const [routes, key, member, ...rest] = issue.path;
    if (routes !== 'routes' || key === undefined || rest.length > 0) return complaintsOf([issue]);
    const row = memberOf(memberOf(definition, 'routes'), key);
    if (issue.code === 'invalid_union' && member === 'access') {
      const { error } = routeOfAnyAccess.safeParse(row, PARSING);
      return complaintsOf(error?.issues ?? [issue]).map(({ path, text }) => ({
        path: issue.path.slice(0, 2).concat(path),
        text,
      }));
    }
    return complaintsOf([issue]).map((complaint) =>
      issue.code === 'unrecognized_keys' && complaint.path[2] === 'scope'
        ? { ...complaint, text: withoutToken(memberOf(row, 'access')) }
        : complaint,
    );
  });
}

function withoutToken(access: unknown): string {
  return `guards nothing where access is ${shown(access)}; make it access: 'token', or remove the scope`;
}

function keysOf(definition: unknown): string[] {
  const routes = memberOf(definition, 'routes');
  return typeof routes === 'object' && routes !== null ? Object.keys(routes) : [];
}

function keyLine(key: string): string[] {
  const complaint = keyComplaint(key);
  return complaint === undefined ? [] : [`api.ts: route ${quoted(key)}: ${complaint}`];
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
