import type { Browser, Response } from 'playwright-core';
import { launch, openRoute, openTab, send, STAGES, visit } from './browser-under-test';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

describe.each(STAGES)('every route of %s', (stage) => {
  it('answers what is filled in', async () => {
    const { page, errors } = await openTab(browser, 'desktop');
    await visit(page, stage, 'try');
    await page.getByText('CORS preflights').click();
    await page.locator('[data-route^="OPTIONS"]').first().waitFor();
    const entries = await page.locator('[data-route]').all();
    const routes = await Promise.all(entries.map((entry) => entry.getAttribute('data-route')));
    const answers: Record<string, string> = {};
    for (const route of routes.filter((name) => name !== null)) {
      const entry = await openRoute(page, route);
      const id = entry.locator('input[name=id]');
      if ((await id.count()) > 0 && (await id.inputValue()) === '') await id.fill('none');
      answers[route] = await send(entry);
    }
    expect(answers).toEqual({
      'GET /faq': '200',
      'ANY /hello': '200',
      'POST /items': '201',
      'GET /items/{id}': '200',
      'POST /loopback': '200',
      'GET /Netflixapigw101': '200',
      'OPTIONS /faq': '200',
      'OPTIONS /hello': '200',
      'OPTIONS /items': '200',
      'OPTIONS /items/{id}': '200',
      'OPTIONS /loopback': '200',
      'OPTIONS /Netflixapigw101': '200',
    });
    expect(errors).toEqual([]);
    await page.context().close();
  });
});

describe('the console', () => {
  it('is used by the keyboard alone', async () => {
    const { page } = await openTab(browser, 'desktop');
    await visit(page, 'dev', 'try');
    const focused = page.locator(':focus');
    const until = async (isThere: () => Promise<boolean>): Promise<void> => {
      for (let presses = 0; presses < 60; presses += 1) {
        await page.keyboard.press('Tab');
        if (await isThere()) return;
      }
      throw new Error('the Tab key does not get there');
    };
    await until(async () => (await focused.textContent())?.includes('/faq') === true);
    await page.keyboard.press('Enter');
    await until(async () => (await focused.textContent()) === 'Send');
    await page.keyboard.press('Enter');
    const entry = page.locator('[data-route="GET /faq"]');
    await entry.locator('.outcome h4 .status').waitFor();
    // The stage by the arrows.
    await page.locator('#stages input:checked').focus();
    await page.keyboard.press('ArrowRight');
    await page.waitForURL(/#\/prod\/try$/);
    expect(await page.locator('#stages input:checked').inputValue()).toBe('prod');
    await page.context().close();
  });

  it('shows what a client sent as text, never as markup', async () => {
    const { page, errors } = await openTab(browser, 'desktop');
    const attack = '<img src=x onerror="document.title=1"><script>document.title=2</script>';
    await visit(page, 'dev', 'try');
    const entry = await openRoute(page, 'POST /items');
    await entry.locator('textarea').fill(JSON.stringify({ attack }));
    expect(await send(entry)).toBe('201');
    await visit(page, 'dev', 'items');
    const item = page.locator('.item', { hasText: '<script>' }).first();
    await item.locator('summary').click();
    await visit(page, 'dev', 'live');
    await page
      .locator('.row.exchange', { hasText: 'POST' })
      .first()
      .locator('summary')
      .first()
      .click();
    await page.locator('.timeline').waitFor();
    expect(await page.locator('main img, main script').count()).toBe(0);
    expect(await page.title()).toMatch(/Gatehouse/);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it('says when the runtime is not reached', async () => {
    const { page } = await openTab(browser, 'desktop');
    await visit(page, 'dev', 'live');
    await page.route('**/_gatehouse/events', (route) => route.abort());
    await page.reload();
    await page.getByText('runtime not reached').waitFor();
    expect(await page.locator('#connection').getAttribute('class')).toBe('lost');
    await page.context().close();
  });

  it('is small', async () => {
    const { page } = await openTab(browser, 'desktop');
    const files: Response[] = [];
    page.on('response', (response) => {
      if (response.url().includes('/page/')) files.push(response);
    });
    await visit(page, 'dev', 'try');
    await page.locator('[data-route]').first().waitFor();
    const bodies = await Promise.all(files.map((response) => response.body()));
    const bytes = bodies.reduce((sum, body) => sum + body.length, 0);
    expect(bytes).toBeGreaterThan(0);
    expect(bytes).toBeLessThan(80_000);
    await page.context().close();
  });
});
