// SPDX-License-Identifier: Apache-2.0
import { Emitter } from './emitter.js';
import { PlaybackLine } from './playback-line.js';

interface PlaybackEvents {
  /** The browser plays nothing until the person presses something on the page. */
  blocked: boolean;
  /** The chosen speaker is gone: the default one plays. */
  fellBack: undefined;
}

/** Plays the receive lines, each at its own volume, on the chosen speaker. */
export class Playback extends Emitter<PlaybackEvents> {
  #lines: PlaybackLine[] = [];
  #volumes: readonly number[] = [];
  #speakerId = '';
  #blocked = false;
  #deafened = false;

  /** Whether this browser lets a page choose the speaker. */
  static get canChooseSpeaker(): boolean {
    return typeof HTMLMediaElement !== 'undefined' && 'setSinkId' in HTMLMediaElement.prototype;
  }

  get blocked(): boolean {
    return this.#blocked;
  }

  get speakerId(): string {
    return this.#speakerId;
  }

  /** Whether nothing is played, by the person's own wish. */
  get deafened(): boolean {
    return this.#deafened;
  }

  set deafened(deafened: boolean) {
    this.#deafened = deafened;
    this.#applyVolumes();
  }

  /** Plays these tracks instead of those before; one that was among them goes on. */
  play(tracks: readonly MediaStreamTrack[]): void {
    const before = this.#lines;
    this.#lines = tracks.map((track) => before.find((each) => each.track === track) ?? new PlaybackLine(track));
    before.filter((each) => !this.#lines.includes(each)).forEach((each) => each.stop());
    this.#applyVolumes();
    void this.#applySpeaker();
    void this.resume();
  }

  /** Plays what was blocked; call it from a press. */
  async resume(): Promise<void> {
    const results = await Promise.allSettled(this.#lines.map((each) => each.play()));
    const blocked = results.some(
      (each) => each.status === 'rejected' && (each.reason as Error).name === 'NotAllowedError',
    );
    if (blocked !== this.#blocked) {
      this.#blocked = blocked;
      this.emit('blocked', blocked);
    }
  }

  /** How loud each line is, 0 to 2, in the order of the tracks; 1 for those without. */
  useVolumes(volumes: readonly number[]): void {
    this.#volumes = volumes;
    this.#applyVolumes();
  }

  /** @param speakerId the device's id, empty for the default */
  async useSpeaker(speakerId: string): Promise<void> {
    this.#speakerId = speakerId;
    await this.#applySpeaker();
  }

  /** Looks after the devices changed whether the chosen speaker is still there. */
  checkSpeaker(available: readonly MediaDeviceInfo[]): void {
    if (this.#speakerId && !available.some((each) => each.deviceId === this.#speakerId)) {
      void this.useSpeaker('').then(() => this.emit('fellBack', undefined));
    }
  }

  stop(): void {
    for (const line of this.#lines) {
      line.stop();
    }
    this.#lines = [];
  }

  #applyVolumes(): void {
    for (const [index, line] of this.#lines.entries()) {
      line.volume = this.#deafened ? 0 : (this.#volumes[index] ?? 1);
    }
  }

  async #applySpeaker(): Promise<void> {
    if (Playback.canChooseSpeaker) {
      await Promise.allSettled(this.#lines.map((each) => each.useSpeaker(this.#speakerId)));
    }
  }
}
