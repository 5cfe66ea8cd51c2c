import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { api } from '../../../api';
import { TABLE_ACTIONS } from '../../../modules/table';

const FOLDER = join(__dirname, '../../../functions/items');

/** `GetCommand` of the document client is DynamoDB's `GetItem`. */
function actionsSent(): readonly string[] {
  const code = readdirSync(FOLDER).map((file) => readFileSync(join(FOLDER, file), 'utf8'));
  const commands = [...code.join('\n').matchAll(/new (\w+)Command\(/g)].map(
    ([, name = '']) => name,
  );
  return [...new Set(commands)].map((name) => `dynamodb:${name}Item`).sort();
}

describe('the role of items', () => {
  it('is granted what its code sends to the table, and nothing else', () => {
    expect([...TABLE_ACTIONS[api.functions.items.table]].sort()).toEqual(actionsSent());
    expect(actionsSent()).not.toEqual([]);
  });
});
