/** SQS's input as a form (`MessageAttribute.1.Name=...`), made into the JSON that it is today. */
import { AwsError } from '../aws-error';
import type { JsonInput } from '../protocol/json';

/** A list's element in a form to its member in JSON. */
const LISTS = new Map([
  ['AttributeName', 'AttributeNames'],
  ['MessageAttributeName', 'MessageAttributeNames'],
  ['MessageSystemAttributeName', 'MessageSystemAttributeNames'],
  ['ChangeMessageVisibilityBatchRequestEntry', 'Entries'],
  ['DeleteMessageBatchRequestEntry', 'Entries'],
  ['SendMessageBatchRequestEntry', 'Entries'],
]);
const MAPS = new Map([
  ['Attribute', 'Attributes'],
  ['MessageAttribute', 'MessageAttributes'],
  ['MessageSystemAttribute', 'MessageSystemAttributes'],
]);
const NUMBERS = new Set([
  'DelaySeconds',
  'MaxNumberOfMessages',
  'MaxResults',
  'VisibilityTimeout',
  'WaitTimeSeconds',
]);
/** Of the protocol, not of the operation. */
const PROTOCOL = new Set(['Action', 'Version']);
/** `SendMessageBatchRequestEntry.1.MessageAttribute.1.Value.StringValue` is the deepest. */
const MAX_DEPTH = 6;

type Tree = Map<string, Tree | string>;

/**
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-making-api-requests-xml.html
 *
 * @throws AwsError `MalformedQueryString`
 */
export function fromForm(parameters: URLSearchParams): JsonInput {
  const root: Tree = new Map();
  for (const [name, value] of parameters) {
    if (!PROTOCOL.has(name)) plant(root, name, value);
  }
  return members(root);
}

function plant(root: Tree, name: string, value: string): void {
  const path = name.split('.');
  const last = path.pop() ?? '';
  if (path.length >= MAX_DEPTH) throw malformed(name);
  let tree = root;
  for (const key of path) {
    const branch = tree.get(key) ?? new Map<string, Tree | string>();
    if (typeof branch === 'string') throw malformed(name);
    tree.set(key, branch);
    tree = branch;
  }
  if (tree.has(last)) throw malformed(name);
  tree.set(last, value);
}

function malformed(name: string): AwsError {
  return new AwsError('MalformedQueryString', 400, `The parameter ${name} does not fit the others`);
}

function members(tree: Tree): JsonInput {
  return Object.fromEntries([...tree].map(([name, value]) => member(name, value)));
}

function member(name: string, value: Tree | string): [string, unknown] {
  if (typeof value === 'string') return [name, NUMBERS.has(name) ? numberOf(value) : value];
  const list = LISTS.get(name);
  if (list !== undefined) return [list, inOrder(value).map(content)];
  const map = MAPS.get(name);
  if (map !== undefined) return [map, Object.fromEntries(inOrder(value).map(entry))];
  return [name, members(value)];
}

function content(value: Tree | string): unknown {
  return typeof value === 'string' ? value : members(value);
}

function entry(value: Tree | string): [string, unknown] {
  if (typeof value === 'string') throw malformed(value);
  const name = value.get('Name');
  return [typeof name === 'string' ? name : '', content(value.get('Value') ?? '')];
}

/** Lists count from 1, in whatever order the parameters come. */
function inOrder(tree: Tree): (Tree | string)[] {
  return [...tree].sort(([a], [b]) => Number(a) - Number(b)).map(([, value]) => value);
}

/** What is no number is handed on: the queues know what to say of it. */
function numberOf(text: string): number | string {
  return /^-?\d{1,9}$/.test(text) ? Number(text) : text;
}
