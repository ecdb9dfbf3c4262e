// Rows in ClickHouse's RowBinary: the format that costs least on either side. Values are written one after another, in
// the order of the columns; https://clickhouse.com/docs/interfaces/formats/RowBinary.

/** Writes values one after another; a column of a LowCardinality or a Decimal is written as what it holds. */
export interface RowWriter {
  /** UTF-8; half of a surrogate pair becomes U+FFFD. */
  string(text: string): void;
  bool(value: boolean): void;
  uint32(value: number): void;
  /** Also Decimal(18, s) as an integer of 10^-s, and DateTime64(3) in ms; below 2^53 in amount. */
  int64(value: number): void;
  uint64(value: bigint): void;
  uint128(value: bigint): void;
  /** How many entries of an array or a map follow. */
  count(entries: number): void;
  /** All that was written since the last take, as bytes of its own. */
  take(): Buffer;
}

const first_bytes = 256 * 1024;
// A buffer that once had to be large is not kept.
const kept_bytes = 4 * 1024 * 1024;
const low64 = 0xffff_ffff_ffff_ffffn;
// Below it, a loop over characters is quicker than a call out of JavaScript.
const short_chars = 48;

/** A writer; it may be used again after each `take`. */
export function rowWriter(): RowWriter {
  let buffer = Buffer.allocUnsafeSlow(first_bytes);
  let view = new DataView(buffer.buffer);
  let at = 0;

  function room(bytes: number): void {
    if (at + bytes <= buffer.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(buffer.length * 2, at + bytes));
    buffer.copy(larger, 0, 0, at);
    buffer = larger;
    view = new DataView(buffer.buffer);
  }

  // LEB128, seven bits a byte, the lowest first.
  function count(entries: number): void {
    room(5);
    let rest = entries;
    for (; rest > 0x7f; rest >>>= 7) buffer[at++] = (rest & 0x7f) | 0x80;
    buffer[at++] = rest;
  }

  /** ASCII of fewer than 128 characters; false, and nothing written, when it is something else. */
  function ascii(text: string): boolean {
    const length = text.length;
    for (let index = 0; index < length; index += 1) {
      const char = text.charCodeAt(index);
      if (char > 0x7f) return false;
      buffer[at + 1 + index] = char;
    }
    buffer[at] = length;
    at += length + 1;
    return true;
  }

  return {
    string(text) {
      room(text.length * 3 + 5);
      if (text.length <= short_chars && ascii(text)) return;
      const bytes = Buffer.byteLength(text);
      count(bytes);
      at += buffer.write(text, at, bytes, "utf8");
    },
    bool(value) {
      room(1);
      buffer[at++] = value ? 1 : 0;
    },
    uint32(value) {
      room(4);
      view.setUint32(at, value, true);
      at += 4;
    },
    int64(value) {
      room(8);
      const high = Math.floor(value / 0x1_0000_0000);
      view.setUint32(at, value - high * 0x1_0000_0000, true);
      view.setInt32(at + 4, high, true);
      at += 8;
    },
    uint64(value) {
      room(8);
      view.setBigUint64(at, value, true);
      at += 8;
    },
    uint128(value) {
      room(16);
      view.setBigUint64(at, value & low64, true);
      view.setBigUint64(at + 8, value >> 64n, true);
      at += 16;
    },
    count,
    take() {
      const bytes = Buffer.from(buffer.subarray(0, at));
      at = 0;
      if (buffer.length > kept_bytes) {
        buffer = Buffer.allocUnsafeSlow(first_bytes);
        view = new DataView(buffer.buffer);
      }
      return bytes;
    },
  };
}
