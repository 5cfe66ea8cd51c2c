import { join } from 'node:path';
import { BENCH } from '../paths';
import { freePort, startServer, type Running } from '../processes';

/** What functions need to reach the bench's table. */
export const TABLE_ENVIRONMENT = {
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'bench',
  AWS_SECRET_ACCESS_KEY: 'bench',
  TABLE_NAME: 'items',
} as const;

/** DynamoDB with the table `items`, in a process of its own. */
export async function startTable(): Promise<Running & { readonly url: string }> {
  const port = String(await freePort());
  const url = `http://127.0.0.1:${port}`;
  const running = await startServer(
    { file: process.execPath, args: [join(BENCH, 'limits/table-server.mjs'), port], cwd: BENCH },
    () => url,
  );
  return { ...running, url };
}
