import { traceHeader, traceRoot } from '../../../local/gateway/trace-id';

const ROOT = '1-3152b799-8954dae64eda91bc9a23a7e8';
const SETTINGS = { now: Date.UTC(2026, 10, 21), sampled: false };

describe('traceHeader', () => {
  it('makes every part when the client sends none', () => {
    expect(traceHeader(undefined, SETTINGS)).toMatch(
      /^Root=1-6b00df00-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0$/,
    );
  });

  test.each([
    ['the root', `Root=${ROOT}`, `^Root=${ROOT};Parent=[0-9a-f]{16};Sampled=0$`],
    [
      'every part',
      `Root=${ROOT};Parent=53995c3f42cd8ad8;Sampled=1`,
      `^Root=${ROOT};Parent=53995c3f42cd8ad8;Sampled=1$`,
    ],
    [
      'the parent, which then is a traced one,',
      `Root=${ROOT};Parent=53995c3f42cd8ad8`,
      'Parent=53995c3f42cd8ad8;Sampled=1$',
    ],
    [
      'nothing but root, parent and decision',
      `Self=1-67891234-0a;Root=${ROOT};Lineage=a:b`,
      `^Root=${ROOT};Parent=[0-9a-f]{16};Sampled=0$`,
    ],
    ['no line break', `Root=${ROOT}\r\nx: y`, '^Root=1-[0-9a-f]{8}-[0-9a-f]{24};'],
  ])('keeps %s of what the client sends', (_, sent, expected) => {
    expect(traceHeader(sent, SETTINGS)).toMatch(new RegExp(expected));
  });

  it('samples where the stage traces', () => {
    expect(traceHeader(undefined, { ...SETTINGS, sampled: true })).toMatch(/;Sampled=1$/);
  });
});

describe('traceRoot', () => {
  it('is the root alone', () => {
    expect(traceRoot(`Root=${ROOT};Parent=53995c3f42cd8ad8`)).toBe(ROOT);
  });
});
