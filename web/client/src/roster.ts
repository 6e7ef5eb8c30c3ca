// SPDX-License-Identifier: Apache-2.0
import type {
  BackendJoinResponse, NumberedMessage, Observer, Participant, RoomInfo, RoomStateMessage, Standing,
} from './protocol.js';

const GUEST: Standing = { role: 'guest', permissions: [] };

/** What a numbered message did to the roster. */
export type Applied = 'changed' | 'stale' | 'gap';

/**
 * Who is in the room, as the server says it. Each change carries the room's next revision; after a gap
 * nothing is believed until a whole `room_state` arrives.
 */
export class Roster {
  #participants = new Map<string, Participant>();
  /** What this side knows better than the server; in mesh rooms only. */
  #overlay: ((participant: Participant) => Participant) | undefined;
  #revision: number | undefined;

  room: RoomInfo | undefined;
  /** Who listens for the moderation. */
  observers: readonly Observer[] = [];
  /** Whether a moderator lets nobody in any more. */
  locked = false;
  /** What this side is on the server. */
  standing: Standing = GUEST;

  get participants(): readonly Participant[] {
    return this.asServerSays.map((each) => this.#overlay?.(each) ?? each);
  }

  /** Without what this side adds. */
  get asServerSays(): readonly Participant[] {
    return [...this.#participants.values()];
  }

  participant(userId: string): Participant | undefined {
    const participant = this.#participants.get(userId);
    return participant && (this.#overlay?.(participant) ?? participant);
  }

  /** Lets this side's own knowledge of people come before the server's, or no more. */
  overlay(overlay: ((participant: Participant) => Participant) | undefined): void {
    this.#overlay = overlay;
  }

  byStream(stream: number): Participant | undefined {
    return this.participants.find((each) => each.stream === stream);
  }

  /** The list of the join answer, which is shown before any signaling (R015). */
  listed(
    { world, roomId, roomName = roomId }: { world: string; roomId: string; roomName?: string },
    answer: Pick<BackendJoinResponse, 'participants' | 'max_participants' | 'topology'>,
  ): void {
    const { max_participants: maxParticipants, topology = 'sfu' } = answer;
    this.room = { roomId, roomName, world, maxParticipants, topology };
    this.#revision = undefined;
    this.#participants = new Map(
      answer.participants.map((each) => [
        each.userId,
        { ...each, stream: 0, isSilenced: false, connection: 'joining' as const },
      ]),
    );
  }

  whole(state: RoomStateMessage): void {
    this.room = state.room;
    this.#revision = state.revision;
    this.observers = state.observers ?? [];
    this.locked = state.locked ?? false;
    this.standing = { role: state.you.role ?? 'guest', permissions: state.you.permissions ?? [] };
    this.#participants = new Map(state.participants.map((each) => [each.userId, each]));
  }

  /** Takes a numbered message; only the very next revision changes anything. */
  apply(message: NumberedMessage): Applied {
    if (this.#revision === undefined) {
      return 'gap';
    }
    if (message.revision <= this.#revision) {
      return 'stale';
    }
    if (message.revision !== this.#revision + 1) {
      this.#revision = undefined;
      return 'gap';
    }
    this.#revision = message.revision;
    this.#change(message);
    return 'changed';
  }

  speaking(userId: string, isSpeaking: boolean): boolean {
    return this.#update(userId, { isSpeaking });
  }

  /** What this person did themselves, shown before the server repeats it. */
  ownMute(userId: string, isMuted: boolean): void {
    this.#update(userId, { isMuted });
  }

  clear(): void {
    this.#participants = new Map();
    this.#overlay = undefined;
    this.#revision = undefined;
    this.room = undefined;
    this.observers = [];
    this.locked = false;
    this.standing = GUEST;
  }

  #change(message: NumberedMessage): void {
    switch (message.type) {
      case 'participant_joined':
      case 'participant_changed':
        this.#participants.set(message.participant.userId, message.participant);
        break;
      case 'participant_left':
        this.#participants.delete(message.userId);
        break;
      case 'observers':
        this.observers = message.observers;
        break;
      case 'hand':
        this.#update(message.userId, { handRaised: message.raised });
        break;
      case 'mute':
        this.#mute(message);
        break;
    }
  }

  #mute(message: NumberedMessage & { type: 'mute' }): void {
    const before = this.#participants.get(message.userId);
    if (!before) {
      return;
    }
    if (message.by === 'self') {
      this.#participants.set(message.userId, { ...before, isMuted: message.muted });
      return;
    }
    const { silenceReason: _, ...rest } = before;
    const reason = message.muted && message.reason ? { silenceReason: message.reason } : {};
    this.#participants.set(message.userId, { ...rest, ...reason, isSilenced: message.muted });
  }

  #update(userId: string, change: Partial<Participant>): boolean {
    const before = this.#participants.get(userId);
    if (!before) {
      return false;
    }
    this.#participants.set(userId, { ...before, ...change });
    return true;
  }
}
