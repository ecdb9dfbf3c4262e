// SipHash as ClickHouse has it, with a key of zeros: ids that are computed here equal those that the engine computes.

// Four words of 32 bits: the hash of 128 bits, the least significant word first.
const words = new Int32Array(4);
const encoder = new TextEncoder();
let bytes = new Uint8Array(4096);

/** Hashes the first `length` bytes; afterwards `words` holds v0 ^ v1 and v2 ^ v3. */
function hash(length: number): void {
  let [a, A, b, B] = [0x70736575, 0x736f6d65, 0x6e646f6d, 0x646f7261];
  let [c, C, d, D] = [0x6e657261, 0x6c796765, 0x79746573, 0x74656462];
  const blocks = length >>> 3;
  // Whole blocks, then the rest with the length in its last byte, then the end.
  for (let step = 0; step <= blocks + 1; step += 1) {
    const last = step > blocks;
    const low = last ? 0 : word(step * 8, length);
    const high = last ? 0 : word(step * 8 + 4, length) | (step === blocks ? length << 24 : 0);
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

// Four bytes from `at`; what lies behind the end is 0.
function word(at: number, length: number): number {
  let value = 0;
  for (let index = Math.min(at + 3, length - 1); index >= at; index -= 1) value = (value << 8) | (bytes[index] ?? 0);
  return value;
}

function load(text: string): number {
  if (bytes.length < text.length * 3) bytes = new Uint8Array(text.length * 4);
  return encoder.encodeInto(text, bytes).written;
}

function put(source: readonly number[]): number {
  source.forEach((part, index) => {
    for (let byte = 0; byte < 4; byte += 1) bytes[index * 4 + byte] = part >>> (byte * 8);
  });
  return source.length * 4;
}

function hash64(length: number): readonly [number, number] {
  hash(length);
  return [(words[0] ?? 0) ^ (words[2] ?? 0), (words[1] ?? 0) ^ (words[3] ?? 0)];
}

function decimal(parts: readonly number[]): string {
  return parts.reduceRight((sum, part) => (sum << 32n) | BigInt(part >>> 0), 0n).toString();
}

/** `sipHash64(first, second)` of the engine: the hash of the two hashes. A decimal number as text. */
export function sipHash64(first: string, second: string): string {
  const one = hash64(load(first));
  const two = hash64(load(second));
  return decimal(hash64(put([...one, ...two])));
}

/** `reinterpretAsUInt128(sipHash128(…))` of the engine, of one text or two. A decimal number as text. */
export function sipHash128(first: string, second?: string): string {
  hash(load(first));
  if (second !== undefined) {
    const one = [...words];
    hash(load(second));
    hash(put([...one, ...words]));
  }
  return decimal([...words]);
}
