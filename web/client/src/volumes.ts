// SPDX-License-Identifier: Apache-2.0
import type { Slot } from './protocol.js';

const LOUDEST = 2;

/** How loud each person is played here, 0 to 2; 1 is as it comes. */
export class Volumes {
  readonly #byUser = new Map<string, number>();

  set(userId: string, volume: number): void {
    this.#byUser.set(userId, Math.max(0, Math.min(LOUDEST, volume)));
  }

  of(userId: string): number {
    return this.#byUser.get(userId) ?? 1;
  }

  /** The volume of each line, by who is heard on it. */
  ofLines(mids: readonly (string | null)[], slots: readonly Slot[]): number[] {
    const users = new Map(slots.map((each) => [each.mid, each.userId]));
    return mids.map((mid) => this.of(users.get(mid ?? '') ?? ''));
  }
}
