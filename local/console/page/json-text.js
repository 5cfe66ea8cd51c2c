/** JSON for people, and examples from schemas. */

/**
 * Breaks JSON text into lines without reading its values: a number of 20 digits and a name that comes twice stay.
 * What is not JSON comes back as it is.
 *
 * @param {string} text
 */
export function indented(text) {
  try {
    JSON.parse(text);
  } catch {
    return text;
  }
  let depth = 0;
  const line = () => `\n${'  '.repeat(depth)}`;
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g) ?? [];
  return tokens
    .map((token, at) => {
      const next = tokens[at + 1];
      if (token === '{' || token === '[') {
        depth += 1;
        return next === '}' || next === ']' ? token : token + line();
      }
      if (token === '}' || token === ']') {
        depth -= 1;
        const previous = tokens[at - 1];
        return previous === '{' || previous === '[' ? token : line() + token;
      }
      if (token === ',') return token + line();
      return token === ':' ? ': ' : token;
    })
    .join('');
}

/** A value as indented JSON; text that holds JSON is shown as that. */
export function shown(value) {
  return typeof value === 'string' ? indented(value) : JSON.stringify(value, null, 2);
}

/** How deep an example goes into a schema that contains itself. */
const MAX_DEPTH = 6;

/**
 * A value that a schema of the document takes.
 *
 * @param {object | undefined} schema
 * @param {Record<string, object>} schemas `components.schemas`
 */
export function exampleOf(schema, schemas, depth = 0) {
  if (schema === undefined || depth > MAX_DEPTH) return null;
  if (schema.$ref !== undefined) {
    return exampleOf(schemas[schema.$ref.split('/').at(-1)], schemas, depth + 1);
  }
  const given = [schema.example, schema.default, ...(schema.enum ?? [])];
  const [value] = given.filter((one) => one !== undefined);
  if (value !== undefined) return value;
  const [choice] = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  if (choice !== undefined) return exampleOf(choice, schemas, depth + 1);
  return exampleOfType(schema, schemas, depth);
}

function exampleOfType(schema, schemas, depth) {
  switch ([schema.type].flat()[0]) {
    case 'string':
      return schema.format === 'date-time' ? new Date().toISOString() : 'text';
    case 'integer':
    case 'number':
      return schema.minimum ?? 1;
    case 'boolean':
      return true;
    case 'array':
      return [exampleOf(schema.items, schemas, depth + 1)];
    default:
      return exampleObject(schema, schemas, depth);
  }
}

function exampleObject({ properties }, schemas, depth) {
  // A schema that says nothing of its members takes any: a greeting reads better than an empty one.
  if (properties === undefined) return { Metadata: 'Hello' };
  return Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [
      name,
      exampleOf(schema, schemas, depth + 1),
    ]),
  );
}
