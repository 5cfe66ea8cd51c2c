import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import type { JsonObject } from '../../local/openapi/json';

const HEADER = `/**
 * The API's paths, bodies and answers as types. Made from its OpenAPI document by \`npm run types\`: do not edit.
 */
/* eslint-disable @typescript-eslint/consistent-indexed-object-style */
`;

/**
 * The types of a document, as the text of a module that exports `paths` and `components`.
 *
 * @param document OpenAPI 3.0, without extensions.
 * @throws Error when it is no valid document.
 */
export async function apiTypes(document: JsonObject): Promise<string> {
  if (!isOpenApi3(document)) throw new Error('openapi: not an OpenAPI 3 document');
  // The stage's address and version are not the API's shape.
  return (
    HEADER +
    astToString(
      await openapiTS(
        { ...document, servers: [] },
        { alphabetize: true, emptyObjectsUnknown: true },
      ),
    )
  );
}

function isOpenApi3(document: object): document is OpenAPI3 {
  return 'openapi' in document && 'info' in document;
}
