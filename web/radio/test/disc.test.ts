// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { type Disc, discOf, missing } from '../src/disc-state.js';
import { signalOf } from '../src/feel.js';
import { happened } from '../src/radio-diagnostics.js';
import type { Press } from '../src/state.js';
import { layOut } from '../src/radio-tree.js';
import { radioWords } from '../src/words.js';
import { ADA, BAR, DIAGNOSTICS, atRest } from './fake-node.js';

const t = radioWords.en;
const HERE = { connected: true, refusal: '' };

function after(press: Partial<Press>, talker = false): Disc {
  const floor = { talker: talker ? BAR : null, since_ms: 400, queue: [] };
  return discOf(atRest({ press: { since_ms: 5, state: 'idle', ...press }, floor }), HERE, t);
}

describe('the disc', () => {
  it.each([
    ['idle', {}, 'Hold to talk', 'All of Kitchen will hear you.'],
    ['asking', { state: 'requesting' }, 'Asking…', 'Speak: what you say now goes out too.'],
    ['queued', { state: 'queued', place: 1, size: 2 }, 'You are next', 'Keep holding.'],
    ['queued', { state: 'queued', place: 3, size: 4 }, 'Number 3 in line', 'Keep holding.'],
    ['talking', { state: 'granted' }, 'On the air', 'Let go when you have finished.'],
    ['denied', { state: 'denied', cause: 'queue_full' }, 'Not now', 'The line is full. Try again in a moment.'],
    ['denied', { state: 'denied', cause: 'of a later version' }, 'Not now', 'The press was refused. Try again.'],
    ['revoked', { state: 'revoked', cause: 'pre_empted' }, 'You were cut off', 'An emergency goes first.'],
    ['no-leader', { state: 'no_leader' }, 'Finding the others…', 'You can talk as soon as they agree on who leads.'],
    ['alone', { state: 'alone' }, 'Nobody else is here', 'Start another device of this channel in the same network.'],
    ['listen-only', { state: 'receive_only' }, 'Listening', 'This device may only listen. An operator can change that.'],
  ] as [string, Partial<Press>, string, string][])('says %s', (kind, press, title, detail) => {
    expect(after(press)).toMatchObject({ kind, title, detail });
  });

  it('says who talks, and since when', () => {
    expect(after({}, true)).toMatchObject({ kind: 'heard', title: 'Bar', who: 'Bar', sinceMs: 400 });
    expect(after({ state: 'queued', place: 1 }, true).detail).toBe('Bar talks. Keep holding.');
  });

  it('counts down to the limit while this device talks', () => {
    expect(after({ state: 'granted', since_ms: 77 })).toMatchObject({ sinceMs: 77, limitMs: 30_000 });
  });

  it('says that the node is gone before anything else', () => {
    expect(discOf(atRest({ press: { since_ms: 0, state: 'granted' } }), { connected: false, refusal: '' }, t).kind).toBe('offline');
    expect(discOf(undefined, HERE, t).kind).toBe('starting');
  });

  it('says that nobody is there yet, where a node only waits for a leader', () => {
    const cluster = { role: 'member', state: 'alone', leader: null, term: 0, alive: 1, size: 2 };
    const lonely = (press: Partial<Press>): Disc =>
      discOf(atRest({ cluster, press: { since_ms: 0, state: 'no_leader', ...press } }), HERE, t);
    expect(lonely({}).kind).toBe('alone');
    expect(lonely({ state: 'denied', cause: 'no_leader' }).detail).toBe('Nobody else is here to hear you.');
  });

  it('says why a press had no effect', () => {
    const mute = atRest({ sound: { on: true, tones: false, microphone: { cause: 'unplugged', device: 'Headset' }, speaker: {}, echo: 'idle' } });
    expect(discOf(mute, { connected: true, refusal: 'no_microphone' }, t)).toMatchObject({
      kind: 'no-microphone', detail: 'Headset was unplugged.',
    });
    expect(discOf(atRest(), { connected: true, refusal: 'busy' }, t).kind).toBe('denied');
  });

  it('has a word in both languages for every way in which a device is missing', () => {
    const causes = ['opening', 'off', 'none', 'unknown_name', 'unplugged', 'unusable', 'failed'];
    for (const words of Object.values(radioWords)) {
      expect(Object.keys(words.missing)).toEqual(causes);
      expect(missing({ cause: 'unusable', device: 'Jabra' }, words)).toContain('Jabra');
      expect(missing({ cause: 'of a later version' }, words)).toBe(words.missingOther());
    }
  });

  it('has words in both languages for every change of the election', () => {
    const causes = [
      'starts', 'leader_starts_anew', 'others_without_leader', 'leader_heard_again', 'leader_heard', 'strange_term',
      'greater_term', 'leader_resigned', 'leader_left', 'leader_put_out', 'leader_of_others_unheard', 'nobody_heard',
      'heartbeats_missing', 'leader_lost', 'resigned', 'claims', 'stood_still',
    ];
    for (const words of Object.values(radioWords)) {
      expect(Object.keys(words.electionBecause)).toEqual(causes);
    }
    const slept = { at_ms: 0, standing: 'alone', term: 7, cause: 'stood_still', gap_ms: 61_500 };
    expect(happened(slept, radioWords.de)).toBe('allein (Amtszeit 7): der Rechner schlief oder stand 61,5 s lang still');
    expect(happened({ ...slept, cause: 'of a later version' }, radioWords.en)).toBe('alone (Term 7): of a later version');
  });

  it('has a reason in both languages for every cause that nodes give', () => {
    const denied = ['other_has_permission', 'server_error', 'only_one_participant', 'retry_after_running', 'receive_only', 'no_resources', 'queue_full', 'no_leader', 'no_answer'];
    const revoked = ['only_one_participant', 'talked_too_long', 'no_permission', 'pre_empted', 'no_resources', 'lease_expired', 'superseded'];
    for (const words of Object.values(radioWords)) {
      expect(Object.keys(words.deniedBecause)).toEqual(denied);
      expect(Object.keys(words.revokedBecause)).toEqual(revoked);
    }
  });
});

