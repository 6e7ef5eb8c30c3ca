// SPDX-License-Identifier: Apache-2.0
import { Emitter } from './emitter.js';

interface PlaybackEvents {
  /** The browser plays nothing until the person presses something on the page. */
  blocked: boolean;
  /** The chosen speaker is gone: the default one plays. */
  fellBack: undefined;
}

/** Plays the receive lines, one audio element each, on the chosen speaker. */
export class Playback extends Emitter<PlaybackEvents> {
  #elements: HTMLAudioElement[] = [];
  #speakerId = '';
  #blocked = false;

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

  /** Plays these tracks instead of those before. */
  play(tracks: readonly MediaStreamTrack[]): void {
    this.stop();
    this.#elements = tracks.map((track) => {
      const element = new Audio();
      element.srcObject = new MediaStream([track]);
      return element;
    });
    void this.#applySpeaker();
    void this.resume();
  }

  /** Plays what was blocked; call it from a press. */
  async resume(): Promise<void> {
    const results = await Promise.allSettled(this.#elements.map((each) => each.play()));
    const blocked = results.some(
      (each) => each.status === 'rejected' && (each.reason as Error).name === 'NotAllowedError',
    );
    if (blocked !== this.#blocked) {
      this.#blocked = blocked;
      this.emit('blocked', blocked);
    }
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
    for (const element of this.#elements) {
      element.pause();
      element.srcObject = null;
    }
    this.#elements = [];
  }

  async #applySpeaker(): Promise<void> {
    if (Playback.canChooseSpeaker) {
      await Promise.allSettled(this.#elements.map((each) => each.setSinkId(this.#speakerId)));
    }
  }
}
