// SPDX-License-Identifier: Apache-2.0
import axe from 'axe-core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { PageHarness } from './page-harness.js';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

let on: PageHarness;

beforeEach(() => {
  on = new PageHarness();
  document.documentElement.lang = 'en';
});
afterEach(() => on.close());

/** Colours need a real browser; the tokens' contrast is looked at in contrast.test.ts. */
async function violations(): Promise<string[]> {
  document.title = 'Palaver';
  const { violations } = await axe.run(on.page, {
    runOnly: { type: 'tag', values: TAGS },
    rules: { 'color-contrast': { enabled: false } },
    resultTypes: ['violations'],
  });
  return violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.html).join(' ')}`);
}

it('has an accessible lobby, with chat, settings and an error', async () => {
  on.keepChat('hello');
  on.browser.rest.refuse('/api/voice/join', 409, 'ROOM_FULL');
  await on.open();
  await on.join('Ada');
  on.press('Check microphone and speaker');
  await on.settled();
  expect(await violations()).toEqual([]);
});

it('has an accessible room, with chat, statistics and settings', async () => {
  localStorage.setItem('palaver.preferences', JSON.stringify({ statistics: true, pushToTalk: true }));
  on.keepChat('hello');
  await on.open();
  await on.join('Ada');
  await on.say({ type: 'mute', revision: 8, userId: 'ada', muted: true, by: 'moderator', reason: 'noise' });
  on.press('Settings');
  await on.settled();
  expect(await violations()).toEqual([]);
});

it('has an accessible menu for a person, and a report', async () => {
  await on.open();
  await on.join('Ada');
  on.press('More about Grace');
  await on.settled();
  expect(await violations()).toEqual([]);
  on.press('Report');
  await on.settled();
  expect(await violations()).toEqual([]);
});

it('says in words that somebody is muted', async () => {
  await on.open();
  await on.join('Ada');
  await on.say({ type: 'mute', revision: 8, userId: 'grace', muted: true, by: 'self' });
  expect(on.tile('grace').shadowRoot?.textContent).toContain('muted');
});
