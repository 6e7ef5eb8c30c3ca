// SPDX-License-Identifier: Apache-2.0

/** How loud the own microphone is, measured before anything is sent (R201). */
export class LevelMeter {
  #context: AudioContext | undefined;
  #analyser: AnalyserNode | undefined;
  #source: MediaStreamAudioSourceNode | undefined;
  #bins = new Uint8Array(0);
  #ear: MediaStreamTrack | undefined;

  /**
   * Measures this track from now on, or nothing. It listens to a copy, which a mute does not silence: that is how a
   * person who speaks while muted can be told. Nothing of the copy leaves the browser.
   */
  follow(track: MediaStreamTrack | null): void {
    this.#source?.disconnect();
    this.#source = undefined;
    this.#ear?.stop();
    this.#ear = undefined;
    if (!track || typeof AudioContext === 'undefined') {
      return;
    }
    this.#context ??= new AudioContext();
    void this.#context.resume();
    this.#analyser ??= this.#newAnalyser(this.#context);
    this.#ear = track.clone();
    this.#ear.enabled = true;
    this.#source = this.#context.createMediaStreamSource(new MediaStream([this.#ear]));
    this.#source.connect(this.#analyser);
  }

  /** The level now, 0 to 1: root mean square of the frequency bytes. */
  level(): number {
    if (!this.#analyser || !this.#source) {
      return 0;
    }
    this.#analyser.getByteFrequencyData(this.#bins as Uint8Array<ArrayBuffer>);
    return rootMeanSquare(this.#bins);
  }

  close(): void {
    this.follow(null);
    void this.#context?.close();
    this.#context = undefined;
    this.#analyser = undefined;
  }

  #newAnalyser(context: AudioContext): AnalyserNode {
    const analyser = context.createAnalyser();
    analyser.fftSize = 512;
    analyser.smoothingTimeConstant = 0.3;
    this.#bins = new Uint8Array(analyser.frequencyBinCount);
    return analyser;
  }
}

/** Root mean square of bytes, as a share of the largest byte. */
export function rootMeanSquare(bytes: Uint8Array): number {
  if (bytes.length === 0) {
    return 0;
  }
  let sum = 0;
  for (const byte of bytes) {
    sum += byte * byte;
  }
  return Math.sqrt(sum / bytes.length) / 255;
}
