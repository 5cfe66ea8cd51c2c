/** SQS's JSON output, made into the elements of the query protocol. */
import { isRecord } from '../../record';
import type { XmlContent, XmlElements } from '../protocol/xml';

/** A list's member in JSON to the element that repeats. */
const LISTS = new Map([
  ['Messages', 'Message'],
  ['QueueUrls', 'QueueUrl'],
  ['queueUrls', 'QueueUrl'],
  ['Failed', 'BatchResultErrorEntry'],
]);
const MAPS = new Map([
  ['Attributes', 'Attribute'],
  ['MessageAttributes', 'MessageAttribute'],
]);

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-making-api-requests-xml.html */
export function toElements(
  output: Readonly<Record<string, unknown>>,
  operation: string,
): XmlElements {
  const elements = Object.entries(output).map(([name, value]): [string, XmlElements[string]] => {
    if (Array.isArray(value)) {
      // The element of a batch has the operation in its name: SendMessageBatchResultEntry.
      const element = name === 'Successful' ? `${operation}ResultEntry` : (LISTS.get(name) ?? name);
      return [element, value.map((each: unknown) => contentOf(each, operation))];
    }
    const map = MAPS.get(name);
    return map === undefined || !isRecord(value)
      ? [name, value === undefined ? undefined : contentOf(value, operation)]
      : [map, entriesOf(value, operation)];
  });
  return Object.fromEntries(elements);
}

function entriesOf(map: Readonly<Record<string, unknown>>, operation: string): XmlContent[] {
  return Object.entries(map).map(([Name, value]) => ({ Name, Value: contentOf(value, operation) }));
}

function contentOf(value: unknown, operation: string): XmlContent {
  if (isRecord(value)) return toElements(value, operation);
  return typeof value === 'number' || typeof value === 'boolean' ? value : String(value);
}
