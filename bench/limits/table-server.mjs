/** DynamoDB with the table `items`, which answers 200 to GET when it is there. `node table-server.mjs PORT` */
import { createServer } from 'node:http';
import process from 'node:process';
import { startTable } from './table.mjs';

const table = await startTable();

// Listening begins when the table is there, and adds no hop.
createServer((request, response) => table.emit('request', request, response)).listen(
  Number(process.argv[2]),
  '127.0.0.1',
);
