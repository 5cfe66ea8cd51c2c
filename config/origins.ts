import { expect } from './setting';

/** @throws Error in one line when a text is no origin of a web page, and not `*`. */
export function checkOrigin(variable: string, origin: string): void {
  const isOrigin = origin === '*' || /^https?:\/\/[A-Za-z0-9.-]+(:\d+)?$/.test(origin);
  expect(
    isOrigin,
    variable,
    origin,
    'origins such as https://app.example.com, with commas between, or *',
  );
}
