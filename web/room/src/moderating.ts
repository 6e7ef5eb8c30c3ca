// SPDX-License-Identifier: Apache-2.0
import {
  BackendJoinError, type Moderation, type ModerationAct, type ModerationOrder, type Participant, type RoomClient,
} from '@palaver/client';

/** How far what a moderator wants is. */
export type ModeratingState = 'idle' | 'busy' | 'done' | 'failed' | 'code' | 'wrong-code';

/** What a moderator chose to do to the person whose menu is open. */
export interface Chosen {
  act: ModerationAct;
  reason: string;
  /** Nothing for as long as nobody lifts it. */
  seconds: number | undefined;
}

/** One thing that a moderator wants done, from the press to the server's word, with a code of the second factor between. */
export class Moderating {
  state: ModeratingState = 'idle';
  readonly #changed: () => void;
  #wanted: (() => Promise<void>) | undefined;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  async act(moderation: Moderation, act: ModerationAct, order: ModerationOrder): Promise<void> {
    this.#wanted = () => moderation.act(act, order);
    await this.#try();
  }

  /** Does to somebody in the client's room what was chosen for them. */
  async actOn(client: RoomClient, { person, act, reason, seconds }: Chosen & { person: Participant }): Promise<void> {
    const { room } = client;
    if (room) {
      const { userId, username } = person;
      const why = { ...(reason ? { reason } : {}), ...(seconds ? { seconds } : {}) };
      await this.act(client.moderation, act, { world: room.world, roomId: room.roomId, userId, username, ...why });
    }
  }

  /** Shows a code, then does what waited for it. */
  async confirm(moderation: Moderation, code: string): Promise<void> {
    this.#become('busy');
    try {
      await moderation.confirm(code);
    } catch {
      this.#become('wrong-code');
      return;
    }
    await this.#try();
  }

  reset(): void {
    this.#wanted = undefined;
    this.#become('idle');
  }

  async #try(): Promise<void> {
    const wanted = this.#wanted;
    if (!wanted) {
      return;
    }
    this.#become('busy');
    try {
      await wanted();
      this.#become('done');
    } catch (error) {
      const asks = error instanceof BackendJoinError && error.code === 'SECOND_FACTOR_REQUIRED';
      this.#become(asks ? 'code' : 'failed');
    }
  }

  #become(state: ModeratingState): void {
    this.state = state;
    this.#changed();
  }
}
