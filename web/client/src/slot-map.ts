// SPDX-License-Identifier: Apache-2.0
import type { HeardOn } from './media.js';
import type { Slot } from './protocol.js';

/** Which person is heard on which receive line. */
export class SlotMap {
  #byMid = new Map<string, Slot>();

  get slots(): readonly Slot[] {
    return [...this.#byMid.values()];
  }

  /** The complete map, in place of the one before. */
  whole(slots: readonly Slot[]): void {
    this.#byMid = new Map(slots.map((each) => [each.mid, each]));
  }

  /**
   * Levels by person. Where packets name their talker that name wins over the map, because it is in
   * step with the sound.
   */
  levels(heard: readonly HeardOn[], userOfStream: (stream: number) => string | undefined): Map<string, number> {
    const levels = new Map<string, number>();
    for (const { mid, level, stream } of heard) {
      const named = stream === undefined ? undefined : userOfStream(stream);
      const userId = named ?? this.#byMid.get(mid)?.userId;
      if (userId !== undefined) {
        levels.set(userId, Math.max(level, levels.get(userId) ?? 0));
      }
    }
    return levels;
  }
}
