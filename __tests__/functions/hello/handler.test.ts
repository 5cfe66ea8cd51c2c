import { handler } from '../../../functions/hello/handler';

describe('hello', () => {
  it('greets', async () => {
    expect(await handler()).toBe('Hello from Lambda!');
  });
});
