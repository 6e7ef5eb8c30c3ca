// SPDX-License-Identifier: Apache-2.0
import jsQR from 'jsqr';
import { describe, expect, it } from 'vitest';
import { qr } from '../src/qr.js';

const MARGIN = 4;
const SCALE = 4;

/** What an independent reader finds in a picture of the code. */
function read(text: string): string | undefined {
  const code = qr(text)!;
  const size = (code.length + 2 * MARGIN) * SCALE;
  const pixels = new Uint8ClampedArray(size * size * 4).fill(255);
  code.forEach((row, y) =>
    row.forEach((dark, x) => {
      for (let i = 0; dark && i < SCALE * SCALE; i++) {
        const at = ((y + MARGIN) * SCALE + Math.floor(i / SCALE)) * size + (x + MARGIN) * SCALE + (i % SCALE);
        pixels.fill(0, at * 4, at * 4 + 3);
      }
    }),
  );
  return jsQR(pixels, size, size)?.data;
}

describe('a QR code', () => {
  it('is read by another program, in every version', () => {
    for (const length of [1, 17, 18, 32, 53, 78, 106, 107, 134, 154, 192, 230, 271]) {
      const text = `otpauth:${'a9Z/'.repeat(70)}`.slice(0, length);
      expect(read(text), `${length} bytes`).toBe(text);
    }
  });

  it('keeps letters that are not Latin', () => {
    expect(read('otpauth://totp/Palaver:jürgen')).toBe('otpauth://totp/Palaver:jürgen');
  });

  it('is not made of more than it holds', () => {
    expect(qr('a'.repeat(272))).toBeUndefined();
  });
});
