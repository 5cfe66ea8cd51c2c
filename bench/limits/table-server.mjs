/** DynamoDB with the table `items`, which answers 200 to GET when it is there. `node table-server.mjs PORT` */
import { createServer, request as send } from 'node:http';
import process from 'node:process';
import { URL } from 'node:url';
import { startTable } from './table.mjs';

await startTable();
const { hostname, port } = new URL(process.env.AWS_ENDPOINT_URL);

createServer((request, response) => {
  if (request.method === 'GET') {
    response.end();
    return;
  }
  const { method, url, headers } = request;
  const forwarded = send({ hostname, port, method, path: url, headers }, (answer) => {
    response.writeHead(answer.statusCode, answer.headers);
    answer.pipe(response);
  });
  request.pipe(forwarded);
}).listen(Number(process.argv[2]), '127.0.0.1');
