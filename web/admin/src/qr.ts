// SPDX-License-Identifier: Apache-2.0

/** QR codes (ISO/IEC 18004) of bytes, versions 1 to 10 at error correction level L: at most 271 bytes. */

/** By version: codewords in all, error correction codewords per block, blocks. */
const VERSIONS: readonly (readonly [number, number, number])[] = [
  [26, 7, 1], [44, 10, 1], [70, 15, 1], [100, 20, 1], [134, 26, 1], [172, 18, 2], [196, 20, 2], [242, 24, 2], [292, 30, 2], [346, 18, 4],
];
const LEVEL_L = 1;
const MASKS: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

type Grid = boolean[][];

/** The modules of a code that says `text`, row by row, true for dark; nothing when the text is too long. */
export function qr(text: string): Grid | undefined {
  const bytes = new TextEncoder().encode(text);
  const version = VERSIONS.findIndex(([all, ecc, blocks], i) => bytes.length <= all - ecc * blocks - (i < 9 ? 2 : 3)) + 1;
  if (version === 0) {
    return undefined;
  }
  const codewords = interleaved(dataOf(bytes, version), version);
  const drawn = MASKS.map((_, mask) => draw(version, codewords, mask));
  return drawn.reduce((best, each) => (unrest(each) < unrest(best) ? each : best));
}

function dataOf(bytes: Uint8Array, version: number): number[] {
  const [all, ecc, blocks] = VERSIONS[version - 1]!;
  const room = all - ecc * blocks;
  const bits: number[] = [];
  const put = (value: number, count: number): void => {
    for (let i = count - 1; i >= 0; i--) {
      bits.push((value >> i) & 1);
    }
  };
  put(4, 4);
  put(bytes.length, version < 10 ? 8 : 16);
  bytes.forEach((each) => put(each, 8));
  put(0, Math.min(4, room * 8 - bits.length));
  put(0, (8 - (bits.length % 8)) % 8);
  const data: number[] = [];
  for (let i = 0; i < bits.length; i += 8) {
    data.push(Number.parseInt(bits.slice(i, i + 8).join(''), 2));
  }
  for (let pad = 0xec; data.length < room; pad ^= 0xec ^ 0x11) {
    data.push(pad);
  }
  return data;
}

function interleaved(data: number[], version: number): number[] {
  const [all, ecc, count] = VERSIONS[version - 1]!;
  const short = Math.floor(all / count);
  const shorts = count - (all % count);
  const blocks = Array.from({ length: count }, (_, i) => data.splice(0, short - ecc + (i < shorts ? 0 : 1)));
  const checks = blocks.map((each) => remainder(each, ecc));
  const woven: number[] = [];
  for (let i = 0; i <= short - ecc; i++) {
    blocks.forEach((each) => i < each.length && woven.push(each[i]!));
  }
  for (let i = 0; i < ecc; i++) {
    checks.forEach((each) => woven.push(each[i]!));
  }
  return woven;
}

/** A product in GF(256) modulo x^8 + x^4 + x^3 + x^2 + 1. */
function times(a: number, b: number): number {
  let product = 0;
  for (let i = 7; i >= 0; i--) {
    product = (product << 1) ^ ((product >> 7) * 0x11d);
    product ^= ((b >> i) & 1) * a;
  }
  return product;
}

/** The Reed-Solomon check of a block. */
function remainder(data: number[], degree: number): number[] {
  const generator = new Array<number>(degree).fill(0);
  generator[degree - 1] = 1;
  for (let i = 0, root = 1; i < degree; i++, root = times(root, 2)) {
    for (let j = 0; j < degree; j++) {
      generator[j] = times(generator[j]!, root) ^ (generator[j + 1] ?? 0);
    }
  }
  const rest = new Array<number>(degree).fill(0);
  for (const each of data) {
    const factor = each ^ rest.shift()!;
    rest.push(0);
    generator.forEach((coefficient, i) => (rest[i] = rest[i]! ^ times(coefficient, factor)));
  }
  return rest;
}

