// SPDX-License-Identifier: Apache-2.0
import { MeshConnection, type PeerMessage } from './mesh-connection.js';
import { MeshVoices } from './mesh-voices.js';
import type { ClientMessage, Participant } from './protocol.js';
import type { Roster } from './roster.js';
import type { SlotMap } from './slot-map.js';

const LISTEN_EVERY_MS = 50;

/** What a server does for a room of its own, done here for a mesh: who is reached, who speaks, who is where. */
export class MeshRoom {
  readonly media: MeshConnection;
  readonly #roster: Roster;
  readonly #slots: SlotMap;
  readonly #ownVoice: () => boolean;
  readonly #changed: () => void;
  readonly #voices = new MeshVoices();
  readonly #reached = new Set<number>();
  readonly #timer: ReturnType<typeof setInterval>;
  #self = 0;

  /**
   * @param ownVoice whether the own microphone is spoken into, and not muted
   * @param changed what is called when people speak, fall silent, are reached or lost
   */
  constructor(
    iceServers: RTCIceServer[],
    send: (message: ClientMessage) => void,
    roster: Roster,
    slots: SlotMap,
    ownVoice: () => boolean,
    changed: () => void,
  ) {
    this.#roster = roster;
    this.#slots = slots;
    this.#ownVoice = ownVoice;
    this.#changed = changed;
    this.media = new MeshConnection(iceServers, send);
    this.media.on('changed', changed);
    roster.overlay((participant) => this.#known(participant));
    this.#timer = setInterval(() => this.#listen(), LISTEN_EVERY_MS);
  }

  /** Takes who is in the room now. */
  follow(self: number): void {
    this.#self = self;
    const participants = this.#roster.asServerSays;
    this.media.follow(self, participants);
    this.#slots.whole(
      participants
        .filter((each) => each.stream !== self)
        .map(({ stream, userId }) => ({ mid: String(stream), stream, userId })),
    );
  }

  onMessage(message: PeerMessage): void {
    this.media.onMessage(message);
  }

  close(): void {
    clearInterval(this.#timer);
    this.media.close();
  }

  #known(participant: Participant): Participant {
    const { stream, userId, isSilenced } = participant;
    return {
      ...participant,
      isSpeaking: !isSilenced && this.#voices.speaking.has(userId),
      connection: stream === this.#self ? participant.connection : this.#connectionOf(stream),
    };
  }

  #connectionOf(stream: number): Participant['connection'] {
    if (this.media.reaches(stream)) {
      this.#reached.add(stream);
      return 'connected';
    }
    return this.#reached.has(stream) ? 'reconnecting' : 'joining';
  }

  #listen(): void {
    const levels = this.#slots.levels(this.media.heard(), (stream) => this.#user(stream));
    const own = this.#user(this.#self);
    if (own !== undefined) {
      levels.set(own, this.#ownVoice() ? 1 : 0);
    }
    if (this.#voices.look(levels, performance.now())) {
      this.#changed();
    }
  }

  #user(stream: number): string | undefined {
    return this.#roster.asServerSays.find((each) => each.stream === stream)?.userId;
  }
}
