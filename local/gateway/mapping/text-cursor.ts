/** A position in a text, moved by sticky patterns; what the parsers of this room read with. */
export class TextCursor {
  readonly text: string;
  position = 0;

  constructor(text: string) {
    this.text = text;
  }

  get atEnd(): boolean {
    return this.position >= this.text.length;
  }

  /** The character here; `''` at the end. */
  get current(): string {
    return this.text.charAt(this.position);
  }

  /** Moves over what a sticky (`y`) pattern finds here; `undefined`: nothing, and the position stays. */
  match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.text) ?? undefined;
    if (found !== undefined) this.position += found[0].length;
    return found;
  }

  /** Moves over exactly this text, when it stands here. */
  skip(text: string): boolean {
    if (!this.text.startsWith(text, this.position)) return false;
    this.position += text.length;
    return true;
  }

  /** Line and column, from 1, for messages. */
  where(position: number = this.position): string {
    const before = this.text.slice(0, position).split('\n');
    return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
  }
}
