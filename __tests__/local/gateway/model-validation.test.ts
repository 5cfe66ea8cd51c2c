import {
  createModelValidator,
  type ModelValidation,
} from '../../../local/gateway/model-validation';
import type { Model } from '../../../local/rest-api';

const REF = 'https://apigateway.amazonaws.com/restapis/abc123/models';

function validator(
  schemas: Readonly<Record<string, unknown>>,
): (model: string, body: string) => ModelValidation {
  const models = Object.entries(schemas).map(([name, schema]): [string, Model] => [
    name,
    {
      name,
      contentType: 'application/json',
      schema: JSON.stringify(schema),
      description: undefined,
    },
  ]);
  const created = createModelValidator(Object.fromEntries(models), 'abc123');
  return (model, body) => created.validate(model, body);
}

/** What is wrong with a value under a schema; `undefined`: nothing. */
function reason(schema: unknown, value: unknown): string | undefined {
  const result = validator({ M: schema })('M', JSON.stringify(value));
  return result.valid ? undefined : result.message;
}

describe('a reason', () => {
  test.each([
    [{ required: ['id', 'a'] }, {}, '[object has missing required properties (["a","id"])]'],
    [
      { type: 'object' },
      [],
      '[instance type (array) does not match any allowed primitive type (allowed: ["object"])]',
    ],
    [
      { type: 'number' },
      '1',
      '[instance type (string) does not match any allowed primitive type (allowed: ["integer","number"])]',
    ],
    [
      { type: ['string', 'null'] },
      1.5,
      '[instance type (number) does not match any allowed primitive type (allowed: ["null","string"])]',
    ],
    [
      { enum: ['a', 1] },
      'b',
      '[instance value ("b") not found in enum (possible values: ["a",1])]',
    ],
    [
      { minimum: 25 },
      1,
      '[numeric instance is lower than the required minimum (minimum: 25, found: 1)]',
    ],
    [
      { maximum: 5 },
      6,
      '[numeric instance is greater than the required maximum (maximum: 5, found: 6)]',
    ],
    [
      { minimum: 5, exclusiveMinimum: true },
      5,
      '[numeric instance is not strictly greater than the required minimum 5]',
    ],
    [
      { maximum: 5, exclusiveMaximum: true },
      5,
      '[numeric instance is not strictly lower than the required maximum 5]',
    ],
    [{ multipleOf: 2 }, 3, '[remainder of division is not zero (3 / 2)]'],
    [{ minLength: 3 }, 'é😀', '[string "é😀" is too short (length: 2, required minimum: 3)]'],
    [{ maxLength: 1 }, 'ab', '[string "ab" is too long (length: 2, maximum allowed: 1)]'],
    [{ pattern: '^a+$' }, 'b', '[ECMA 262 regex "^a+$" does not match input string "b"]'],
    [
      { minItems: 1 },
      [],
      '[array is too short: must have at least 1 elements but instance has 0 elements]',
    ],
    [
      { maxItems: 1 },
      [1, 2],
      '[array is too long: must have at most 1 elements but instance has 2 elements]',
    ],
    [{ uniqueItems: true }, [1, 1], '[array must not contain duplicate elements]'],
    [
      { minProperties: 1 },
      {},
      '[object has too few properties (found 0 but schema requires at least 1)]',
    ],
    [
      { maxProperties: 0 },
      { a: 1 },
      '[object has too many properties (found 1 but schema requires at most 0)]',
    ],
    [
      { additionalProperties: false },
      { b: 1, a: 2 },
      '[object instance has properties which are not allowed by the schema: ["a","b"]]',
    ],
    [{ not: {} }, 1, '[instance matched a schema which it should not have]'],
    [
      { anyOf: [{ type: 'null' }, { minimum: 5 }] },
      1,
      '[instance failed to match at least one required schema among 2]',
    ],
    [
      { oneOf: [{ type: 'null' }, { minimum: 5 }] },
      1,
      '[instance failed to match exactly one schema (matched 0 out of 2)]',
    ],
    [
      { oneOf: [{ minimum: 1 }, { minimum: 2 }] },
      3,
      '[instance failed to match exactly one schema (matched 2 out of 2)]',
    ],
  ])('under %j for %j is %s', (schema, value, message) => {
    expect(reason(schema, value)).toBe(message);
  });

  test('of an object hides the reasons of its members; of two members both are told', () => {
    const schema = { required: ['c'], properties: { a: { type: 'string' }, b: { minimum: 2 } } };
    expect(reason(schema, { a: 1, b: 1 })).toBe('[object has missing required properties (["c"])]');
    expect(reason(schema, { a: 1, b: 1, c: 0 })).toBe(
      '[instance type (integer) does not match any allowed primitive type (allowed: ["string"]), ' +
        'numeric instance is lower than the required minimum (minimum: 2, found: 1)]',
    );
  });
});

