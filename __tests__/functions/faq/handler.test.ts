import { createHandler } from '../../../functions/faq/handler';
import { QUESTIONS } from '../../../functions/faq/questions';
import { proxyEvent } from '../../helpers/proxy-event';

const ask = async (random?: () => number) => {
  const { statusCode, headers, body } = await createHandler(random)(proxyEvent({ path: '/faq' }));
  const parsed: unknown = JSON.parse(body);
  return { statusCode, headers, parsed };
};

describe('GET /faq', () => {
  it('answers one question with its answer, as JSON', async () => {
    const { statusCode, headers, parsed } = await ask(() => 0);
    expect(statusCode).toBe(200);
    expect(headers).toMatchObject({ 'Content-Type': 'application/json' });
    expect(parsed).toEqual(QUESTIONS[0]);
  });

  it('reaches every entry, each as often as the others', async () => {
    const draws = QUESTIONS.length * 4;
    let draw = 0;
    const answers = new Map<string, number>();
    for (let count = 0; count < draws; count += 1) {
      const { parsed } = await ask(() => draw++ / draws);
      const { q } = parsed as { q: string };
      answers.set(q, (answers.get(q) ?? 0) + 1);
    }
    expect(answers.size).toBe(QUESTIONS.length);
    expect(new Set(answers.values())).toEqual(new Set([4]));
  });

  it('draws by lot by itself', async () => {
    const seen = new Set<string>();
    for (let count = 0; count < 200; count += 1) seen.add(JSON.stringify((await ask()).parsed));
    expect(seen.size).toBeGreaterThan(10);
  });

  it('answers from the list also when the lot is out of range', async () => {
    expect((await ask(() => 1)).parsed).toEqual(QUESTIONS[0]);
  });
});

describe('the questions', () => {
  it('are more than twenty, and none is asked twice', () => {
    expect(QUESTIONS.length).toBeGreaterThan(20);
    expect(new Set(QUESTIONS.map(({ q }) => q)).size).toBe(QUESTIONS.length);
  });

  it.each(QUESTIONS.map(({ q, a }) => [q, a]))('%s', (q, a) => {
    expect(q).toMatch(/[?.]$/);
    expect(a).toMatch(/^[A-Z0-9].*\.$/);
    expect(a.length).toBeLessThan(400);
  });
});
