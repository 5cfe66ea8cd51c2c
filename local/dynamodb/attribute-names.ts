/** Attributes whose names JavaScript's own objects answer to: dynalite keeps items in such objects. */
import database from 'dynalite/db';
import { isRecord, membersOf } from '../record';
import { validationError } from './dynamodb-error';

const { checkConditional } = database;

/** Where there is no item, dynalite asks its condition of an empty object, which answers to `constructor` as well. */
export function installConditions(): void {
  database.checkConditional = (input, existing) =>
    checkConditional(input, existing ?? Object.create(null));
}

/** To dynalite, which assigns member by member, not an attribute but the object's ancestor. */
const ANCESTOR = '__proto__';

/**
 * Refuses what dynalite would drop without a word, or take for the ancestor of all objects. AWS keeps an attribute of any name:
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html
 *
 * @param input A call's JSON.
 * @throws DynamoDbError `ValidationException`: it names `__proto__`, as an attribute at any depth, or for an expression.
 */
export function refuseAncestor(input: unknown): void {
  if (namesAncestor(input)) {
    throw validationError(
      `An attribute named ${ANCESTOR} cannot be kept on this laptop, as it can be on AWS: choose another name`,
    );
  }
}

/** Of an array the indexes are its keys. A text is a name where it stands for one: `{"#a": "__proto__"}`. */
function namesAncestor(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, member]: [string, unknown]) => {
    if (key === ANCESTOR || namesAncestor(member)) return true;
    if (key === 'ExpressionAttributeNames') return namesIn(member).includes(ANCESTOR);
    return key === 'AttributesToGet' && namesIn(member).includes(ANCESTOR);
  });
}

function namesIn(value: unknown): readonly unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value) : [];
}

/**
 * An item, or what is stored in its place, whose attributes at every depth are those that it has, and no others: an item
 * without an attribute `constructor` has none.
 *
 * @param value Parsed from JSON; changed in place.
 */
export function withoutAncestor(value: unknown): unknown {
  if (!isRecord(value)) return value;
  for (const attribute of Object.values(value)) orphanValue(attribute);
  return Object.setPrototypeOf(value, null);
}

/** `{ M: { ... } }`, `{ L: [ ... ] }`; any other has no names in it. */
function orphanValue(value: unknown): void {
  const { M: map, L: list } = membersOf(value);
  if (map !== undefined) withoutAncestor(map);
  if (Array.isArray(list)) list.forEach(orphanValue);
}