describe('validate', () => {
  test('takes no payload for an empty object', () => {
    expect(validator({ M: { type: 'object' } })('M', '')).toEqual({ valid: true });
    expect(validator({ M: { required: ['a'] } })('M', '\n').valid).toBe(false);
  });

  test.each(['{', 'text', "{'a': 1}", '{"a":1,}'])(
    'rejects %s, which is no JSON, with the reason',
    (body) => {
      const result = validator({ M: {} })('M', body);
      expect(result.valid ? '' : result.message).toMatch(/^\[Invalid JSON: .+\]$/);
    },
  );

  test('follows $ref to other models, which may refer back', () => {
    const validate = validator({
      Person: {
        $schema: 'http://json-schema.org/draft-04/schema#',
        id: 'ignored',
        required: ['name'],
        properties: {
          name: { type: 'string' },
          home: { oneOf: [{ type: 'null' }, { $ref: `${REF}/House` }] },
        },
      },
      House: {
        type: 'object',
        properties: { people: { type: 'array', items: { $ref: `${REF}/Person` } } },
      },
    });
    expect(validate('Person', '{"name":"a","home":null}').valid).toBe(true);
    expect(validate('Person', '{"name":"a","home":{"people":[{"name":"b"}]}}').valid).toBe(true);
    expect(validate('House', '{"people":[{"name":1}]}').valid).toBe(false);
    expect(validate('Person', '{"name":"a","home":{"people":[{}]}}')).toEqual({
      valid: false,
      message: '[instance failed to match exactly one schema (matched 0 out of 2)]',
    });
  });

  test('follows $ref into the model itself', () => {
    const validate = validator({
      M: { definitions: { n: { type: 'integer' } }, items: { $ref: '#/definitions/n' } },
    });
    expect(validate('M', '[1]').valid).toBe(true);
    expect(validate('M', '["1"]').valid).toBe(false);
  });

  test.each([
    ['email', 'a@b.c', 'a'],
    ['date-time', '2020-01-02T03:04:05Z', '2020-01-02'],
    ['ipv4', '127.0.0.1', '1.2.3'],
    ['uri', 'https://a.b/c', 'no uri'],
  ])('checks the format %s', (format, good, bad) => {
    expect(reason({ format }, good)).toBeUndefined();
    expect(reason({ format }, bad)).toContain(bad);
  });

  test('lets an unknown format pass', () => {
    expect(reason({ type: 'string', format: 'byte' }, 'x')).toBeUndefined();
  });

  test('rejects a payload nested without end instead of failing', () => {
    const validate = validator({ M: { properties: { m: { $ref: `${REF}/M` } } } });
    const depth = 100_000;
    expect(validate('M', `${'{"m":'.repeat(depth)}1${'}'.repeat(depth)}`).valid).toBe(false);
  });

  test('matches a pattern with a nested quantifier in linear time', () => {
    expect(reason({ pattern: '^(a+)+$' }, `${'a'.repeat(50_000)}b`)).toContain('does not match');
  });

  test('fails for a model that the API does not have', () => {
    expect(() => validator({})('Nope', '{}')).toThrow(/no model "Nope"/);
  });

  test('compiles a model only when it is used', () => {
    const validate = validator({ Good: {}, Bad: { $ref: `${REF}/Missing` } });
    expect(validate('Good', '{}').valid).toBe(true);
    expect(() => validate('Bad', '{}')).toThrow(/Missing/);
  });
});

describe('work that a payload could make endless', () => {
  const validatorOf = (schema: object) =>
    createModelValidator(
      {
        M: {
          name: 'M',
          contentType: 'application/json',
          description: undefined,
          schema: JSON.stringify(schema),
        },
      },
      'api',
    );

  it('is ended: patterns with a look-around, all of a payload together', () => {
    const slow = { type: 'array', items: { type: 'string', pattern: '^(?=.)(a+)+$' } };
    const validator = validatorOf(slow);
    expect(validator.validate('M', '["aaa"]')).toEqual({ valid: true });
    const began = performance.now();
    const endless = JSON.stringify(Array(20).fill(`${'a'.repeat(45)}!`));
    expect(validator.validate('M', endless)).toEqual({
      valid: false,
      message: '[ECMA 262 regex "^(?=.)(a+)+$" takes too long to match]',
    });
    expect(performance.now() - began).toBeLessThan(2000);
    expect(validator.validate('M', '["aaa"]')).toEqual({ valid: true });
  });

  it('is linear: unique elements', () => {
    const validator = validatorOf({ uniqueItems: true });
    const many = Array.from({ length: 20_000 }, (_, a) => ({ a, b: [a, { c: null }] }));
    const began = performance.now();
    expect(validator.validate('M', JSON.stringify(many)).valid).toBe(true);
    expect(
      validator.validate('M', JSON.stringify([...many, { b: [5, { c: null }], a: 5 }])),
    ).toEqual({ valid: false, message: '[array must not contain duplicate elements]' });
    expect(performance.now() - began).toBeLessThan(6000);
  });

  it.each([
    ['[1,1.0]', false],
    ['["1",1,true,"true",null,"null"]', true],
    ['[[1,2],[12]]', true],
    ['[["a,b"],["a","b"]]', true],
    ['[{"a":1,"b":2},{"b":2,"a":1}]', false],
    ['[{},[]]', true],
  ])('is exact all the same: %s are unique: %s', (body, expected) => {
    expect(validatorOf({ uniqueItems: true }).validate('M', body).valid).toBe(expected);
    expect(validatorOf({ uniqueItems: false }).validate('M', body).valid).toBe(true);
  });
});
