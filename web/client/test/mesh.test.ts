// SPDX-License-Identifier: Apache-2.0
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MeshConnection } from '../src/mesh-connection.js';
import { mergedReport } from '../src/mesh-report.js';
import { MeshVoices } from '../src/mesh-voices.js';
import type { ClientMessage, Participant } from '../src/protocol.js';
import { originOf } from '../src/sdp.js';
import { FakeTrack, person } from './fake-browser.js';

let made = 0;

/** A connection that keeps the rules of JSEP about who may describe what when. */
class MeshPeerConnection extends EventTarget {
  static all: MeshPeerConnection[] = [];
  readonly origin = ++made;
  readonly transceivers: FakeTransceiver[] = [];
  readonly candidates: unknown[] = [];
  connectionState: RTCPeerConnectionState = 'new';
  signalingState: RTCSignalingState = 'stable';
  localDescription: RTCSessionDescriptionInit | null = null;
  remoteDescription: RTCSessionDescriptionInit | null = null;
  restarts = 0;

  constructor() {
    super();
    MeshPeerConnection.all.push(this);
  }

  addTransceiver(): FakeTransceiver {
    const transceiver = new FakeTransceiver();
    this.transceivers.push(transceiver);
    return transceiver;
  }

  getTransceivers(): FakeTransceiver[] {
    return this.transceivers;
  }

  restartIce(): void {
    this.restarts++;
  }

  async setLocalDescription(): Promise<void> {
    const type = this.signalingState === 'have-remote-offer' ? 'answer' : 'offer';
    this.localDescription = { type, sdp: `v=0\r\no=- ${this.origin} 1 IN IP4 127.0.0.1\r\n` };
    this.signalingState = type === 'answer' ? 'stable' : 'have-local-offer';
  }

  async setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void> {
    // An offer in the state have-local-offer rolls the own one back.
    if (description.type === 'answer' && this.signalingState !== 'have-local-offer') {
      throw new DOMException('no offer', 'InvalidStateError');
    }
    this.remoteDescription = description;
    this.signalingState = description.type === 'offer' ? 'have-remote-offer' : 'stable';
    if (description.type === 'offer' && this.transceivers.length === 0) {
      this.addTransceiver();
    }
  }

  async addIceCandidate(candidate: unknown): Promise<void> {
    this.candidates.push(candidate);
  }

  async getStats(): Promise<Map<string, unknown>> {
    return new Map();
  }

  become(state: RTCPeerConnectionState): void {
    this.connectionState = state;
    this.dispatchEvent(new Event('connectionstatechange'));
  }

  close(): void {
    this.connectionState = 'closed';
  }
}

class FakeTransceiver {
  direction = 'sendrecv';
  readonly sender = {
    track: null as unknown,
    replaceTrack: async (track: unknown): Promise<void> => void (this.sender.track = track),
  };
  readonly receiver = {
    track: new FakeTrack('theirs'),
    sources: [] as { timestamp: number; audioLevel: number; source: number }[],
    getSynchronizationSources(): unknown[] {
      return this.sources;
    },
    getContributingSources: (): unknown[] => [],
  };
}

/** A network of browsers whose messages are delivered in order. */
class Net {
  readonly sides = new Map<number, MeshConnection>();
  readonly said: (ClientMessage & { by: number })[] = [];
  readonly lost = new Set<number>();

  add(stream: number): MeshConnection {
    const side = new MeshConnection([], (message) => {
      this.said.push({ ...message, by: stream });
      const { to, ...rest } = message as { to: string };
      if (!this.lost.has(Number(to))) {
        queueMicrotask(() => this.sides.get(Number(to))?.onMessage({ ...rest, from: String(stream) } as never));
      }
    });
    this.sides.set(stream, side);
    return side;
  }

  offers(by: number): number {
    return this.said.filter((each) => each.by === by && each.type === 'offer').length;
  }
}

const people = (...streams: number[]): Participant[] => streams.map((each) => person(`u${each}`, `P${each}`, each));
const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);

