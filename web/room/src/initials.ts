// SPDX-License-Identifier: Apache-2.0

/** One or two letters for a name: the first of its first and of its last word. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const first = words[0] ?? '';
  const last = words.length > 1 ? (words[words.length - 1] ?? '') : '';
  return (letter(first) + letter(last)).toLocaleUpperCase() || '?';
}

function letter(word: string): string {
  const { value } = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(word)[Symbol.iterator]().next();
  return value?.segment ?? '';
}
