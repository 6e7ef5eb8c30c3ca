// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { words } from '../src/words.js';

type Tree = { [key: string]: unknown };

function keys(tree: Tree, before = ''): string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null ? keys(value as Tree, `${before}${key}.`) : [`${before}${key}`],
  );
}

it('has every word in both languages', () => {
  expect(keys(words.de)).toEqual(keys(words.en));
});

it('has no empty word, and forms that take the same values', () => {
  for (const key of keys(words.en)) {
    const [en, de] = [words.en, words.de].map((tree) => key.split('.').reduce<unknown>((at, each) => (at as Tree)[each], tree));
    expect(typeof de, key).toBe(typeof en);
    expect(de, key).not.toBe('');
    if (typeof en === 'function') {
      expect((de as () => string)().length, key).toBeGreaterThan(0);
      expect((de as () => string).length, key).toBe(en.length);
    }
  }
});

it('uses every word that it has', () => {
  const files = import.meta.glob<string>('../src/*.ts', { query: '?raw', import: 'default', eager: true });
  const sources = Object.entries(files)
    .filter(([name]) => !name.includes('/words-'))
    .map(([, source]) => source)
    .join('\n');
  const unused = Object.keys(words.en).filter((each) => !new RegExp(`\\b${each}\\b`).test(sources));
  expect(unused).toEqual([]);
});

it('counts in words as each language does', () => {
  expect([words.en.chatUnread(1), words.en.chatUnread(2)]).toEqual(['1 new message', '2 new messages']);
  expect([words.de.chatUnread(1), words.de.chatUnread(2)]).toEqual(['1 neue Nachricht', '2 neue Nachrichten']);
});