describe('a mesh', () => {
  let net: Net;
  let one: MeshConnection;
  let two: MeshConnection;

  beforeEach(async () => {
    vi.useFakeTimers();
    vi.stubGlobal('RTCPeerConnection', MeshPeerConnection);
    MeshPeerConnection.all = [];
    net = new Net();
    one = net.add(1);
    two = net.add(2);
    await one.connect();
    await two.connect();
  });

  afterEach(() => {
    one.close();
    two.close();
    vi.useRealTimers();
  });

  const meet = async (): Promise<void> => {
    two.follow(2, people(1, 2));
    one.follow(1, people(1, 2));
    await settle();
  };
  const connection = (side: MeshConnection): MeshPeerConnection => side.connections[0] as unknown as MeshPeerConnection;

  it('lets the lower number offer, and sends what each microphone has', async () => {
    const microphone = new FakeTrack('mine') as unknown as MediaStreamTrack;
    await two.send(microphone);
    await meet();
    expect([net.offers(1), net.offers(2)]).toEqual([1, 0]);
    expect(net.said.filter((each) => each.type === 'answer').map((each) => each.by)).toEqual([2]);
    expect(connection(one).signalingState).toBe('stable');
    expect(connection(two).transceivers[0]?.sender.track).toBe(microphone);
    expect(one.lines.map((each) => each.mid)).toEqual(['2']);
  });

  it('waits until somebody can be reached', async () => {
    one.follow(1, [person('u1', 'P1', 1), { ...person('u2', 'P2', 2), connection: 'joining' }]);
    await settle();
    expect(one.connections).toHaveLength(0);
  });

  it('gives way when both offer at once, on the polite side alone', async () => {
    await meet();
    connection(one).become('connected');
    await Promise.all([one.restart(), two.restart()]);
    await settle();
    expect(connection(one).signalingState).toBe('stable');
    expect(connection(two).signalingState).toBe('stable');
    const answers = net.said.filter((each) => each.type === 'answer');
    expect(answers.map((each) => each.by)).toEqual([2, 2]);
  });

  it('begins anew when an offer is not answered for thirty seconds', async () => {
    net.lost.add(2);
    await meet();
    const [first] = one.connections;
    await vi.advanceTimersByTimeAsync(29_000);
    expect(one.connections[0]).toBe(first);
    net.lost.clear();
    await vi.advanceTimersByTimeAsync(1_500);
    expect(one.connections[0]).not.toBe(first);
    expect((first as unknown as MeshPeerConnection).connectionState).toBe('closed');
    expect(connection(one).signalingState).toBe('stable');
    expect(net.offers(1)).toBe(2);
  });

  it('offers anew to somebody who was away', async () => {
    net.lost.add(2);
    await meet();
    one.follow(1, [person('u1', 'P1', 1), { ...person('u2', 'P2', 2), connection: 'reconnecting' }]);
    net.lost.clear();
    one.follow(1, people(1, 2));
    await settle();
    expect(net.offers(1)).toBe(2);
    expect(connection(one).signalingState).toBe('stable');
  });

  it('takes a new connection of the other side for what it is', async () => {
    await meet();
    const old = two.connections[0];
    two.onMessage({ type: 'offer', from: '1', sdp: 'v=0\r\no=- 999 1 IN IP4 127.0.0.1\r\n' });
    await settle();
    expect(two.connections[0]).not.toBe(old);
    expect((old as unknown as MeshPeerConnection).connectionState).toBe('closed');
  });

  it('looks for another path after a second without one', async () => {
    await meet();
    connection(one).become('connected');
    connection(one).become('disconnected');
    await vi.advanceTimersByTimeAsync(900);
    expect(connection(one).restarts).toBe(0);
    await vi.advanceTimersByTimeAsync(200);
    expect(connection(one).restarts).toBe(1);
    expect(net.offers(1)).toBe(2);
  });

  it('cuts off whoever left, and lets nobody in who is not in the room', async () => {
    await meet();
    const old = connection(one);
    one.follow(1, people(1));
    expect(old.connectionState).toBe('closed');
    expect(one.lines).toEqual([]);
    one.onMessage({ type: 'offer', from: '2', sdp: 'v=0\r\no=- 7 1 IN IP4 127.0.0.1\r\n' });
    await settle();
    expect(one.connections).toHaveLength(0);
  });

  it('throws the sound of somebody away whom a moderator muted, until they may be heard again', async () => {
    await meet();
    const { receiver } = connection(one).transceivers[0]!;
    receiver.sources.push({ timestamp: performance.timeOrigin + performance.now(), audioLevel: 0.5, source: 9 });
    expect(one.heard()).toEqual([{ mid: '2', level: 0.5, stream: 2 }]);
    const silenced = [person('u1', 'P1', 1), { ...person('u2', 'P2', 2), isSilenced: true }];
    one.follow(1, silenced);
    expect(receiver.track.enabled).toBe(false);
    expect(one.heard()).toEqual([]);
    one.follow(1, people(1, 2));
    expect(receiver.track.enabled).toBe(true);
  });

  it('sends nothing of somebody who is silenced, of their own accord', async () => {
    const microphone = new FakeTrack('mine') as unknown as MediaStreamTrack;
    await one.send(microphone);
    await meet();
    const { sender } = connection(one).transceivers[0]!;
    expect(sender.track).toBe(microphone);
    one.follow(1, [{ ...person('u1', 'P1', 1), isSilenced: true }, person('u2', 'P2', 2)]);
    expect(sender.track).toBeNull();
  });

  it('says that a connection is doubted until it was made anew', async () => {
    await meet();
    one.doubt();
    expect(one.doubted).toBe(true);
    await one.restart();
    expect(one.doubted).toBe(false);
  });
});

describe('who speaks in a mesh', () => {
  it('is who was loud twice, until they are quiet for a while', () => {
    const voices = new MeshVoices();
    expect(voices.look(new Map([['ada', 0.2], ['bob', 0.001]]), 0)).toBe(false);
    expect(voices.look(new Map([['ada', 0.2]]), 50)).toBe(true);
    expect([...voices.speaking]).toEqual(['ada']);
    expect(voices.look(new Map(), 300)).toBe(false);
    expect(voices.look(new Map(), 500)).toBe(true);
    expect(voices.speaking.size).toBe(0);
  });
});

describe('the reports of a mesh', () => {
  it('are told apart, and their lines are called after the peers', () => {
    const report = new Map(
      Object.entries({
        T: { id: 'T', type: 'transport', selectedCandidatePairId: 'P' },
        P: { id: 'P', type: 'candidate-pair', localCandidateId: 'L' },
        I: { id: 'I', type: 'inbound-rtp', mid: '0' },
      }),
    ) as unknown as RTCStatsReport;
    const merged = mergedReport([['2', report], ['3', report]]) as unknown as Map<string, Record<string, unknown>>;
    expect(merged.size).toBe(6);
    expect(merged.get('3/T')?.['selectedCandidatePairId']).toBe('3/P');
    expect(merged.get('2/P')?.['localCandidateId']).toBe('2/L');
    expect(merged.get('2/I')?.['mid']).toBe('2');
  });
});

describe('the origin of a description', () => {
  it('is its session id', () => {
    expect(originOf('v=0\r\no=- 4611731400430051336 2 IN IP4 127.0.0.1\r\ns=-\r\n')).toBe('4611731400430051336');
    expect(originOf('v=0\r\n')).toBe('');
  });
});
