/** A real Chromium before the running console. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Locator, type Page } from 'playwright-core';
import { isRecord, membersOf, textOf } from '../../local/record';

/** Pixels: of a taller page only what is in sight is kept. */
const TALLEST = 4000;

/** Kept as artifacts; git ignores the folder. */
const SCREENSHOTS = join(__dirname, '../../screenshots');

/** How a person looks at it. */
export const SCREENS = {
  desktop: { viewport: { width: 1280, height: 900 }, colorScheme: 'light' },
  phone: { viewport: { width: 375, height: 780 }, colorScheme: 'dark', isMobile: true },
} as const;
export type Screen = keyof typeof SCREENS;

export const STAGES = ['dev', 'prod'] as const;

/** What the runtime said when it was ready. */
export function runtime(): {
  readonly endpoint: string;
  apiKey(stage: string): string;
} {
  const ready: unknown = JSON.parse(process.env['GATEHOUSE_READY'] ?? 'null');
  return {
    endpoint: required(membersOf(ready)['endpoint']),
    apiKey: (stage) => required(membersOf(membersOf(membersOf(ready)['stages'])[stage])['apiKey']),
  };
}

function required(value: unknown): string {
  const text = textOf(value);
  if (text === undefined) throw new Error('start the tests by .ci/lanes/browser.sh');
  return text;
}

/**
 * @param names Resolved to this machine, as somebody's name server or neighbour would.
 * @throws Error when there is no Chromium: `CHROMIUM` names another than Debian's.
 */
export function launch(names: readonly string[] = []): Promise<Browser> {
  const rules = names.map((name) => `MAP ${name} 127.0.0.1`).join(',');
  return chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', ...(rules === '' ? [] : [`--host-resolver-rules=${rules}`])],
  });
}

/** A tab, and what went wrong in it. */
export interface Tab {
  readonly page: Page;
  /** Of the console and of scripts; that a refused call is refused is none. */
  readonly errors: string[];
  /** Hosts that were asked for anything. */
  readonly hosts: Set<string>;
}

export async function openTab(browser: Browser, screen: Screen): Promise<Tab> {
  const context = await browser.newContext(SCREENS[screen]);
  const page = await context.newPage();
  const errors: string[] = [];
  const hosts = new Set<string>();
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    const isRefusal = /the server responded with a status of 4\d\d/.test(message.text());
    if (message.type() === 'error' && !isRefusal) errors.push(message.text());
  });
  page.on('request', (request) => hosts.add(new URL(request.url()).host));
  return { page, errors, hosts };
}

/** Goes to a view by the address. */
export async function visit(page: Page, stage: string, view: string): Promise<void> {
  await page.goto(`${runtime().endpoint}/#/${stage}/${view}`);
  await page.getByText('connected', { exact: true }).waitFor({ state: 'attached' });
}

/** The entry of a route, opened. */
export async function openRoute(page: Page, route: string): Promise<Locator> {
  const entry = page.locator(`[data-route="${route}"]`);
  if ((await entry.getAttribute('open')) === null) await entry.locator('summary').first().click();
  return entry;
}

/** Sends an entry's form, and gives the status code that is shown. */
export async function send(entry: Locator): Promise<string> {
  const button = entry.getByRole('button', { name: 'Send' });
  await button.click();
  // It can be pressed again when the outcome is there.
  await entry.locator('button[type=submit]:enabled').waitFor();
  return (await entry.locator('.outcome h4 .status').textContent()) ?? '';
}

/** Keeps what a person would see. */
export async function screenshot(page: Page, name: string): Promise<void> {
  mkdirSync(SCREENSHOTS, { recursive: true });
  // A head that stays in sight would else stand in the middle of the picture.
  await page.evaluate('scrollTo(0, 0)');
  const height: unknown = await page.evaluate('document.body.scrollHeight');
  const fullPage = Number(height) < TALLEST;
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage });
}

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** Serious and critical violations, a line each. https://github.com/dequelabs/axe-core */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const result: unknown = await page.evaluate('axe.run()');
  const found = membersOf(result)['violations'];
  if (!Array.isArray(found)) throw new Error('axe said nothing');
  return found
    .filter(isRecord)
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${String(id)}: ${JSON.stringify(nodes).slice(0, 600)}`);
}
