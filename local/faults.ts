/** What a test may let go wrong in the services behind the functions. */

/** The answer of a service's operation. */
export type Answer = Readonly<Record<string, unknown>>;

/**
 * Stands between DynamoDB and whoever calls it over the AWS endpoint: lets the call through, late, twice or not at all,
 * loses its answer, or throws a `DynamoDbError` as the answer.
 *
 * @param operation `PutItem`
 * @param perform Does what was asked for.
 */
export type DynamoDbFault = (operation: string, perform: () => Promise<Answer>) => Promise<Answer>;

export interface Faults {
  readonly dynamoDb?: DynamoDbFault | undefined;
}

/** A service whose operations take and give JSON. */
interface Operations {
  call(operation: string, input: unknown): Promise<Answer>;
}

/** DynamoDB with its faults; without any, DynamoDB itself. */
export function withFaults(dynamodb: Operations, { dynamoDb: fault }: Faults = {}): Operations {
  if (fault === undefined) return dynamodb;
  return {
    call: (operation, input) => fault(operation, () => dynamodb.call(operation, input)),
  };
}
