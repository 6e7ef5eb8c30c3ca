// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { withQuery } from '../src/api.js';
import { niceTop } from '../src/charts.js';
import { Format } from '../src/format.js';
import { after, type LiveCall, type LiveEvent } from '../src/live.js';
import { staysOf } from '../src/replay-view.js';
import { freeId } from '../src/settings-draft.js';
import { de } from '../src/words-de.js';
import { en } from '../src/words-en.js';

const ROOM = { world: 'materie', room_id: 'plaza' };

function event(type: string, more: Partial<LiveEvent> = {}): LiveEvent {
  return { type, at: '2030-01-01T10:00:00.000Z', ...ROOM, room_name: 'Plaza', user_id: 'ada', username: 'Ada', topology: 'sfu', ...more } as LiveEvent;
}

describe('live calls', () => {
  const started = after([], event('call_started'));
  const joined = after(started, event('participant_joined'));

  it('begin with their first person and end by their event', () => {
    expect(joined).toEqual([
      {
        ...ROOM, room_name: 'Plaza', started_at: '2030-01-01T10:00:00.000Z', topology: 'sfu',
        participants: [{ user_id: 'ada', username: 'Ada', is_speaking: false, quality: null }], observers: [],
      },
    ]);
    expect(after(joined, event('call_ended'))).toEqual([]);
  });

  it('show who speaks, who listens and who left', () => {
    const speaking = after(joined, event('speaking', { is_speaking: true }));
    expect(speaking[0]?.participants[0]?.is_speaking).toBe(true);
    const observed = after(speaking, event('observer_joined', { user_id: 'mo', username: 'mo' }));
    expect(observed[0]?.observers.map((each) => each.user_id)).toEqual(['mo']);
    expect(observed[0]?.participants).toHaveLength(1);
    expect(after(observed, event('participant_left'))[0]?.participants).toEqual([]);
  });

  it('show how well somebody is connected', () => {
    expect(after(joined, event('quality', { quality: 'poor' }))[0]?.participants[0]?.quality).toBe('poor');
  });

  it('count somebody once who joins again from elsewhere', () => {
    expect(after(joined, event('participant_joined'))[0]?.participants).toHaveLength(1);
  });

  it('start over from a snapshot and stay the same for other news', () => {
    const calls: LiveCall[] = [];
    expect(after(joined, event('snapshot', { calls }))).toBe(calls);
    expect(after(joined, event('report'))).toBe(joined);
  });
});

describe('the id of a new room', () => {
  it('reads like its name and is free', () => {
    expect(freeId('Große Küche!', [])).toBe('grosse-kueche');
    expect(freeId('Café', ['cafe', 'cafe-2'])).toBe('cafe-3');
    expect(freeId('  ', ['x'])).toBe('');
    expect(freeId('x'.repeat(80), []).length).toBeLessThanOrEqual(64);
  });
});

describe('a replay', () => {
  const move = (at: number, kind: 'joined' | 'left', session: string, reason: string | null = null) => ({
    at: new Date(at).toISOString(), event: kind, session_id: session, user_id: 'ada', username: null, present: 1, reason,
  });

  it('makes a stay of each coming and going', () => {
    const stays = staysOf([move(1_000, 'joined', 'a'), move(5_000, 'left', 'a', 'kicked'), move(6_000, 'joined', 'b')], 9_000);
    expect(stays.map((each) => [each.fromMs, each.untilMs, each.reason])).toEqual([
      [1_000, 5_000, 'kicked'],
      [6_000, 9_000, null],
    ]);
  });
});

describe('numbers', () => {
  it('are written as a reader of the language writes them', () => {
    expect(new Format('en').number(1234.5, 1)).toBe('1,234.5');
    expect(new Format('de').number(1234.5, 1)).toBe('1.234,5');
    expect(new Format('de').percent(0.125, 1)).toBe('12,5\u00a0%');
    expect(new Format('en').weekday(1)).toBe('Mon');
    expect(new Format('de').weekday(7)).toBe('So');
  });

  it('show durations in the largest units that matter', () => {
    const { duration, clock } = { duration: new Format('en').duration.bind(new Format('en')), clock: new Format('en').clock };
    expect([9, 240, 3_840, 1_000_000].map(duration)).toEqual(['9 s', '4 min', '1 h 4 min', '277 h']);
    expect([9, 249, 3_849].map(clock)).toEqual(['0:09', '4:09', '1:04:09']);
    expect(duration(null)).toBe('–');
  });

  it('have an axis that ends at a round one', () => {
    expect([0, 3, 7, 12, 180, 401].map(niceTop)).toEqual([1, 4, 10, 20, 200, 500]);
  });
});

it('leaves out what an address does not need', () => {
  expect(withQuery('/x', { a: undefined, b: '', c: 1 })).toBe('/x?c=1');
  expect(withQuery('/x', {})).toBe('/x');
});

it('says the same things in both languages', () => {
  const keys = (value: unknown, path = ''): string[] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, each]) => keys(each, `${path}.${key}`))
      : [path];
  expect(keys(de).sort()).toEqual(keys(en).sort());
});
