import { randomText } from '../../local/random-bytes';

describe('randomText', () => {
  it('gives as many bytes as asked for, and others each time', () => {
    const drawn = Array.from({ length: 5000 }, () => randomText(12, 'hex'));
    expect(new Set(drawn).size).toBe(5000);
    expect(drawn.every((text) => /^[0-9a-f]{24}$/.test(text))).toBe(true);
  });

  it('encodes for URLs', () => {
    expect(Buffer.from(randomText(11, 'base64url'), 'base64url')).toHaveLength(11);
  });
});
