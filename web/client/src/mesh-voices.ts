// SPDX-License-Identifier: Apache-2.0

/** Louder than the noise of a quiet room (-40 dBov), as the audio levels of RTP packets say it. */
const SPEAKS_LEVEL = 0.01;
const LOUD_LOOKS = 2;
/** A breath is no end. */
const QUIET_AFTER_MS = 400;

/** Who speaks, by level: in a mesh no server hears it. */
export class MeshVoices {
  readonly #loud = new Map<string, { looks: number; lastMs: number }>();
  #speaking = new Set<string>();

  get speaking(): ReadonlySet<string> {
    return this.#speaking;
  }

  /** Takes how loud everybody is now; gives whether another set of people speaks than before. */
  look(levels: ReadonlyMap<string, number>, nowMs: number): boolean {
    for (const [userId, level] of levels) {
      if (level >= SPEAKS_LEVEL) {
        const before = this.#loud.get(userId);
        const looks = before && nowMs - before.lastMs < QUIET_AFTER_MS ? before.looks + 1 : 1;
        this.#loud.set(userId, { looks, lastMs: nowMs });
      }
    }
    const speaking = new Set(
      [...this.#loud]
        .filter(([, { looks, lastMs }]) => looks >= LOUD_LOOKS && nowMs - lastMs < QUIET_AFTER_MS)
        .map(([userId]) => userId),
    );
    const changed = speaking.size !== this.#speaking.size || [...speaking].some((each) => !this.#speaking.has(each));
    this.#speaking = speaking;
    return changed;
  }
}