describe('the signals', () => {
  const idle = after({});
  it.each([
    ['granted', idle, after({ state: 'granted' })],
    ['queued', idle, after({ state: 'queued', place: 2 })],
    ['denied', idle, after({ state: 'denied', cause: 'no_leader' })],
    ['busy', idle, after({ state: 'denied', cause: 'other_has_permission' })],
    ['revoked', after({ state: 'granted' }), after({ state: 'revoked', cause: 'talked_too_long' })],
    ['lost', idle, after({ state: 'no_leader' })],
    ['lost', after({}, true), discOf(atRest(), { connected: false, refusal: '' }, t)],
    [undefined, after({ state: 'alone' }), after({ state: 'no_leader' })],
    [undefined, after({ state: 'queued', place: 2 }), after({ state: 'queued', place: 1 })],
    [undefined, idle, after({}, true)],
  ] as [string | undefined, Disc, Disc][])('are %s', (signal, from, to) => {
    expect(signalOf(from, to)).toBe(signal);
  });
});

it('draws parents over the middle of their children', () => {
  const placed = layOut([...(DIAGNOSTICS.tree ?? []), { node_id: 'dd', parent_id: ADA.node_id }]);
  const of = (id: string) => placed.find((each) => each.id === id);
  expect(of(ADA.node_id)).toMatchObject({ row: 0, column: 0.5 });
  expect(of(BAR.node_id)).toMatchObject({ row: 1, column: 0.25 });
  expect(of('00000000000000cc')).toMatchObject({ row: 2, column: 0.25 });
  expect(of('dd')).toMatchObject({ row: 1, column: 0.75 });
});
