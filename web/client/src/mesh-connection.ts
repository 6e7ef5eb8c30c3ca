// SPDX-License-Identifier: Apache-2.0
import { Emitter } from './emitter.js';
import { heardBy, type HeardOn, type Media, type MediaEvents, type ReceiveLine } from './media.js';
import { MeshPeer } from './mesh-peer.js';
import { mergedReport } from './mesh-report.js';
import type { ClientMessage, Participant } from './protocol.js';

/** What another browser says, as the server relays it. */
export type PeerMessage =
  | { type: 'offer' | 'answer'; from: string; sdp: string }
  | { type: 'ice'; from: string; candidate: RTCIceCandidateInit };

const LOOK_EVERY_MS = 250;
const SLEPT_AFTER_MS = 10_000;

/**
 * The connections of a mesh room, one to each other participant. Who left, for whatever reason, is cut off here, and
 * who is silenced is not played here: nobody else could enforce it.
 */
export class MeshConnection extends Emitter<MediaEvents> implements Media {
  readonly #iceServers: RTCIceServer[];
  readonly #send: (message: ClientMessage) => void;
  readonly #peers = new Map<string, MeshPeer>();
  #self = 0;
  #others: readonly Participant[] = [];
  #microphone: MediaStreamTrack | null = null;
  #silenced = false;
  #up = false;
  #closed = false;
  #doubted = false;
  #timer: ReturnType<typeof setInterval> | undefined;
  #lookedMs = 0;

  constructor(iceServers: RTCIceServer[], send: (message: ClientMessage) => void) {
    super();
    this.#iceServers = iceServers;
    this.#send = send;
  }

  get connections(): RTCPeerConnection[] {
    return [...this.#peers.values()].map((each) => each.connection);
  }

  get lines(): ReceiveLine[] {
    return [...this.#peers].flatMap(([mid, { receiver }]) => (receiver ? [{ mid, track: receiver.track }] : []));
  }

  /** A mesh has no one path that could be down: each peer mends its own. */
  get connected(): boolean {
    return this.#up;
  }

  get doubted(): boolean {
    return this.#doubted;
  }

  /** Whether the sound of this participant can come. */
  reaches(stream: number): boolean {
    return this.#peers.get(String(stream))?.connected ?? false;
  }

  async send(track: MediaStreamTrack | null): Promise<void> {
    this.#microphone = track;
    for (const peer of this.#peers.values()) {
      peer.send(this.#sent);
    }
  }

  async connect(): Promise<void> {
    this.#up = true;
    this.#lookedMs = Date.now();
    this.#timer = setInterval(() => void this.#look(), LOOK_EVERY_MS);
  }

  /**
   * Takes who is in the room now, as the server says it. The others' offers are answered from the first moment, also
   * while the microphone is still asked for.
   */
  follow(self: number, participants: readonly Participant[]): void {
    const away = this.#others.filter((each) => each.connection !== 'connected').map((each) => each.stream);
    this.#self = self;
    this.#others = participants.filter((each) => each.stream !== self && each.stream > 0);
    this.#silenced = participants.some((each) => each.stream === self && each.isSilenced);
    void this.send(this.#microphone);
    if (!this.#closed) {
      // An offer for somebody who was away got lost.
      for (const { stream, connection } of this.#others) {
        const lost = connection === 'connected' && away.includes(stream) && !this.reaches(stream);
        if (lost && self < stream && this.#peers.has(String(stream))) {
          this.#drop(String(stream));
        }
      }
      this.#meet();
    }
  }

  onMessage(message: PeerMessage): void {
    const { from } = message;
    // Only those who are in the room are heard: whoever was removed has no way back in.
    if (this.#closed || !this.#others.some((each) => String(each.stream) === from)) {
      return;
    }
    const known = this.#peers.get(from);
    switch (message.type) {
      case 'offer':
        (known && !known.isStranger(message.sdp) ? known : this.#add(from)).onOffer(message.sdp);
        break;
      case 'answer':
        known?.onAnswer(message.sdp);
        break;
      case 'ice':
        known?.onCandidate(message.candidate);
        break;
    }
  }

  doubt(): void {
    if (this.#up && !this.#doubted) {
      this.#doubted = true;
      this.emit('changed', undefined);
    }
  }

  /** Called once the signaling works again: all paths are looked for anew, and each peer goes on mending its own. */
  async restart(): Promise<void> {
    for (const peer of this.#peers.values()) {
      peer.restart();
    }
    this.#doubted = false;
    this.emit('changed', undefined);
  }

  heard(): HeardOn[] {
    return [...this.#peers].flatMap(([mid, { receiver, silenced }]) => {
      const heard = receiver && !silenced ? heardBy(receiver) : undefined;
      return heard ? [{ mid, level: heard.level, stream: Number(mid) }] : [];
    });
  }

  close(): void {
    this.#up = false;
    this.#closed = true;
    clearInterval(this.#timer);
    for (const peer of this.#peers.values()) {
      peer.close();
    }
    this.#peers.clear();
  }

  /** Nothing of somebody who is silenced leaves their own browser either, as long as it is an honest one. */
  get #sent(): MediaStreamTrack | null {
    return this.#silenced ? null : this.#microphone;
  }

  /** Makes the connections be those to the people who are here. */
  #meet(): void {
    for (const name of [...this.#peers.keys()]) {
      if (!this.#others.some((each) => String(each.stream) === name)) {
        this.#drop(name);
      }
    }
    for (const { stream, connection, isSilenced } of this.#others) {
      const name = String(stream);
      if (this.#self < stream && connection === 'connected' && !this.#peers.has(name)) {
        this.#add(name).begin();
      }
      const peer = this.#peers.get(name);
      if (peer) {
        peer.silenced = isSilenced;
      }
    }
  }

  #add(name: string): MeshPeer {
    this.#peers.get(name)?.close();
    const peer = new MeshPeer(this.#iceServers, this.#self > Number(name), this.#sent, {
      offer: (sdp) => this.#send({ type: 'offer', to: name, sdp }),
      answer: (sdp) => this.#send({ type: 'answer', to: name, sdp }),
      ice: (candidate) => this.#send({ type: 'ice', to: name, candidate }),
    });
    this.#peers.set(name, peer);
    peer.silenced = this.#others.some((each) => String(each.stream) === name && each.isSilenced);
    peer.on('track', () => this.emit('lines', undefined));
    peer.on('changed', () => this.emit('changed', undefined));
    peer.on('dead', () => this.#renew(name, peer));
    return peer;
  }

  #drop(name: string): void {
    this.#peers.get(name)?.close();
    this.#peers.delete(name);
    this.emit('lines', undefined);
  }

  /** Begins anew where this side offers; the other side waits for the new offer. */
  #renew(name: string, peer: MeshPeer): void {
    if (this.#peers.get(name) === peer) {
      this.#drop(name);
      this.#meet();
    }
  }

  async #look(): Promise<void> {
    const nowMs = Date.now();
    const sleptMs = nowMs - this.#lookedMs;
    this.#lookedMs = nowMs;
    if (sleptMs > SLEPT_AFTER_MS) {
      this.emit('woke', sleptMs);
    }
    const reports = await Promise.all(
      [...this.#peers].map(async ([name, { connection }]) => [name, await connection.getStats()] as const),
    );
    if (this.#up) {
      this.emit('report', mergedReport(reports));
    }
  }
}
