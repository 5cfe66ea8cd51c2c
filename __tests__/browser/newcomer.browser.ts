/** Somebody who has never seen the project, and has a browser alone. */
import type { Browser, Locator, Page } from 'playwright-core';
import {
  launch,
  openRoute,
  openTab,
  screenshot,
  send,
  STAGES,
  violations,
  visit,
  type Screen,
  type Tab,
} from './browser-under-test';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

const ways = STAGES.flatMap((stage) =>
  (['desktop', 'phone'] as const).map((screen): [string, Screen] => [stage, screen]),
);

describe.each(ways)('a newcomer looks at %s on a %s', (stage, screen) => {
  let tab: Tab;
  let page: Page;
  const document = `{"greeting": "from ${stage} on ${screen}", "number": 12345678901234567890}`;

  beforeAll(async () => {
    tab = await openTab(browser, screen);
    page = tab.page;
    await visit(page, stage, 'try');
  });
  afterAll(() => page.context().close());

  /** Keeps what is seen; gives what axe finds in it. */
  const look = async (name: string): Promise<string[]> => {
    await screenshot(page, `${stage}-${screen}-${name}`);
    return violations(page);
  };
  /** The latest of the tail with this status, opened. */
  const openRequest = async (method: string, statusCode: string): Promise<Locator> => {
    const row = page
      .locator('.row.exchange', { hasText: method })
      .filter({ has: page.locator('summary .status', { hasText: statusCode }) })
      .first();
    await row.locator('summary').first().click();
    await row.locator('.timeline').waitFor();
    return row;
  };
  const view = (name: string) => page.getByRole('link', { name, exact: true }).click();

  it('stores an item with what is filled in', async () => {
    const entry = await openRoute(page, 'POST /items');
    expect(await look('1-open')).toEqual([]);
    await entry.locator('textarea').fill(document);
    expect(await send(entry)).toBe('201');
    expect(await look('2-stored')).toEqual([]);
  });

  it('gets it back, byte for byte', async () => {
    const entry = await openRoute(page, 'GET /items/{id}');
    expect(await entry.locator('input[name=id]').inputValue()).toMatch(/^[0-9a-f-]{36}$/);
    expect(await send(entry)).toBe('200');
    const body = await entry.locator('.outcome pre').first().textContent();
    expect(body).toContain('12345678901234567890');
    expect(body).toContain(`from ${stage} on ${screen}`);
    expect(await look('3-found')).toEqual([]);
  });

  it.each([
    ['POST /items', 'x-api-key', 'none', '403', /has no x-api-key header/],
    ['POST /items', 'x-api-key', 'a wrong key', '403', /is no enabled key/],
    ['GET /items/{id}', 'Authorization', 'none', '401', /has no Authorization header/],
    ['GET /items/{id}', 'Authorization', /^a wrong token/, '401', /does not take this token/],
    ['GET /items/{id}', 'Authorization', 'an expired token', '401', /expired at 20/],
    ['POST /items', 'x-api-key', 'other', '403', /is no enabled key/],
    ['GET /items/{id}', 'Authorization', 'other', '401', /does not take this token/],
  ])('learns why %s with %s: %s is refused', async (route, header, choice, status, why) => {
    const other = STAGES.filter((name) => name !== stage).join();
    const label = header === 'x-api-key' ? `the key of ${other}` : `a token of ${other}`;
    const entry = await openRoute(page, route);
    const select = entry.locator(`select[name="${header}"]`);
    const options = await select.locator('option').allTextContents();
    const wanted = options.find((option) =>
      typeof choice === 'string'
        ? option === (choice === 'other' ? label : choice)
        : choice.test(option),
    );
    await select.selectOption({ label: wanted ?? 'there is no such choice' });
    expect(await send(entry)).toBe(status);
    expect(await entry.getByRole('alert').textContent()).toMatch(why);
  });

  it('reads what the page says of a refusal', async () => {
    expect(await look('4-refused')).toEqual([]);
  });

  it('sees the item in the table', async () => {
    await view('Items');
    const item = page.locator('.item', { hasText: `from ${stage} on ${screen}` });
    await item.locator('summary').click();
    await item.locator('pre').first().waitFor();
    expect(await item.locator('pre').allTextContents()).toContainEqual(
      expect.stringContaining('12345678901234567890'),
    );
    expect(await look('5-items')).toEqual([]);
  });

  it('sees the log line, and everything of the request', async () => {
    await view('Live');
    await page.locator('.row.function', { hasText: 'item-stored' }).first().waitFor();
    const row = await openRequest('POST', '201');
    for (const part of ['Request', 'API key', 'Integration request', 'Result', 'Log lines']) {
      await row.locator('.part > summary', { hasText: new RegExp(`^${part}`) }).click();
    }
    await row.locator('pre', { hasText: 'item-stored' }).first().waitFor();
    const text = await row.textContent();
    expect(text).toMatch(/\d+ of \d+ left this/);
    expect(text).toContain('"httpMethod": "POST"');
    expect(await look('6-live')).toEqual([]);
  });

  it('sees what the authorizer said, and that it did not ask twice', async () => {
    const row = await openRequest('GET', '200');
    await row.locator('.part > summary', { hasText: /^Authorizer/ }).click();
    await row.getByText('context.scope').waitFor();
    expect(await row.textContent()).toMatch(/allowed laptop/);
  });

  it('filters the tail', async () => {
    await page.getByLabel('Filter').fill('invalid_api_key');
    await page.locator('.row.exchange').first().waitFor();
    expect(
      await page.locator('.row.exchange').filter({ hasNotText: 'INVALID_API_KEY' }).count(),
    ).toBe(0);
    await page.getByLabel('Filter').fill('nothing has this text');
    expect(await page.locator('.row').count()).toBe(0);
    await page.getByText('Nothing has happened yet').waitFor();
  });

  it('sees how the resources hang together', async () => {
    await view('Resources');
    await page.getByRole('button', { name: /^Lambda\s*function × \d+$/ }).click();
    await page.locator('.resources li', { hasText: 'items-function' }).first().waitFor();
    expect(await look('7-resources')).toEqual([]);
  });

  it('has met no error, and asked no other host', () => {
    expect(tab.errors).toEqual([]);
    expect([...tab.hosts]).toEqual([new URL(page.url()).host]);
  });
});
