import { PayloadError, TemplateError } from '../../../../local/gateway/mapping/mapping-template';
import { render, rendered } from './render';

describe('$input.path', () => {
  const body = {
    text: 'a "b"',
    whole: 12,
    half: 0.5,
    yes: true,
    nothing: null,
    list: ['x', { y: [1, null] }],
    map: { a: 'b', c: { d: ['e'] } },
    'odd key': 'odd',
  };

  test.each([
    ['$.text', 'a "b"'],
    ['$.whole', '12'],
    ['$.half', '0.5'],
    ['$.yes', 'true'],
    ['$.nothing', ''],
    ['$.missing', ''],
    ['$.missing.further[0]', ''],
    ['$.list', '["x",{"y":[1,null]}]'],
    ['$.list[1]', '{y=[1,null]}'],
    ['$.list[1].y', '[1,null]'],
    ['$.list[7]', ''],
    ['$.map', '{a=b, c={d=["e"]}}'],
    ["$['odd key']", 'odd'],
    ['map.a', 'b'],
  ])('%s prints %s: maps as Java does, arrays as JSON', (path, text) => {
    expect(rendered(`$input.path("${path}")`, body)).toBe(text);
  });

  test.each([
    ['$root.map.c.d[0]', 'e'],
    ['$root.list.size() $root.map.size() $root.list.count()', '2 2 2'],
    ['$root.map.keySet()', '[a, c]'],
    ["$root.get('odd key') $root['odd key']", 'odd odd'],
    ['#foreach($e in $root.list)$e;#end', 'x;{y=[1,null]};'],
    ['$root.list.toJSONString()', '["x",{"y":[1,null]}]'],
    ['#if($root.nothing == "")empty#end', 'empty'],
    ['#if($root.whole > 11 && $root.half < 1)between#end', 'between'],
  ])('its result can be walked: %s is %s', (expression, text) => {
    expect(rendered(`#set($root = $input.path('$'))${expression}`, body)).toBe(text);
  });

  test('keeps every digit of a number', () => {
    const exact =
      '{"id":12345678901234567890,"amount":0.1234567890123456789,"price":2.50,"big":1E+400}';
    expect(
      render("$input.path('$.id') $input.path('$.amount') $input.path('$.price')", { body: exact })
        .text,
    ).toBe('12345678901234567890 0.1234567890123456789 2.5');
    expect(render("$input.json('$')", { body: exact }).text).toBe(exact);
  });
});

describe('$input.json', () => {
  test.each([
    ['$', '{"b":1,"a":[true,null,"\\"é/"]}'],
    ['$.a', '[true,null,"\\"é/"]'],
    ['$.a[2]', '"\\"é/"'],
    ['$.a[1]', 'null'],
    ['$.missing', '""'],
  ])('%s is %s', (path, json) => {
    expect(rendered(`$input.json('${path}')`, { b: 1, a: [true, null, '"é/'] })).toBe(json);
  });

  test('of a key that comes twice the last value counts', () => {
    expect(render("$input.json('$')", { body: '{"a":1,"b":2,"a":3}' }).text).toBe('{"a":3,"b":2}');
  });
});

describe('a payload that is no JSON object', () => {
  test.each([
    ['', '{}', '{}', '{}'],
    [' \n', ' \n', '{}', '{}'],
    ['plain text', 'plain text', 'plain text', '"plain text"'],
    ['a=1&b=2', 'a=1&b=2', 'a=1&b=2', '"a=1&b=2"'],
    ['42', '42', '42', '42'],
    ['"s"', '"s"', 's', '"s"'],
    ['{a: 1, b: c d,}', '{a: 1, b: c d,}', '{a=1, b=c d}', '{"a":1,"b":"c d"}'],
    ['<a>1</a>', '<a>1</a>', '<a>1</a>', '"<a>1</a>"'],
  ])('%j is %j as body, %j by path and %j as JSON', (body, ...forms) => {
    const templates = ['$input.body', "$input.path('$')", "$input.json('$')"];
    expect(templates.map((template) => render(template, { body }).text)).toEqual(forms);
  });

  test.each(['{"a":', '[1 2]', '{"a" 1}', '"open', '{"a":1}}'])(
    'fails with a PayloadError for %s',
    (body) => {
      expect(() => render("$input.json('$')", { body })).toThrow(PayloadError);
      expect(render('$input.body', { body }).text).toBe(body);
    },
  );

  test('fails with a PayloadError when it is nested without end', () => {
    expect(() => render("$input.path('$')", { body: '['.repeat(100_000) })).toThrow(PayloadError);
  });
});

