// SPDX-License-Identifier: Apache-2.0
import { vi } from 'vitest';
import type { RadioState } from '../src/state.js';

/** The WebSocket of a node that the test plays. */
export class FakeSocket {
  static readonly OPEN = 1;
  static newest: FakeSocket;
  readyState = 0;
  readonly sent: Record<string, unknown>[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: (() => void) | null = null;

  constructor(readonly url: string) {
    FakeSocket.newest = this;
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text) as Record<string, unknown>);
  }

  close(): void {
    this.readyState = 3;
  }

  open(): void {
    this.readyState = FakeSocket.OPEN;
    this.onopen?.();
  }

  say(frame: object): void {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }

  set(set: Partial<RadioState>, nowMs = 10_000): void {
    this.say({ type: 'state', now_ms: nowMs, set });
  }

  lose(): void {
    this.readyState = 3;
    this.onclose?.();
  }

  types(): unknown[] {
    return this.sent.map((each) => each['type']).filter((each) => each !== 'watch');
  }
}

export const ADA = { node_id: '00000000000000aa', name: 'Front desk' };
export const BAR = { node_id: '00000000000000bb', name: 'Bar' };

/** A node with one other device, at rest. */
export function atRest(change: Partial<RadioState> = {}): RadioState {
  return {
    node: { ...ADA, channel: 'Kitchen', operator: true, may_talk: true, may_interrupt: true, talk_limit_ms: 30_000 },
    cluster: { role: 'leader', state: 'leader', leader: ADA, term: 7, alive: 2, size: 3 },
    members: [
      { ...ADA, alive: true, talks: true },
      { ...BAR, alive: true, talks: true },
      { node_id: '00000000000000cc', name: 'Cellar', alive: false, talks: false },
    ],
    press: { since_ms: 0, state: 'idle' },
    floor: { talker: null, since_ms: 0, queue: [] },
    knocks: [],
    health: { score: 100, reasons: [] },
    sound: { on: true, tones: false, microphone: { name: 'Headset' }, speaker: { name: 'Headset' }, echo: 'idle' },
    texts: [],
    handsets: null,
    ...change,
  };
}

export const DIAGNOSTICS: Partial<RadioState> = {
  network: { round_trip_ms: 0, loss_percent: 1.2, jitter_ms: 3.4, concealed_percent: 0.5, playout_ms: 42, queue_depth: 1, received: 9, sent: 8, dropped: 0, sleeps: 0 },
  tree: [
    { node_id: ADA.node_id, parent_id: null },
    { node_id: BAR.node_id, parent_id: ADA.node_id },
    { node_id: '00000000000000cc', parent_id: BAR.node_id },
  ],
  timeline: [{ at_ms: 1_000, standing: 'leader', term: 7, cause: 'claims', gap_ms: 0 }],
};

export function useFakeSocket(): void {
  vi.stubGlobal('WebSocket', FakeSocket);
}
