import { membersOf, textOf } from '../record';
import type { Members } from './members';
import { invalidParameter, SqsError } from './sqs-error';

const MAX_ENTRIES = 10;
const ID = /^[A-Za-z0-9_-]{1,80}$/;

/**
 * Does a call for every entry of a batch; one that fails does not keep the others.
 *
 * @throws SqsError when it is no batch.
 */
export async function batch(
  input: Members,
  perform: (entry: Members) => Promise<Members>,
): Promise<Members> {
  const entries = batchEntries(input);
  const results = await Promise.all(
    entries.map(async ({ id, entry }) => {
      try {
        return { Successful: { Id: id, ...(await perform(entry)) } };
      } catch (error) {
        if (!(error instanceof SqsError)) throw error;
        const { code: Code, message: Message } = error;
        return { Failed: { Id: id, Code, Message, SenderFault: true } };
      }
    }),
  );
  return {
    Successful: results.flatMap((result) => result.Successful ?? []),
    Failed: results.flatMap((result) => result.Failed ?? []),
  };
}

function batchEntries(input: Members): readonly { readonly id: string; readonly entry: Members }[] {
  const list: readonly unknown[] = Array.isArray(input['Entries']) ? input['Entries'] : [];
  if (list.length === 0) {
    throw new SqsError('EmptyBatchRequest', 'There should be at least one entry in the request.');
  }
  if (list.length > MAX_ENTRIES) {
    throw new SqsError(
      'TooManyEntriesInBatchRequest',
      `Maximum number of entries per request are ${MAX_ENTRIES}. You have sent ${list.length}.`,
    );
  }
  const entries = list.map((value) => {
    const entry = membersOf(value);
    return { id: textOf(entry['Id']) ?? '', entry };
  });
  const ids = new Set<string>();
  for (const { id } of entries) {
    if (!ID.test(id)) {
      throw invalidParameter(
        'A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.',
      );
    }
    if (ids.has(id)) throw new SqsError('BatchEntryIdsNotDistinct', `Id ${id} repeated.`);
    ids.add(id);
  }
  return entries;
}
