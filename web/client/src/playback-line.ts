// SPDX-License-Identifier: Apache-2.0

/** A context whose speaker can be chosen, where the browser knows that. */
type RoutedContext = AudioContext & { setSinkId?: (id: string) => Promise<void> };

/**
 * One receive line. Up to 100 % an audio element plays it, which costs least. Above that, and where the volume of
 * an element cannot be changed (as on iOS), a gain node does; the element goes on, mute, to keep the line flowing.
 */
export class PlaybackLine {
  readonly #element = new Audio();
  readonly #stream: MediaStream;
  #speakerId = '';
  #context: RoutedContext | undefined;
  #gain: GainNode | undefined;

  constructor(readonly track: MediaStreamTrack) {
    this.#stream = new MediaStream([track]);
    this.#element.srcObject = this.#stream;
  }

  play(): Promise<void> {
    void this.#context?.resume();
    return this.#element.play();
  }

  /** @param volume 0 to 2; 1 is as it came */
  set volume(volume: number) {
    this.#element.muted = volume === 0;
    if (volume > 0) {
      this.#element.volume = Math.min(1, volume);
    }
    const played = volume === 0 ? 0 : this.#element.volume;
    if (volume === Math.min(1, played) || typeof AudioContext === 'undefined') {
      this.#direct();
    } else {
      this.#amplify(volume);
    }
  }

  async useSpeaker(speakerId: string): Promise<void> {
    this.#speakerId = speakerId;
    await this.#element.setSinkId(speakerId);
    await this.#context?.setSinkId?.(speakerId);
  }

  stop(): void {
    this.#direct();
    this.#element.pause();
    this.#element.srcObject = null;
  }

  #amplify(volume: number): void {
    if (!this.#context) {
      this.#context = new AudioContext();
      this.#gain = this.#context.createGain();
      this.#context.createMediaStreamSource(this.#stream).connect(this.#gain).connect(this.#context.destination);
      void this.#context.setSinkId?.(this.#speakerId).catch(() => undefined);
    }
    this.#element.muted = true;
    this.#gain?.gain.setTargetAtTime(volume, this.#context.currentTime, 0.02);
  }

  #direct(): void {
    void this.#context?.close();
    this.#context = undefined;
    this.#gain = undefined;
  }
}