describe('$input.params', () => {
  const params = {
    path: { id: 'p', shared: 'path' },
    querystring: { q: 'say "hi"', shared: 'query' },
    header: { 'X-Name': 'h', shared: 'header' },
  };

  test.each([
    ["$input.params('shared') $input.params('q') $input.params('X-Name')", 'path say "hi" h'],
    ["[$input.params('x-name')][$input.params('toString')]", '[][]'],
    ['$input.params().keySet()', '[path, querystring, header]'],
    ['$input.params().path', '{id=p, shared=path}'],
    ["$input.params().header.get('X-Name') $input.params().header.X-Name", 'h h'],
    ["$input.params().get('querystring').q", 'say "hi"'],
  ])('%s is %s', (template, text) => {
    expect(render(template, { params }).text).toBe(text);
  });
});

describe('$util', () => {
  test.each([
    [
      `$util.escapeJavaScript($v)`,
      `it's "a/b" \\ é\u2028\n\t\u0001`,
      `it\\'s \\"a\\/b\\" \\\\ \\u00E9\\u2028\\n\\t\\u0001`,
    ],
    [`$util.escapeJavaScript($v).replaceAll("\\\\'", "'")`, `it's`, `it's`],
    [`$util.urlEncode($v)`, `a b&c=d/é~*-._!'()`, `a+b%26c%3Dd%2F%C3%A9%7E*-._%21%27%28%29`],
    [`$util.urlDecode($v)`, `a+b%26%C3%A9`, `a b&é`],
    [`$util.urlDecode($util.urlEncode($v))`, `x=a+b c`, `x=a+b c`],
    [`$util.base64Encode($v)`, `é`, `w6k=`],
    [`$util.base64Decode($v)`, `w6k=`, `é`],
    [`$util.parseJson($v)`, `{"a":[1,{"b":2.0}]}`, `{a=[1,{"b":2.0}]}`],
    [`$util.parseJson($v).a[1].b`, `{"a":[1,{"b":2.0}]}`, `2.0`],
    [`$util.parseJson($v)`, `"text"`, `text`],
    [`#if($util.parseJson($v) == true)yes#end`, `true`, `yes`],
    [`[$util.nothing($v)$util.nothing]`, `x`, `[]`],
  ])('%s of %j is %j', (expression, value, text) => {
    expect(rendered(`#set($v = $input.path('$'))${expression}`, value)).toBe(text);
  });

  test.each(["$util.parseJson('{')", "$util.urlDecode('%zz')", "$input.path('$.[')"])(
    '%s fails',
    (template) => {
      expect(() => render(template)).toThrow(TemplateError);
    },
  );
});

describe('$stageVariables and $context', () => {
  test.each([
    ["$stageVariables.table ${stageVariables.table} $stageVariables['table']", 't t t'],
    ['[$stageVariables.unset]', '[]'],
    ['$stageVariables', '{table=t}'],
    [
      '$context.stage $context.requestTimeEpoch $context.isCanaryRequest',
      'dev 1700000000000 false',
    ],
    ['$context.identity.sourceIp $context.authorizer.scopes', '127.0.0.1 [a, b]'],
    ['[$context.identity.apiKey][$context.authorizer.claims.sub]', '[][]'],
    ['[$context.identity][$context]', '[][]'],
    ["$context.identity.keySet() $context.identity.get('sourceIp')", '[sourceIp] 127.0.0.1'],
    [
      '$context.requestOverride.keySet() $context.responseOverride.keySet()',
      '[header, path, querystring] [header]',
    ],
  ])('%s is %s', (template, text) => {
    const context = {
      stage: 'dev',
      requestTimeEpoch: 1_700_000_000_000,
      isCanaryRequest: false,
      identity: { sourceIp: '127.0.0.1' },
      authorizer: { scopes: ['a', 'b'] },
    };
    expect(render(template, { context, stageVariables: { table: 't' } }).text).toBe(text);
  });
});