function draw(version: number, codewords: number[], mask: number): Grid {
  const size = version * 4 + 17;
  const dark: Grid = Array.from({ length: size }, () => new Array<boolean>(size).fill(false));
  const fixed: Grid = Array.from({ length: size }, () => new Array<boolean>(size).fill(false));
  const set = (x: number, y: number, value: boolean): void => {
    if (x >= 0 && y >= 0 && x < size && y < size) {
      dark[y]![x] = value;
      fixed[y]![x] = true;
    }
  };
  patterns(version, size, set);
  information(version, size, mask, set);
  let bit = 0;
  for (let right = size - 1; right >= 1; right -= 2) {
    right = right === 6 ? 5 : right;
    for (let step = 0; step < size; step++) {
      const y = ((right + 1) & 2) === 0 ? size - 1 - step : step;
      for (const x of [right, right - 1]) {
        if (!fixed[y]![x]) {
          const on = ((codewords[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1;
          dark[y]![x] = (on === 1) !== MASKS[mask]!(x, y);
          bit++;
        }
      }
    }
  }
  return dark;
}

function patterns(version: number, size: number, set: (x: number, y: number, dark: boolean) => void): void {
  for (let i = 0; i < size; i++) {
    set(6, i, i % 2 === 0);
    set(i, 6, i % 2 === 0);
  }
  const square = (cx: number, cy: number, radius: number, rings: (distance: number) => boolean): void => {
    for (let dy = -radius; dy <= radius; dy++) {
      for (let dx = -radius; dx <= radius; dx++) {
        set(cx + dx, cy + dy, rings(Math.max(Math.abs(dx), Math.abs(dy))));
      }
    }
  };
  for (const [cx, cy] of [[3, 3], [size - 4, 3], [3, size - 4]] as const) {
    square(cx, cy, 4, (distance) => distance !== 2 && distance !== 4);
  }
  const places = version === 1 ? [] : version < 7 ? [6, size - 7] : [6, (size - 1) / 2, size - 7];
  for (const [i, cy] of places.entries()) {
    for (const [j, cx] of places.entries()) {
      const corner = (i === 0 && (j === 0 || j === places.length - 1)) || (j === 0 && i === places.length - 1);
      if (!corner) {
        square(cx, cy, 2, (distance) => distance !== 1);
      }
    }
  }
}

/** Level, mask and version, each with its own check. */
function information(version: number, size: number, mask: number, set: (x: number, y: number, dark: boolean) => void): void {
  const format = (checked((LEVEL_L << 3) | mask, 10, 0x537) ^ 0x5412) & 0x7fff;
  const on = (i: number): boolean => ((format >> i) & 1) === 1;
  for (let i = 0; i < 15; i++) {
    set(8, i < 6 ? i : i < 8 ? i + 1 : size - 15 + i, on(i));
    set(i < 8 ? size - 1 - i : i < 9 ? 7 : 14 - i, 8, on(i));
  }
  set(8, size - 8, true);
  if (version >= 7) {
    const bits = checked(version, 12, 0x1f25);
    for (let i = 0; i < 18; i++) {
      const [a, b] = [size - 11 + (i % 3), Math.floor(i / 3)];
      set(a, b, ((bits >> i) & 1) === 1);
      set(b, a, ((bits >> i) & 1) === 1);
    }
  }
}

function checked(value: number, degree: number, generator: number): number {
  let rest = value;
  for (let i = 0; i < degree; i++) {
    rest = (rest << 1) ^ ((rest >> (degree - 1)) * generator);
  }
  return (value << degree) | rest;
}

/** How hard a reader would find it: long runs and large even areas. */
function unrest(grid: Grid): number {
  let sum = 0;
  const size = grid.length;
  for (const turned of [false, true]) {
    for (let a = 0; a < size; a++) {
      for (let b = 0, run = 0, before: boolean | undefined; b < size; b++) {
        const now = turned ? grid[b]![a]! : grid[a]![b]!;
        run = now === before ? run + 1 : 1;
        before = now;
        sum += run === 5 ? 3 : run > 5 ? 1 : 0;
      }
    }
  }
  return sum;
}
