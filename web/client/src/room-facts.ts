// SPDX-License-Identifier: Apache-2.0
import { ChatLog } from './chat-log.js';
import { Emitter } from './emitter.js';
import type { ChatEntry, Observer, Participant, RoomInfo, Standing } from './protocol.js';
import type { RoomClientEvents } from './room-client-events.js';
import { Roster } from './roster.js';

/** What is known of the room that is joined, for a page to show. */
export class RoomFacts extends Emitter<RoomClientEvents> {
  protected readonly roster = new Roster();
  protected readonly log = new ChatLog();
  protected self: string | undefined;

  get room(): RoomInfo | undefined {
    return this.roster.room;
  }

  get participants(): readonly Participant[] {
    return this.roster.participants;
  }

  /** Who listens for the moderation and is not heard. */
  get observers(): readonly Observer[] {
    return this.roster.observers;
  }

  /** Whether a moderator lets nobody in any more. */
  get locked(): boolean {
    return this.roster.locked;
  }

  /** What this person is on the server, and what a page may offer them. */
  get standing(): Standing {
    return this.roster.standing;
  }

  /** The messages of the room, oldest first. */
  get chat(): readonly ChatEntry[] {
    return this.log.entries;
  }

  /** The own id among the participants. */
  get userId(): string | undefined {
    return this.self;
  }

  /** Whether the own hand is raised. */
  get handRaised(): boolean {
    return this.roster.participant(this.self ?? '')?.handRaised ?? false;
  }

  protected emitRoster(): void {
    this.emit('roster', this.roster.participants);
  }

  protected changeChat(change: () => void): void {
    change();
    this.emit('chat', this.log.entries);
  }
}
