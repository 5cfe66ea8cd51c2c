/** A process of its own that writes orders to the folder it is given, and prints the number of each when acknowledged. */
import { createDynamoDb } from '../../../local/dynamodb';
import { order, ORDERS } from './tables';

async function main(path: string) {
  const dynamoDb = await createDynamoDb({ tables: [ORDERS], path });
  const more = { day: { S: '2026-11-21' }, state: { S: 'new' } };
  const write = async (number: number) => {
    await dynamoDb.call('PutItem', { TableName: 'orders', Item: order(number, more) });
    process.stdout.write(`${number}\n`);
  };
  for (let number = 0; ; number += 10) {
    await Promise.all(Array.from({ length: 10 }, (_, i) => write(number + i)));
  }
}

main(process.argv[2] ?? '').catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
