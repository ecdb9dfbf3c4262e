// Rows in ClickHouse's RowBinary: the format that costs least on either side. Values are written one after another, in
// the order of the columns; https://clickhouse.com/docs/interfaces/formats/RowBinary.

const first_bytes = 256 * 1024;
// A buffer that once had to be large is not kept.
const kept_bytes = 4 * 1024 * 1024;
const low64 = 0xffff_ffff_ffff_ffffn;
// Up to it, a loop over characters is quicker than a call out of JavaScript.
const short_chars = 48;

/**
 * Writes values one after another; a column of a LowCardinality or a Decimal is written as what it holds. It may be used
 * again after each `take`.
 */
export class RowWriter {
  #buffer = Buffer.allocUnsafeSlow(first_bytes);
  #view = new DataView(this.#buffer.buffer);
  #at = 0;

  #room(bytes: number): void {
    if (this.#at + bytes > this.#buffer.length) this.#grow(bytes);
  }

  #grow(bytes: number): void {
    const larger = Buffer.allocUnsafeSlow(Math.max(this.#buffer.length * 2, this.#at + bytes));
    this.#buffer.copy(larger, 0, 0, this.#at);
    this.#use(larger);
  }

  #use(buffer: Buffer<ArrayBuffer>): void {
    this.#buffer = buffer;
    this.#view = new DataView(buffer.buffer);
  }

  /** Writes ASCII of fewer than 128 characters; false, and nothing written, when it is something else. */
  #ascii(text: string): boolean {
    const buffer = this.#buffer;
    const from = this.#at + 1;
    const length = text.length;
    for (let index = 0; index < length; index += 1) {
      const char = text.charCodeAt(index);
      if (char > 0x7f) return false;
      buffer[from + index] = char;
    }
    buffer[from - 1] = length;
    this.#at = from + length;
    return true;
  }

  /** UTF-8; half of a surrogate pair becomes U+FFFD. */
  string(text: string): void {
    this.#room(text.length * 3 + 5);
    if (text.length <= short_chars && this.#ascii(text)) return;
    const bytes = Buffer.byteLength(text);
    this.count(bytes);
    this.#at += this.#buffer.write(text, this.#at, bytes, "utf8");
  }

  bool(value: boolean): void {
    this.#room(1);
    this.#buffer[this.#at++] = value ? 1 : 0;
  }

  uint32(value: number): void {
    this.#room(4);
    this.#view.setUint32(this.#at, value, true);
    this.#at += 4;
  }

  /** Also Decimal(18, s) as an integer of 10^-s, and DateTime64(3) in ms; below 2^53 in amount. */
  int64(value: number): void {
    this.#room(8);
    const high = Math.floor(value / 0x1_0000_0000);
    this.#view.setUint32(this.#at, value - high * 0x1_0000_0000, true);
    this.#view.setInt32(this.#at + 4, high, true);
    this.#at += 8;
  }

  uint64(value: bigint): void {
    this.#room(8);
    this.#view.setBigUint64(this.#at, value, true);
    this.#at += 8;
  }

  uint128(value: bigint): void {
    this.uint64(value & low64);
    this.uint64(value >> 64n);
  }

  /** How many entries of an array or a map follow: LEB128, seven bits a byte, the lowest first. */
  count(entries: number): void {
    this.#room(5);
    let rest = entries;
    for (; rest > 0x7f; rest >>>= 7) this.#buffer[this.#at++] = (rest & 0x7f) | 0x80;
    this.#buffer[this.#at++] = rest;
  }

  /** All that was written since the last take, as bytes of its own. */
  take(): Buffer {
    const bytes = Buffer.from(this.#buffer.subarray(0, this.#at));
    this.#at = 0;
    if (this.#buffer.length > kept_bytes) this.#use(Buffer.allocUnsafeSlow(first_bytes));
    return bytes;
  }
}
