// SPDX-License-Identifier: Apache-2.0
import type { Participant, RoomClient } from '@palaver/client';

/** How far a word to the moderators is. */
export type ReportingState = 'no' | 'sending' | 'sent' | 'failed';

/** One word to the moderators about somebody in the room. */
export class Reporting {
  state: ReportingState = 'no';
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  async tell(client: RoomClient, { person, reason }: { person: Participant; reason: string }): Promise<void> {
    const { room } = client;
    if (!room) {
      return;
    }
    const { userId: reportedUserId, username: reportedUsername } = person;
    this.#become('sending');
    try {
      await client.service.report({ world: room.world, roomId: room.roomId, reportedUserId, reportedUsername, reason });
      this.#become('sent');
    } catch {
      this.#become('failed');
    }
  }

  reset(): void {
    this.#become('no');
  }

  #become(state: ReportingState): void {
    this.state = state;
    this.#changed();
  }
}