describe('overrides', () => {
  test('of the request: texts, lists, and what the payload says', () => {
    const template = `
      #set($context.requestOverride.header.X-One = "1")
      #set($context.requestOverride.header["two words"] = ["a", $input.path('$.n')])
      #set($context.requestOverride.querystring.q = $input.path('$.n'))
      #set($context.requestOverride.path.id = "p")`;
    expect(render(template, { body: '{"n":7}' }).requestOverride).toEqual({
      header: { 'X-One': '1', 'two words': ['a', '7'] },
      querystring: { q: '7' },
      path: { id: 'p' },
    });
  });

  test.each([
    ['418', 418],
    ["$input.path('$.status')", 201],
    ['600', undefined],
    ['99', undefined],
    ['"400"', undefined],
    ['200.5', undefined],
  ])('of the status: %s is %p, for AWS takes whole numbers from 100 to 599', (value, status) => {
    const template = `#set($context.responseOverride.status = ${value})`;
    expect(render(template, { body: '{"status":201}' }).responseOverride).toEqual({
      status,
      header: {},
    });
  });

  test('are seen by the response template, and by no other request', () => {
    const first = render(
      '#set($context.requestOverride.path.x = "1")#set($context.responseOverride.status = 201)',
    );
    const template =
      '$context.requestOverride.path.x#set($context.responseOverride.header.Y = "2")';
    const second = render(template, { phase: 'response', overrides: first.overrides });
    expect(second.text).toBe('1');
    expect(second.responseOverride).toEqual({ status: 201, header: { Y: '2' } });
    expect(first.responseOverride).toEqual({ status: 201, header: {} });
    expect(render(template).text).toBe('');
  });

  test('fail when one template sets the same twice', () => {
    const twice =
      '#set($context.responseOverride.header.a = "1")#set($context.responseOverride.header.a = "2")';
    expect(() => render(twice)).toThrow(/"a" is set twice/);
  });
});

describe('a whole transformation', () => {
  const shop = {
    rates: { limit: 50 },
    lamps: [
      { id: 7, kind: 'desk', price: 49.9 },
      { id: 8, kind: 'floor', price: 80 },
    ],
  };

  test('joins, compares and loops; what it writes is JSON', () => {
    const template = `#set($root = $input.path('$'))
#set($limit = $root.rates.limit)
[
#foreach($lamp in $root.lamps)
  {
#set($name = "\${lamp.kind}-no$lamp.id")
    "name": "$name.toUpperCase()",
    "text": "Lamp $lamp.id is for the $lamp.kind.",
    #if($lamp.price > $limit)#set($fee = '"none"')#{else}#set($fee = $lamp.price)#end

    "fee": $fee
  }#if($foreach.hasNext),#end

#end
]`;
    expect(JSON.parse(rendered(template, shop))).toEqual([
      { name: 'DESK-NO7', text: 'Lamp 7 is for the desk.', fee: 49.9 },
      { name: 'FLOOR-NO8', text: 'Lamp 8 is for the floor.', fee: 'none' },
    ]);
  });

  test('passes everything on: payload, parameters, stage variables, context', () => {
    const template = `{
  "body": $input.json('$'),
  "params": {#foreach($place in $input.params().keySet())"$place": {#foreach($name in $input.params().get($place).keySet())"$name": "$util.escapeJavaScript($input.params().get($place).get($name)).replaceAll("\\\\'", "'")"#if($foreach.hasNext),#end#end}#if($foreach.hasNext),#end#end},
  "stage": {#foreach($name in $stageVariables.keySet())"$name": "$stageVariables.get($name)"#if($foreach.hasNext),#end#end},
  "id": "$context.requestId"
}`;
    const scope = {
      body: '{"n":12345678901234567890}',
      params: {
        path: { id: '1' },
        querystring: { q: `it's "so"` },
        header: { Accept: '*/*', Host: 'h' },
      },
      stageVariables: { a: 'b', c: 'd' },
      context: { requestId: 'r-1' },
    };
    const { text } = render(template, scope);
    expect(text).toContain('"body": {"n":12345678901234567890}');
    expect(JSON.parse(text)).toMatchObject({
      params: scope.params,
      stage: scope.stageVariables,
      id: 'r-1',
    });
  });
});
