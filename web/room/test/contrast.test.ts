// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import css from '../src/tokens.css?raw';

/** Text on what it is set on. */
const PAIRS = [
  ['ink', 'surface'], ['ink', 'surface-raised'], ['ink', 'surface-strong'], ['ink-soft', 'surface'],
  ['ink-soft', 'surface-raised'], ['ink-soft', 'surface-strong'], ['accent', 'surface'], ['accent', 'surface-raised'],
  ['on-accent', 'accent'], ['on-accent', 'accent-strong'], ['on-inverse', 'inverse'], ['critical', 'critical-soft'],
  ['critical', 'surface-raised'], ['ink', 'critical-soft'], ['ink', 'accent-soft'],
] as const;

describe.each([['light', 0], ['dark', 1]] as const)('in %s', (_, scheme) => {
  it.each(PAIRS)('%s reads on %s (WCAG AA)', (text, ground) => {
    expect(contrast(token(text, scheme), token(ground, scheme))).toBeGreaterThanOrEqual(4.5);
  });

  it('shows the edge of a field against what is around (WCAG 1.4.11)', () => {
    expect(contrast(token('line-strong', scheme), token('surface-raised', scheme))).toBeGreaterThanOrEqual(3);
  });
});

function token(name: string, scheme: 0 | 1): string {
  const match = new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(css);
  return match?.[scheme + 1] ?? '';
}

function contrast(a: string, b: string): number {
  const [bright, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (bright + 0.05) / (dark + 0.05);
}

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const share = parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
