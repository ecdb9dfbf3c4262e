// SipHash as ClickHouse has it, with a key of zeros: ids that are computed here equal those that the engine computes.

// Four words of 32 bits: the hash of 128 bits, the least significant word first.
const words = new Int32Array(4);
const encoder = new TextEncoder();
// What is to be hashed, and room for the eight zeros behind it.
let bytes = new Uint8Array(4096);
let view = new DataView(bytes.buffer);

/** Hashes the first `length` bytes; afterwards `words` holds v0 ^ v1 and v2 ^ v3. */
function hash(length: number): void {
  let [a, A, b, B] = [0x70736575, 0x736f6d65, 0x6e646f6d, 0x646f7261];
  let [c, C, d, D] = [0x6e657261, 0x6c796765, 0x79746573, 0x74656462];
  const blocks = length >>> 3;
  bytes.fill(0, length, length + 8);
  // Whole blocks, then the rest with the length in its last byte, then the end.
  for (let step = 0; step <= blocks + 1; step += 1) {
    const last = step > blocks;
    const low = last ? 0 : view.getInt32(step * 8, true);
    const high = last ? 0 : view.getInt32(step * 8 + 4, true) | (step === blocks ? length << 24 : 0);
    d ^= low;
    D ^= high;
    if (last) c ^= 0xff;
    for (let round = last ? 4 : 2; round > 0; round -= 1) {
      // v0 += v1; v1 <<<= 13; v1 ^= v0; v0 <<<= 32
      let sum = (a >>> 0) + (b >>> 0);
      let carried = (A + B + (sum > 0xffffffff ? 1 : 0)) | 0;
      let turned = (b << 13) | (B >>> 19);
      B = ((B << 13) | (b >>> 19)) ^ carried;
      b = turned ^ sum;
      a = carried;
      A = sum | 0;
      // v2 += v3; v3 <<<= 16; v3 ^= v2
      sum = (c >>> 0) + (d >>> 0);
      C = (C + D + (sum > 0xffffffff ? 1 : 0)) | 0;
      c = sum | 0;
      turned = (d << 16) | (D >>> 16);
      D = ((D << 16) | (d >>> 16)) ^ C;
      d = turned ^ c;
      // v0 += v3; v3 <<<= 21; v3 ^= v0
      sum = (a >>> 0) + (d >>> 0);
      A = (A + D + (sum > 0xffffffff ? 1 : 0)) | 0;
      a = sum | 0;
      turned = (d << 21) | (D >>> 11);
      D = ((D << 21) | (d >>> 11)) ^ A;
      d = turned ^ a;
      // v2 += v1; v1 <<<= 17; v1 ^= v2; v2 <<<= 32
      sum = (c >>> 0) + (b >>> 0);
      carried = (C + B + (sum > 0xffffffff ? 1 : 0)) | 0;
      turned = (b << 17) | (B >>> 15);
      B = ((B << 17) | (b >>> 15)) ^ carried;
      b = turned ^ sum;
      c = carried;
      C = sum | 0;
    }
    a ^= low;
    A ^= high;
  }
  words[0] = a ^ b;
  words[1] = A ^ B;
  words[2] = c ^ d;
  words[3] = C ^ D;
}

function load(text: string): number {
  if (bytes.length < text.length * 3 + 8) {
    bytes = new Uint8Array(text.length * 4 + 8);
    view = new DataView(bytes.buffer);
  }
  return encoder.encodeInto(text, bytes).written;
}

// What was hashed already, four words each: kinds and sources are few.
const known = new Map<string, Int32Array>();
const known_most = 1_000;

/** The words of a text that comes again and again. */
function knownWords(text: string): Int32Array {
  const found = known.get(text);
  if (found) return found;
  hash(load(text));
  if (known.size >= known_most) known.clear();
  const made = words.slice();
  known.set(text, made);
  return made;
}

function put(source: Int32Array, at: number): void {
  source.forEach((part, index) => {
    view.setInt32(at + index * 4, part, true);
  });
}

// The hash of 64 bits is that of 128, folded.
function fold(of: Int32Array): Int32Array {
  return Int32Array.of((of[0] ?? 0) ^ (of[2] ?? 0), (of[1] ?? 0) ^ (of[3] ?? 0));
}

const number = new DataView(new ArrayBuffer(8));

function unsigned(of: Int32Array): bigint {
  number.setInt32(0, of[0] ?? 0, true);
  number.setInt32(4, of[1] ?? 0, true);
  return number.getBigUint64(0, true);
}

function unsigned128(of: Int32Array): bigint {
  return (unsigned(of.subarray(2)) << 64n) | unsigned(of);
}

/** `sipHash64(first, second)` of the engine: the hash of the two hashes. `first` is one of few, like a kind. */
export function sipHash64(first: string, second: string): bigint {
  const one = fold(knownWords(first));
  hash(load(second));
  const two = fold(words);
  put(one, 0);
  put(two, 8);
  hash(16);
  return unsigned(fold(words));
}

/** `reinterpretAsUInt128(sipHash128(text))` of the engine. */
export function sipHash128(text: string): bigint {
  hash(load(text));
  return unsigned128(words);
}

/** `reinterpretAsUInt128(sipHash128(first, second))` of the engine. `first` is one of few, like a source. */
export function sipHash128Of(first: string, second: string): bigint {
  const one = knownWords(first);
  hash(load(second));
  const two = words.slice();
  put(one, 0);
  put(two, 16);
  hash(32);
  return unsigned128(words);
}
